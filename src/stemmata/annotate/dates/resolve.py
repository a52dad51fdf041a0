"""Expressions to mentions: TIMEX3 values and intervals of days, against the day of writing.

What the words leave open is closed as news is written: a weekday is the last one up to the day of
writing, or the next one where the sentence looks ahead; a month or a day without its year is the
nearest one, the past preferred. Without a day of writing the value stays open (`XXXX-WXX-2`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import zip_longest

from stemmata.annotate.dates.days_told import FROM_DAY_TOLD, day_told, is_past_day
from stemmata.annotate.dates.deadlines import count_from_acts, end_of_span
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.holidays import day_of_rule
from stemmata.annotate.dates.periods import (
    Interval,
    decade_days,
    half_days,
    month_days,
    narrowed,
    quarter_days,
    season_days,
    stepped,
    year_days,
)
from stemmata.annotate.dates.vocabulary import Shift
from stemmata.model import DateMention, DateType, replace
from stemmata.settings import DateSettings

_TIME_UNITS = {"H": "H", "MIN": "M", "S": "S"}
_WIDEST_STEP = 60  # characters from a step to the date it counts from
_LAST_EARLY_WEEKDAY = 2
_QUARTER = re.compile(r"\d{4}-Q[1-4]")


def resolve_all(
    text: str, expressions: Sequence[Expression], reference: date | None, settings: DateSettings
) -> tuple[DateMention, ...]:
    """Return the mentions of one text, "a year earlier" after a quarter as that quarter's.

    "The previous day" is that before the day named last, of those that are not to come.
    """
    mentions: list[DateMention] = []
    quarter: DateMention | None = None
    day: DateMention | None = None
    for expression, after in zip_longest(expressions, expressions[1:]):
        counted = _counts_from(expression, after, reference)
        counted = day_told(expression, day, settings) or counted
        mention = resolve(text, expression, counted, settings)
        day = mention if is_past_day(mention, reference) else day
        if quarter and expression.compares and expression.shift:
            near = mention.start - quarter.end <= settings.comparison_characters
            mention = _same_quarter(mention, quarter, expression.shift) if near else mention
        elif _QUARTER.fullmatch(mention.timex):
            quarter = mention
        mentions.append(mention)
    return count_from_acts(text, expressions, mentions, reference)


def _counts_from(
    expression: Expression, following: Expression | None, reference: date | None
) -> date | None:
    """Return the day that a step counts from: in "the next day after May 3, 2026" that date."""
    if not expression.after or expression.kind != "shift" or following is None:
        return reference
    named = following.kind == "calendar" and following.month and following.day
    year = following.year or (reference.year if reference else None)
    if not named or year is None or following.start - expression.end > _WIDEST_STEP:
        return reference
    try:
        return date(year, following.month or 1, following.day or 1)
    except ValueError:
        return reference


def _same_quarter(mention: DateMention, quarter: DateMention, shift: Shift) -> DateMention:
    year, number = int(quarter.timex[:4]) + shift.amount, int(quarter.timex[-1])
    if not 1 <= year <= 9998:
        return mention
    first, last = quarter_days(year, number)
    timex = f"{year:04d}-Q{number}"
    return replace(mention, timex=timex, earliest=first, latest=last)


def resolve(
    text: str, expression: Expression, reference: date | None, settings: DateSettings
) -> DateMention:
    """Return the mention that an expression is, given the day of writing if it is known."""
    timex, interval = _place(expression, reference, settings)
    if expression.until is not None:
        timex, interval = _place_range(timex, interval, expression.until, reference, settings)
    kind = _type(expression)
    role = "mention"
    if expression.deadline and kind in ("DATE", "TIME") and expression.kind != "reference":
        limit = interval[1] if interval else None
        if reference is None or limit is None or limit >= reference:
            role = "deadline"
    earliest, latest = interval or (None, None)
    if expression.deadline and kind == "DURATION":
        role = "deadline"
        latest = end_of_span(expression, reference)
    if role == "deadline":
        earliest = reference
    return DateMention(
        start=expression.start,
        end=expression.end,
        text=text[expression.start : expression.end],
        timex=timex,
        type=kind,
        role="deadline" if role == "deadline" else "mention",
        earliest=earliest,
        latest=latest,
        said=_said(expression, settings) if reference is not None else "",
    )


def _said(expression: Expression, settings: DateSettings) -> str:
    """Return what the words alone say of a day, where they leave something of it open."""
    if expression.kind not in ("calendar", "time") or expression.until is not None:
        return ""
    timex, _ = _place(expression, None, settings)
    return timex if timex.startswith("XXXX-") else ""


def _type(expression: Expression) -> DateType:
    if expression.kind == "duration":
        return "DURATION"
    if expression.kind == "set":
        return "SET"
    if expression.clock or expression.part or expression.kind == "time":
        return "TIME"
    shift = expression.shift
    if expression.kind == "shift" and shift is not None and shift.unit in _TIME_UNITS:
        return "TIME"
    return "DATE"


def _place(
    expression: Expression, reference: date | None, settings: DateSettings
) -> tuple[str, Interval | None]:
    try:
        if expression.kind == "calendar":
            timex, interval = _place_calendar(expression, reference, settings)
        elif expression.kind == "shift" and expression.shift is not None:
            timex, interval = _place_shift(
                _week_end(expression, expression.shift, reference), reference
            )
        elif expression.kind == "time":
            timex, interval = ("XXXX-XX-XX", None) if reference is None else _one_day(reference)
        else:
            return _without_place(expression), None
    except (ValueError, OverflowError):  # a day that no calendar has
        return expression.timex or "XXXX-XX-XX", None
    interval = narrowed(interval, expression.modifier) if interval else None
    return timex + _time_of_day(expression), interval


def _place_range(
    timex: str,
    interval: Interval | None,
    until: Expression,
    reference: date | None,
    settings: DateSettings,
) -> tuple[str, Interval | None]:
    """Return a range whose first end is placed: its last end is the next such day from there."""
    if interval is not None:
        reference = interval[0]
        if until.month and not until.year and not until.shift:
            year = reference.year + (until.month < reference.month)
            until = replace(until, year=year)
    last, last_days = _place(replace(until, future=True, direction=None), reference, settings)
    whole = (interval[0], last_days[1]) if interval and last_days else None
    if whole and whole[0] > whole[1]:
        return timex, interval
    return f"{timex}/{last}", whole


def _one_day(day: date) -> tuple[str, Interval]:
    return day.isoformat(), (day, day)


def _time_of_day(expression: Expression) -> str:
    if expression.clock is not None:
        hour, minute, second = expression.clock
        return f"T{hour:02d}:{minute or 0:02d}" + (f":{second:02d}" if second is not None else "")
    if expression.part == "MI":
        return "T12:00"
    if expression.part == "MN":
        return "T24:00"
    return f"T{expression.part}" if expression.part else ""


def _without_place(expression: Expression) -> str:
    if expression.kind == "reference" or expression.timex:
        return expression.timex
    return period_value(expression.unit, expression.amount)


def period_value(unit: str, amount: float | None) -> str:
    """Return the TIMEX3 value of a span of time.

    Example:
        >>> period_value("W", 3), period_value("E", 2), period_value("D", None)
        ('P3W', 'P20Y', 'PXD')
    """
    factor, letter = {"E": (10, "Y"), "C": (100, "Y"), "FN": (2, "W"), "8": (6, "M")}.get(
        unit, (1, unit)
    )
    if amount is None:
        return f"PTX{_TIME_UNITS[unit]}" if unit in _TIME_UNITS else f"PX{unit}"
    number = f"{amount * factor:g}"
    return f"PT{number}{_TIME_UNITS[unit]}" if unit in _TIME_UNITS else f"P{number}{letter}"


def _week_end(expression: Expression, shift: Shift, reference: date | None) -> Shift:
    """Return the step to the weekend that is meant: early in a week, the one that is over."""
    early = reference is not None and reference.isoweekday() <= _LAST_EARLY_WEEKDAY
    ahead = expression.future or expression.deadline or shift.amount
    return shift._replace(amount=-1) if shift.unit == "WE" and early and not ahead else shift


def _place_shift(shift: Shift, reference: date | None) -> tuple[str, Interval | None]:
    if shift.unit == FROM_DAY_TOLD:
        shift = shift._replace(unit="D")
    if shift.unit in _TIME_UNITS:
        return ("XXXX-XX-XXTXX", None) if reference is None else _hours_away(shift, reference)
    if reference is None:
        open_values = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "WE": "XXXX-WXX-WE"}
        return open_values.get(shift.unit, "XXXX"), None
    return stepped(shift.unit, shift.amount, reference)


def _hours_away(shift: Shift, reference: date) -> tuple[str, Interval]:
    # The hour of writing is not known: the day may be the one before or after.
    days = abs(shift.amount) // 24 + 1 if shift.unit == "H" else 1
    if shift.amount < 0:
        return f"{reference.isoformat()}TXX", (reference - timedelta(days=days), reference)
    return f"{reference.isoformat()}TXX", (reference, reference + timedelta(days=days))


def _place_calendar(
    expression: Expression, reference: date | None, settings: DateSettings
) -> tuple[str, Interval | None]:
    fixed = _fixed_period(expression)
    if fixed is not None:
        return fixed
    if expression.weekday is not None and not expression.day and not expression.holiday:
        return _place_weekday(expression, reference)
    if expression.shift is not None and expression.shift.unit == "M":
        return _day_of_stepped_month(expression, reference)
    if expression.day and not expression.month and reference is not None:
        return _place_day_of_month(expression, expression.day, reference, settings)
    return _in_year(expression, _year(expression, reference, settings))


def _fixed_period(expression: Expression) -> tuple[str, Interval] | None:
    """Return the place of what leaves nothing open."""
    if expression.timex and expression.year and expression.month and expression.day:
        first = date(expression.year, expression.month, expression.day)
        return expression.timex, (first, first + timedelta(days=expression.last_day or 0))
    if expression.decade is not None:
        return f"{expression.decade}X", decade_days(expression.decade)
    if expression.century is not None:
        first_year = max(expression.century * 100, 1)
        days = (date(first_year, 1, 1), date(expression.century * 100 + 99, 12, 31))
        return f"{expression.century:02d}", days
    if expression.last_year is not None and expression.year is not None:
        days = (date(expression.year, 1, 1), date(expression.last_year, 12, 31))
        return f"{expression.year}/{expression.last_year}", days
    return None


def _place_day_of_month(
    expression: Expression, day: int, reference: date, settings: DateSettings
) -> tuple[str, Interval | None]:
    """Place "12日", which names no month: the nearest such day, as news is written."""
    candidates = []
    for step in (-1, 0, 1):
        _, (first, last) = stepped("M", step, reference)
        if day <= last.day:
            placed = first.replace(day=day)
            distance = _distance(expression, (placed, placed), reference, settings)
            candidates.append((distance, placed))
    return _one_day(min(candidates)[1])


def _day_of_stepped_month(
    expression: Expression, reference: date | None
) -> tuple[str, Interval | None]:
    shift = expression.shift
    if reference is None or shift is None:
        return f"XXXX-XX-{expression.day or 1:02d}", None
    _, month = stepped("M", shift.amount, reference)
    day = month[0].replace(day=expression.day or 1)
    return _one_day(day)


def _year(expression: Expression, reference: date | None, settings: DateSettings) -> int | None:
    if expression.year is not None:
        return expression.year
    if reference is None:
        return None
    if expression.shift is not None and expression.shift.unit == "Y":
        return reference.year + expression.shift.amount
    candidates = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            _, interval = _in_year(expression, year)
        except ValueError:  # 29 February
            continue
        if interval is not None:
            candidates.append((_distance(expression, interval, reference, settings), year))
    return min(candidates)[1] if candidates else reference.year


def _distance(
    expression: Expression, interval: Interval, reference: date, settings: DateSettings
) -> float:
    """Return how far off a reading is, in days of the likelier direction."""
    if (
        expression.weekday is not None
        and expression.day
        and interval[0].isoweekday() != expression.weekday
    ):
        return 10_000.0
    ahead = (interval[0] - reference).days
    behind = (reference - interval[1]).days
    sign = expression.direction or (1 if expression.deadline or expression.future else 0)
    firm = expression.direction in (-1, 1) or expression.deadline
    against = settings.against_direction if firm else settings.future_penalty
    if ahead > 0:
        return ahead * (1.0 if sign > 0 else against if sign < 0 else settings.future_penalty)
    if behind > 0:
        return behind * (against if sign > 0 else 1.0)
    # "Last summer" is not the one that is running.
    return 200.0 if expression.direction in (-1, 1) else 0.0


def _in_year(expression: Expression, year: int | None) -> tuple[str, Interval | None]:
    label = f"{year:04d}" if year is not None else "XXXX"
    if expression.month is not None:
        return _in_month(expression, year, f"{label}-{expression.month:02d}")
    if expression.quarter is not None:
        days = quarter_days(year, expression.quarter) if year else None
        return f"{label}-Q{expression.quarter}", days
    if expression.half is not None:
        return f"{label}-H{expression.half}", half_days(year, expression.half) if year else None
    if expression.season:
        days = season_days(year, expression.season) if year else None
        return f"{label}-{expression.season}", days
    return _day_or_year(expression, year, label)


def _day_or_year(
    expression: Expression, year: int | None, label: str
) -> tuple[str, Interval | None]:
    if expression.holiday:
        return _one_day(day_of_rule(expression.holiday, year)) if year else (label, None)
    if expression.day is not None:
        return f"XXXX-XX-{expression.day:02d}", None
    return label, year_days(year) if year else None


def _in_month(expression: Expression, year: int | None, label: str) -> tuple[str, Interval | None]:
    month, day = expression.month or 1, expression.day
    if day is None:
        return label, month_days(year, month) if year else None
    last = day if expression.last_day is None else expression.last_day
    # A leap year stands for an open one: it has every day that any year has.
    days = (date(year or 2000, month, day), date(year or 2000, month, last))
    value = f"{label}-{day:02d}" + (f"/{label}-{last:02d}" if last != day else "")
    return value, days if year else None


def _place_weekday(expression: Expression, reference: date | None) -> tuple[str, Interval | None]:
    weekday = expression.weekday or 1
    if reference is None:
        return f"XXXX-WXX-{weekday}", None
    return _one_day(reference + timedelta(days=_days_to_weekday(expression, weekday, reference)))


def _days_to_weekday(expression: Expression, weekday: int, reference: date) -> int:
    today = reference.isoweekday()
    back, ahead = (today - weekday) % 7, (weekday - today) % 7
    if expression.shift is not None:
        return weekday - today + 7 * expression.shift.amount
    if expression.direction == -1:
        return -(back or 7)
    if expression.direction == 1:
        return ahead or 7
    if expression.direction == 0:
        return weekday - today
    return ahead if expression.future or expression.deadline else -back
