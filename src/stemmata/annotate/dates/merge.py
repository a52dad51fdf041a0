"""Expressions side by side to one: a day with its time of day, both ends of a range.

A range is joined where words say that it is one ("from ... to", "von ... bis") and both ends are of
one kind; a language whose readers mark both ends on their own (TimeML's English) does not join.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.scan import Scan
from stemmata.model import replace
from stemmata.text import fold

Clock = tuple[int, int, int | None]

_LINKS = frozenset(",tafuI")
_SURE_RANGE = re.compile(r"[t,]*r[at]*")
_OPENED_RANGE = re.compile(r"[t,]*(?:[brk]|-)[at]*")
_BETWEEN_RANGE = re.compile(r"[t,]*\+[at]*")
_RANGE_OPENS = re.compile(r"[ufp][at]*$")
_LATE_PARTS = frozenset(("AF", "EV", "NI"))
_DAY_OF_SET = "XXXX-XX-XX"


class Found(NamedTuple):
    """An expression with the stretch of the class string it was read from."""

    expression: Expression
    first: int
    last: int


def merge_times(symbols: str, found: list[Found]) -> list[Found]:
    """Join a time of day with the day beside it: "3 p.m. Tuesday", "am Dienstag um 15 Uhr"."""
    merged: list[Found] = []
    for item in found:
        gap = symbols[merged[-1].last : item.first] if merged else ""
        # "7 Uhr von Montag bis Freitag" is no time on Monday.
        opens = "u" in gap and merged[-1].expression.kind == "time"
        if merged and not opens and _LINKS.issuperset(gap):
            joined = _joined(merged[-1].expression, item.expression)
            if joined is not None:
                merged[-1] = Found(joined, merged[-1].first, item.last)
                continue
        merged.append(item)
    return merged


def merge_ranges(scanned: Scan, found: list[Found], between: frozenset[str]) -> list[Found]:
    """Join both ends of a range: "von Montag bis Freitag", "del 3 de mayo al 5 de junio"."""
    merged: list[Found] = []
    for item in found:
        if merged and _is_range(scanned, merged[-1], item, between):
            first = merged[-1]
            until = replace(item.expression, deadline=False)
            whole = replace(
                _with_year(first.expression, until), end=until.end, until=until, deadline=False
            )
            merged[-1] = Found(whole, first.first, item.last)
            continue
        merged.append(item)
    return merged


def _is_range(scanned: Scan, left: Found, right: Found, between: frozenset[str]) -> bool:
    symbols = scanned.symbols
    gap = symbols[left.last : right.first]
    if len(gap) > 4 or not _alike(left.expression, right.expression):
        return False
    if _SURE_RANGE.fullmatch(gap):
        return True
    if _BETWEEN_RANGE.fullmatch(gap):
        return _follows_between(scanned, left.first, between)
    opens = _RANGE_OPENS.search(symbols, max(0, left.first - 4), left.first)
    days = left.expression.weekday and right.expression.weekday
    return bool((opens or days) and _OPENED_RANGE.fullmatch(gap))


def _follows_between(scanned: Scan, first: int, between: frozenset[str]) -> bool:
    """Tell "between Monday and Friday" from "after Monday and Friday"."""
    place = bisect_left(scanned.places, first) - 1
    while place >= 0 and scanned.words[place].symbol in "at":
        place -= 1
    if place < 0 or "|" in scanned.symbols[scanned.places[place] : first]:
        return False
    word = scanned.words[place]
    return fold(scanned.text[word.start : word.end]) in between


def _alike(left: Expression, right: Expression) -> bool:
    """Tell whether two expressions can be the ends of one range."""
    if left.until or right.until or left.last_day or right.last_day or left.kind != right.kind:
        return False
    if left.kind == "time":
        return bool(left.clock and right.clock)
    return left.kind == "calendar" and _grain(left) == _grain(right) != 0


def _grain(expression: Expression) -> int:
    if expression.day or expression.weekday or expression.holiday:
        return 1
    if expression.month:
        return 2
    return 3 if expression.year and not (expression.season or expression.quarter) else 0


def _with_year(first: Expression, until: Expression) -> Expression:
    """Return the first end with the year of the last one: "vom 3. Mai bis 5. Juni 2026"."""
    if until.year is None or first.year or first.shift or not (first.month and until.month):
        return first
    return replace(first, year=until.year - (first.month > until.month))


def _joined(left: Expression, right: Expression) -> Expression | None:
    if left.kind == "set" and right.kind == "time":
        return _timed_set(left, right)
    if left.kind == "time" and right.kind == "set":
        return _timed_set(right, left)
    if left.kind == "time" and _is_day(right):
        day, time = right, left
    elif (right.kind == "time" and _is_day(left)) or (
        left.kind == right.kind == "time" and not (left.clock and right.clock)
    ):
        day, time = left, right
    else:
        return None
    if (day.clock and time.clock) or (day.part and time.part and not time.clock):
        return None
    part = day.part or time.part
    clock, until = day.clock or time.clock, day.until or time.until
    if until is not None and until.clock is not None:
        until = replace(until, clock=hour_of_part(until.clock, part))
    return replace(
        day,
        start=left.start,
        end=right.end,
        clock=hour_of_part(clock, part) if clock else None,
        part=part,
        until=until,
        future=left.future or right.future,
        deadline=left.deadline or right.deadline,
    )


def hour_of_part(clock: Clock, part: str) -> Clock:
    """Return a clock time as the part of the day beside it means it: "8 Uhr abends" is 20:00."""
    hour, minute, second = clock
    if part not in _LATE_PARTS or hour > 12 or (part == "NI" and hour < 6):
        return clock
    if hour == 12:
        return clock if part == "AF" else (24 if not minute else 0, minute, second)
    return hour + 12, minute, second


def _timed_set(days: Expression, time: Expression) -> Expression | None:
    """Join a repetition with its time of day: "jeden Montag um 4 Uhr"."""
    base = days.timex.partition("T")[0] or (_DAY_OF_SET if days.unit == "D" else "")
    if time.clock is None or not base.startswith("XXXX"):
        return None
    hour, minute, _ = time.clock
    begin, end = min(days.start, time.start), max(days.end, time.end)
    return replace(days, start=begin, end=end, timex=f"{base}T{hour:02d}:{minute or 0:02d}")


def _is_day(expression: Expression) -> bool:
    if expression.kind == "shift":
        return expression.shift is not None and expression.shift.unit == "D"
    single = expression.last_day is None
    named = expression.day or expression.weekday or expression.holiday
    return expression.kind == "calendar" and single and bool(named)
