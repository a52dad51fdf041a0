"""Average linkage over a sparse graph of log-odds; what was never compared speaks against.

A merge needs the mean over all pairs of the two groups, so no chain of single links can grow a
giant: pairs that are not in the graph count with a fixed negative log-odds.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

Edge = tuple[int, int, float]


class _Groups:
    """Groups of rows with the sum and number of known log-odds between each two."""

    def __init__(self, count: int, edges: Iterable[Edge], absent: float) -> None:
        self.absent = absent
        self.members: dict[int, list[int]] = {row: [row] for row in range(count)}
        self.near: dict[int, dict[int, tuple[float, int]]] = {row: {} for row in range(count)}
        for a, b, score in edges:
            self.near[a][b] = self.near[b][a] = (score, 1)

    def mean(self, a: int, b: int) -> float:
        total, known = self.near[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + (pairs - known) * self.absent) / pairs

    def merge(self, a: int, b: int) -> None:
        """Join b into a."""
        self.members[a] += self.members.pop(b)
        beside = self.near.pop(b)
        for other, (total, known) in beside.items():
            del self.near[other][b]
            if other == a:
                continue
            mine, count = self.near[a].get(other, (0.0, 0))
            self.near[a][other] = self.near[other][a] = (mine + total, count + known)


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
    groups = _Groups(count, edges, absent)
    heap = [
        (-groups.mean(a, b), a, b)
        for a, beside in groups.near.items()
        for b in beside
        if a < b and groups.mean(a, b) >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if b not in groups.near.get(a, {}) or -score != groups.mean(a, b):
            continue
        groups.merge(a, b)
        for other in groups.near[a]:
            mean = groups.mean(a, other)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(members) for members in groups.members.values())
