"""Which claims answer one question: average linkage over pair scores, with forbidden pairs.

Average linkage (Sokal & Michener 1958) never joins two groups for one strong pair alone, so points
do not grow through chains. A mean passes only where some pair passes: so each part of the graph of
passing pairs is linked on its own, and one whose pairs all pass is a group without further ado.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Pairs = NDArray[np.bool_]
Integers = NDArray[np.int64]
Rows = list[int]
FORBIDDEN = np.float32(-1e6)


def link(scores: Scores, threshold: float) -> list[Rows]:
    """Return groups of rows, each in order, such that the mean score inside a merge passes.

    Args:
        scores: symmetric (n, n); FORBIDDEN keeps two rows apart for good.
        threshold: the least mean score at which two groups become one.

    Example:
        >>> s = np.array([[0, 2, -2], [2, 0, 1], [-2, 1, 0]], dtype=np.float32)
        >>> link(s, 0.5)
        [[0, 1], [2]]
    """
    passing = scores >= threshold
    np.fill_diagonal(passing, val=True)
    groups: list[Rows] = []
    for part in _find_parts(passing):
        if len(part) <= 2 or passing[np.ix_(part, part)].all():
            groups.append(part)
        else:
            found = _link_part(scores[np.ix_(part, part)], threshold)
            groups += [[part[row] for row in rows] for rows in found]
    return sorted(groups)


def _find_parts(passing: Pairs) -> list[Rows]:
    """Return the connected parts of a graph, each in order."""
    parts = [[row] for row in range(len(passing))]
    for one, other in zip(*(ends.tolist() for ends in passing.nonzero()), strict=True):
        kept, joined = parts[one], parts[other]
        if kept is not joined:
            kept += joined
            for row in joined:
                parts[row] = kept
    return [sorted(part) for row, part in enumerate(parts) if min(part) == row]


def _link_part(scores: Scores, threshold: float) -> list[Rows]:
    count = len(scores)
    means = scores.astype(np.float64)
    np.fill_diagonal(means, -np.inf)
    sizes = np.ones(count)
    members: list[list[int]] = [[row] for row in range(count)]
    best = means.argmax(axis=1)
    best_score = means[np.arange(count), best]
    while best_score.max() >= threshold:
        keep = int(best_score.argmax())
        drop = int(best[keep])
        merged = (means[keep] * sizes[keep] + means[drop] * sizes[drop]) / (
            sizes[keep] + sizes[drop]
        )
        merged[[keep, drop]] = -np.inf
        means[keep], means[:, keep] = merged, merged
        means[drop], means[:, drop] = -np.inf, -np.inf
        sizes[keep] += sizes[drop]
        members[keep] += members[drop]
        members[drop] = []
        stale = np.flatnonzero((best == keep) | (best == drop))
        for row in {*stale.tolist(), keep, drop}:
            best[row] = means[row].argmax()
            best_score[row] = means[row, best[row]]
        better = merged > best_score
        best[better], best_score[better] = keep, merged[better]
    return [sorted(group) for group in members if group]


def number_keys(keys: Sequence[Hashable]) -> Integers:
    """Return the keys as numbers, one for one key."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])
