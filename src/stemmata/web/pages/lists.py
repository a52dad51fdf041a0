"""Lists of stories, reports and outlets, with filters in the address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from stemmata.languages.display import language_name
from stemmata.model import Frozen
from stemmata.store import Store, Where
from stemmata.web.answers import next_page
from stemmata.web.api.parameters import Number, Place, Wanted
from stemmata.web.pages.rows import report_rows, story_row
from stemmata.web.pages.site import Pages, Site, respond

router = APIRouter(include_in_schema=False)

_OUTLETS_OFFERED = 300
_LANGUAGES_OFFERED = 100
_OUTLETS_LISTED = 1000
Limit = Annotated[int, Query(ge=1, le=200)]


class Choice(Frozen, frozen=True):
    """Something that can be chosen in a form."""

    value: str
    name: str
    chosen: bool


class FilterForm(Frozen, frozen=True):
    """What a list can be narrowed to, and what it is narrowed to."""

    action: str
    query: str
    languages: tuple[Choice, ...]
    outlets: tuple[str, ...]
    outlet: str
    names: tuple[tuple[str, str], ...]
    stories: tuple[str, ...]
    storylines: tuple[str, ...]
    since: str
    until: str
    disputed: bool
    several: bool
    narrowed: bool


def filter_form(site: Site, where: Where, action: str, query: str = "") -> FilterForm:
    """Return the form that narrows a list, filled with what it is narrowed to."""
    numbers = site.tally.numbers()
    languages = list(numbers.counts.languages)[:_LANGUAGES_OFFERED]
    named = sorted((language_name(code), code) for code in {*languages, *where.languages})
    return FilterForm(
        action=action,
        query=query,
        languages=tuple(Choice(code, name, code in where.languages) for name, code in named),
        outlets=tuple(numbers.outlets)[:_OUTLETS_OFFERED],
        outlet=where.outlets[0] if where.outlets else "",
        names=tuple((key, canonical_name(site.store, key)) for key in where.names),
        stories=where.stories,
        storylines=where.storylines,
        since=where.since.isoformat() if where.since else "",
        until=where.until.isoformat() if where.until else "",
        disputed=where.disputed,
        several=where.several,
        narrowed=where != Where(),
    )


def canonical_name(store: Store, key: str) -> str:
    """Return the best written form of a name, its key where it is not known."""
    forms = store.name(key)
    return (forms[0].canonical or forms[0].text) if forms else key


@router.get("/stories")
def stories(
    request: Request,
    site: Pages,
    where: Wanted,
    limit: Limit = 40,
    before: Number | None = None,
) -> Response:
    """List stories, the last changed first."""
    found = site.store.stories(where, limit, before)
    more = next_page(request, before=found[-1].changed) if len(found) == limit else ""
    page = site.render(
        "stories.html",
        form=filter_form(site, where, "/stories"),
        rows=tuple(map(story_row, found)),
        more=more,
        live="page",
    )
    return respond(request, page)


@router.get("/articles")
def articles(
    request: Request, site: Pages, where: Wanted, limit: Limit = 40, after: Place = ""
) -> Response:
    """List reports, the last added first."""
    return respond(request, reports_page(request, site, where, (limit, after)))


def reports_page(request: Request, site: Site, where: Where, place: tuple[int, str]) -> str:
    """Return a page of the list of reports; `place` is how many there are, and after which."""
    limit, after = place
    found = site.store.article_ids(where, limit, after)
    more = next_page(request, after=found[-1]) if len(found) == limit else ""
    return site.render(
        "articles.html",
        form=filter_form(site, where, "/articles"),
        rows=report_rows(site.store, found),
        more=more,
        live="page",
    )


@router.get("/outlets")
def outlets(request: Request, site: Pages) -> Response:
    """List outlets, the largest first."""
    found = list(site.tally.numbers().outlets.items())[:_OUTLETS_LISTED]
    return respond(request, site.render("outlets.html", outlets=found))
