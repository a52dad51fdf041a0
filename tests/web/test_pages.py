"""Every page of the archive can be read, sent and followed, without a script."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HERE
from tests.web.markup import Markup

from stemmata.archive import Archive
from stemmata.model import Origin, Record, replace
from stemmata.settings import WebSettings
from stemmata.store import Store, StorySummary, Where, open_store
from stemmata.web import create_app
from stemmata.web.pages.addresses import address, compare_address

_STARTS = ("/", "/stories", "/articles", "/outlets", "/decisions", "/search?q=Almira", "/compare")


def test_every_link_leads_to_a_page(demo: TestClient) -> None:
    """Whatever the pages lead to is there, whatever they lead to on themselves too."""
    seen: dict[str, int] = {}
    waiting = list(_STARTS)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = demo.get(path)
        seen[path] = answer.status_code
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Markup(answer.text)
        ids = set(page.values("id"))
        places = {each[1:] for each in page.addresses if each.startswith("#")} - {""}
        assert places <= ids, path
        outside = [each for each in page.addresses if not each.startswith(("/", "#", "http"))]
        assert outside == [], path
        waiting += page.own - seen.keys()
    assert set(seen.values()) == {200}
    kinds = Counter(path.split("/")[1] for path in seen)
    assert min(kinds[k] for k in ("stories", "articles", "names", "outlets", "points")) > 2


@pytest.mark.parametrize("path", [*_STARTS, "/stories/{story}", "/storylines/{line}", "/nothing"])
def test_a_page_is_plain(demo: TestClient, bridge: StorySummary, path: str) -> None:
    """No page holds a style, a script or a handler of its own, and every id stands once."""
    page = Markup(demo.get(path.format(story=bridge.id, line=bridge.storyline)).text)
    assert "style" not in [tag for tag, _ in page.elements]
    assert all("src" in each for tag, each in page.elements if tag == "script")
    names = {name for _, each in page.elements for name in each}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert [key for key, number in Counter(page.values("id")).items() if number > 1] == []


def test_the_story_page_is_the_dossiers(demo: TestClient, bridge: StorySummary) -> None:
    """A story has its points, its copies and its reports, and leads to pairs and the affair."""
    page = Markup(demo.get(address("stories", bridge.id)).text)
    assert {"points", "stemma", "timeline", "names", "reports", "decide"} <= set(page.values("id"))
    assert any(each.startswith("/compare?") for each in page.addresses)
    assert address("storylines", bridge.storyline) in page.addresses
    assert f"{bridge.articles} reports" in page.text


def test_a_page_that_is_as_it_was(demo: TestClient, bridge: StorySummary) -> None:
    """A browser that knows a page is only told that it is the same."""
    first = demo.get(address("stories", bridge.id))
    again = demo.get(first.url.path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_filters_stand_in_the_address(demo: TestClient) -> None:
    """A list shows what its address asks for; empty fields of its form ask for nothing."""
    asked = {"language": "zh", "outlet": "", "since": "", "until": "", "name": ""}
    page = Markup(demo.get(f"/stories?{urlencode(asked)}").text)
    links = [each for each in page.own if each.startswith("/stories/")]
    assert len(links) == 1
    assert {"selected"} <= {name for _, each in page.elements for name in each}
    assert "No story is like this" in demo.get("/stories?since=2030-01-01").text


def test_lists_come_in_pages(demo: TestClient, demo_store: Store) -> None:
    """The next page goes on where the one before ended, until all were shown."""
    path, found = "/articles?limit=5", []
    while path:
        page = Markup(demo.get(path).text)
        found += [each for each in page.own if each.startswith("/articles/")]
        path = next((e["href"] for _, e in page.elements if e.get("rel") == "next"), "")
    wanted = [address("articles", each) for each in demo_store.article_ids(Where(), 100)]
    assert sorted(found) == sorted(wanted)


def test_days_are_told_as_people_write_them(demo: TestClient) -> None:
    """Lists of disputed points and their feed write days in words, as the story's page does."""
    for path in ("/", "/feeds/disputed.atom"):
        answer = demo.get(path)
        assert answer.status_code == 200, path
        assert re.search(r"by 30 June 2027 \(", answer.text), path
        assert not re.search(r"\d{4}-\d\d-\d\d \(", answer.text), path


def test_the_front_page_tells_what_is_disputed(demo: TestClient) -> None:
    """Points that are disputed stand on the first page and lead to their readings."""
    page = Markup(demo.get("/").text)
    points = [each for each in page.own if each.startswith("/points/")]
    assert points
    point = Markup(demo.get(points[0]).text)
    words = [each for each in point.addresses if each.startswith("/articles/") and "#a-" in each]
    assert len(words) > 1
    path, _, anchor = words[0].partition("#")
    assert anchor in Markup(demo.get(path).text).values("id")


def test_any_two_stand_side_by_side(demo: TestClient, demo_store: Store) -> None:
    """Two reports of which none took from the other are compared too."""
    one, other = demo_store.article_ids(Where(languages=("en",)), 2)
    page = Markup(demo.get(compare_address(one, other)).text)
    assert sum(each.get("class") == "pane" for _, each in page.elements) == 2
    assert "Side by side" in page.text


def test_a_copy_beside_its_original(
    demo: TestClient, demo_store: Store, bridge: StorySummary
) -> None:
    """The passages of a copy are marked in both, whichever is named first."""
    stored = demo_store.story(bridge.id)
    assert stored is not None
    kept = [c for c in demo_store.copies(stored.story.articles) if c.kind == "translated"]
    copy = next(each for each in kept if each.unseen is None)
    there = demo.get(compare_address(copy.original, copy.copy))
    back = demo.get(compare_address(copy.copy, copy.original))
    for answer in (there, back):
        page = Markup(answer.text)
        numbers = set(page.values("data-n"))
        assert numbers
        assert {f"{side}-{n}" for n in numbers for side in "oc"} <= set(page.values("id"))
        assert "translated" in answer.text


def test_a_name_that_is_garbled(demo: TestClient) -> None:
    """Who writes a name wrong is offered the one that is written nearly so."""
    page = Markup(demo.get("/search?q=Benzehla+Almirra").text)
    assert any(each.startswith("/names/") for each in page.own)


def test_search_marks_what_was_found(demo: TestClient) -> None:
    """A search shows the reports that hold the words, with the words."""
    page = Markup(demo.get("/search?q=Almira").text)
    assert "mark" in [tag for tag, _ in page.elements]
    assert demo.get("/search?q=").status_code == 200
    assert "No report" in demo.get("/search?q=zzzzqqq").text


def test_errors_are_pages_for_browsers(demo: TestClient) -> None:
    """What is not there is told as a page, and to programs as JSON."""
    for path, status in (
        ("/stories/none", 404),
        ("/names/none", 404),
        ("/compare?a=x&b=y", 404),
        ("/nowhere", 404),
        ("/stories?since=yesterday", 422),
        ("/articles?limit=9999", 422),
        (f"/search?q={'x' * 600}", 422),
    ):
        answer = demo.get(path)
        assert (answer.status_code, answer.headers["content-type"][:9]) == (status, "text/html")
        assert "front page" in answer.text
    assert demo.get("/api/v1/stories/none").json()["what"] == "no story with this id"


def record(name: str, text: str, title: str = "") -> Record:
    """A report as it was read."""
    return Record(name, Origin(f"{name}.txt"), text=text, outlet="Gazette", title=title)


_TEXT = (
    "A fire at the harbour of Torvela hurt 12 workers on Monday, said the mayor, Ilda Markesan. "
    "The blaze began at dawn in a hall of the shipyard and was out by noon, the brigade said."
)


def test_a_silent_correction_is_shown(tmp_path: Path) -> None:
    """Of a report that was fetched again the page shows which words are others."""
    store = open_store(tmp_path / "a.db")
    archive = Archive(store)
    first = record("r1", _TEXT)
    for each in (first, replace(first, text=_TEXT.replace("12 workers", "14 dockers"))):
        list(archive.add_records([each]))
    client = TestClient(create_app(store, WebSettings()), base_url=HERE)
    page = client.get("/articles/r1").text
    assert "12 workers</del>" in page
    assert "14 dockers</ins>" in page
    assert "r1" in client.get("/").text


def test_a_story_of_many_reports(tmp_path: Path) -> None:
    """Of a story larger than a page, the last added are shown and the others are told of."""
    store = open_store(tmp_path / "a.db")
    texts = [_TEXT.replace("noon", f"{hour} o'clock") for hour in range(2, 8)]
    reports = [record(f"r{place}", text) for place, text in enumerate(texts)]
    list(Archive(store).add_records(reports))
    (story,) = store.stories(Where(several=True), 5)
    settings = WebSettings(largest_story=4)
    client = TestClient(create_app(store, settings), base_url=HERE)
    page = Markup(client.get(address("stories", story.id)).text)
    shown = [each for _, each in page.elements if each.get("class") == "report"]
    assert len(shown) == 4
    assert "All 6 reports" in page.text


def test_ids_that_addresses_have_to_quote(tmp_path: Path) -> None:
    """An id with anything in it that means something in an address is found under it."""
    store = open_store(tmp_path / "a.db")
    names = ["a/b", "a?b=c&d", "a#b", "a%2Fb", "ä б", "a..b/../c"]
    list(Archive(store).add_records([record(name, _TEXT) for name in names]))
    client = TestClient(create_app(store, WebSettings()), base_url=HERE)
    for name in names:
        answer = client.get(address("articles", name))
        assert answer.status_code == 200, name
        assert client.get(compare_address(name, names[0])).status_code == 200, name
