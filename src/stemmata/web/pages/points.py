"""The page of a point: its readings, each with all words that give it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata.model import AnnotatedArticle, Claim, Frozen, Point, PointKind, Reading
from stemmata.publish.pages.collation import Sign, sign, strongest_first, value_words
from stemmata.publish.visible import clip
from stemmata.store import Store
from stemmata.web.api.parameters import Id
from stemmata.web.pages.addresses import address, feed_address, words_address
from stemmata.web.pages.rows import ReportRow, report_row, story_rows
from stemmata.web.pages.site import Feed, Pages, respond

router = APIRouter(include_in_schema=False)

_CLAIMS_SHOWN = 200


class Said(Frozen, frozen=True):
    """Words that give a reading, with the report and the address of where they stand in it."""

    report: ReportRow
    address: str
    text: str
    word_of: str
    source: str


class ReadingRow(Frozen, frozen=True):
    """A reading with the words that give it."""

    sign: Sign
    value: str
    sources: int
    bounds: str
    note: str
    said: tuple[Said, ...]
    more: int


@router.get("/points/{point:path}")
def one_point(request: Request, site: Pages, point: Id) -> Response:
    """Show a point with its readings."""
    found = site.store.point(point)
    if found is None:
        raise HTTPException(404, "no point with this id")
    page = site.render(
        "point.html",
        point=found,
        readings=readings(site.store, found),
        story=next(iter(story_rows(site.store, [found.story])), None),
        feeds=(Feed(f"This point: {found.question}", feed_address("points", found.id)),),
        live=found.story,
    )
    return respond(request, page)


def readings(store: Store, point: Point) -> tuple[ReadingRow, ...]:
    """Return the readings of a point, on most independent sources first."""
    ordered = strongest_first(point.readings)
    ids = {claim.article for each in ordered for claim in each.claims[:_CLAIMS_SHOWN]}
    teller = _Teller(store, store.articles(sorted(ids)))
    return tuple(
        _reading(each, sign(place), point.kind, teller) for place, each in enumerate(ordered)
    )


class _Teller:
    """Names the reports of a point, and on whose word they say something."""

    def __init__(self, store: Store, articles: Sequence[AnnotatedArticle]) -> None:
        story_of = store.story_of(each.id for each in articles)
        self._store = store
        self.reports = {each.id: report_row(each, story_of.get(each.id, "")) for each in articles}
        self._called = {
            found.key: found.source for each in articles for found in each.attributions
        } | {name.key: name.canonical or name.text for each in articles for name in each.names}

    def said(self, claim: Claim) -> Said:
        """Return the words of a claim; `source` leads to the page of the name it rests on."""
        key = claim.source
        known = bool(key and self._store.name(key))
        return Said(
            report=self.reports[claim.article],
            address=words_address(claim.article, claim.start, claim.end),
            text=claim.text,
            word_of=clip(self._called.get(key, key), 80),
            source=address("names", key) if known else "",
        )


def _reading(reading: Reading, mark: Sign, kind: PointKind, teller: _Teller) -> ReadingRow:
    low, high = reading.support_bounds
    shown = [claim for claim in reading.claims[:_CLAIMS_SHOWN] if claim.article in teller.reports]
    return ReadingRow(
        sign=mark,
        value=value_words(kind, reading, 300),
        sources=reading.independent_sources,
        bounds=f"{low}–{high}" if low != high and high >= reading.independent_sources else "",
        note=reading.note,
        said=tuple(map(teller.said, shown)),
        more=len(reading.claims) - len(shown),
    )
