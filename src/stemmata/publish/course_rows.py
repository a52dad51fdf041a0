"""Commitments, indicators and events of an affair as rows, each with its words and sources."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.brief_rows import joined, sources_words
from stemmata.publish.pages.affair_course import (
    CommitmentRow,
    Dated,
    EventRow,
    IndicatorRow,
    ValueRow,
)
from stemmata.publish.pages.affair_reports import Said
from stemmata.publish.parts import isolated
from stemmata.publish.tie_rows import actor_links, words_said
from stemmata.publish.visible import written

_LATE = ("broken", "overdue", "not heard of")


def commitment_rows(rows: Iterable[CommitmentRow]) -> Markup:
    """Return commitments as rows of a table."""
    return joined(map(_commitment, rows))


def course_entries(rows: Iterable[EventRow]) -> Markup:
    """Return the events of a timeline."""
    return joined(map(_event, rows))


def indicator_entries(rows: Iterable[IndicatorRow]) -> Markup:
    """Return indicators, each with its picture and a table that says the same."""
    return joined(map(_indicator, rows))


def _commitment(row: CommitmentRow) -> str:
    state = row.state.replace(" ", "-")
    late = " late" if row.state in _LATE else ""
    why = f'<span class="quiet">{written(row.why)}</span>' if row.why else ""
    later = "".join(f"<p>{words_said(each)}</p>" for each in row.state_said)
    parties = actor_links(row.who) or '<span class="quiet">not named</span>'
    to = f' <span aria-hidden="true">→</span> {actor_links(row.to)}' if row.to else ""
    return (
        f'<tr id="{written(row.id)}" data-last="{row.last}">'
        f'<th scope="row">{written(row.when)}{_dates(row.readings)}</th>'
        f'<td><span class="state {state}{late}">{written(row.state)}</span>{why}{later}</td>'
        f'<td class="saying"><span class="code">{row.kind}</span> {_words(row.what)}</td>'
        f"<td>{parties}{to}</td>"
        f'<td class="days">{written(row.since)}</td>'
        f'<td class="number">{row.sources}</td>'
        f"<td>{_saying(row.said, row.more)}</td></tr>\n"
    )


def _event(row: EventRow) -> str:
    planned = ' class="planned"' if row.planned else ' class="dated"'
    code = ' <span class="code">to come</span>' if row.planned else ""
    return (
        f'<li{planned} data-last="{row.last}"><h3 class="when">{written(row.when)}{code}</h3>\n'
        f"<div><p>{_words(row.what)}</p>{_dates(row.readings)}"
        f'<p class="quiet">{sources_words(row.sources)}, {written(row.reported)}: '
        f"{_saying(row.said, row.more)}</p></div></li>\n"
    )


def _indicator(row: IndicatorRow) -> str:
    values = "".join(map(_value, row.values))
    picture = f'<div class="scroll">{row.picture}</div>' if row.picture else ""
    return (
        f'<section class="measure" id="{written(row.id)}">'
        f"<h3>{isolated(row.question, row.tag)}</h3>"
        f'<p class="quiet">{_words(row.subject)}</p>{picture}'
        f'<table><thead class="hidden"><tr><th scope="col">When</th><th scope="col">Value</th>'
        f'<th scope="col">Sources</th></tr></thead><tbody>{values}</tbody></table></section>\n'
    )


def _value(row: ValueRow) -> str:
    dated = row.dated
    code = ' <span class="code">projected</span>' if row.projected else ""
    newest = ' <span class="code">newest</span>' if row.newest else ""
    note = f' <span class="note">⚠ {isolated(dated.note)}</span>' if dated.note else ""
    return (
        f'<tr><th scope="row">{written(row.when)}{code}</th>'
        f"<td><b>{isolated(dated.value)}</b>{newest}{note}</td>"
        f'<td class="quiet">{sources_words(dated.sources)}: {_saying(dated.said, dated.more)}'
        "</td></tr>"
    )


def _dates(readings: Iterable[Dated]) -> str:
    """Return the days that reports give where they differ."""
    items = "".join(
        f'<li><span class="value">{isolated(each.value)}</span> <span class="support">'
        f"{sources_words(each.sources)}</span> {_saying(each.said, each.more)}</li>"
        for each in readings
    )
    return f'<ul class="readings">{items}</ul>' if items else ""


def _words(each: Said) -> str:
    return words_said(each)


def _saying(said: Iterable[Said], more: int) -> str:
    words = " ".join(map(words_said, said))
    return f'{words} <span class="quiet">and {more} more</span>' if more else words
