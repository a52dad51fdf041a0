"""Answers of the interface: JSON of our own values, marks of state (ETag), pages of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from stemmata.model import JSON
from stemmata.publish.lines import line_bytes
from stemmata.store import Store

_JSON = "application/json"


def answer(request: Request, store: Store, value: Mapping[str, JSON]) -> Response:
    """Return a value as JSON, or only that nothing has changed (RFC 9110, 13.1.2).

    Args:
        request: whose `If-None-Match` is looked at.
        store: its last change marks the state that the value is of.
        value: what to answer.
    """
    tag = f'W/"{store.last_change()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = request.headers.get("if-none-match", "")
    if tag in (each.strip() for each in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(line_bytes(value), media_type=_JSON, headers=headers)


def answer_all(
    request: Request, store: Store, items: Iterable[JSON], more: str | None = None
) -> Response:
    """Return a page of a list; `more` is the address of the next one."""
    return answer(request, store, {"items": list(items), "next": more})


def problem(status: int, what: str, advice: str) -> Response:
    """Return what went wrong, with what to do."""
    content = line_bytes({"what": what, "advice": advice})
    return Response(content, status_code=status, media_type=_JSON)


def missing(kind: str) -> Response:
    """Return that there is nothing of a kind with the id that was asked for."""
    return problem(404, f"no {kind} with this id", "ask /api/v1/search, or the lists")


def next_page(request: Request, **places: object) -> str:
    """Return the address of the next page of a list: this one, from another place on."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in places]
    query = kept + [(key, str(value)) for key, value in places.items()]
    return f"{request.url.path}?{urlencode(query)}"
