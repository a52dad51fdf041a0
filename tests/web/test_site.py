"""What is remembered is bounded, and counted no oftener than it may be."""

from __future__ import annotations

from pathlib import Path

from tests.web.test_pages import record

from stemmata.archive import Archive
from stemmata.store import open_store
from stemmata.web.pages.addresses import lead
from stemmata.web.pages.site import Remembered
from stemmata.web.pages.tally import Tally


def test_pages_are_made_once() -> None:
    """A page that is remembered is not made again; the one asked for longest ago is forgotten."""
    remembered, made = Remembered(most=25), list[str]()

    def page(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key * 10

        return remembered.page(key, make).content.decode()[:1]

    assert [page(key) for key in "abacab"] == list("abacab")
    assert made == ["a", "b", "c", "b"]


def test_counting_takes_a_small_share_of_the_time(tmp_path: Path) -> None:
    """While reports arrive the numbers are counted again only after a while."""
    store = open_store(tmp_path / "a.db")
    now = [0.0]

    def clock() -> float:
        now[0] += 1.0  # counting takes a second
        return now[0]

    tally = Tally(store, clock)
    assert tally.numbers().counts.articles == 0
    list(Archive(store).add_records([record("r1", "A ship sank off Torvela on Monday.")]))
    assert tally.numbers().counts.articles == 0
    now[0] += 30
    assert tally.numbers().counts.articles == 1


def test_links_of_a_dossier_lead_to_the_archive() -> None:
    """Files that are known become addresses, in links of our own markup only."""
    known = {"stories/0123456789abcdef.html": "/stories/s"}
    page = '<a href="../stories/0123456789abcdef.html#a"> href=&#34;0123456789abcdef.html'
    assert lead(page, known) == '<a href="/stories/s#a"> href=&#34;0123456789abcdef.html'
