"""Finding names: stored sentences for each language, and laws for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.annotate.names import find_names, find_names_in
from stemmata.model import Article, Origin, Span

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


# F1 over a language's stored sentences that must not be lost; scripts without capitals are harder.
FLOOR = 0.85
FLOORS = {"ar": 0.7, "fa": 0.7, "hi": 0.8, "vi": 0.7, "tr": 0.7, "zh": 0.8, "id": 0.8}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_stored_sentences(path: Path) -> None:
    """The names of a language's stored sentences are found, whole, and little else is."""
    cases = tomllib.loads(path.read_text("utf-8"))["case"]
    assert len(cases) >= 8
    right = found = wanted = 0
    wrong = []
    for case in cases:
        names = [name.text for name in find_names_in(case["text"], path.stem)]
        right += sum(name in case["names"] for name in names)
        found, wanted = found + len(names), wanted + len(case["names"])
        if names != case["names"]:
            wrong.append((case["text"], names))
    assert 2 * right / (found + wanted) >= FLOORS.get(path.stem, FLOOR), wrong


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=300),
    language=st.sampled_from(["en", "de", "ru", "ar", "zh", "ja", "ko", "hi", "und"]),
)
def test_spans_quote_any_text(text: str, language: str) -> None:
    """Whatever the text, spans quote it, stand in order and never overlap."""
    end = 0
    for name in find_names_in(text, language):
        assert name.text == text[name.start : name.end]
        assert name.start >= end
        assert name.start < name.end
        end = name.end


def test_only_the_report_is_read() -> None:
    """Boilerplate outside the body gives no names; spans count into the whole text."""
    text = "Subscribe to Boeing News. Anna Keller flew to Paris. More about Rome."
    article = Article("a", text, Origin("a.txt"), "en", body=(Span(26, 52),))
    names = find_names(article)
    assert [name.text for name in names] == ["Anna Keller", "Paris"]
    assert all(text[name.start : name.end] == name.text for name in names)


def test_a_company_is_named_with_its_legal_form() -> None:
    """What a company is by law belongs to its name, behind a comma and with its dot."""
    text = "Norvik Pumps, Inc. sued Harlan Mills Corp. in Leeds, Anna Keller said."
    names = [name.text for name in find_names_in(text, "en")]
    assert names == ["Norvik Pumps, Inc.", "Harlan Mills Corp.", "Leeds", "Anna Keller"]


def test_names_are_found_in_a_text_without_capitals() -> None:
    """Known names count in a text all in small letters; beside capitals small words are none."""
    small = find_names_in("we flew from mexico to london and met angela merkel there", "en")
    assert [name.text for name in small] == ["mexico", "london", "angela merkel"]
    assert not find_names_in("We flew from mexico to london.", "en")
