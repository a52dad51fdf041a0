"""Days with a name: fixed in the year, counted from Easter, or the n-th weekday from a date.

Easter is reckoned by the anonymous Gregorian algorithm (Meeus 1991, *Astronomical Algorithms*,
chapter 8).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from stemmata.errors import LanguageError

_RULE = re.compile(r"(?:easter([+-]\d+)?|(?:([1-7])x(\d)([<>]))?(\d\d)-(\d\d))")


def check_rule(rule: str) -> str:
    """Return the rule of a named day as it stands in a language file.

    Raises:
        LanguageError: it is no such rule.
    """
    if _RULE.fullmatch(rule) is None:
        advice = 'write it as "12-25", "easter+49", or "7x4<12-25" for the 4th Sunday before'
        raise LanguageError("not a rule of a named day", where=rule, advice=advice)
    return rule


def fixed_day(rule: str) -> tuple[int, int] | None:
    """Return month and day of a day that is the same each year, else None."""
    match = _RULE.fullmatch(rule)
    return (int(match[5]), int(match[6])) if match and match[5] and not match[2] else None


@lru_cache(maxsize=4_000)
def day_of_rule(rule: str, year: int) -> date:
    """Return the day that a rule gives in a year.

    Example:
        >>> day_of_rule("easter+49", 2026).isoformat(), day_of_rule("4x4>11-01", 2026).isoformat()
        ('2026-05-24', '2026-11-26')
        >>> day_of_rule("7x4<12-25", 2026).isoformat()
        '2026-11-29'
    """
    match = _RULE.fullmatch(check_rule(rule))
    if match is None or match[5] is None:
        return easter(year) + timedelta(days=int(match[1] or 0) if match else 0)
    day = date(year, int(match[5]), int(match[6]))
    if not match[2]:
        return day
    weekday, weeks = int(match[2]), int(match[3]) - 1
    if match[4] == "<":  # strictly before
        return day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1 + 7 * weeks)
    return day + timedelta(days=(weekday - day.isoweekday()) % 7 + 7 * weeks)


def easter(year: int) -> date:
    """Return Easter Sunday of a year.

    Example:
        >>> easter(2026).isoformat()
        '2026-04-05'
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    lift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - lift + 15) % 30
    quarter, last = divmod(rest, 4)
    week = (32 + 2 * odd + 2 * quarter - moon - last) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
