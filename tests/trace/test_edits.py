"""What an editor did between two near texts tells which of them was first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import AnnotatedArticle, Article, Origin
from stemmata.settings import TraceSettings
from stemmata.trace.comparison import Comparison, Prepared, compare
from stemmata.trace.edits import Edits, edit_clues, find_edits
from stemmata.trace.reports import prepare

HARBOUR = (
    "The council of Brackmouth voted late on Thursday to close the old harbour to lorries. "
    "It said that 48 firms had been told and would be paid for the longer way round. "
    "Governor Anna Michael called the vote a first step and asked for patience until spring. "
    "Residents of the quay have complained about noise and dust for more than twenty years."
)
_words = st.lists(
    st.sampled_from(("rain", "fell", "the", "old", "12", "15", "hall")), min_size=1, max_size=40
)


def compared(first: str, second: str) -> Comparison:
    """Return what two English texts have in common."""
    settings = TraceSettings()
    articles = [
        Article(name, text, Origin("test"), "en") for name, text in (("a", first), ("b", second))
    ]
    a, b = (Prepared(prepare(AnnotatedArticle(article), settings)) for article in articles)
    return compare(a, b, settings)


def kinds(first: str, second: str) -> list[str]:
    """Return the kinds of the clues that the second was edited from the first."""
    found = compared(first, second)
    return [c.kind for c in edit_clues(found.a, found.b, find_edits(found), TraceSettings())]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("voted late on", "voted on", "omission"),
        ("48 firms", "53 firms", "raised figure"),
        ("Anna Michael", "Anna Mihcael", "error"),
        (HARBOUR[HARBOUR.index(" Residents") :], "", "cut at the end"),
    ],
)
def test_each_edit_speaks_for_one_way_only(old: str, new: str, kind: str) -> None:
    """The edited text was taken from the other; turned round, nothing speaks for it."""
    edited = HARBOUR.replace(old, new)
    assert kinds(HARBOUR, edited) == [kind]
    assert kinds(edited, HARBOUR) == []


def test_clues_quote_what_was_edited() -> None:
    """A clue points to the words of both texts."""
    edited = HARBOUR.replace("48 firms", "53 firms")
    found = compared(HARBOUR, edited)
    (clue,) = edit_clues(found.a, found.b, find_edits(found), TraceSettings())
    assert clue.original is not None
    assert (clue.original.quote(HARBOUR), clue.copy.quote(edited)) == ("48", "53")


def test_equal_texts_show_no_edit() -> None:
    """Nothing tells which of two equal texts was first."""
    assert find_edits(compared(HARBOUR, HARBOUR)) == Edits()


@given(_words, _words)
def test_edits_are_the_same_from_either_side(first: list[str], second: list[str]) -> None:
    """Turned round twice they are unchanged, and no gap is read both ways."""
    edits = find_edits(compared(" ".join(first), " ".join(second)))
    assert edits.flipped().flipped() == edits
    assert not set(edits.left_out) & set(edits.put_in)
    assert not set(edits.raised) & set(edits.lowered)
