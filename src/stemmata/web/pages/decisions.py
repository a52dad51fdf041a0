"""What people decided, with the forms that decide and undo.

The forms post to `/api/v1/decisions`; their fields stand in `templates/decide.html`.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from stemmata.model import Frozen
from stemmata.store import Decision
from stemmata.web.pages.site import Pages, respond

router = APIRouter(include_in_schema=False)

_SHOWN = 500


class DecisionRow(Frozen, frozen=True):
    """A decision in words; what it is about are pairs of a field and its value."""

    number: int
    kind: str
    about: tuple[tuple[str, str], ...]
    author: str
    made: str
    note: str
    undone: str
    undone_by: str


@router.get("/decisions")
def decisions(request: Request, site: Pages) -> Response:
    """Show what was decided, the last first."""
    made = site.store.decisions()
    rows = tuple(map(_row, reversed(made[-_SHOWN:])))
    return respond(request, site.render("decisions.html", rows=rows, total=len(made), live="page"))


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        number=decision.number,
        kind=decision.kind,
        about=tuple((key, _words(value)) for key, value in decision.subject.items()),
        author=decision.author,
        made=decision.made.strftime("%Y-%m-%d %H:%M UTC"),
        note=decision.note,
        undone=decision.undone.strftime("%Y-%m-%d %H:%M UTC") if decision.undone else "",
        undone_by=decision.undone_by,
    )


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
