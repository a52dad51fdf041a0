"""Where a tree of related reports begins, and so which way each of its steps runs.

Costs tell which reports are neighbours; they hardly tell which of two is first. Moving the root of
a tree to a neighbour turns one step round, so that each report has odds of being the root: the
clues of the steps on the way there and, where these are without times, how many histories lead to
the tree from it (rumour centrality; Shah and Zaman 2011). A step runs as drawn with the probability
that the root lies on its side.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from stemmata.model import Frozen

_LEAST = 1e-6  # of the odds; no history is more certain than that

Edge = tuple[str, str]


class Way(Frozen, frozen=True):
    """What speaks for a step running as drawn.

    Args:
        odds: log-odds of its clues.
        timed: whether times are among them; how many reports hang on either end then says nothing.
        equal: whether both reports have one text; what hangs on the one may hang on the other.
    """

    odds: float
    timed: bool
    equal: bool


class Doubt(Frozen, frozen=True):
    """Share of histories that something else explains than this tree and its times.

    Args:
        untimed: of steps without times: some other tree.
        timed: of steps with times: these may be wrong all over a family.
    """

    untimed: float = 0.0
    timed: float = 0.0


def turn_edges(
    edges: Iterable[Edge], ways: Mapping[Edge, Way], held: Collection[str], doubt: Doubt
) -> dict[Edge, float]:
    """Return the edges of a forest from each tree's likeliest root, with log-odds of direction.

    Args:
        edges: (parent, child), each child once.
        ways: of each edge.
        held: articles that are known to have taken from another and begin their tree.
        doubt: share of histories that something else explains.

    Example:
        >>> plain = Way(0.0, timed=False, equal=False)
        >>> chain = [("a", "b"), ("b", "c")]
        >>> turned = turn_edges(chain, dict.fromkeys(chain, plain), (), Doubt())
        >>> {edge: round(odds, 2) for edge, odds in turned.items()}
        {('b', 'a'): 1.1, ('b', 'c'): 1.1}
    """
    near: dict[str, list[str]] = defaultdict(list)
    children: set[str] = set()
    for parent, child in edges:
        near[parent].append(child)
        near[child].append(parent)
        children.add(child)
    turned: dict[Edge, float] = {}
    for top in sorted(near.keys() - children):
        tree = _Tree(top, near, ways)
        if top in held:
            turned |= tree.drawn_edges()
        else:
            turned |= tree.edges_from(tree.likeliest_root(), doubt)
    return turned


class _Tree:
    """One tree with the odds that each of its nodes is the root."""

    def __init__(self, top: str, near: Mapping[str, Sequence[str]], ways: Mapping[Edge, Way]):
        self._near = near
        self._ways = ways
        self._parent = _parents_from(top, near)
        self._sizes = _summed(self._parent, dict.fromkeys(self._parent, 1.0))
        self._odds = {top: 0.0}
        for child, parent in self._parent.items():
            if parent is not None:
                self._odds[child] = self._odds[parent] - self._step_odds(parent, child)

    def _step_odds(self, parent: str, child: str) -> float:
        """Return the log-odds that the root is at the drawn parent rather than at the child."""
        way = self._ways[parent, child]
        if way.timed or way.equal:
            return way.odds
        outside = len(self._parent) - self._sizes[child]
        return way.odds + math.log(outside / self._sizes[child])

    def likeliest_root(self) -> str:
        """Return the likeliest root; of equals the one nearest to the drawn."""
        return max(self._odds, key=lambda name: round(self._odds[name], 9))

    def drawn_edges(self) -> dict[Edge, float]:
        """Return the edges as drawn, each judged by its own two ends."""
        return {
            (parent, child): self._step_odds(parent, child)
            for child, parent in self._parent.items()
            if parent is not None
        }

    def edges_from(self, root: str, doubt: Doubt) -> dict[Edge, float]:
        """Return the edges away from a root, each with the log-odds that the root is behind it."""
        best = max(self._odds.values())
        chances = {name: math.exp(odds - best) for name, odds in self._odds.items()}
        below = _summed(self._parent, chances)
        total = sum(chances.values())
        found: dict[Edge, float] = {}
        for child, parent in _parents_from(root, self._near).items():
            if parent is None:
                continue
            drawn = self._parent[child] == parent
            way = self._ways[(parent, child) if drawn else (child, parent)]
            ahead = below[child] if drawn else total - below[parent]
            either = (_LEAST + (doubt.timed if way.timed else doubt.untimed)) * total
            odds = math.log((total - ahead + either) / (ahead + either))
            found[parent, child] = (way.odds if drawn else -way.odds) if way.equal else odds
        return found


def _parents_from(root: str, near: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    """Return the parent of each node, the root's None, parents before their children."""
    parent: dict[str, str | None] = {root: None}
    ahead = [root]
    for here in ahead:
        for other in near[here]:
            if other not in parent:
                parent[other] = here
                ahead.append(other)
    return parent


def _summed(parent: Mapping[str, str | None], values: Mapping[str, float]) -> dict[str, float]:
    """Return the sum over each node and what hangs below it."""
    sums = dict(values)
    for name in reversed(list(parent)):
        above = parent[name]
        if above is not None:
            sums[above] += sums[name]
    return sums
