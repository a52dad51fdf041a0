"""Feeds are watched politely, nothing is lost, nothing private is reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as with_settings
from threading import Event, Thread

import pytest
from local_site import Site, feed, page, running_site

from stemmata.model import JSON, Record
from stemmata.read.remote import Client
from stemmata.settings import ReadSettings, WatchSettings
from stemmata.watch import Watcher
from stemmata.watch.fetching import Fetcher
from stemmata.watch.manners import Robots
from stemmata.watch.values import Batch

QUICK = WatchSettings(
    shortest_interval=0.05,
    longest_interval=0.2,
    host_pause=0.0,
    longest_pause=0.3,
    batch_seconds=0.05,
    revisits=(),
    dead_after=2,
    workers=4,
)
RAIN = (
    "Rain fell on the harbour for nine days and the ferry stayed at the quay.\nThe mayor said so."
)


class Kept:
    """A memory in a dictionary."""

    def __init__(self) -> None:
        self.states: dict[str, dict[str, JSON]] = {}

    def state(self, kind: str, key: str) -> dict[str, JSON] | None:
        """Return what was kept."""
        assert kind == "feed"
        return self.states.get(key)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine."""
    with running_site() as running:
        yield running


def watcher(
    site: Site, addresses: list[str], memory: Kept, settings: WatchSettings = QUICK
) -> Watcher:
    """A watcher that may reach the site."""
    client = Client(ReadSettings(request_seconds=2), frozenset({site.host}))
    fetcher = Fetcher(client, Robots(client, settings), settings)
    return Watcher(addresses, memory, fetcher, settings)


def look_once(
    site: Site, addresses: list[str], memory: Kept, settings: WatchSettings = QUICK
) -> Batch:
    """All that one look brings, its states kept."""
    batch = Batch()
    for found, states in watcher(site, addresses, memory, settings).once():
        memory.states |= states
        batch = Batch(
            batch.records + found.records,
            batch.problems + found.problems,
            batch.notices + found.notices,
        )
    return batch


def forget_time(memory: Kept) -> None:
    """Let all feeds be due again."""
    for state in memory.states.values():
        state["checked"] = 0.0


def test_pages_behind_entries(site: Site) -> None:
    """The page behind an entry is read; the feed's name, title and address go with it."""
    site.pages = {"/feed": feed(site, ("/a", "Rain at the quay")), "/a": page("Rain", RAIN)}
    batch = look_once(site, [f"{site.address}/feed"], Kept())
    [record] = batch.records
    assert record.html is not None
    assert "nine days" in record.html
    assert (record.title, record.outlet) == ("Rain at the quay", "Quay News")
    assert record.url == f"{site.address}/a"
    assert not batch.problems


def test_a_second_look_asks_for_changes_only(site: Site) -> None:
    """What is done is not fetched again, and an unchanged feed is not sent again."""
    site.pages = {"/feed": feed(site, ("/a", "Rain")), "/a": page("Rain", RAIN)}
    memory = Kept()
    assert len(look_once(site, [f"{site.address}/feed"], memory).records) == 1
    forget_time(memory)
    assert not look_once(site, [f"{site.address}/feed"], memory).records
    assert site.unchanged["/feed"] == 1
    assert site.asked["/a"] == 1


def test_new_entries_only(site: Site) -> None:
    """A feed that grew brings its new entry, once."""
    site.pages = {"/feed": feed(site, ("/a", "Rain")), "/a": page("Rain", RAIN)}
    memory = Kept()
    look_once(site, [f"{site.address}/feed"], memory)
    site.pages |= {"/feed": feed(site, ("/b", "Ferry"), ("/a", "Rain")), "/b": page("Ferry", RAIN)}
    forget_time(memory)
    batch = look_once(site, [f"{site.address}/feed"], memory)
    assert [record.url for record in batch.records] == [f"{site.address}/b"]


def test_stopped_before_the_page(site: Site) -> None:
    """An entry whose page was not fetched yet is fetched by the next run."""
    site.pages = {"/feed": feed(site, ("/a", "Rain")), "/a": 503}
    memory = Kept()
    assert not look_once(site, [f"{site.address}/feed"], memory).records
    site.pages["/a"] = page("Rain", RAIN)
    forget_time(memory)
    assert len(look_once(site, [f"{site.address}/feed"], memory).records) == 1


def test_a_page_that_is_gone(site: Site) -> None:
    """Where the page cannot be had, the feed's own words are kept, and it is said."""
    site.pages = {"/feed": feed(site, ("/gone", "Rain at the quay"))}
    batch = look_once(site, [f"{site.address}/feed"], Kept())
    [record] = batch.records
    assert (record.text or "") == "Rain at the quay, in short."
    [problem] = batch.problems
    assert "404" in problem.what
    assert "own words" in problem.what


def test_robots(site: Site) -> None:
    """What robots.txt forbids is not fetched."""
    site.pages = {
        "/robots.txt": b"User-agent: *\nDisallow: /private*/page\n",
        "/feed": feed(site, ("/private-a/page", "Rain"), ("/open", "Ferry")),
        "/private-a/page": page("Rain", RAIN),
        "/open": page("Ferry", RAIN),
    }
    batch = look_once(site, [f"{site.address}/feed"], Kept())
    assert site.asked["/private-a/page"] == 0
    assert site.asked["/open"] == 1
    assert any("robots.txt" in problem.what for problem in batch.problems)


def test_private_addresses(site: Site) -> None:
    """A page on a private address is not fetched unless its host is named."""
    with running_site() as other:
        other.pages = {"/a": page("Secret", RAIN)}
        site.pages = {"/feed": feed(site, ("/hop", "Rain")), "/hop": f"{other.address}/a"}
        batch = look_once(site, [f"{site.address}/feed"], Kept())
        assert other.asked["/a"] == 0
    assert any("not a public address" in problem.what for problem in batch.problems)


def test_sitemap(site: Site) -> None:
    """The pages of a sitemap are read, and of the sitemaps that an index names."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>{site.address}/m</loc></sitemap></sitemapindex>"
    pages = f"<urlset {space}><url><loc>{site.address}/a</loc></url></urlset>"
    site.pages = {"/index": index.encode(), "/m": pages.encode(), "/a": page("Rain", RAIN)}
    batch = look_once(site, [f"{site.address}/index"], Kept())
    assert [record.url for record in batch.records] == [f"{site.address}/a"]


def test_a_page_offers_its_feed(site: Site) -> None:
    """The feed that a page names is watched in its place."""
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.pages = {
        "/": b"<html><head>" + link + b"</head><body><p>Front page of the quay.</p></body></html>",
        "/feed": feed(site, ("/a", "Rain")),
        "/a": page("Rain", RAIN),
    }
    batch = look_once(site, [f"{site.address}/"], Kept())
    assert [record.title for record in batch.records] == ["Rain"]


def test_dead_and_back(site: Site) -> None:
    """A feed that fails again and again is reported once, and once when it is back."""
    memory, address = Kept(), f"{site.address}/feed"
    told = []
    for status in (500, 500, 500, feed(site), feed(site)):
        site.pages["/feed"] = status
        forget_time(memory)
        told += [notice.kind for notice in look_once(site, [address], memory).notices]
    assert told == ["dead", "back"]


def test_one_feed_with_a_bug_does_not_stop_others(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a parser raises, the other feeds go on."""
    site.pages = {
        "/feed": feed(site, ("/a", "Rain"), ("/b", "Ferry")),
        "/a": page("Rain", RAIN),
        "/b": page("Ferry", RAIN),
    }
    whole = Fetcher.read_page

    def fail(self: Fetcher, entry: object, *rest: object) -> object:
        if str(getattr(entry, "address", "")).endswith("/a"):
            raise RuntimeError("a bug")
        return whole(self, entry, *rest)  # type: ignore[arg-type] # handed on as given

    monkeypatch.setattr(Fetcher, "read_page", fail)
    batch = look_once(site, [f"{site.address}/feed"], Kept())
    assert [record.title for record in batch.records] == ["Ferry"]


def test_watching_on(site: Site) -> None:
    """A watch goes on until it is stopped, and a page that changes silently comes again."""
    site.pages = {"/feed": feed(site, ("/a", "Rain")), "/a": page("Rain", RAIN)}
    memory, stop, records = Kept(), Event(), list[Record]()
    settings = with_settings(QUICK, revisits=(0.2, 0.4, 0.6, 0.8, 1.0))
    watching = watcher(site, [f"{site.address}/feed"], memory, settings)

    def run() -> None:
        for batch, _ in watching.batches(stop):
            records.extend(batch.records)
            if len(records) == 1:
                site.pages["/a"] = page("Rain", RAIN.replace("nine", "ten"))
            if len(records) == 2:
                stop.set()

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    stop.set()
    assert ["nine days" in (record.html or "") for record in records] == [True, False]


def test_the_pause_a_host_wants(site: Site) -> None:
    """Requests to one host are spaced as its robots.txt asks, within bounds."""
    site.pages = {"/robots.txt": b"User-agent: *\nCrawl-delay: 100\n"}
    client = Client(ReadSettings(), frozenset({site.host}))
    robots = Robots(client, QUICK)
    assert robots.allows(f"{site.address}/a")
    assert robots.pause(f"{site.address}/a") == QUICK.longest_pause
