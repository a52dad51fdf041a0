"""Any two articles side by side, with the passages of one that the other has too."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata.model import Copy, Frozen, Point, replace
from stemmata.publish.addresses import story_file
from stemmata.publish.pages.beside import PairPage, Told, pair_page
from stemmata.publish.pages.card import card
from stemmata.publish.wording import count
from stemmata.store import Store, StoredArticle
from stemmata.trace import passages_between
from stemmata.web.pages.addresses import address, lead, story_files, words_address
from stemmata.web.pages.materials import among
from stemmata.web.pages.site import Pages, Site, respond

router = APIRouter(include_in_schema=False)

Given = Annotated[str, Query(max_length=500)]
_POINTS_SHOWN = 100


class Both(Frozen, frozen=True):
    """A point that both articles answer: what each says, with where it stands."""

    question: str
    address: str
    verdict: str
    one: tuple[tuple[str, str], ...]
    other: tuple[tuple[str, str], ...]


@router.get("/compare")
def compare(request: Request, site: Pages, a: Given = "", b: Given = "") -> Response:
    """Show two articles side by side; without two ids, ask for them."""
    if not (a and b):
        return respond(request, site.render("choose.html", a=a, b=b))
    found = [site.store.article(name) for name in (a, b)]
    one, other = found
    if one is None or other is None:
        raise HTTPException(404, f"no article with the id {b if one else a}")
    return respond(request, _compare_html(site, one, other))


def _compare_html(site: Site, one: StoredArticle, other: StoredArticle) -> str:
    copy = _kept_copy(site.store, one.annotated.id, other.annotated.id)
    if copy and copy.copy == one.annotated.id:
        one, other = other, one
    page = _copied(site, copy, one, other) if copy else _unrelated(site, one, other)
    html = site.render(
        "compare.html",
        page=page,
        copy=copy,
        both=_both(site.store, one, other),
        a=one.annotated.id,
        b=other.annotated.id,
    )
    return lead(html, story_files([one.story, other.story]))


def _kept_copy(store: Store, one: str, other: str) -> Copy | None:
    pair = {one, other}
    kept = [copy for copy in store.copies([one]) if {copy.copy, copy.original} == pair]
    return max(kept, key=lambda copy: (copy.direct, copy.probability), default=None)


def _copied(site: Site, copy: Copy, original: StoredArticle, child: StoredArticle) -> PairPage:
    story = story_file(child.story)
    return pair_page(copy, _told(original, child), _told(child, original), story, site.publish)


def _unrelated(site: Site, one: StoredArticle, other: StoredArticle) -> PairPage:
    """Return two articles of which none was found to take from the other."""
    shared = passages_between(one.annotated, other.annotated)
    copy = Copy(other.annotated.id, one.annotated.id, "edited", 0.0, 0.5, evidence=tuple(shared))
    page = _copied(site, copy, one, other)
    return replace(
        page,
        how="neither was found to take from the other",
        facts=(f"{count(len(shared), 'passage')} said by both",),
        original=replace(page.original, role="one"),
        copy=replace(page.copy, role="the other"),
    )


def _told(stored: StoredArticle, beside: StoredArticle) -> Told:
    named = card(stored.annotated, 0)
    place = "this report" if stored.story == beside.story else "this report, of another story"
    return Told(stored.annotated, named, address("articles", stored.annotated.id), place)


def _both(store: Store, one: StoredArticle, other: StoredArticle) -> tuple[Both, ...]:
    """Return the points that both answer, disputed ones first."""
    ids = (one.annotated.id, other.annotated.id)
    if one.story != other.story or ids[0] == ids[1]:
        return ()
    points = among(store.points([one.story]), ids)
    rows = (_row(point, ids) for point in points)
    return tuple(row for row in rows if row.one and row.other)[:_POINTS_SHOWN]


def _row(point: Point, ids: tuple[str, str]) -> Both:
    sides = [
        tuple(
            (words_address(name, claim.start, claim.end), claim.text)
            for reading in point.readings
            for claim in reading.claims
            if claim.article == name
        )
        for name in ids
    ]
    differ = all({c.article for c in reading.claims} != set(ids) for reading in point.readings)
    verdict = point.verdict if differ else "agreed"
    return Both(point.question, address("points", point.id), verdict, sides[0], sides[1])
