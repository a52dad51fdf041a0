"""Average linkage over a sparse graph of log-odds; what was never compared speaks against.

A merge needs the mean over all pairs of the two groups, so no chain of single links can grow a
giant: pairs that are not in the graph count with a fixed negative log-odds.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

Edge = tuple[int, int, float]


class _Groups:
    """Groups of rows with the sum over their pairs of log-odds above those of absent pairs."""

    def __init__(self, count: int, edges: Iterable[Edge]) -> None:
        self.members: dict[int, list[int]] = {row: [row] for row in range(count)}
        self.near: dict[int, dict[int, float]] = {row: {} for row in range(count)}
        for a, b, score in edges:
            self.near[a][b] = self.near[b][a] = score

    def means(self, a: int) -> Iterator[tuple[float, int]]:
        """Yield each group near a with the mean between them, above what absent pairs count."""
        members, size = self.members, len(self.members[a])
        for other, total in self.near[a].items():
            yield total / (size * len(members[other])), other

    def mean(self, a: int, b: int) -> float:
        """Return the mean between two groups; 0 where nothing is known."""
        return self.near[a].get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def merge(self, a: int, b: int) -> None:
        """Join b into a."""
        self.members[a] += self.members.pop(b)
        near, mine = self.near, self.near[a]
        for other, total in near.pop(b).items():
            beside = near[other]
            del beside[b]
            if other != a:
                mine[other] = beside[a] = mine.get(other, 0.0) + total


def link(count: int, edges: Iterable[Edge], threshold: float, absent: float) -> list[list[int]]:
    """Return groups of rows whose merges all had a mean log-odds of at least the threshold.

    Args:
        count: rows.
        edges: compared pairs with their log-odds.
        threshold: the least mean at which two groups become one.
        absent: the log-odds of a pair that was not compared.

    Example:
        >>> link(4, [(0, 1, 3.0), (1, 2, 3.0), (0, 2, -4.0)], 0.0, -4.0)
        [[0, 1], [2], [3]]
    """
    least = threshold - absent
    # Rounding must not carry a pair below the threshold over it.
    below = least * (1.0 - 1e-12)
    above = ((a, b, o - absent if o >= threshold else min(o - absent, below)) for a, b, o in edges)
    groups = _Groups(count, above)
    heap = [
        (-mean, a, b)
        for a in range(count)
        for mean, b in groups.means(a)
        if a < b and mean >= least
    ]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in groups.members or b not in groups.members or -score != groups.mean(a, b):
            continue
        groups.merge(a, b)
        for mean, other in groups.means(a):
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(members) for members in groups.members.values())
