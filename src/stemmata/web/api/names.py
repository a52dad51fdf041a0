"""Names and outlets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from stemmata.model import JSON
from stemmata.text import fold
from stemmata.web.answers import answer, answer_all, missing
from stemmata.web.api.parameters import Archive, Id, Limit
from stemmata.web.api.shapes import anything, many, name_line

router = APIRouter(tags=["names"])


@router.get("/names", responses=many("Name"))
def names(
    request: Request,
    store: Archive,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Limit = 20,
) -> Response:
    """List names one of whose words begins so, the commonest first."""
    return answer_all(request, store, map(name_line, store.names_beginning(fold(q), limit)))


@router.get("/names/{name:path}", responses=many("Name"))
def one_name(request: Request, store: Archive, name: Id) -> Response:
    """List the written forms of a named thing, by its key."""
    if not (found := store.name(name)):
        return missing("name")
    return answer_all(request, store, map(name_line, found))


@router.get("/outlets", responses=anything())
def outlets(request: Request, store: Archive, limit: Limit = 200) -> Response:
    """List outlets with the numbers of their articles, the largest first."""
    found: list[JSON] = [
        {"outlet": outlet, "articles": count} for outlet, count in store.outlets(limit).items()
    ]
    return answer(request, store, {"items": found, "next": None})
