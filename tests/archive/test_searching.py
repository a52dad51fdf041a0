"""Search finds words, names in any form and what other languages say of the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archive.reports import all_records

from stemmata.archive import Archive, Found, search, search_as_typed
from stemmata.archive.searching import outlets_like
from stemmata.store import Store, Where, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("search") / "a.db")
    list(Archive(opened).add_records(all_records()))
    yield opened
    opened.close()


def ids(found: list[Found]) -> list[str]:
    """Return the ids of hits in order."""
    return [each.id for each in found]


def test_a_query_in_one_language_finds_others(store: Store) -> None:
    """A word finds reports whose words mean the same, and says which words do."""
    found = {each.id: each for each in search(store, "actor", Where())}
    assert {"theatre-en", "theatre-de"} <= found.keys()
    german = found["theatre-de"]
    words = [german.snippet.text[s.start - german.snippet.start :] for s in german.snippet.words]
    assert words[0].startswith("Schauspieler")
    assert "means" in german.why[0]


@pytest.mark.parametrize("query", ["Joren Valdic", "Joren Valdik", "valdc"])
def test_a_name_in_any_form(store: Store, query: str) -> None:
    """A name is found as it is written and as it is garbled."""
    assert set(ids(search(store, query, Where()))[:2]) == {"theatre-en", "theatre-de"}


def test_quoted_words_stand_as_they_do(store: Store) -> None:
    """Words between quotation marks are found in that order only."""
    assert ids(search(store, '"heavy rain"', Where())) == ["dam-copy", "dam-en"]
    assert search(store, '"rain heavy"', Where()) == []


def test_filters(store: Store) -> None:
    """Language, days, outlets and stories bound what is found."""
    assert ids(search(store, "engineers", Where(languages=("de",)))) == ["dam-de"]
    late = ids(search(store, "dam", Where(since=date(2026, 3, 4))))
    assert late
    assert set(late) <= {"dam-de", "dam-es", "theatre-de", "honey-en"}
    assert outlets_like(store, ["honey"]) == ("The Honey-En Post",)
    story = store.story_of(["dam-de"])["dam-de"]
    assert {each.story for each in search(store, "dam", Where(stories=(story,)))} == {story}


def test_no_words_list_the_last_added(store: Store) -> None:
    """Without words, all that is wanted is listed."""
    assert set(ids(search(store, "", Where(languages=("en",))))) == {
        "dam-en", "dam-copy", "theatre-en", "honey-en",
    }  # fmt: skip


def test_search_as_you_type(store: Store) -> None:
    """The last word may go on."""
    assert "honey-en" in ids(search_as_typed(store, "beekee", Where()))


_HOSTILE = st.lists(
    st.sampled_from(
        ['"', "'", "*", "^", ":", "(", ")", "{", "}", "+", "-", "--", ";", "NEAR(", "AND", "OR",
         "NOT", "headline :", "c12", "\0", "\ud83d", "ａ", "%", "\\", "dam", "東京",
         "' OR 1=1 --", "); DROP TABLE words;"]
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(_HOSTILE.map(" ".join), st.text(max_size=60)))
def test_nothing_in_a_query_is_syntax(store: Store, query: str) -> None:
    """Whatever is asked gives hits whose snippets are to the letter, and harms nothing."""
    for found in (*search(store, query, Where()), *search_as_typed(store, query, Where())):
        [article] = store.articles([found.id])
        span = found.snippet
        assert article.text[span.start : span.end] == span.text
        assert all(span.start <= word.start < word.end <= span.end for word in span.words)
    assert store.counts().articles == 7


def test_a_concept_cannot_be_asked_for_by_its_number(store: Store) -> None:
    """What concepts are filed under is no word of any article."""
    found = search(store, "actor", Where(languages=("de",)))
    assert ids(found) == ["theatre-de"]
    assert all(search(store, f"c{number}", Where()) == [] for number in range(0, 500, 50))
