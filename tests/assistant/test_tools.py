"""Assistants get small answers whose every statement points to words; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archive.reports import TEXTS, all_records, record

from stemmata.archive import Archive
from stemmata.assistant import tools
from stemmata.assistant.answers import Answer, listed
from stemmata.settings import AssistantSettings
from stemmata.store import Store, Where, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("mcp") / "a.db")
    archive = Archive(opened)
    said = 'The mayor Mirela Dantos said: "Nobody was hurt, and the bridge opens on 9 March."'
    list(archive.add_records([*all_records(), record("dam-en", id_="said", text=said)]))
    archive.finish()
    yield opened
    opened.close()


def dam(store: Store) -> str:
    """Return the story of the dam."""
    return store.story_of(["dam-en"])["dam-en"]


def plain(answer: object) -> Any:
    """Return an answer as its reader gets it."""
    return json.loads(json.dumps(answer))


def words(answer: Any) -> Iterator[dict[str, Any]]:
    """Yield all quoted words of an answer."""
    if isinstance(answer, dict):
        if "quoted" in answer:
            yield answer
        for value in answer.values():
            yield from words(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from words(value)


def all_answers(store: Store) -> dict[str, Answer]:
    """Return an answer of every tool."""
    return {
        "find_story": tools.find_story(store, "Talsperre", Where()),
        "story": tools.story(store, dam(store)),
        "readings": tools.readings(store, dam(store)),
        "lineage": tools.lineage(store, dam(store)),
        "who_says": tools.who_says(store, "Mirela Dantos"),
        "who_says in a story": tools.who_says(store, "1,450", dam(store)),
        "deadlines": tools.deadlines(store, dam(store)),
        "evidence": tools.evidence(store, "dam-en", 0, 30),
    }


def test_words_are_to_the_letter(store: Store) -> None:
    """Every place of every answer leads to the words that are quoted."""
    for name, answer in all_answers(store).items():
        assert "coverage" in answer, name
        found = list(words(answer))
        assert found or name in ("story", "deadlines"), name
        for each in found:
            [article] = store.articles([each["article"]])
            assert article.text[each["start"] : each["end"]] == each["quoted"]


def test_answers_are_small_and_say_how_to_go_on(store: Store) -> None:
    """An answer holds what fits, and the pages together are all of it."""
    settings_ = AssistantSettings()
    for answer in all_answers(store).values():
        assert len(json.dumps(answer, ensure_ascii=False)) < 2 * settings_.most_characters
    many: list[Answer] = [{"item": number, "filling": "x" * 500} for number in range(100)]
    seen: list[Any] = []
    while True:
        answer = plain(listed({}, many, len(seen)))
        seen += [item["item"] for item in answer["items"]]
        if "more" not in answer["coverage"]:
            break
        assert answer["coverage"]["more"].endswith(f"start={len(seen)}")
    assert seen == list(range(100))


def test_what_tools_find(store: Store) -> None:
    """Stories are found across languages; copies are no confirmation; quotes have speakers."""
    found = plain(all_answers(store))
    assert found["find_story"]["items"][0]["story"] == dam(store)
    assert found["story"]["independent_sources"] < found["story"]["reports"]
    assert found["readings"]["items"][0]["verdict"] == "disputed"
    assert {each["kind"] for each in found["lineage"]["items"]} >= {"translated"}
    assert any("Nobody was hurt" in each["quoted"] for each in words(found["who_says"]))
    assert found["who_says in a story"]["items"]


def test_a_kind_and_a_verdict_bound_readings(store: Store) -> None:
    """Only what is asked for is told."""
    answer = plain(tools.readings(store, dam(store), "figure", "disputed"))
    assert {(each["kind"], each["verdict"]) for each in answer["items"]} == {("figure", "disputed")}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30), place=st.integers(-5, 10**6))
def test_whatever_is_asked_is_answered(store: Store, text: str, place: int) -> None:
    """What is not there is said, with what to do; nothing is written."""
    before = store.last_change()
    for answer in (
        tools.find_story(store, text, Where(), place),
        tools.story(store, text),
        tools.readings(store, dam(store), text, start=place),
        tools.lineage(store, text),
        tools.who_says(store, text, dam(store)),
        tools.deadlines(store, text),
        tools.evidence(store, "dam-en", place, place + 5),
        tools.evidence(store, text, 0, place),
    ):
        assert "error" in answer or "coverage" in answer
    assert store.last_change() == before


def test_all_reports_are_listed(store: Store) -> None:
    """A story's reports are all there, on one page or several."""
    answer = plain(tools.story(store, dam(store)))
    assert {each["article"] for each in answer["items"]} <= {*TEXTS, "said"}
    assert answer["coverage"]["of"] == answer["reports"]
