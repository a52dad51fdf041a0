"""The front page: what is new, growing and disputed, out of the log of changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from stemmata.model import Frozen, replace
from stemmata.publish.wording import count
from stemmata.store import Change, Store
from stemmata.web.pages.rows import (
    PointRow,
    ReportRow,
    StoryRow,
    point_row,
    report_rows,
    story_rows,
)
from stemmata.web.pages.site import Feed, Pages, Site, respond
from stemmata.web.pages.tally import Numbers

router = APIRouter(include_in_schema=False)

_LOOKED_BACK = 4000  # changes, out of which the front page is made
_SHOWN = 8


class FrontPage(Frozen, frozen=True):
    """The archive in numbers, and what happened in it lately."""

    coverage: tuple[tuple[str, str], ...]
    founded: tuple[StoryRow, ...]
    growing: tuple[StoryRow, ...]
    disputed: tuple[PointRow, ...]
    added: tuple[ReportRow, ...]
    revised: tuple[ReportRow, ...]


@router.get("/")
def front(request: Request, site: Pages) -> Response:
    """Show what is new, growing and disputed."""
    key = "front", site.store.last_change()
    return respond(request, site.remembered.page(key, lambda: _render(site)))


def _render(site: Site) -> str:
    feed = Feed("Disputed points", "/feeds/disputed.atom")

    return site.render(
        "front.html", page=front_page(site.store, site.tally.numbers()), live="page", feeds=(feed,)
    )


def front_page(store: Store, numbers: Numbers) -> FrontPage:
    """Return what the front page shows."""
    last = store.last_change()
    changes = store.changes(max(0, last - _LOOKED_BACK), _LOOKED_BACK)
    latest = list(reversed(changes))
    added = [change.subject for change in latest if change.kind == "article added"]
    revised = dict.fromkeys(c.subject for c in latest if c.kind == "article revised")
    return FrontPage(
        coverage=tuple(_coverage(numbers)),
        founded=_founded(store, latest),
        growing=_growing(store, added),
        disputed=disputed_lately(store, latest),
        added=report_rows(store, added[:_SHOWN]),
        revised=report_rows(store, list(revised)[:_SHOWN]),
    )


def disputed_lately(
    store: Store, latest: Sequence[Change], most: int = _SHOWN
) -> tuple[PointRow, ...]:
    """Return points that came to be disputed lately and still are, the last first."""
    subjects = dict.fromkeys(c.subject for c in latest if c.kind == "point disputed")
    found = (point for name in subjects if (point := store.point(name)))
    still = (point_row(point) for point in found if point.verdict == "disputed")
    return tuple(row for row, _ in zip(still, range(most), strict=False))


def _founded(store: Store, latest: Sequence[Change]) -> tuple[StoryRow, ...]:
    """Return stories founded lately: those of several reports before those of one."""
    founded = [change.subject for change in latest if change.kind == "story founded"]
    rows = story_rows(store, founded[:200])
    several = [row for row in rows if row.reports > 1]
    return tuple([*several, *(row for row in rows if row.reports == 1)][:_SHOWN])


def _growing(store: Store, added: Sequence[str]) -> tuple[StoryRow, ...]:
    """Return the stories that most of the reports added lately are in, with how many."""
    grown = Counter(store.story_of(added).values())
    most = [story for story, number in grown.most_common(4 * _SHOWN) if number > 1]
    told = {story: f"{count(grown[story], 'report')} lately" for story in most}
    rows = [row for row in story_rows(store, most) if row.reports > 1]
    return tuple(replace(row, more=told[row.id]) for row in rows[:_SHOWN])


def _coverage(counted: Numbers) -> Iterator[tuple[str, str]]:
    counts = counted.counts
    numbers = (
        (counts.articles, "report"),
        (counts.stories, "story"),
        (len(counts.languages), "language"),
        (len(counted.outlets), "outlet"),
        (counts.points.get("disputed", 0), "disputed point"),
    )
    for number, noun in numbers:
        figure, _, word = count(number, noun).partition(" ")
        yield figure, word
