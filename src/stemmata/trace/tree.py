"""The best rooted tree over articles: maximum arborescence (Chu and Liu 1965, Edmonds 1967).

Each article takes one parent so that the sum of weights is greatest; cycles of best parents are
shrunk to one node and opened again at their weakest edge.
"""

from __future__ import annotations

from collections.abc import Mapping

Weights = Mapping[tuple[str, str], float]


def best_tree(weights: Weights, root: str) -> dict[str, str]:
    """Return the parent of each node but the root.

    Args:
        weights: (parent, child) to weight; each child can be reached from the root.
        root: the node that has no parent.

    Example:
        >>> best_tree({("r", "a"): 1, ("r", "b"): 5, ("a", "b"): 9, ("b", "a"): 8}, "r")
        {'b': 'r', 'a': 'b'}
    """
    names = sorted({name for edge in weights for name in edge} - {root})
    number = {name: place for place, name in enumerate([root, *names])}
    edges = [(number[p], number[c], w, (p, c)) for (p, c), w in sorted(weights.items())]
    chosen = _solve(edges, len(number))
    parents = {child: parent for parent, child in chosen}
    return dict(sorted(parents.items(), key=lambda item: (item[1] != root, item[1], item[0])))


_Edge = tuple[int, int, float, tuple[str, str]]


def _solve(edges: list[_Edge], nodes: int) -> list[tuple[str, str]]:
    best = _best_incoming(edges)
    cycle = _find_cycle({child: edge[0] for child, edge in best.items()})
    if not cycle:
        return [edge[3] for edge in best.values()]
    shrunk, opened = _shrink(edges, best, cycle, nodes)
    chosen = _solve(shrunk, nodes + 1)
    entry = next(opened[name] for name in chosen if name in opened)
    kept = [best[node][3] for node in cycle if node != entry]
    return chosen + kept


def _best_incoming(edges: list[_Edge]) -> dict[int, _Edge]:
    best: dict[int, _Edge] = {}
    for edge in edges:
        parent, child = edge[0], edge[1]
        if child and parent != child and (child not in best or edge[2] > best[child][2]):
            best[child] = edge
    return best


def _find_cycle(parent: dict[int, int]) -> list[int]:
    seen: dict[int, int] = {}
    for start in sorted(parent):
        node = start
        while node in parent and node not in seen:
            seen[node] = start
            node = parent[node]
        if node in parent and seen.get(node) == start:
            return _around(parent, node)
    return []


def _around(parent: dict[int, int], start: int) -> list[int]:
    cycle = [start]
    while parent[cycle[-1]] != start:
        cycle.append(parent[cycle[-1]])
    return cycle


def _shrink(
    edges: list[_Edge], best: dict[int, _Edge], cycle: list[int], fresh: int
) -> tuple[list[_Edge], dict[tuple[str, str], int]]:
    """Return the edges with the cycle as one node, and which node each edge into it enters."""
    inside = set(cycle)
    shrunk: list[_Edge] = []
    opened: dict[tuple[str, str], int] = {}
    for parent, child, weight, name in edges:
        if child in inside and parent not in inside:
            shrunk.append((parent, fresh, weight - best[child][2], name))
            opened[name] = child
        elif parent in inside and child not in inside:
            shrunk.append((fresh, child, weight, name))
        elif child not in inside:
            shrunk.append((parent, child, weight, name))
    return shrunk, opened
