"""The rows of the table of copies, with the evidence for each."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.card import Card
from stemmata.publish.pages.copying import CopyRow, Reason
from stemmata.publish.parts import isolated, quoted
from stemmata.publish.visible import written


def copy_rows(rows: Iterable[CopyRow]) -> Markup:
    """Return what took from what, how, how surely, and why."""
    return Markup("".join(map(_row, rows)))  # noqa: S704 - every word is escaped below


def _row(row: CopyRow) -> str:
    direction = '<b class="undecided">? undecided</b>' if row.undecided else written(row.direction)
    beside = f'<a class="more-link" href="../pairs/{row.page}">side by side</a>' if row.page else ""
    return (
        f'<tr>\n<th scope="row">{_named(row.copy)}</th>\n<td>{_original(row)}</td>\n'
        f'<td><svg class="sample" width="34" height="8" aria-hidden="true">'
        f'<path class="edge {row.kind}" d="M1 4H33"/></svg> {row.how}</td>\n'
        f'<td class="number">{written(row.share) or "–"}</td>\n'
        f'<td class="number">{written(row.probability)}</td>\n'
        f'<td class="number">{direction}</td>\n<td>{_evidence(row)}{beside}</td>\n</tr>\n'
    )


def _named(card: Card) -> str:
    return f'{card.siglum} {isolated(card.outlet)} <span class="code">{card.tag}</span>'


def _original(row: CopyRow) -> str:
    if row.original:
        return _named(row.original)
    where = "not in the collection" if row.unseen else "in another story"
    return (
        f'<span class="unseen" aria-hidden="true">◇</span> {isolated(row.outside)} '
        f'<span class="quiet">{where}</span>'
    )


def _evidence(row: CopyRow) -> str:
    if not row.reasons:
        return "–"
    first = row.reasons[0]
    more = f'<li class="quiet">{row.more} more in copies.jsonl</li>' if row.more else ""
    return (
        f"<details><summary>{written(first.kind)}: {isolated(first.detail)}</summary>\n"
        f'<ul class="reasons">\n{"".join(map(_reason, row.reasons))}{more}</ul></details>'
    )


def _reason(reason: Reason) -> str:
    against = "<b>against:</b> " if reason.against else ""
    places = [words for words in (reason.copy, reason.original) if words]
    sides = "".join(f"<br>{words.card.siglum} {quoted(words)}" for words in places)
    return f"<li>{against}{written(reason.kind)}: {isolated(reason.detail)}\n{sides}</li>\n"
