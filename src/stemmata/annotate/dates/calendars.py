"""Other calendars: Jalali, Islamic (tabular), Buddhist and Japanese eras, to Gregorian days.

Jalali dates go by the 33-year cycle (exact from 1799 to 2256); Islamic ones by the tabular civil
calendar, which differs from observation by a day at most, so that months are safe and days are
approximate. Both after Reingold and Dershowitz, Calendrical Calculations.
"""

from __future__ import annotations

from datetime import date, timedelta

JALALI, ISLAMIC = 100, 200  # added to the month number to tell the calendars apart
_JALALI_EPOCH = date(622, 3, 22)
_ISLAMIC_EPOCH = date(622, 7, 19)
_ERA_STEPS = {"buddhist": -543, "minguo": 1911, "jalali": 621}


def era_year(year: int, era: object, offset: int) -> int:
    """Return the Gregorian year of a year as written.

    Args:
        year: the number in the text.
        era: what the era word says: the Gregorian year before the era's first (Reiwa 2018),
            "buddhist", "jalali", "islamic", or None.
        offset: years to take off where the language writes another era by custom (Thai 543,
            Persian -621).

    Example:
        >>> era_year(8, 2018, 0), era_year(2569, None, 543), era_year(1405, "jalali", 0)
        (2026, 2026, 2026)
    """
    if isinstance(era, int):
        return era + year
    if era == "islamic":
        return (year * 32) // 33 + 622
    if era is not None:
        return year + _ERA_STEPS.get(str(era), 0)
    if (offset > 0 and year > 2400) or (offset < 0 and 1250 <= year <= 1500):
        return year - offset
    return year


def jalali_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Jalali date.

    Example:
        >>> jalali_to_gregorian(1405, 1, 1), jalali_to_gregorian(1403, 12, 30)
        (datetime.date(2026, 3, 21), datetime.date(2025, 3, 20))
    """
    cycles, rest = divmod(year + 1595, 33)
    days = -355668 + 365 * (year + 1595) + cycles * 8 + (rest + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    # `days` counts from the Gregorian year 0 in the proleptic calendar.
    return date.fromordinal(days - 365)


def islamic_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of an Islamic date in the tabular calendar.

    Example:
        >>> islamic_to_gregorian(1447, 9, 1)
        datetime.date(2026, 2, 18)
    """
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return _ISLAMIC_EPOCH + timedelta(days=days)


def jalali_months_date(year: object, month: int, day: int | None) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a date whose month names its calendar."""
    if not isinstance(year, int):
        return None
    convert = jalali_to_gregorian if month < ISLAMIC else islamic_to_gregorian
    plain = month % 100
    if month < ISLAMIC and year < 100:
        year += 1300 if year > 50 else 1400
    try:
        first = convert(year, plain, day or 1)
        last = first if day else _end_of_month(convert, year, plain)
    except (ValueError, OverflowError):
        return None
    return (first, last) if first.year > 600 else None


def _end_of_month(convert: object, year: int, month: int) -> date:
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return convert(*following, 1) - timedelta(days=1)  # type: ignore[operator,no-any-return]  # one of the two converters
