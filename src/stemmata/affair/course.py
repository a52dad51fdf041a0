"""The course of a storyline: what happened and when, by the texts' own dates.

A point of the collation that asks for a day is an event told by one or more reports; what several
stories of a storyline tell of one day, of the same names, is one event. An event stands where the
text says it happened, not where it was reported. Days that a text leaves open are left out:

- one ahead of the report, without a year or a word of planning: it may as well be past;
- a month without a year that is far from the report: it may be that of either year;
- an hour without a day, which may be of the day before;
- a weekday that a sentence of expecting speaks of, which may be the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from stemmata.affair.commitments_notice import Noticed
from stemmata.affair.course_standing import Told
from stemmata.affair.material import Material
from stemmata.model import (
    AnnotatedArticle,
    Claim,
    CourseEvent,
    Passage,
    Point,
    Reading,
    Reopening,
    Standing,
    Verdict,
    replace,
)
from stemmata.settings import CourseSettings

_DEFAULT = CourseSettings()
_LEAST, _MOST = 30, 160  # characters of a clause that can speak for others
_AROUND = 160  # characters around a clause in which the same names stand
Days = tuple[date | None, date | None]


def find_course(
    material: Material, noticed: Noticed, settings: CourseSettings = _DEFAULT
) -> tuple[CourseEvent, ...]:
    """Return the dated events of a storyline in order of time.

    Args:
        material: the storyline.
        noticed: what its articles say of days to come.
        settings: how long an event may last.
    """
    by_id = {article.id: article for article in material.articles}
    planned = {(each.article, each.words[0]) for each in noticed.notices if each.firm}
    told = Told(by_id, settings, planned, noticed.expected)
    days = [point for point in material.points if point.kind == "date"]
    found = [event for point in days if (event := _event(point, told, material))]
    if len(material.stories) > 1:
        found = list(_join(sorted(found, key=lambda each: each.id), by_id, material))
    return tuple(sorted(found, key=_when))


def find_reopenings(
    material: Material, settings: CourseSettings = _DEFAULT
) -> tuple[Reopening, ...]:
    """Return where a storyline went on after days without a report."""
    dated = [(a.published.earliest, a.id) for a in material.articles if a.published]
    days = sorted({day for day, _ in dated})
    return tuple(
        Reopening(before, after, tuple(name for day, name in dated if day == after))
        for before, after in pairwise(days)
        if (after - before).days >= settings.reopened_days
    )


def _event(point: Point, told: Told, material: Material) -> CourseEvent | None:
    standings = {
        claim: standing
        for reading in point.readings
        for claim in reading.claims
        if (standing := told.standing(claim))
    }
    readings = [each for r in point.readings if (each := _kept(r, standings, material))]
    earliest, latest = read_days(readings[0].value) if readings else (None, None)
    if not _is_short(earliest, latest, told.settings):
        return None
    claims = [claim for reading in readings for claim in reading.claims]
    firsts = {claim.article: claim for claim in reversed(claims)}
    said = {article: told.said(claim) for article, claim in firsts.items()}
    first = {claim.article for claim in readings[0].claims}
    votes = Counter(standings.values())
    return CourseEvent(
        id=point.id,
        what=told.whole(_speaker([said[article] for article in sorted(first)], told)),
        readings=tuple(readings),
        verdict=point.verdict if len(readings) == len(point.readings) else _verdict(readings),
        said=tuple(said[article] for article in dict.fromkeys(c.article for c in claims)),
        earliest=earliest,
        latest=latest,
        standing="plan" if votes["plan"] > votes["fact"] else "fact",
        reported=_reported(claims, told.articles),
    )


def _kept(
    reading: Reading, standings: Mapping[Claim, Standing], material: Material
) -> Reading | None:
    """Return a reading with the claims that can be placed, weighed anew where some cannot."""
    kept = tuple(claim for claim in reading.claims if claim in standings)
    if len(kept) == len(reading.claims):
        return reading
    return replace(material.weighed(reading.value, kept), note=reading.note) if kept else None


def read_days(value: str) -> Days:
    """Return the days of a reading's value.

    Example:
        >>> read_days("by 2027-06-30")
        (None, datetime.date(2027, 6, 30))
        >>> read_days("2021-01-01/2021-12-31")[1]
        datetime.date(2021, 12, 31)
    """
    if value.startswith("by "):
        return None, _day(value[3:])
    first, _, last = value.partition("/")
    return _day(first), _day(last or first)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _is_short(earliest: date | None, latest: date | None, settings: CourseSettings) -> bool:
    """Tell whether a thing can be placed in time: it ends, and does not last for years."""
    if latest is None:
        return False
    return earliest is None or (latest - earliest).days <= settings.longest_days


def _speaker(said: Sequence[Passage], told: Told) -> Passage:
    """Return the clause that speaks for all: the first that says enough.

    One in the language of most reports comes before others, one in a language of several next.
    """
    spoken = Counter(told.articles[each.article].language for each in said)

    def telling(each: Passage) -> tuple[bool, int, bool, int, int]:
        article, size = told.articles[each.article], len(each.text)
        published = article.published
        day = published.latest.toordinal() if published else date.max.toordinal()
        main = article.language == told.language
        return main, spoken[article.language], _LEAST <= size <= _MOST, -day, size

    return max(said, key=telling)


def _verdict(readings: Sequence[Reading]) -> Verdict:
    articles = {claim.article for reading in readings for claim in reading.claims}
    if len(articles) < 2:
        return "single"
    return "agreed" if len(readings) == 1 else "compatible"


def _reported(
    claims: Sequence[Claim], articles: Mapping[str, AnnotatedArticle]
) -> tuple[date, date] | None:
    known = [articles[claim.article].published for claim in claims]
    days = [each for each in known if each]
    if not days:
        return None
    return min(each.earliest for each in days), max(each.latest for each in days)


def _join(
    events: Sequence[CourseEvent], by_id: Mapping[str, AnnotatedArticle], material: Material
) -> Iterator[CourseEvent]:
    """Yield events, those of other stories that tell of the same day and names as one."""
    story_of = {name: story.id for story in material.stories for name in story.articles}
    waiting = list(events)
    while waiting:
        event = waiting.pop(0)
        mine = {story_of[each.article] for each in event.said}
        names = _names(event, by_id)
        for other in list(waiting):
            theirs = {story_of[each.article] for each in other.said}
            same_day = (event.earliest, event.latest) == (other.earliest, other.latest)
            if same_day and not mine & theirs and names & _names(other, by_id):
                event = _united(event, other, material)
                waiting.remove(other)
                mine |= theirs
        yield event


def _united(one: CourseEvent, other: CourseEvent, material: Material) -> CourseEvent:
    first = (*one.readings[0].claims, *other.readings[0].claims)
    united = material.weighed(one.readings[0].value, first)
    readings = (united, *one.readings[1:], *other.readings[1:])
    days = [day for each in (one.reported, other.reported) if each for day in each]
    return replace(
        one,
        readings=readings,
        verdict=_verdict(readings),
        said=one.said + other.said,
        reported=(min(days), max(days)) if days else None,
    )


def _names(event: CourseEvent, by_id: Mapping[str, AnnotatedArticle]) -> set[str]:
    return {
        name.key
        for said in event.said
        for name in by_id[said.article].names
        if name.key and said.start - _AROUND <= name.start < said.end + _AROUND
    }


def _when(event: CourseEvent) -> tuple[date, date, str]:
    first = event.earliest or event.latest or date.max
    return first, event.latest or date.max, event.id
