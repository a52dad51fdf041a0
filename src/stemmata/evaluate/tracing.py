"""How well copies match a known descent: edges, roots and ancestry (Marmerola et al. 2016)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from stemmata.evaluate.measure import Measure, precision_recall_f1

Edge = tuple[str, str]


def measure_tracing(gold: Iterable[Edge], predicted: Iterable[Edge]) -> list[Measure]:
    """Return precision, recall and F1 of copies, edges, roots and ancestry.

    Args:
        gold: (copy, original) pairs that are true.
        predicted: (copy, original) pairs that were found.

    Example:
        >>> values = {m.name: m.value for m in measure_tracing([("b", "a")], [("a", "b")])}
        >>> values["copies F1"], values["edges F1"]
        (1.0, 0.0)
    """
    wanted, found = set(gold), set(predicted)
    measures = _compare("copies", {frozenset(e) for e in wanted}, {frozenset(e) for e in found})
    measures += _compare("edges", wanted, found)
    measures += _compare("roots", _roots(wanted), _roots(found))
    return measures + _compare("ancestry", _ancestry(wanted), _ancestry(found))


def _compare(name: str, wanted: AbstractSet[Any], found: AbstractSet[Any]) -> list[Measure]:
    everything = sorted(wanted | found, key=str)
    rows = np.array(
        [[x in wanted and x in found, x in found, x in wanted] for x in everything], dtype=float
    )
    return precision_recall_f1(name, rows.reshape(-1, 3))


def _parents(edges: Iterable[Edge]) -> Mapping[str, set[str]]:
    parents: dict[str, set[str]] = defaultdict(set)
    for copy, original in edges:
        parents[copy].add(original)
    return parents


def _roots(edges: set[Edge]) -> set[str]:
    copies = {copy for copy, _ in edges}
    return {original for _, original in edges if original not in copies}


def _ancestry(edges: set[Edge]) -> set[Edge]:
    parents = _parents(edges)
    pairs: set[Edge] = set()
    for copy in list(parents):
        waiting, seen = list(parents[copy]), set()
        while waiting:
            ancestor = waiting.pop()
            if ancestor not in seen:
                seen.add(ancestor)
                waiting += parents.get(ancestor, ())
        pairs |= {(copy, ancestor) for ancestor in seen}
    return pairs
