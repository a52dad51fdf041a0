"""Search over the archive."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from stemmata.archive.searching import found_line, outlets_like, search, search_as_typed
from stemmata.model import replace
from stemmata.web.answers import answer_all
from stemmata.web.api.parameters import Archive, Limit, Wanted
from stemmata.web.api.shapes import many

router = APIRouter(tags=["search"])


@router.get("/search", responses=many("Hit"))
def find(
    request: Request,
    store: Archive,
    where: Wanted,
    q: Annotated[str, Query(max_length=500, description="words, in any language")] = "",
    limit: Limit = 20,
    *,
    typing: Annotated[bool, Query(description="the last word may go on")] = False,
) -> Response:
    """List the articles that a query finds, the best first, with the words that answer it."""
    if where.outlets:
        where = replace(where, outlets=outlets_like(store, where.outlets))
    ask = search_as_typed if typing else search
    return answer_all(request, store, map(found_line, ask(store, q, where, limit)))
