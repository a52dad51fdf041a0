"""From measures to a calibrated probability: logistic regression.

One model is for reports in one language, one for reports in two. Both are fitted by
`python -m stemmata.trace.train`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from stemmata.model import Frozen
from stemmata.trace.comparison import Comparison


class Logistic(Frozen, frozen=True):
    """A fitted logistic regression over named measures."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def logit(self, measures: Mapping[str, float]) -> float:
        """Return the log-odds that one report took from the other."""
        terms = zip(self.names, self.weights, strict=True)
        return float(self.bias + sum(weight * measures[name] for name, weight in terms))


def probability(logit: float) -> float:
    """Return the probability for log-odds.

    Example:
        >>> probability(0.0), round(probability(3.0), 2)
        (0.5, 0.95)
    """
    return 1.0 / (1.0 + math.exp(-min(max(logit, -30.0), 30.0)))


def copy_logit(comparison: Comparison) -> float:
    """Return the log-odds that one of two compared reports took from the other."""
    models = load_models()
    model = models["same_language" if comparison.same_language else "across"]
    return model.logit(comparison.measures)


@cache
def load_models() -> Mapping[str, Logistic]:
    """Return the fitted models that come with the package."""
    path = files("stemmata.trace") / "data" / "copies.json"
    content = json.loads(path.read_text("utf-8"))
    return {
        name: Logistic(tuple(part["names"]), tuple(part["weights"]), part["bias"])
        for name, part in content["models"].items()
    }


def fit(rows: NDArray[np.float64], truth: NDArray[np.float64], ridge: float) -> Logistic:
    """Fit by Newton's method with a ridge on standardised measures (names left empty).

    Args:
        rows: [pairs, measures].
        truth: [pairs], 1.0 for a copy.
        ridge: strength of the penalty on weights, in pairs.
    """
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    design = np.hstack([(rows - centre) / spread, np.ones((len(rows), 1))])
    penalty = np.diag([ridge] * rows.shape[1] + [1e-6])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (truth - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    plain = weights[:-1] / spread
    return Logistic((), tuple(plain.tolist()), float(weights[-1] - plain @ centre))
