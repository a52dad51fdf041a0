"""How well scores of pairs rank and predict: average precision, AUC, Pearson, calibration."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stemmata.evaluate.measure import RESAMPLES, SEED, Floats, Measure

CALIBRATION_BINS = 10


def average_precision(labels: Floats, scores: Floats) -> float:
    """Return the area under the precision-recall steps; equal scores share one step.

    Example:
        >>> round(average_precision(np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.8, 0.7])), 3)
        0.833
    """
    if not labels.any():
        return 0.0
    order = np.argsort(-scores, kind="stable")
    ranked, values = labels[order], scores[order]
    last = np.append(values[1:] != values[:-1], True)
    found = np.cumsum(ranked)[last]
    seen = np.flatnonzero(last) + 1
    steps = np.diff(found, prepend=0.0)
    return float((steps * found / seen).sum() / found[-1])


def area_under_curve(labels: Floats, scores: Floats) -> float:
    """Return the probability that a positive scores above a negative, ties half (ROC AUC)."""
    ranks = _ranks(scores)
    positives = labels.sum()
    negatives = len(labels) - positives
    if not positives or not negatives:
        return 0.0
    rank_sum = ranks[labels > 0].sum()
    return float((rank_sum - positives * (positives + 1) / 2) / (positives * negatives))


def pearson(truth: Floats, scores: Floats) -> float:
    """Return Pearson's correlation, 0 where one side does not vary."""
    if len(truth) < 2 or not truth.std() or not scores.std():
        return 0.0
    return float(np.corrcoef(truth, scores)[0, 1])


def calibration_error(labels: Floats, probabilities: Floats) -> float:
    """Return the expected calibration error over ten bins (Naeini et al. 2015)."""
    bins = np.minimum((probabilities * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    total = 0.0
    for number in range(CALIBRATION_BINS):
        inside = bins == number
        if inside.any():
            total += inside.mean() * abs(labels[inside].mean() - probabilities[inside].mean())
    return float(total)


def measure_binary(labels: Floats, scores: Floats) -> list[Measure]:
    """Return average precision, AUC and calibration error of scored pairs."""
    return [
        _resample("average precision", labels, scores, average_precision),
        _resample("AUC", labels, scores, area_under_curve),
        _resample("calibration error", labels, scores, calibration_error),
    ]


def measure_graded(truth: Floats, scores: Floats) -> list[Measure]:
    """Return Pearson's correlation with graded human judgements."""
    return [_resample("Pearson", truth, scores, pearson)]


def _resample(
    name: str, truth: Floats, scores: Floats, statistic: Callable[[Floats, Floats], float]
) -> Measure:
    if not len(truth):
        return Measure(name, 0.0, 0.0, 0.0, 0)
    generator = np.random.default_rng(SEED)
    draws = generator.integers(0, len(truth), (RESAMPLES, len(truth)))
    values = [statistic(truth[draw], scores[draw]) for draw in draws]
    low, high = np.quantile(values, [0.025, 0.975])
    return Measure(name, statistic(truth, scores), float(low), float(high), len(truth))


def _ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    upper = np.cumsum(counts)
    return ((upper - counts + 1 + upper) / 2)[inverse]
