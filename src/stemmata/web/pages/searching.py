"""Searching: the page of what was found, and what is offered while someone writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from stemmata.model import AnnotatedArticle, Frozen, replace
from stemmata.store import NameEntry, Store, Where, Words
from stemmata.text import fold
from stemmata.web.api.parameters import Wanted
from stemmata.web.pages.addresses import list_address
from stemmata.web.pages.lists import filter_form
from stemmata.web.pages.rows import ReportRow, StoryRow, report_row, story_rows
from stemmata.web.pages.site import Feed, Pages, respond

router = APIRouter(include_in_schema=False)

Asked = Annotated[str, Query(max_length=500)]
_SHOWN = 40
_OFFERED = 6
_NAMES_SHOWN = 8
_MOST_WORDS = 16
_AROUND = 110  # characters of a report around words that were found


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
    words = query.split()[:_MOST_WORDS]
    if not words:
        return Found((), (), ())
    asked = Words(tuple((word,) for word in words), frozenset(words[-1:] if unfinished else ()))
    hits = store.search(asked, where, limit)
    story_of = {hit.article: hit.story for hit in hits}
    articles = store.articles(list(story_of))
    return Found(
        names=_names(store, query),
        reports=tuple(_found_row(each, story_of.get(each.id, ""), words) for each in articles),
        stories=story_rows(store, filter(None, story_of.values())),
    )


def _names(store: Store, query: str) -> tuple[NameRow, ...]:
    """Return names that begin so, or that are written nearly so."""
    folded = fold(query)
    rows: dict[str, NameRow] = {}
    for entry in (*store.names_beginning(folded, 20), *_near(store, folded)):
        rows.setdefault(entry.key, _name_row(entry))
    return tuple(rows.values())[:_NAMES_SHOWN]


def _near(store: Store, folded: str) -> Sequence[NameEntry]:
    return store.names_near(folded, _NAMES_SHOWN) if len(folded) > 3 else ()


def _name_row(entry: NameEntry) -> NameRow:
    return NameRow(entry.key, entry.canonical or entry.text, entry.kind, entry.articles)


def _found_row(annotated: AnnotatedArticle, story: str, words: Sequence[str]) -> ReportRow:
    row = report_row(annotated, story)
    return replace(row, words=excerpt(annotated.text, words))


def excerpt(text: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Return the first place of a text that holds one of some words; True marks those.

    Example:
        >>> excerpt("Rain fell on the harbour.", ["harbour"])
        (('Rain fell on the ', False), ('harbour', True), ('.', False))
    """
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.I)
    first = pattern.search(text)
    if not first:
        return ((" ".join(text[: 2 * _AROUND].split()), False),)
    start = max(0, first.start() - _AROUND)
    part = text[start : first.end() + _AROUND]
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in pattern.finditer(part):
        pieces += [(part[at : match.start()], False), (match.group(), True)]
        at = match.end()
    pieces.append((part[at:], False))
    return tuple((words_, marked) for words_, marked in pieces if words_)


def _feed(request: Request) -> str:
    return list_address("/feeds/search.atom", **dict(request.query_params))
