"""Searching: the page of what was found, and what is offered while someone writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from rapidfuzz.distance import Levenshtein
from starlette.responses import Response

from stemmata.archive.searching import Found as Hit
from stemmata.archive.searching import outlets_like, search_as_typed
from stemmata.archive.searching import search as search_all
from stemmata.archive.snippets import Snippet
from stemmata.model import Frozen, replace
from stemmata.publish.addresses import language_tag
from stemmata.publish.visible import clip
from stemmata.publish.wording import day_words, language_words
from stemmata.settings import SearchSettings
from stemmata.store import NameEntry, Store, Where
from stemmata.text import fold
from stemmata.web.api.parameters import Wanted
from stemmata.web.pages.addresses import address, list_address
from stemmata.web.pages.lists import filter_form
from stemmata.web.pages.rows import ReportRow, StoryRow, story_rows
from stemmata.web.pages.site import Feed, Pages, respond

router = APIRouter(include_in_schema=False)

Asked = Annotated[str, Query(max_length=500)]
_SHOWN = 40
_OFFERED = 6
_NAMES_SHOWN = 8
_SETTINGS = SearchSettings()


class NameRow(Frozen, frozen=True):
    """A name that may be meant."""

    key: str
    canonical: str
    kind: str
    reports: int


class Found(Frozen, frozen=True):
    """What was found: names that may be meant, reports, the stories that they are in."""

    names: tuple[NameRow, ...]
    reports: tuple[ReportRow, ...]
    stories: tuple[StoryRow, ...]


@router.get("/search")
def search(request: Request, site: Pages, where: Wanted, q: Asked = "") -> Response:
    """Show what was found."""
    query = q[: site.settings.longest_query].strip()
    feed = Feed(f"Reports found for {query}", _feed(request))
    page = site.render(
        "search.html",
        query=query,
        form=filter_form(site, where, "/search", query),
        found=find(site.store, query, where, _SHOWN),
        shown=_SHOWN,
        feeds=(feed,) if query else (),
    )
    return respond(request, page)


@router.get("/search/begun")
def begun(request: Request, site: Pages, q: Asked = "") -> Response:
    """Return what is offered while someone writes, as a list for the script of the pages."""
    query = q[: site.settings.longest_query].strip()
    found = find(site.store, query, Where(), _OFFERED, unfinished=True)
    return respond(request, site.render("begun.html", query=query, found=found))


def find(store: Store, query: str, where: Where, limit: int, *, unfinished: bool = False) -> Found:
    """Return what is found for a query.

    Args:
        store: where it is looked for.
        query: words as people write them.
        where: what is wanted of the reports.
        limit: reports at most.
        unfinished: whether the last word may go on.
    """
    if not query:
        return Found((), (), ())
    ask = search_as_typed if unfinished else search_all
    if where.outlets:
        where = replace(where, outlets=outlets_like(store, where.outlets))
    hits = ask(store, query, where, limit)
    return Found(
        names=_names(store, query),
        reports=tuple(map(_found_row, hits)),
        stories=story_rows(store, [hit.story for hit in hits if hit.story]),
    )


def _names(store: Store, query: str) -> tuple[NameRow, ...]:
    """Return names that begin so, or that are written nearly so."""
    folded = fold(query)
    rows: dict[str, NameRow] = {}
    for entry in (*store.names_beginning(folded, 20), *_near(store, folded)):
        rows.setdefault(entry.key, _name_row(entry))
    return tuple(rows.values())[:_NAMES_SHOWN]


def _near(store: Store, folded: str) -> Iterator[NameEntry]:
    """Yield names of which a word is written nearly as one of the query."""
    asked = [word for word in folded.split() if len(word) >= _SETTINGS.garbled_length]
    if not asked:
        return
    for entry in store.names_near(folded, _SETTINGS.names_near):
        words = entry.folded.split()
        if any(
            Levenshtein.normalized_similarity(one, other) >= _SETTINGS.garbled_likeness
            for one in asked
            for other in words
        ):
            yield entry


def _name_row(entry: NameEntry) -> NameRow:
    return NameRow(entry.key, entry.canonical or entry.text, entry.kind, entry.articles)


def _found_row(hit: Hit) -> ReportRow:
    return ReportRow(
        id=hit.id,
        address=address("articles", hit.id),
        headline=clip(hit.headline, 160) or "(without a headline)",
        tag=language_tag(hit.language),
        outlet=hit.outlet or "unknown outlet",
        language=language_words(hit.language),
        published=day_words(hit.published) if hit.published else "no date",
        story=address("stories", hit.story) if hit.story else "",
        words=tuple(_excerpt(hit.snippet)),
        why=hit.why,
    )


def _excerpt(snippet: Snippet) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a snippet; True marks words that answer the query."""
    at = snippet.start
    for word in snippet.words:
        yield snippet.text[at - snippet.start : word.start - snippet.start], False
        yield snippet.text[word.start - snippet.start : word.end - snippet.start], True
        at = word.end
    yield snippet.text[at - snippet.start :], False


def _feed(request: Request) -> str:
    return list_address("/feeds/search.atom", **dict(request.query_params))
