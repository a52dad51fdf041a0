"""What people decided: listed, made, undone. Scripts send JSON, the forms of the pages fields.

The fields of each kind are those of `stemmata.archive.decisions.FIELDS`, beside `kind`, `author`,
`note`, and `back`: the page that a form is to return to. Who has no name here is the desk.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from stemmata.archive import Archive as ArchiveWriter
from stemmata.archive.correcting import decide, undo
from stemmata.archive.decisions import FIELDS, decision_line
from stemmata.errors import UsageError
from stemmata.publish.lines import line_bytes
from stemmata.store import Decision, Store
from stemmata.web.answers import answer_all, problem
from stemmata.web.api.bodies import decision_body, undo_body
from stemmata.web.api.parameters import Archive, Chosen
from stemmata.web.api.shapes import changed, many
from stemmata.web.pages.errors import error_page

router = APIRouter(tags=["decisions"])
Given = Mapping[str, Sequence[str]]
_FORM = "application/x-www-form-urlencoded"
_LONGEST_AUTHOR = 100
_MOST_FIELDS = 1000
_one_at_a_time = threading.Lock()


@router.get("/decisions", responses=many("Decision"))
def decisions(request: Request, store: Archive) -> Response:
    """List what people decided, the undone too."""
    return answer_all(request, store, map(decision_line, store.decisions()))


@router.post(
    "/decisions",
    responses=changed("Decision"),
    status_code=201,
    openapi_extra=decision_body(FIELDS),
)
async def make_decision(request: Request, store: Archive, chosen: Chosen) -> Response:
    """Keep a decision; it holds on every later run, until it is undone."""

    def made(given: Given) -> Decision:
        kind, note = _first(given, "kind"), _first(given, "note")
        author = _first(given, "author")[:_LONGEST_AUTHOR] or chosen.author
        return decide(_writer(store), kind, given, author, note)

    return await _answer(request, made)


@router.post(
    "/decisions/{number}/undo",
    responses=changed("Decision"),
    status_code=201,
    openapi_extra=undo_body(),
)
async def undo_decision(
    request: Request, store: Archive, chosen: Chosen, number: Annotated[int, Path(ge=1, le=2**62)]
) -> Response:
    """Take a decision back; it stays in the list, as undone."""

    def made(given: Given) -> Decision:
        author = _first(given, "author")[:_LONGEST_AUTHOR] or chosen.author
        return undo(_writer(store), number, author)

    return await _answer(request, made)


def _writer(store: Store) -> ArchiveWriter:
    return ArchiveWriter(store)


async def _answer(request: Request, made: Callable[[Given], Decision]) -> Response:
    """Return what was decided, or lead a form back to its page."""
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM
    try:
        given = (_read_form if form else _read_json)(await request.body())
        decision = await run_in_threadpool(_in_turn, made, given)
    except UsageError as error:
        if form:
            return error_page(request, 422, str(error), error.advice or "")
        return problem(422, str(error), error.advice or f"kinds: {', '.join(FIELDS)}")
    if form:
        return RedirectResponse(_own_page(_first(given, "back")), status_code=303)
    content = line_bytes(decision_line(decision))
    return Response(content, status_code=201, media_type="application/json")


def _in_turn(made: Callable[[Given], Decision], given: Given) -> Decision:
    with _one_at_a_time:
        return made(given)


def _read_form(body: bytes) -> Given:
    given: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(body.decode(), max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise _not_understood() from error
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return given


def _read_json(body: bytes) -> Given:
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _not_understood() from error
    if not isinstance(content, dict):
        raise _not_understood()
    return {
        name: [each for each in (value if isinstance(value, list) else [value]) if _is_text(each)]
        for name, value in content.items()
    }


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _not_understood() -> UsageError:
    return UsageError("cannot be read", where="the body", advice="send a JSON object or a form")


def _first(given: Given, name: str) -> str:
    return next(iter(given.get(name, ())), "").strip()


def _own_page(back: str) -> str:
    r"""Return an address within this archive, whatever a form says.

    Example:
        >>> _own_page("/stories/s-1"), _own_page("//evil.example"), _own_page("/\\evil.example")
        ('/stories/s-1', '/decisions', '/decisions')
    """
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/decisions"
