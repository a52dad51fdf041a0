"""From features to a calibrated probability of "same event": a logistic regression.

The weights are learned by `python benchmarks/train_grouping.py` on the development corpora.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.group.features import FEATURES

Floats = NDArray[np.float64]


@cache
def load_weights() -> tuple[float, ...]:
    """Return the learned weights, in the order of FEATURES.

    Raises:
        LexiconError: the file of weights is of another version.
    """
    path = files("stemmata.group") / "data" / "weights.json"
    content = json.loads(path.read_text("utf-8"))
    if tuple(content["features"]) != FEATURES:
        advice = "learn them anew with python benchmarks/train_grouping.py"
        raise LexiconError("weights of other features", where=str(path), advice=advice)
    return tuple(content["weights"])


def log_odds(features: Sequence[float], weights: Sequence[float]) -> float:
    """Return the log-odds of one event."""
    return sum(f * w for f, w in zip(features, weights, strict=True))


def probability(odds: float) -> float:
    """Return a probability from log-odds.

    Example:
        >>> probability(0.0)
        0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def fit(rows: Floats, labels: Floats, sample_weights: Floats, ridge: float) -> Floats:
    """Return logistic weights by Newton's method with a ridge on all but the first column.

    Args:
        rows: (n, features).
        labels: (n,), 0 or 1.
        sample_weights: (n,), how much each row counts.
        ridge: the strength of the penalty.
    """
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(60):
        expected = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (sample_weights * (expected - labels)) + penalty * weights
        curvature = (rows * (sample_weights * expected * (1 - expected))[:, None]).T @ rows
        step = np.linalg.solve(curvature + np.diag(penalty), gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights
