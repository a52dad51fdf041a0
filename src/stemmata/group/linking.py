"""Average linkage over a sparse graph of log-odds; what was never compared speaks against.

A merge needs the mean over all pairs of the two groups, so no chain of single links can grow a
giant: pairs that are not in the graph count with a fixed negative log-odds. How high the mean has
to be depends on the sizes (`Linkage.needed`). The mean of many pairs is more telling than that of
few: two large groups of one event come out far above the threshold, while two look-alike events
come out near it; and a single report that says little of its own joins a large story at a lower
mean than it joins another single report.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator

from stemmata.model import Frozen
from stemmata.settings import GroupSettings

Edge = tuple[int, int, float]


class Linkage(Frozen, frozen=True):
    """When two groups become one.

    Args:
        threshold: log-odds at which two rows become one group; groups merge only where a pair of
            theirs reaches it.
        absent: the log-odds of a pair that was not compared.
        smaller: how much more is needed where the smaller group is e times larger.
        larger: how much less is needed where the larger group is e times larger.
        slack: how far below the threshold the mean may be at most.
    """

    threshold: float
    absent: float
    smaller: float = 0.0
    larger: float = 0.0
    slack: float = 0.0

    def needed(self, size: int, other: int) -> float:
        """Return the least mean over the pairs of two groups of these sizes.

        Example:
            >>> Linkage(0.0, -4.0, smaller=2.0, larger=1.0, slack=1.0).needed(1, 2)
            -0.6931471805599453
        """
        low, high = math.log(min(size, other)), math.log(max(size, other))
        return self.threshold + max(-self.slack, self.smaller * low - self.larger * high)


def linkage_of(settings: GroupSettings) -> Linkage:
    """Return when two stories become one."""
    return Linkage(
        settings.join,
        settings.absent,
        settings.more_for_smaller,
        settings.less_for_larger,
        settings.most_less,
    )


class _Groups:
    """Groups of rows with the sum over their pairs of log-odds above those of absent pairs."""

    def __init__(self, count: int, edges: Iterable[Edge], linkage: Linkage) -> None:
        self.members: dict[int, list[int]] = {row: [row] for row in range(count)}
        self.near: dict[int, dict[int, float]] = {row: {} for row in range(count)}
        self.joined: dict[int, set[int]] = {row: set() for row in range(count)}
        for a, b, odds in edges:
            self.near[a][b] = self.near[b][a] = odds - linkage.absent
            if odds >= linkage.threshold:
                self.joined[a].add(b)
                self.joined[b].add(a)

    def means(self, a: int) -> Iterator[tuple[float, int]]:
        """Yield the groups that a pair joins with a, with means above what absent pairs count."""
        members, near, size = self.members, self.near[a], len(self.members[a])
        for other in self.joined[a]:
            yield near[other] / (size * len(members[other])), other

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
        for other in self.joined.pop(b):
            self.joined[other].remove(b)
            if other != a:
                self.joined[other].add(a)
                self.joined[a].add(other)


def link(count: int, edges: Iterable[Edge], linkage: Linkage) -> list[list[int]]:
    """Return groups of rows, those with the highest mean merged first.

    Args:
        count: rows.
        edges: compared pairs with their log-odds.
        linkage: when two groups become one.

    Example:
        >>> link(4, [(0, 1, 3.0), (1, 2, 3.0), (0, 2, -4.0)], Linkage(0.0, -4.0))
        [[0, 1], [2], [3]]
    """
    groups = _Groups(count, edges, linkage)
    # Rounding must not carry a mean over the threshold or under it.
    least = (linkage.threshold - linkage.slack - linkage.absent) * (1.0 - 1e-12)
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
        needed = linkage.needed(len(groups.members[a]), len(groups.members[b]))
        if -score < (needed - linkage.absent) * (1.0 - 1e-12):
            continue
        groups.merge(a, b)
        for mean, other in groups.means(a):
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(members) for members in groups.members.values())
