"""The rows of the table of points: a page holds thousands of cells, so no template writes them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.card import Card
from stemmata.publish.pages.collation import PointRow, ReadingView, SinglePoint, Statement
from stemmata.publish.parts import badge, isolated, verdict
from stemmata.publish.visible import written

_SILENT = (
    '<td class="silent"><span aria-hidden="true">·</span><span class="hidden">silent</span></td>\n'
)
_SAME = '<b class="sign same"><span aria-hidden="true">=</span></b>'
_READINGS_SHOWN = 6


def column_heads(cards: Iterable[Card]) -> Markup:
    """Return the heads of the columns, one for each report."""
    return Markup("".join(map(_head, cards)))  # noqa: S704 - every word is escaped below


def point_rows(rows: Iterable[PointRow]) -> Markup:
    """Return points with their readings and a cell for each report."""
    return Markup("".join(map(_row, rows)))  # noqa: S704 - every word is escaped below


def listed_rows(rows: Iterable[PointRow]) -> Markup:
    """Return points with their readings and, for each, the reports that give it."""
    return Markup("".join(map(_listed, rows)))  # noqa: S704 - every word is escaped below


def single_points(points: Iterable[SinglePoint]) -> Markup:
    """Return points that one report gives, among several reports."""
    items = (_single(each, "".join(map(_said_and_who, each.statements))) for each in points)
    return Markup("".join(items))  # noqa: S704 - every word is escaped below


def lone_points(points: Iterable[SinglePoint]) -> Markup:
    """Return the points of a report on the page that it has for itself."""
    items = (_single(each, " ·".join(map(_said, each.statements))) for each in points)
    return Markup("".join(items))  # noqa: S704 - every word is escaped below


def _head(card: Card) -> str:
    return (
        f'<th scope="col"><a href="#{card.anchor}"><span class="siglum" aria-hidden="true">'
        f'{card.number}</span><span class="hidden">Report {card.number}: </span> '
        f'{isolated(card.outlet)}</a><span class="code">{card.tag} · {written(card.published)}'
        "</span></th>\n"
    )


def _row(row: PointRow) -> str:
    signed = _same_sign if row.verdict == "agreed" else _own_sign
    cells = "".join(
        f'<td class="said s{cell[0].sign.style}">{"".join(map(signed, cell))}</td>\n'
        if cell
        else _SILENT
        for cell in row.cells
    )
    return f"{_question(row)}{cells}</tr>\n"


def _listed(row: PointRow) -> str:
    chips = "".join(map(_chip, row.readings))
    return (
        f'{_question(row)}<td class="chips">{chips}<div class="quiet">{row.silent} silent</div>'
        "</td>\n</tr>\n"
    )


def _single(point: SinglePoint, said: str) -> str:
    return (
        f'<li><span class="question">{isolated(point.question)}</span>\n'
        f"{said}{''.join(map(_note, point.notes))}</li>\n"
    )


def _question(row: PointRow) -> str:
    lines = [_reading(each, row.verdict) for each in row.readings]
    more = ""
    if len(lines) > _READINGS_SHOWN:
        more = (
            f"<details><summary>{len(lines) - _READINGS_SHOWN} more readings</summary>"
            f'<ul class="readings">{"".join(lines[_READINGS_SHOWN:])}</ul></details>'
        )
    return (
        f'<tr class="{row.verdict}">\n<th scope="row"><span class="question">'
        f"{isolated(row.question)}</span> {verdict(row.verdict)}\n"
        f'<ul class="readings">{"".join(lines[:_READINGS_SHOWN])}</ul>\n{more}</th>\n'
    )


def _reading(reading: ReadingView, verdict: str) -> str:
    sign = "" if verdict == "agreed" else f"{badge(reading.sign)} "
    reports = "1 report" if reading.reports == 1 else f"{reading.reports} reports"
    bounds = f" ({reading.bounds})" if reading.bounds else ""
    return (
        f'<li>{sign}<span class="value">{isolated(reading.value)}</span> <span class="support">'
        f"{reports}, <b>{reading.sources}</b> independent{bounds}</span>"
        f"{_note(reading.note)}</li>\n"
    )


def _note(note: str) -> str:
    return f' <span class="note">⚠ {isolated(note)}</span>' if note else ""


def _own_sign(said: Statement) -> str:
    return _cell(said, badge(said.sign))


def _same_sign(said: Statement) -> str:
    return _cell(said, _SAME)


def _cell(said: Statement, sign: str) -> str:
    source = f'<span class="onword">{isolated(said.source)}</span>' if said.source else ""
    words = isolated(said.text, said.card.tag)
    return f'<a class="words" href="{said.href}">{sign} {words}</a>{source}'


def _chip(reading: ReadingView) -> str:
    said = "".join(
        f' <a class="words" href="{each.href}"><span class="siglum">{each.card.number}</span> '
        f"{isolated(each.text, each.card.tag)}</a>"
        for each in reading.statements
    )
    more = f' <span class="quiet">and {reading.more} more in points.jsonl</span>'
    return f"<div>{badge(reading.sign)}{said}{more if reading.more else ''}</div>"


def _said(each: Statement) -> str:
    return f' <a class="words" href="{each.href}">{isolated(each.text, each.card.tag)}</a>'


def _said_and_who(each: Statement) -> str:
    return f"{_said(each)} {each.card.siglum}"
