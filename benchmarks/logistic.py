"""Logistic regression with a ridge, whose weights keep the direction of each feature.

Newton's method (iteratively reweighted least squares); each step's least squares are solved
weight by weight, those of the wrong sign held at 0 (coordinate descent, Friedman et al. 2010).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.group.scoring import Line

Floats = NDArray[np.float64]
RIDGE = 30.0  # beside a weight of about 10,000 of all examples
_STEPS, _SWEEPS = 25, 100
_LEAST_SPREAD = 1e-9


def learn_line(rows: Floats, labels: Floats, weights: Floats, directions: Sequence[int]) -> Line:
    """Return the line that predicts labels between 0 and 1.

    Args:
        rows: (n, features).
        labels: (n,), from 0 to 1.
        weights: (n,), how much each row counts.
        directions: for each feature 1 or -1 where its weight may only be of that sign.
    """
    means = np.average(rows, axis=0, weights=weights)
    spreads = np.sqrt(np.average((rows - means) ** 2, axis=0, weights=weights))
    line = Line(0.0, means, spreads + _LEAST_SPREAD, np.zeros(rows.shape[1]))
    columns = np.concatenate([line.standardise(rows), np.ones((len(rows), 1))], axis=1)
    ridge = np.append(np.full(rows.shape[1], RIDGE), 0.0)
    ways = [*directions, 0]
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ (weights * (labels - chances)) - ridge * found
        curved = columns * (weights * chances * (1 - chances))[:, None]
        curvature = curved.T @ columns + np.diag(ridge)
        found = _descend(curvature, slope + curvature @ found, found, ways)
    return Line(float(found[-1]), line.means, line.spreads, found[:-1])


def _descend(curvature: Floats, wanted: Floats, start: Floats, ways: Sequence[int]) -> Floats:
    """Return the least of x'Cx/2 - w'x over x whose signs are as given."""
    found = start.copy()
    for _ in range(_SWEEPS):
        for place, way in enumerate(ways):
            steepness = curvature[place, place]
            rest = wanted[place] - curvature[place] @ found + steepness * found[place]
            found[place] = rest / steepness if rest * way >= 0 else 0.0
    return found
