"""A desk's day: `watch` writes what comes in while somebody reads, compares and corrects."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import IN_BROWSER, quiet_page
from local_site import Site, feed, page, running_site
from playwright.sync_api import Browser, Page, expect
from tests.web.serving import served

from stemmata.settings import WebSettings
from stemmata.store import Store, Where, open_store

pytestmark = IN_BROWSER

REPORTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("day.toml").read_text("utf-8")
)
MORNING = ("gazette", "bote", "vigie", "faro", "honey")
SETTINGS = WebSettings(live_seconds=0.05, requests_at_once=10_000)
PATIENCE = 60.0  # seconds: a busy machine is no failure


class World:
    """The sites of the outlets, each at an address of its own, and what they have published."""

    def __init__(self, sites: dict[str, Site]) -> None:
        self.sites = sites
        self._out: dict[str, list[dict[str, str]]] = {}

    def publish(self, *names: str) -> None:
        """Let reports come out: their pages, then the feeds that list them."""
        for name in names:
            report = REPORTS[name]
            site, listed = self.sites[report["host"]], self._out.setdefault(report["host"], [])
            listed.insert(0, {**report, "path": f"/{name}"})
            site.pages[f"/{name}"] = page(report["title"], report["text"], report["language"])
            items = [(each["path"], each["title"]) for each in listed]
            site.pages["/feed"] = feed(site, *items, outlet=report["outlet"])

    @property
    def arguments(self) -> list[str]:
        """What `watch` is called with."""
        allowed = [part for s in self.sites.values() for part in ("--allow-host", s.host)]
        return [*allowed, *(f"{site.address}/feed" for site in self.sites.values())]


@pytest.fixture
def world() -> Iterator[World]:
    """Four outlets that have published nothing yet."""
    with ExitStack() as stack:
        hosts = sorted({report["host"] for report in REPORTS.values()})
        try:
            sites = {host: stack.enter_context(running_site(host)) for host in hosts}
        except OSError as error:
            pytest.skip(f"this machine has one loopback address only ({error})")
        yield World(sites)


@contextmanager
def watching(store: Path, world: World) -> Iterator[None]:
    """Run `stemmata watch` until the block ends, as a desk does: Ctrl-C."""
    command = [sys.executable, "-m", "stemmata", "watch", "--store", str(store), "--every", "1"]
    watch = subprocess.Popen([*command, *world.arguments], stdout=subprocess.DEVNULL)
    try:
        yield
        assert watch.poll() is None
    finally:
        watch.send_signal(signal.SIGINT)
        assert watch.wait(PATIENCE) == 0


def wait_until(happens: Callable[[], Any], what: str) -> None:
    """Wait until something is as it should be."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, f"not within {PATIENCE:.0f} seconds: {what}"
        time.sleep(0.1)


def test_a_day(tmp_path: Path, world: World, browser: Browser) -> None:
    """What a desk does while reports come in holds when more come in, and after all is redone."""
    path = tmp_path / "desk.db"
    store = open_store(path)
    world.publish(*MORNING)
    with served(store, SETTINGS) as site, quiet_page(browser, site) as opened:
        with watching(path, world):
            opened.goto("/")
            expect(opened.locator(".live")).to_have_text("live")
            wait_until(lambda: store.span()[0] == len(MORNING), "the morning's reports are kept")
            follow_to_the_words(opened)
            compare_and_confirm(opened, store)
            world.publish("evening")
            wait_until(lambda: store.span()[0] == len(REPORTS), "the evening's report is kept")
            shown_as_confirmed(opened, store)
        redo = [sys.executable, "-m", "stemmata", "redo", "--all", "--store", str(path)]
        subprocess.run(redo, check=True, stdout=subprocess.DEVNULL)
        shown_as_confirmed(opened, store)
    assert not list(store.check())
    store.close()


def follow_to_the_words(opened: Page) -> None:
    """A garbled name leads to a story, its disputed point, and the words of both sides."""
    box = opened.get_by_role("searchbox", name="Search the archive")
    box.fill("Ilse Wandrofen")
    box.press("Enter")
    opened.wait_for_url("**/search?q=**")
    opened.locator("table.stories a").first.click()
    opened.wait_for_url("**/stories/**")
    opened.locator("tr.disputed").first.wait_for()
    opened.locator("#follow-h + ul a").first.click()
    opened.wait_for_url("**/points/**")
    told = opened.locator(".claims a.words").all_text_contents()
    assert {"23 Menschen", "Fourteen people"} <= set(told)
    opened.locator(".claims a.words", has_text="23 Menschen").click()
    opened.wait_for_url("**/articles/**")
    assert "".join(opened.locator(".text .shown").all_text_contents()) == "23 Menschen"
    expect(opened.locator(".text .shown").first).to_be_in_viewport()


def compare_and_confirm(opened: Page, store: Store) -> None:
    """A translated copy stands beside its original, passage by passage; a person confirms it."""
    opened.goto(f"/articles/{id_of(store, 'faro')}")
    opened.get_by_role("link", name="Side by side with La Vigie").click()
    opened.wait_for_url("**/compare?**")
    expect(opened.locator("main")).to_contain_text("which of the two was first is undecided")
    opened.locator(".pane .aligned .siglum").first.click()
    marked = opened.locator(".pane .shown").all_text_contents()
    assert len(marked) >= 2
    opened.get_by_text("What is wrong?").click()
    form = opened.locator("form.decide", has_text="One took from the other")
    form.get_by_label("The original").select_option(id_of(store, "vigie"))
    form.get_by_label("The copy").select_option(id_of(store, "faro"))
    form.get_by_label("Your name").fill("Ana")
    with opened.expect_navigation():
        form.get_by_role("button", name="Confirm").click()
    expect(opened.locator("main")).to_contain_text("decided by Ana")


def shown_as_confirmed(opened: Page, store: Store) -> None:
    """The correction is on both reports' page, in the list of decisions, and counted with."""
    opened.goto(f"/articles/{id_of(store, 'faro')}")
    expect(opened.locator("#copies tbody tr").first).to_contain_text("100 %100 %100 %")
    opened.get_by_role("link", name="Side by side with La Vigie").click()
    expect(opened.locator("main")).to_contain_text("decided by Ana")
    opened.goto("/decisions")
    expect(opened.locator("tbody tr")).to_have_count(1)
    expect(opened.locator("tbody tr")).to_contain_text("confirm copy")
    [copy] = [c for c in store.copies([id_of(store, "faro")]) if c.unseen is None]
    assert (copy.original, copy.direction_probability) == (id_of(store, "vigie"), 1.0)


def id_of(store: Store, name: str) -> str:
    """Return the id of a report of the day."""
    articles = store.articles(store.article_ids(Where(), 100))
    return next(a.id for a in articles if a.article.outlet == REPORTS[name]["outlet"]
                and REPORTS[name]["text"].split()[3] in a.text)  # fmt: skip
