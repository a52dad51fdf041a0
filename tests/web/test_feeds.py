"""Feeds are well-formed Atom whose entries keep their ids."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import feedparser
import pytest
from starlette.testclient import TestClient
from tests.web.markup import Markup

from stemmata.store import Store, StorySummary
from stemmata.web.pages.addresses import feed_address

_ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(store: Store, story: StorySummary) -> list[str]:
    """The addresses of one feed of each kind."""
    disputed = next(p for p in store.points([story.id]) if p.verdict == "disputed")
    return [
        "/feeds/search.atom?q=Almira",
        "/feeds/search.atom?language=pt",
        "/feeds/disputed.atom",
        feed_address("stories", story.id),
        feed_address("points", disputed.id),
    ]


@pytest.mark.parametrize("place", range(5))
def test_a_feed_is_atom(
    demo: TestClient, demo_store: Store, bridge: StorySummary, place: int
) -> None:
    """A feed has what RFC 4287 asks for, and each entry an id of its own."""
    answer = demo.get(feeds(demo_store, bridge)[place])
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - made by this test's own server
    entries = root.findall(f"{_ATOM}entry")
    assert entries
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert (element.findtext(f"{_ATOM}{name}") or "").strip(), name
    ids = [each.findtext(f"{_ATOM}id") for each in entries]
    assert len(set(ids)) == len(ids)
    assert root.findtext(f"{_ATOM}updated") == max(
        each.findtext(f"{_ATOM}updated") or "" for each in entries
    )


def test_a_reader_of_feeds_reads_it(demo: TestClient, bridge: StorySummary) -> None:
    """A common reader finds no fault, and the links lead to pages."""
    read = feedparser.parse(demo.get(feed_address("stories", bridge.id)).content)
    assert not read.bozo
    assert len(read.entries) >= bridge.articles
    for entry in read.entries:
        assert demo.get(entry.link).status_code == 200


def test_ids_stay(demo: TestClient) -> None:
    """The same report has the same id in every feed that holds it, by whatever name it is asked."""
    by_word = feedparser.parse(demo.get("/feeds/search.atom?q=Almira").content)
    path = "/feeds/search.atom?q=Torvela"
    by_other = feedparser.parse(demo.get(path, headers={"Host": "localhost:1"}).content)
    named = {entry.title: entry.id for entry in by_word.entries}
    both = [each for each in by_other.entries if each.title in named]
    assert both
    assert all(named[each.title] == each.id for each in both)


def test_pages_offer_their_feeds(demo: TestClient, bridge: StorySummary) -> None:
    """Pages of stories and searches name their feeds where readers look for them."""
    for path in (f"/stories/{bridge.id}", "/search?q=Almira", "/"):
        page = Markup(demo.get(path).text)
        offered = [each for _, each in page.elements if each.get("rel") == "alternate"]
        assert offered
        assert all(demo.get(each["href"]).status_code == 200 for each in offered)
