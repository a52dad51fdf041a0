"""The archive in numbers, and what happened in it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from stemmata.publish.lines import problem_line
from stemmata.web.answers import answer, answer_all, next_page
from stemmata.web.api.parameters import Archive, Limit, Number
from stemmata.web.api.shapes import anything, change_line, counts_line, many

router = APIRouter(tags=["archive"])


@router.get("", responses=anything())
def overview(request: Request, store: Archive) -> Response:
    """Return the archive in numbers."""
    return answer(request, store, counts_line(store.counts()))


@router.get("/problems", responses=many("Problem"))
def problems(request: Request, store: Archive, limit: Limit = 100) -> Response:
    """List what could not be read, the last first."""
    return answer_all(request, store, map(problem_line, store.problems(limit)))


@router.get("/changes", responses=many("Change"))
def changes(request: Request, store: Archive, after: Number = 0, limit: Limit = 100) -> Response:
    """List what happened after a number, in order."""
    found = store.changes(after, limit)
    more = next_page(request, after=found[-1].number) if len(found) == limit else None
    return answer_all(request, store, map(change_line, found), more)
