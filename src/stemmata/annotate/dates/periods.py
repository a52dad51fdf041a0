"""Periods as intervals of days, both ends inclusive."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # northern, as TIMEX3 has them


def year_days(year: int) -> Interval:
    """Return the days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_days(year: int, month: int) -> Interval:
    """Return the days of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_days(year: int, quarter: int) -> Interval:
    """Return the days of a quarter."""
    return date(year, quarter * 3 - 2, 1), month_days(year, quarter * 3)[1]


def half_days(year: int, half: int) -> Interval:
    """Return the days of a half-year."""
    return date(year, half * 6 - 5, 1), month_days(year, half * 6)[1]


def season_days(year: int, season: str) -> Interval:
    """Return the days of a northern season; winter begins in December of its year."""
    start = _SEASON_STARTS[season]
    if start == 12:
        return date(year, 12, 1), month_days(year + 1, 2)[1]
    return date(year, start, 1), month_days(year, start + 2)[1]


def decade_days(decade: int) -> Interval:
    """Return the days of a decade, which is told by its first three digits."""
    return date(max(decade * 10, 1), 1, 1), date(decade * 10 + 9, 12, 31)


def week_of(day: date) -> Interval:
    """Return the days of the ISO week that a day lies in."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return monday, monday + timedelta(days=6)


def narrowed(interval: Interval, modifier: str) -> Interval:
    """Return the third of an interval that "early", "mid" or "end of" leaves of it.

    Example:
        >>> narrowed((date(2026, 6, 1), date(2026, 6, 30)), "END")
        (datetime.date(2026, 6, 21), datetime.date(2026, 6, 30))
    """
    first, last = interval
    third = ((last - first).days + 1) // 3
    if not modifier or not third:
        return interval
    if modifier == "START":
        return first, first + timedelta(days=third - 1)
    if modifier == "MID":
        return first + timedelta(days=third), last - timedelta(days=third)
    return last - timedelta(days=third - 1), last


def stepped(unit: str, amount: int, reference: date) -> tuple[str, Interval]:
    """Return the TIMEX3 value and the days of a period so many units from the day of writing.

    Example:
        >>> stepped("M", -1, date(2026, 1, 15))[0], stepped("W", 1, date(2026, 5, 12))[0]
        ('2025-12', '2026-W21')
    """
    if unit in ("W", "FN", "WE"):
        return _stepped_week(unit, amount, reference)
    if unit in ("M", "Q", "8"):
        return _stepped_months(unit, amount, reference)
    if unit == "Y":
        return f"{reference.year + amount:04d}", year_days(reference.year + amount)
    if unit == "E":
        decade = reference.year // 10 + amount
        return f"{decade}X", decade_days(decade)
    if unit == "C":
        century = reference.year // 100 + amount
        return f"{century:02d}", (date(century * 100, 1, 1), date(century * 100 + 99, 12, 31))
    day = reference + timedelta(days=amount)
    return day.isoformat(), (day, day)


def _stepped_week(unit: str, amount: int, reference: date) -> tuple[str, Interval]:
    weeks = amount * 2 if unit == "FN" else amount
    monday, sunday = week_of(reference + timedelta(weeks=weeks))
    year, week, _ = monday.isocalendar()
    if unit == "WE":
        return f"{year:04d}-W{week:02d}-WE", (monday + timedelta(days=5), sunday)
    return f"{year:04d}-W{week:02d}", (monday, sunday)


def _stepped_months(unit: str, amount: int, reference: date) -> tuple[str, Interval]:
    size = {"M": 1, "Q": 3, "8": 6}[unit]
    index = (reference.year * 12 + reference.month - 1) // size + amount
    year, number = divmod(index * size, 12)
    if unit == "M":
        return f"{year:04d}-{number + 1:02d}", month_days(year, number + 1)
    if unit == "Q":
        quarter = number // 3 + 1
        return f"{year:04d}-Q{quarter}", quarter_days(year, quarter)
    return f"{year:04d}-H{number // 6 + 1}", half_days(year, number // 6 + 1)
