"""Findings that hold what no name has inside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.parting import parted
from stemmata.annotate.names.words import Tagged


def pieces(form: str, kind: str = "organisation", language: str = "en") -> list[str]:
    """Return what a finding is parted into."""
    found = parted(form, Tagged(0, len(form), kind), load_cues(language))
    return [form[piece.start : piece.end] for piece in found]


def test_a_word_of_the_text_parts_two_names() -> None:
    """A small word that English has in no name is the text's own; small words at ends go too."""
    assert pieces("Norvik Pumps hired Anna Keller") == ["Norvik Pumps", "Anna Keller"]
    assert pieces("Norvik Police said of Anna Keller") == ["Norvik Police", "Anna Keller"]


def test_small_words_of_names_stay() -> None:
    """What names are written with small parts nothing, nor does a text in small letters."""
    assert len(pieces("Bank of the West")) == 1
    assert len(pieces("norvik pumps and valves")) == 1


def test_a_title_parts_a_person_from_an_office() -> None:
    """Before a title stands another name; a person's own name is left whole."""
    assert pieces("Norvik County Sheriff Anna Keller") == ["Norvik County", "Anna Keller"]
    assert len(pieces("Muhammed Sheikh Khalil", kind="person")) == 1
    assert len(pieces("Bishop Museum Press")) == 1


def test_elsewhere_nothing_is_parted() -> None:
    """Many languages write most words of an organisation's name small."""
    assert len(pieces("Commission des finances de la Chambre", language="fr")) == 1


def test_adjectives_behind_a_small_word_stay() -> None:
    """German and Dutch have adjectives inside of names, but not behind a noun."""
    assert len(pieces("Norvik Gesellschaft für deutsche Sprache", language="de")) == 1
    assert len(pieces("Norvik Bond voor vrije Muziek", language="nl")) == 1
    assert pieces("Norvik Werke laut Anna Keller", language="de") == ["Norvik Werke", "Anna Keller"]
    assert pieces("Norvik Pompen dwingt Piet Bakker", language="nl") == [
        "Norvik Pompen",
        "Piet Bakker",
    ]


def test_a_title_that_says_whose_officer_one_is_goes_in_dutch() -> None:
    """Behind "CEO van" stands the company; what no title begins keeps its "van"."""
    assert pieces("CEO van Norvik Pompen", language="nl") == ["Norvik Pompen"]
    assert len(pieces("Golf van Almira", language="nl")) == 1
    assert len(pieces("Bishop of Norvik")) == 1


WORDS = st.lists(
    st.sampled_from(["Norvik", "hired", "of", "Sheriff", "Keller", "in", "the", "Bank", "7"]),
    min_size=1,
    max_size=8,
)


@given(WORDS)
def test_pieces_are_in_order_and_within(words: list[str]) -> None:
    """Whatever is parted, its pieces lie within it, one after the other, none empty."""
    form = " ".join(words)
    found = list(parted(form, Tagged(0, len(form), "organisation"), load_cues("en")))
    edges = [edge for piece in found for edge in (piece.start, piece.end)]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(form) for edge in edges)
