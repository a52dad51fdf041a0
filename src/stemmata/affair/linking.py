"""Average linkage over sparse scores (Sokal & Michener 1958), so that groups do not chain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def link(count: int, scores: Mapping[Pair, float], least: float) -> list[list[int]]:
    """Return groups of places; a pair without a score keeps two groups apart.

    Args:
        count: how many places there are.
        scores: of pairs, the lower place first.
        least: the least mean score at which two groups become one.

    Example:
        >>> link(3, {(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.1}, 0.5)
        [[0, 1], [2]]
    """
    groups: dict[int, list[int]] = {place: [place] for place in range(count)}
    passing = {pair: score for pair, score in scores.items() if score >= least}
    while passing:
        one, other = max(passing, key=lambda pair: (passing[pair], pair))
        groups[one] += groups.pop(other)
        del passing[one, other]
        near = {n for pair in passing if one in pair or other in pair for n in pair} - {one, other}
        for place in near:
            passing.pop((min(other, place), max(other, place)), None)
            pair = (min(one, place), max(one, place))
            passing.pop(pair, None)
            if (mean := _mean(scores, groups[one], groups[place])) >= least:
                passing[pair] = mean
    return [sorted(group) for group in groups.values()]


def _mean(scores: Mapping[Pair, float], a: Sequence[int], b: Sequence[int]) -> float:
    found = [scores.get((i, j) if i < j else (j, i), -math.inf) for i in a for j in b]
    return sum(found) / len(found)
