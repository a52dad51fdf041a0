"""Commitments, indicators and the course of an affair as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from stemmata.model import (
    Affair,
    Claim,
    Commitment,
    CourseEvent,
    Frozen,
    Indicator,
    IndicatorValue,
    Passage,
    Reading,
    replace,
)
from stemmata.publish.indicator_picture import indicator_picture
from stemmata.publish.pages.affair_reports import Reports, Said
from stemmata.publish.pages.ties import ActorLink, Names
from stemmata.publish.visible import clip
from stemmata.publish.wording import (
    UNDATED,
    count,
    day_words,
    days_words,
    period,
    reported_words,
    with_days,
)
from stemmata.settings import PublishSettings


class Dated(Frozen, frozen=True):
    """A day or value that reports give, on how many sources, and what is suspected of it."""

    value: str
    sources: int
    note: str
    said: tuple[Said, ...]
    more: int


class CommitmentRow(Frozen, frozen=True):
    """A commitment in words; `readings` are shown where days differ.

    `last` is the ISO day of the last report that tells of it.
    """

    id: str
    when: str
    kind: str
    what: Said
    who: tuple[ActorLink, ...]
    to: tuple[ActorLink, ...]
    since: str
    state: str
    why: str
    state_said: tuple[Said, ...]
    sources: int
    readings: tuple[Dated, ...]
    said: tuple[Said, ...]
    more: int
    last: str


class EventRow(Frozen, frozen=True):
    """An event on the timeline; `last` is the ISO day of the last report that tells of it."""

    when: str
    planned: bool
    what: Said
    sources: int
    reported: str
    last: str
    readings: tuple[Dated, ...]
    said: tuple[Said, ...]
    more: int


class ValueRow(Frozen, frozen=True):
    """A value of an indicator and when it holds."""

    when: str
    projected: bool
    newest: bool
    dated: Dated


class IndicatorRow(Frozen, frozen=True):
    """An indicator with its picture, empty where there is too little to draw."""

    id: str
    question: str
    tag: str
    subject: Said
    picture: Markup
    values: tuple[ValueRow, ...]


class AffairCourse(Frozen, frozen=True):
    """What is to be done, what is measured, and what happened when.

    `days` are those on which the events were last reported, in ISO form and in words.
    """

    commitments: tuple[CommitmentRow, ...]
    indicators: tuple[IndicatorRow, ...]
    indicators_left_out: int
    events: tuple[EventRow, ...]
    events_left_out: int
    reopened: tuple[str, ...]
    days: tuple[tuple[str, str], ...]


def affair_course(
    affair: Affair, names: Names, reports: Reports, settings: PublishSettings
) -> AffairCourse:
    """Return what the page of an affair shows of its commitments, indicators and course."""
    events = _weightiest(affair.course, settings.most_dates)
    shown = affair.indicators[: settings.most_indicators]
    days = sorted({each.reported[1] for each in events if each.reported})
    return AffairCourse(
        commitments=tuple(_commitment(each, names, reports) for each in affair.commitments),
        indicators=tuple(_indicator(each, reports) for each in shown),
        indicators_left_out=len(affair.indicators) - len(shown),
        events=tuple(_event(each, reports) for each in events),
        events_left_out=len(affair.course) - len(events),
        reopened=tuple(
            f"reopened on {day_words(each.after)}, {count((each.after - each.before).days, 'day')} "
            f"after the report before"
            for each in affair.reopenings
        ),
        days=tuple((day.isoformat(), day_words(day)) for day in days),
    )


def _weightiest(events: tuple[CourseEvent, ...], most: int) -> tuple[CourseEvent, ...]:
    """Return the events on most sources, in order of time."""
    if len(events) <= most:
        return events
    ranked = sorted(events, key=lambda each: (-each.readings[0].independent_sources, each.id))
    kept = {each.id for each in ranked[:most]}
    return tuple(each for each in events if each.id in kept)


def _commitment(each: Commitment, names: Names, reports: Reports) -> CommitmentRow:
    said, more = reports.each(_claims(each.readings), _SAID)
    since = f"since {period(*each.since)}" if each.since[0] or each.since[1] else UNDATED
    return CommitmentRow(
        id=each.id,
        when=period(*each.until),
        kind=each.kind,
        what=_told(each.what, each.readings, reports),
        who=names.links(each.who),
        to=names.links(each.to),
        since=since,
        state=each.state,
        why=with_days(each.why),
        state_said=tuple(_told(words, (), reports) for words in each.state_said[:_SHOWN]),
        sources=each.readings[0].independent_sources,
        readings=_readings(each.readings, reports),
        said=said,
        more=more,
        last=reports.last_day([*_claims(each.readings), *each.said, *each.state_said]),
    )


def _event(each: CourseEvent, reports: Reports) -> EventRow:
    said, more = reports.each(_claims(each.readings), _SAID)
    return EventRow(
        when=period(each.earliest, each.latest),
        planned=each.standing != "fact",
        what=_told(each.what, each.readings, reports),
        sources=each.readings[0].independent_sources,
        reported=reported_words(each.reported),
        last=each.reported[1].isoformat() if each.reported else "",
        readings=_readings(each.readings, reports),
        said=said,
        more=more,
    )


def _claims(readings: Sequence[Reading]) -> list[Claim]:
    return [claim for reading in readings for claim in reading.claims]


def _told(clause: Passage, readings: Sequence[Reading], reports: Reports) -> Said:
    """Return a clause with the address of the words in it that are marked in its report."""
    for claim in _claims(readings):
        if claim.article == clause.article and clause.start <= claim.start < clause.end:
            return replace(reports.said(claim), text=clip(clause.text, _LONG))
    report = reports.by_id[clause.article]
    return Said(report, report.href, clip(clause.text, _LONG))


def _readings(readings: tuple[Reading, ...], reports: Reports) -> tuple[Dated, ...]:
    """Return the days that are given, nothing where all give the same."""
    return tuple(_dated(each, reports) for each in readings) if len(readings) > 1 else ()


def _dated(reading: Reading, reports: Reports) -> Dated:
    said, more = reports.each(reading.claims, _SHOWN)
    value = clip(days_words(reading.value), _LONG)
    return Dated(value, reading.independent_sources, reading.note, said, more)


def _indicator(each: Indicator, reports: Reports) -> IndicatorRow:
    newest = _newest(each.values)
    return IndicatorRow(
        id=each.id,
        question=clip(each.question, _LONG),
        tag=reports.by_id[each.subject.article].tag,
        subject=_told(each.subject, [value.reading for value in each.values], reports),
        picture=indicator_picture(each),
        values=tuple(
            ValueRow(
                period(value.earliest, value.latest),
                value.projected,
                value is newest,
                _dated(value.reading, reports),
            )
            for value in each.values
        ),
    )


def _newest(values: tuple[IndicatorValue, ...]) -> IndicatorValue | None:
    """Return the value that holds for the latest day and is not withdrawn or projected."""
    present = [v for v in values if not v.projected and "superseded" not in v.reading.note]
    if len(values) < 2 or not present:
        return None
    return max(present, key=lambda v: (v.latest or date.min, v.reading.independent_sources))


_SAID = 5  # reports whose words are shown
_SHOWN = 2  # reports whose words are shown for one of several values
_LONG = 200  # characters of a clause
