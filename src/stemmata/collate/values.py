"""When two values agree, are compatible, or differ, and when one looks like a slip of the other.

Rounding and approximation are no disagreement: 1.42 billion, "about 1.4 billion" and "over 1.4
billion" can all be true of one amount. A factor of a thousand is suspected, never corrected: the
long and the short scale give *Billion*, *billón* and *billion* different values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from stemmata.settings import CollateSettings

Relation = Literal["same", "compatible", "slip", "different"]
SLIPS = (1e3, 1e6, 1e-3, 1e-6)


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity with bounds in the unit itself; None is an open end."""

    low: float | None
    high: float | None
    unit: str | None = None
    of: float | None = None
    approximate: bool = False

    @property
    def exact(self) -> bool:
        """Say whether the value is one number, given as exact."""
        return self.low is not None and self.low == self.high and not self.approximate


def relate(a: Value, b: Value, settings: CollateSettings) -> Relation:
    """Return how two values of one unit relate.

    Example:
        >>> settings = CollateSettings()
        >>> relate(Value(1.42e9, 1.42e9), Value(1.4e9, 1.4e9), settings)
        'compatible'
        >>> relate(Value(1.42e9, 1.42e9), Value(1.42e12, 1.42e12), settings)
        'slip'
    """
    if (a.low, a.high) == (b.low, b.high) and (a.of == b.of or a.of is None or b.of is None):
        return "same"
    if a.of is not None and b.of is not None and a.of != b.of:
        return "different"
    if _overlap(a, b, settings):
        return "compatible"
    return "slip" if _is_slip(a, b) else "different"


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


def _overlap(a: Value, b: Value, settings: CollateSettings) -> bool:
    a_low, a_high = _bounds(a, settings)
    b_low, b_high = _bounds(b, settings)
    return (a_low <= b_high and b_low <= a_high) or _rounds_to(a, b) or _rounds_to(b, a)


def _bounds(value: Value, settings: CollateSettings) -> tuple[float, float]:
    low = -math.inf if value.low is None else value.low
    high = math.inf if value.high is None else value.high
    if value.approximate and low == high:
        slack = abs(low) * settings.approximation
        return low - slack, high + slack
    return low, high


def _rounds_to(a: Value, b: Value) -> bool:
    """Say whether `a`, given with fewer digits, is what `b` rounds to."""
    if a.low is None or a.low != a.high or b.low is None or b.low != b.high or not a.low:
        return False
    digits = significant_digits(a.low)
    if digits >= significant_digits(b.low) or (digits == 1 and abs(a.low) < 100):
        return False
    return math.isclose(float(f"{b.low:.{digits - 1}e}"), a.low, rel_tol=1e-9)


def _is_slip(a: Value, b: Value) -> bool:
    if not a.low or not b.low or a.low != a.high or b.low != b.high:
        return False
    if max(abs(a.low), abs(b.low)) < 1e6:
        return False
    return any(math.isclose(a.low * factor, b.low, rel_tol=0.02) for factor in SLIPS)
