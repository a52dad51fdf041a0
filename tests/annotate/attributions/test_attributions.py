"""Attributions: a stored set for each language, chains, credits, and laws that any text keeps."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.annotate.attributions import find_attributions
from stemmata.model import Article, Name, Origin, Span, replace

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
LANGUAGES = [path.stem for path in CASES]


def article(text: str, language: str = "en") -> Article:
    return Article("a", text, Origin("a.txt"), language)


def sources(text: str, language: str = "en") -> list[str]:
    return [a.source for a in find_attributions(article(text, language), ())]


@pytest.mark.parametrize("path", CASES, ids=LANGUAGES)
def test_stored_cases(path: Path) -> None:
    """Each language's stored sentences give the sources written beside them."""
    cases = tomllib.loads(path.read_text("utf-8"))["case"]
    assert len(cases) >= 8
    for case in cases:
        assert sources(case["text"], path.stem) == case["sources"], case["text"]


def test_chain_gives_each_link() -> None:
    """In "Dawn reported, citing Reuters" both are leaned on."""
    text = "Four were hurt, the newspaper Dawn reported, citing Reuters."
    name = Name(text.index("Dawn"), text.index("Dawn") + 4, "Dawn", "organisation")
    found = [a.source for a in find_attributions(article(text), (name,))]
    assert found == ["newspaper Dawn", "Reuters"]


def test_name_ends_the_source() -> None:
    """A known name bounds the source where nothing else would."""
    text = "According to Radio Valley Today the dam holds."
    start = text.index("Radio")
    name = Name(start, start + len("Radio Valley"), "Radio Valley", "organisation")
    assert [a.source for a in find_attributions(article(text), (name,))] == ["Radio Valley"]


def test_credits() -> None:
    """Agencies in brackets, in a last line and in a marked credit are found; other words not."""
    assert sources("It burned. (Reuters, AFP)") == ["AFP", "Reuters"]
    assert sources("It burned (again).\nAP/dpa") == ["AP", "dpa"]
    text = "It burned.\nNorland Press"
    marked = replace(article(text), body=(Span(0, 10),), credit_span=Span(11, len(text)))
    assert [a.source for a in find_attributions(marked, ())] == ["Norland Press"]


def test_a_speaker_is_no_source_of_the_article() -> None:
    """Who says something is a quote's speaker; only outlets, bodies and papers count."""
    assert sources("She said it was late.") == []


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=200) | st.text(alphabet="(）:：/ dpaReuters来源according to\n", max_size=200),
    st.sampled_from(LANGUAGES),
)
def test_any_text(text: str, language: str) -> None:
    """Any text gives attributions in order that quote it, their source among their words."""
    found = find_attributions(article(text, language), ())
    assert [a.start for a in found] == sorted(a.start for a in found)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.source
        assert one.source in one.text
