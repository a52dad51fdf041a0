"""Atom feeds (RFC 4287) of a search, a story, a disputed point, and of all disputed points.

An entry keeps its id for good; its time is that of the change that touched it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata.model import Frozen, Point
from stemmata.publish.pages.collation import value_words
from stemmata.publish.visible import clip
from stemmata.publish.wording import count, outlet_words
from stemmata.store import Store, StoredArticle, Where
from stemmata.web.api.parameters import Id, Wanted
from stemmata.web.pages.addresses import address, list_address
from stemmata.web.pages.searching import find
from stemmata.web.pages.site import Pages, Site, respond

router = APIRouter(include_in_schema=False)

_ENTRIES = 50
_LOOKED_BACK = 4000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Asked = Annotated[str, Query(max_length=500)]


class Entry(Frozen, frozen=True):
    """An entry of a feed; `path` leads to its page."""

    id: str
    title: str
    path: str
    updated: datetime
    published: datetime
    author: str
    summary: str


class AtomFeed(Frozen, frozen=True):
    """A feed with its entries, the last changed first."""

    id: str
    title: str
    path: str
    page: str
    entries: tuple[Entry, ...]


@router.get("/feeds/search.atom")
def search_feed(request: Request, site: Pages, where: Wanted, q: Asked = "") -> Response:
    """Return the reports that are found for a query, as a feed."""
    store, wanted = site.store, dict(request.query_params)
    if q.strip():
        ids = [row.id for row in find(store, q.strip(), where, _ENTRIES).reports]
    else:
        ids = store.article_ids(where, _ENTRIES)
    path, page = list_address("/feeds/search.atom", **wanted), list_address("/search", **wanted)
    title = f"Reports found for {q}" if q else "Reports"
    return _answer(request, site, _feed(title, path, page, _reports(store, ids)))


@router.get("/feeds/stories/{story:path}.atom")
def story_feed(request: Request, site: Pages, story: Id) -> Response:
    """Return the reports and disputed points of a story, as a feed."""
    stored = site.store.story(story)
    if stored is None:
        raise HTTPException(404, "no story with this id")
    ids = site.store.article_ids(Where(stories=(stored.story.id,)), _ENTRIES)
    disputed = [p for p in site.store.points([stored.story.id]) if p.verdict == "disputed"]
    entries = [*_reports(site.store, ids), *_points(site.store, disputed[:_ENTRIES])]
    title = f"Story: {stored.summary.headline}"
    page = address("stories", stored.story.id)
    return _answer(request, site, _feed(title, request.url.path, page, entries))


@router.get("/feeds/points/{point:path}.atom")
def point_feed(request: Request, site: Pages, point: Id) -> Response:
    """Return a point as it stands, as a feed of one entry that changes."""
    found = site.store.point(point)
    if found is None:
        raise HTTPException(404, "no point with this id")
    entries = _points(site.store, [found])
    title, page = f"Point: {found.question}", address("points", found.id)
    return _answer(request, site, _feed(title, request.url.path, page, entries))


@router.get("/feeds/disputed.atom")
def disputed_feed(request: Request, site: Pages) -> Response:
    """Return the points that came to be disputed lately, as a feed."""
    store = site.store
    last = store.last_change()
    changes = store.changes(max(0, last - _LOOKED_BACK), _LOOKED_BACK)
    at = {c.subject: c.at for c in changes if c.kind == "point disputed"}
    points = [point for name in reversed(at) if (point := store.point(name))][:_ENTRIES]
    entries = [_point(point, at[point.id], at[point.id]) for point in points]
    feed = _feed("Disputed points", request.url.path, "/stories?disputed=true", entries)
    return _answer(request, site, feed)


def _answer(request: Request, site: Site, feed: AtomFeed) -> Response:
    host = str(request.base_url).rstrip("/")
    updated = max((entry.updated for entry in feed.entries), default=_EPOCH)
    text = site.render("feed.atom", feed=feed, host=host, updated=updated)
    return respond(request, text, kind="application/atom+xml")


def _feed(title: str, path: str, page: str, entries: Iterable[Entry]) -> AtomFeed:
    ordered = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    return AtomFeed(_lasting(path), clip(title, 200), path, page, tuple(ordered))


def _reports(store: Store, ids: Sequence[str]) -> list[Entry]:
    return [_report(stored) for name in ids if (stored := store.article(name))]


def _report(stored: StoredArticle) -> Entry:
    article = stored.annotated.article
    path = address("articles", article.id)
    return Entry(
        id=_lasting(path),
        title=clip(article.headline, 200) or "(without a headline)",
        path=path,
        updated=stored.revised,
        published=stored.added,
        author=outlet_words(article),
        summary=clip(article.text, 400),
    )


def _points(store: Store, points: Sequence[Point]) -> list[Entry]:
    """Return entries of points, as changed when their story last changed."""
    found = []
    for point in points:
        stored = store.story(point.story)
        number = stored.summary.changed if stored else 0
        change = next(iter(store.changes(number - 1, 1)), None) if number else None
        at = change.at if change else _EPOCH
        found.append(_point(point, at, at))
    return found


def _point(point: Point, updated: datetime, published: datetime) -> Entry:
    path = address("points", point.id)
    told = "; ".join(
        f"{value_words(point.kind, each, 80)} "
        f"({count(each.independent_sources, 'independent source')})"
        for each in point.readings
    )
    return Entry(
        id=_lasting(path),
        title=f"{point.verdict}: {clip(point.question, 180)}",
        path=path,
        updated=updated,
        published=published,
        author="Stemmata",
        summary=clip(told, 1000),
    )


def _lasting(path: str) -> str:
    """Return an id that stays, whatever name the archive is reached by."""
    return uuid5(NAMESPACE_URL, f"stemmata:{path}").urn
