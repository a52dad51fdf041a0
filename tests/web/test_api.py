"""The interface answers as its description says, in pages, with marks of its state, and live."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from itertools import islice
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from tests.web.serving import served
from tests.web.test_pages import record

from stemmata.archive import Archive
from stemmata.settings import WebSettings
from stemmata.store import Store, StorySummary, Where, open_store

API = "/api/v1"


@pytest.fixture(scope="module")
def description(demo: TestClient) -> dict[str, Any]:
    """What the interface says of itself."""
    found: dict[str, Any] = demo.get(f"{API}/openapi.json").json()
    return found


def asked(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the paths that answer JSON to GET, with what they say of it."""
    for path, methods in description["paths"].items():
        if path.startswith(API) and "get" in methods and path != f"{API}/events":
            yield path, methods["get"]


def filled(path: str, store: Store, story: StorySummary) -> str:
    """Return a path with ids of the demo."""
    stored = store.story(story.id)
    assert stored is not None
    article = stored.story.articles[0]
    names = {
        "{story}": story.id,
        "{storyline}": story.storyline,
        "{point}": store.points([story.id])[0].id,
        "{article}": article,
        "{name}": store.names_in([article])[article][0].key,
        "{version}": "1",
    }
    for name, value in names.items():
        path = path.replace(name, value).replace(name.replace("}", ":path}"), value)
    return f"{path}?q=Almira" if path.endswith(("/search", "/names")) else path


def test_answers_are_as_described(
    demo: TestClient, demo_store: Store, bridge: StorySummary, description: dict[str, Any]
) -> None:
    """Every address of the description answers, and with what the description says."""
    paths = list(asked(description))
    assert len(paths) > 12
    for path, operation in paths:
        answer = demo.get(filled(path, demo_store, bridge))
        assert answer.status_code == 200, path
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": description["components"]}
        Draft202012Validator(whole).validate(answer.json())


def test_the_description_is_openapi(description: dict[str, Any]) -> None:
    """It names its version, each operation says what it does, and every reference leads."""
    assert description["openapi"].startswith("3.1")
    for _, operation in asked(description):
        assert operation["summary"]
    schemas = description["components"]["schemas"]
    text = json.dumps(description)
    for part in text.split('"$ref": "#/components/schemas/')[1:]:
        assert part.split('"')[0] in schemas


def test_pages_of_lists_hold_everything_once(demo: TestClient, demo_store: Store) -> None:
    """Following `next` gives each item once, and ends."""
    for path, everything in (
        ("/stories", {each.id for each in demo_store.stories(Where(), 1000)}),
        ("/articles", set(demo_store.article_ids(Where(), 1000))),
        ("/changes", {change.number for change in demo_store.changes(0, 10**6)}),
    ):
        found: list[Any] = []
        address: str | None = f"{API}{path}?limit=2"
        while address and len(found) <= len(everything):
            answer = demo.get(address).json()
            items = answer["items"]
            found += [e if isinstance(e, str) else e.get("id", e.get("number")) for e in items]
            address = answer["next"]
        assert sorted(found) == sorted(everything), path


def test_what_has_not_changed_is_not_sent_again(demo: TestClient) -> None:
    """An answer's mark asks for changes only (RFC 9110)."""
    first = demo.get(f"{API}/stories")
    again = demo.get(f"{API}/stories", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = demo.get(f"{API}/stories", headers={"If-None-Match": 'W/"0"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=100000", "since=yesterday", "before=-1", f"outlet={'x' * 300}"]
)
def test_what_cannot_be_asked_is_refused(demo: TestClient, query: str) -> None:
    """A value out of bounds is refused with what is wrong, in words of the interface."""
    answer = demo.get(f"{API}/stories?{query}")
    assert answer.status_code == 422
    assert set(answer.json()) == {"what", "advice"}


@pytest.mark.enable_socket
def test_changes_are_told_as_they_happen(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Who listens hears of a report when it is added; who comes back misses nothing."""
    store = open_store(tmp_path_factory.mktemp("events") / "a.db")
    with served(store, WebSettings(live_seconds=0.05)) as site:
        archive = Archive(store)

        def add(name: str) -> None:
            list(archive.add_records([record(name, f"A crane fell in {name}.", title=name)]))

        add("Quennick")
        stream = listen(site, {})
        threading.Thread(target=add, args=("Orvane",)).start()
        number, change = next(stream)
        assert (change["kind"], change["subject"]) == ("article added", "Orvane")
        stream.close()
        add("Sarnegg")
        subjects = [change["subject"] for change in islice(again(site, number), 9)]
        assert "Sarnegg" in subjects
        assert subjects.count("Orvane") == 0
    store.close()


def again(site: str, number: str) -> Iterator[dict[str, Any]]:
    """Yield the changes after a number, up to the report that was added last."""
    stream = listen(site, {"Last-Event-ID": number})
    for _, change in stream:
        yield change
        if change["subject"] == "Sarnegg":
            break
    stream.close()


def listen(site: str, headers: dict[str, str]) -> Any:
    """Return the numbers and contents of events to come; the server listens when this returns."""
    connection = HTTPConnection(site.removeprefix("http://"), timeout=20)
    connection.request("GET", f"{API}/events", headers=headers)
    answer = connection.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    answer.readline()  # `retry`
    return heard(connection, answer)


def heard(connection: HTTPConnection, answer: HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Yield the numbers and contents of events."""
    number = ""
    try:
        while line := answer.readline().decode().rstrip("\n"):
            pass
        while True:
            line = answer.readline().decode().rstrip("\n")
            if line.startswith("id: "):
                number = line[4:]
            if line.startswith("data: "):
                yield number, json.loads(line[6:])
    finally:
        connection.close()
