"""What people decided, with the forms that decide and undo.

The forms post to `/api/v1/decisions`; their fields stand in `templates/decide.html`.
"""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from stemmata.model import JSON, Frozen
from stemmata.publish.visible import clip
from stemmata.store import Decision
from stemmata.web.pages.addresses import Kind, address
from stemmata.web.pages.site import Pages, respond

router = APIRouter(include_in_schema=False)

_SHOWN = 500
_VALUES_SHOWN = 6
# What a decision names, with the pages of those; what else is kept of it is not for readers.
_TOLD: dict[str, Kind | None] = {
    "stories": "stories",
    "story": "stories",
    "names": "names",
    "name": "names",
    "article": "articles",
    "copy": "articles",
    "original": "articles",
    "text": None,
    "date": None,
    "outlet": None,
}


class About(Frozen, frozen=True):
    """One thing that a decision is about; `told` are values with their addresses, or none."""

    field: str
    told: tuple[tuple[str, str], ...]


class DecisionRow(Frozen, frozen=True):
    """A decision in words."""

    number: int
    kind: str
    about: tuple[About, ...]
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
    told = dict(_TOLD)
    if decision.kind == "split story":
        told["articles"] = "articles"
    return DecisionRow(
        number=decision.number,
        kind=decision.kind,
        about=tuple(
            About(field, _values(decision.subject[field], kind))
            for field, kind in told.items()
            if field in decision.subject
        ),
        author=decision.author,
        made=_moment(decision.made),
        note=decision.note,
        undone=_moment(decision.undone) if decision.undone else "",
        undone_by=decision.undone_by,
    )


def _values(value: JSON, kind: Kind | None) -> tuple[tuple[str, str], ...]:
    values = value if isinstance(value, list) else [value]
    told = [clip(str(each), 120) for each in values]
    shown = [
        (text, address(kind, str(each)) if kind else "")
        for text, each in zip(told[:_VALUES_SHOWN], values, strict=False)
    ]
    left = len(values) - len(shown)
    return (*shown, (f"and {left} more", "")) if left else tuple(shown)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")
