"""A measured value with its interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 400
SEED = 20260101


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's name, value and 95 % bootstrap interval; `cases` is what it was counted over."""

    name: str
    value: float
    low: float
    high: float
    cases: int

    def line(self) -> dict[str, str | float | int]:
        """Return the measure as a JSON object, rounded to four digits."""
        return {
            "measure": self.name,
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "cases": self.cases,
        }


def ratio(above: float, below: float) -> float:
    """Return a quotient, 0 where there is nothing to divide by."""
    return above / below if below else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return the F1 of a precision and a recall.

    Example:
        >>> round(harmonic(0.5, 1.0), 3)
        0.667
    """
    return ratio(2 * precision * recall, precision + recall)


def bootstrap(name: str, rows: Floats, statistic: Callable[[Floats], float]) -> Measure:
    """Return a statistic of the column sums, with an interval from resampling the rows.

    Args:
        name: what the measure is called.
        rows: counts, one row for each unit that is resampled (an article, a cluster, a pair).
        statistic: from the sums of the columns to the value.

    The percentile bootstrap (Efron 1979), with a fixed seed so that figures repeat.
    """
    if not len(rows):
        return Measure(name, 0.0, 0.0, 0.0, 0)
    generator = np.random.default_rng(SEED)
    weights = generator.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), RESAMPLES)
    values = [statistic(sums) for sums in weights @ rows]
    low, high = np.quantile(values, [0.025, 0.975])
    return Measure(name, float(statistic(rows.sum(axis=0))), float(low), float(high), len(rows))


def precision_recall_f1(name: str, rows: Floats) -> list[Measure]:
    """Return precision, recall and F1 from rows of (correct, predicted, wanted)."""
    return [
        bootstrap(f"{name} precision", rows, lambda s: ratio(s[0], s[1])),
        bootstrap(f"{name} recall", rows, lambda s: ratio(s[0], s[2])),
        bootstrap(f"{name} F1", rows, lambda s: ratio(2 * s[0], s[1] + s[2])),
    ]
