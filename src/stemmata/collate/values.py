"""When two values agree, are compatible, or differ, and when one looks like a slip of the other.

Rounding and approximation are no disagreement: 1.42 billion, "about 1.4 billion" and "over 1.4
billion" can all be true of one amount. A factor of a thousand is suspected, never corrected: the
long and the short scale give *Billion*, *billón* and *billion* different values.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

from stemmata.collate.units import convert, dimension
from stemmata.model import Frozen
from stemmata.settings import CollateSettings

Relation = Literal["same", "compatible", "slip", "different"]
RELATIONS: tuple[Relation, ...] = (
    "same",
    "compatible",
    "slip",
    "different",
)  # the closest first
SLIPS = (1e3, 1e6, 1e-3, 1e-6)
SHARES = frozenset({"%", "[pp]"})
DATE = "date"  # the unit of a day of the calendar, told by its number: it is never rounded
# What of a day was said, where the day of writing has closed the rest: a day of any year, a day of
# any week, a time of any day. `of` is the year or the week, where that was said too.
DAY_OF_YEAR, DAY_OF_WEEK, TIME_OF_DAY = "day of the year", "day of the week", "time of day"
DAY_OF_WRITING = "day told from that of writing"  # "yesterday", whichever day the report is of
_OF_DAYS = frozenset({DATE, DAY_OF_YEAR, DAY_OF_WEEK, TIME_OF_DAY, DAY_OF_WRITING})
SMALLEST_SLIP = 1e6  # of two values, the larger; below, a factor of a thousand is no wonder
SLIP_TOLERANCE = 0.02


class Value(Frozen, frozen=True):
    """A quantity with bounds in the unit itself; None is an open end."""

    low: float | None
    high: float | None
    unit: str | None = None
    of: float | None = None
    approximate: bool = False


def relate(a: Value, b: Value, settings: CollateSettings) -> Relation:
    """Return how two values of one unit relate.

    Example:
        >>> settings = CollateSettings()
        >>> relate(Value(1.42e9, 1.42e9), Value(1.4e9, 1.4e9), settings)
        'compatible'
        >>> relate(Value(1.42e9, 1.42e9), Value(1.42e12, 1.42e12), settings)
        'slip'
    """
    if are_other_scales(a.unit, b.unit):
        return "different"
    if a.of is not None and b.of is not None and a.of != b.of:
        return "different"
    if a.low == b.low and a.high == b.high:
        return "same"
    if _overlap(a, b, settings) or rounds_to(a, b) or rounds_to(b, a):
        return "compatible"
    return "slip" if _is_slip(a, b) else "different"


def is_currency(unit: str | None) -> bool:
    """Say whether a unit is a currency, by its ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isascii() and unit.isupper()


def scale_of(unit: str | None) -> str | None:
    """Return a unit that says what a number is worth: a currency, a measure, a way to tell days.

    Counted things are named in each language's own word: their alignment says what they are.
    """
    known = unit and (is_currency(unit) or unit in _OF_DAYS or dimension(unit))
    return unit if known else None


def are_other_scales(a: str | None, b: str | None) -> bool:
    """Say whether two units are two that tell worth; any other or none may be of one thing.

    Example:
        >>> are_other_scales("EUR", "USD"), are_other_scales("km", None)
        (True, False)
    """
    if a == b:
        return False
    return scale_of(a) is not None and scale_of(b) is not None


def convert_value(value: Value) -> tuple[Value, ...]:
    """Return a value, and what it is in the own unit of its dimension; a share also unsigned.

    To lose 3 % and to change by -3 % is one.

    Example:
        >>> [form.unit for form in convert_value(Value(5.0, 5.0, "cm"))]
        ['cm', 'm']
        >>> [form.low for form in convert_value(Value(-3.0, -3.0, "%"))]
        [-3.0, 3.0]
    """
    own = dimension(value.unit) if value.unit else None
    if value.unit in SHARES and value.high is not None and value.high < 0:
        low = None if value.low is None else -value.low
        return value, Value(-value.high, low, value.unit, approximate=value.approximate)
    if own is None or own == value.unit or value.unit is None:
        return (value,)
    low, high = convert(value.low, value.high, value.unit)
    return value, Value(low, high, own, approximate=value.approximate)


@lru_cache(maxsize=100_000)
def significant_digits(number: float) -> int:
    """Return how many digits of a number carry information.

    Example:
        >>> significant_digits(1420000000.0), significant_digits(0.35), significant_digits(26400)
        (3, 2, 3)
    """
    if not number or not math.isfinite(number):
        return 1
    digits = f"{abs(number):.6g}".replace(".", "").split("e")[0].strip("0")
    return max(1, len(digits))


def bounds(value: Value, settings: CollateSettings) -> tuple[float, float]:
    """Return what a value admits, lowest and highest."""
    low = -math.inf if value.low is None else value.low
    high = math.inf if value.high is None else value.high
    if value.approximate and low == high and low:
        slack = abs(low) * _slack(low, settings)
        return low - slack, high + slack
    return low, high


def _slack(number: float, settings: CollateSettings) -> float:
    """Return how far off an approximate number may be, as a share of it; few digits leave more."""
    half = _last_place(number)
    if significant_digits(number) >= settings.told_closely:
        return min(settings.approximation, 2 * settings.close_units * half)
    return min(max(settings.approximation, half), settings.roughest)


def _last_place(number: float) -> float:
    """Return half of what the last telling digit of a number counts, as a share of the number."""
    place = math.floor(math.log10(abs(number))) - significant_digits(number) + 1
    return float(0.5 * 10.0**place / abs(number))


def rounds_to(a: Value, b: Value) -> bool:
    """Say whether `a`, given with fewer digits, is what `b` rounds to."""
    if DATE in (a.unit, b.unit) or a.low is None or a.low != a.high or not a.low:
        return False
    if b.low is None or b.low != b.high:
        return False
    digits = significant_digits(a.low)
    if digits >= significant_digits(b.low) or (digits == 1 and abs(a.low) < 100):
        return False
    return math.isclose(float(f"{b.low:.{digits - 1}e}"), a.low, rel_tol=1e-9)


def _overlap(a: Value, b: Value, settings: CollateSettings) -> bool:
    a_low, a_high = bounds(a, settings)
    b_low, b_high = bounds(b, settings)
    return a_low <= b_high and b_low <= a_high


def _is_slip(a: Value, b: Value) -> bool:
    if not a.low or not b.low or a.low != a.high or b.low != b.high:
        return False
    if max(abs(a.low), abs(b.low)) < SMALLEST_SLIP:
        return False
    return any(math.isclose(a.low * factor, b.low, rel_tol=SLIP_TOLERANCE) for factor in SLIPS)
