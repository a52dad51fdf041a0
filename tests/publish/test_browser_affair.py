"""The page of the demo's affair in a browser: brief, what changed, the table beside the picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import IN_BROWSER, quiet_page
from playwright.sync_api import Browser, Page

from stemmata.demo import articles_folder
from stemmata.pipeline import run
from stemmata.publish import write_dossier

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def affair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The largest page of an affair of the demo."""
    out = tmp_path_factory.mktemp("demo")
    write_dossier(run([str(articles_folder())]), out)
    return max((out / "affairs").glob("*.html"), key=lambda path: path.stat().st_size)


@pytest.fixture
def page(browser: Browser, affair: Path) -> Iterator[Page]:
    """The page, open."""
    with quiet_page(browser, "file://") as opened:
        opened.goto(affair.as_uri())
        yield opened


def test_the_brief_has_the_length_one_chooses(page: Page) -> None:
    """Short, medium and long are at most three, six and twelve sentences; medium comes first."""
    shown = page.locator("#brief > .sentences > li:visible")
    counts = [shown.count()]
    for length in ("short", "long"):
        page.locator(f"#brief-{length}").check()
        counts.append(shown.count())
    assert counts == [6, 3, 12]


def test_what_changed_since_a_day_is_told(page: Page) -> None:
    """Events and commitments that no report has told of since a day are put away, and counted."""
    events = page.locator(".course > li:visible")
    commitments = page.locator(".commitments tbody tr:visible")
    all_events, all_commitments = events.count(), commitments.count()
    day = page.locator(".since option").last.get_attribute("value")
    assert day
    page.get_by_label("What changed since").select_option(day)
    assert 0 < events.count() < all_events
    assert 0 < commitments.count() < all_commitments
    assert page.locator(".since output").text_content() == (
        f"{events.count()} of {all_events} events, "
        f"{commitments.count()} of {all_commitments} commitments"
    )
    left = events.evaluate_all("all => all.map(e => e.dataset.last)")
    assert set(left) == {day}


def test_every_line_of_the_network_stands_in_the_table(page: Page) -> None:
    """What the picture draws between two actors, the table says in words."""
    lines = page.locator(".network .line").evaluate_all("all => all.map(e => e.dataset.type)")
    rows = page.locator(".ties tbody tr").evaluate_all("all => all.map(e => e.dataset.type)")
    assert lines
    assert set(lines) <= set(rows)
