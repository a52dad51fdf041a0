"""Indicators: figures about one subject as a series over time, projections apart.

The collation puts the claims of one story that answer one question into one point. Here points of a
storyline are of one indicator where they are in one measure, speak in like words and of like size,
and are not given by the same reports: what one gives in two figures are two things (31 votes to
22), unless a year is stated for one of them ("1.42 billion, 82 per cent more than the 780 million
approved in 2021"). Points are joined by average linkage over that likeness.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from stemmata.affair.clauses import passage
from stemmata.affair.course_standing import Told
from stemmata.affair.indicators_links import are_linked, distance
from stemmata.affair.indicators_points import (
    COUNTED,
    Holding,
    Observed,
    by_day,
    middle_of,
    observe,
    read_words,
)
from stemmata.affair.linking import Pair, link
from stemmata.affair.material import Material
from stemmata.affair.senses import likeness
from stemmata.model import Indicator, IndicatorValue, Reading, replace
from stemmata.settings import CourseSettings, IndicatorSettings

_DEFAULT = IndicatorSettings()
_SHOWN_ALONE = frozenset({"%", "rank"})
SUPERSEDED = "superseded"  # as the collation notes it


def find_indicators(
    material: Material, settings: IndicatorSettings = _DEFAULT
) -> tuple[Indicator, ...]:
    """Return the indicators of a storyline, those with most values first.

    Args:
        material: the storyline.
        settings: when points are of one subject, and which are worth showing alone.
    """
    told = Told({article.id: article for article in material.articles}, CourseSettings())
    observed = observe(material, settings)
    scores, linked = _scores(observed, told, settings)
    found = [
        _indicator(group, told, material, settings)
        for places in unite(link(len(observed), scores, settings.join), linked)
        if _is_worth_showing(group := [observed[place] for place in places], settings)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.values), each.id)))


def _scores(
    observed: Sequence[Observed], told: Told, settings: IndicatorSettings
) -> tuple[dict[Pair, float], list[Pair]]:
    """Return how alike pairs of points are, and the pairs that reports themselves link."""
    pairs: list[Pair] = []
    linked: list[Pair] = []
    for pair in _comparable(observed, settings):
        one, other = observed[pair[0]], observed[pair[1]]
        shared = len(one.articles & other.articles)
        if shared * 2 < min(len(one.articles), len(other.articles)):
            pairs.append(pair)
        if are_linked(one, other, told, settings):
            linked.append(pair)
    wanted = sorted({place for pair in pairs for place in pair})
    bags = dict(zip(wanted, read_words([observed[place] for place in wanted]), strict=True))
    scores = {
        (b, a): likeness(bags[b], bags[a]) + _nearness(observed[b], observed[a], settings)
        for b, a in pairs
    }
    return scores, linked


def unite(groups: Sequence[list[int]], linked: Sequence[Pair]) -> list[list[int]]:
    """Return groups, those with a linked pair as one.

    Example:
        >>> unite([[0, 3], [1], [2]], [(1, 3)])
        [[0, 1, 3], [2]]
    """
    group_of = {place: group for group in groups for place in group}
    for one, other in linked:
        if group_of[one] is not group_of[other]:
            united = group_of[one] + group_of[other]
            group_of |= dict.fromkeys(united, united)
    return [sorted(group) for group in {id(group): group for group in group_of.values()}.values()]


def _comparable(observed: Sequence[Observed], settings: IndicatorSettings) -> Iterator[Pair]:
    """Yield the pairs of points in one measure and of like size, one of them of some articles."""
    by_measure: dict[str, list[int]] = {}
    for place, each in enumerate(observed):
        by_measure.setdefault(each.measure, []).append(place)
    for places in by_measure.values():
        places.sort(key=lambda place: abs(observed[place].value))
        for n, small in enumerate(places):
            for large in places[n + 1 :]:
                one, other = observed[small], observed[large]
                if distance(one, other) > settings.largest_step:
                    break
                if max(len(one.articles), len(other.articles)) >= settings.least_articles:
                    yield min(small, large), max(small, large)


def _nearness(one: Observed, other: Observed, settings: IndicatorSettings) -> float:
    """Return what names and values add: an equal value says the more, the more digits it has."""
    shared = len(one.names & other.names) / max(1, min(len(one.names), len(other.names)))
    step = distance(one, other)
    near = settings.near_value * max(0.0, 1.0 - step / settings.largest_step)
    digits = len(f"{abs(one.value):.12g}".replace(".", "").strip("0")) if step == 0 else 0
    equal = min(settings.equal_digit * digits, settings.equal_most)
    return settings.name_share * shared + near + equal


def _is_worth_showing(group: Sequence[Observed], settings: IndicatorSettings) -> bool:
    """Tell whether points show a course, or are one figure that many care for.

    How many pages a report has, how much steel came: what is only ever given one value moves not.
    """
    readings = [reading for each in group for reading in each.point.readings]
    articles = {name for each in group for name in each.articles}
    known = group[0].measure in _SHOWN_ALONE or group[0].measure.isupper()
    if len(readings) > 1 and (known or len({middle_of(r.claims[0]) for r in readings}) > 1):
        return len(articles) > 1
    return known and len(articles) >= settings.least_alone


def _indicator(
    group: Sequence[Observed], told: Told, material: Material, settings: IndicatorSettings
) -> Indicator:
    values = _withdraw(
        [
            _value(part, held, each)
            for each in group
            for reading in each.point.readings
            for part, held in by_day(reading, told, material, settings)
        ]
    )
    best = max(group, key=lambda each: (len(each.articles), each.point.id))
    return Indicator(
        id=f"i-{best.point.id}",
        question=best.point.question,
        unit=best.measure if best.measure != COUNTED else _counted(best),
        subject=passage(*best.clauses[0]),
        values=tuple(sorted(values, key=_when)),
    )


def _withdraw(values: Sequence[IndicatorValue]) -> list[IndicatorValue]:
    """Return values, those noted that repeat one which a report has withdrawn."""
    old = {v.reading.value: v.reading.note for v in values if SUPERSEDED in v.reading.note}
    return [
        replace(value, reading=replace(value.reading, note=f"repeats what is {note}"))
        if (note := old.get(value.reading.value, "")) and not value.reading.note
        else value
        for value in values
    ]


def _counted(observed: Observed) -> str | None:
    """Return the word for what is counted that most claims of a point use."""
    claims = [claim for reading in observed.point.readings for claim in reading.claims]
    units = Counter(claim.unit for claim in claims if claim.unit)
    return max(units, key=lambda unit: (units[unit], unit)) if units else None


def _value(reading: Reading, held: Holding, observed: Observed) -> IndicatorValue:
    lows = [claim.low for claim in reading.claims if claim.low is not None]
    highs = [claim.high for claim in reading.claims if claim.high is not None]
    return IndicatorValue(
        reading=reading,
        low=min(lows) if lows else None,
        high=max(highs) if highs else None,
        earliest=held.earliest,
        latest=held.latest,
        projected=held.projected,
        point=observed.point.id,
    )


def _when(value: IndicatorValue) -> tuple[date, date, float]:
    first = value.earliest or value.latest or date.max
    return first, value.latest or date.max, value.low if value.low is not None else math.inf
