"""Two reports side by side: each with its passages marked, a pane of its own to scroll."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.beside import Clue, PairPage, Side
from stemmata.publish.parts import isolated
from stemmata.publish.report_rows import paragraph_row
from stemmata.publish.visible import written


def sides(page: PairPage) -> Markup:
    """Return both reports, the original first."""
    arrow = "?" if page.undecided else "→"
    return Markup(  # noqa: S704 - every word is escaped below
        f'{_side(page.original, "o")}<p class="arrow" aria-hidden="true">{arrow}</p>\n'
        f"{_side(page.copy, 'c')}"
    )


def clues(found: Iterable[Clue]) -> Markup:
    """Return the reasons that are no passages."""
    return Markup("".join(map(_clue, found)))  # noqa: S704 - every word is escaped below


def _clue(clue: Clue) -> str:
    against = "<b>against:</b> " if clue.against else ""
    return f"<li>{against}{written(clue.kind)}: {isolated(clue.detail)}</li>\n"


def _side(side: Side, letter: str) -> str:
    card = side.card
    paragraphs = "".join(map(paragraph_row, side.paragraphs))
    return (
        f'<article class="pane" aria-labelledby="{letter}-h">\n<header>\n'
        f'<p class="role">{side.role}</p>\n<h2 id="{letter}-h">{isolated(card.outlet)}</h2>\n'
        f'<p class="quiet">{written(card.language)} · {written(card.published)} · '
        f'<a href="{side.address}">{side.place}</a></p>\n</header>\n'
        f'<div class="text" tabindex="0" role="region" '
        f'aria-label="The text of {written(card.outlet)}">\n'
        f"{paragraphs}</div>\n</article>\n"
    )
