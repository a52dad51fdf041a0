"""The tree found is the best of all trees, and says what it speaks for and against."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import Evidence, Span
from stemmata.trace.family import weigh_place
from stemmata.trace.tree import best_tree

_NODES = ("a", "b", "c", "d")
_EDGES = [(p, c) for p in ("r", *_NODES) for c in _NODES if p != c]
_weights = st.lists(st.integers(-20, 20), min_size=len(_EDGES), max_size=len(_EDGES)).map(
    lambda values: dict(zip(_EDGES, map(float, values), strict=True))
)


def _is_tree(parents: dict[str, str]) -> bool:
    return all(_reaches_root(child, parents) for child in parents)


def _reaches_root(child: str, parents: dict[str, str]) -> bool:
    line = [child]
    while line[-1] != "r" and len(line) <= len(parents) + 1:
        line.append(parents[line[-1]])
    return line[-1] == "r"


def _best_by_trying(weights: dict[tuple[str, str], float]) -> float:
    options = [[p for p in ("r", *_NODES) if p != child] for child in _NODES]
    trees = (dict(zip(_NODES, chosen, strict=True)) for chosen in product(*options))
    return max(
        sum(weights[parent, child] for child, parent in tree.items())
        for tree in trees
        if _is_tree(tree)
    )


@given(_weights)
def test_no_tree_weighs_more(weights: dict[tuple[str, str], float]) -> None:
    """Trying all trees of four nodes finds none better."""
    parents = best_tree(weights, "r")
    assert set(parents) == set(_NODES)
    assert _is_tree(parents)
    total = sum(weights[parent, child] for child, parent in parents.items())
    assert total == _best_by_trying(weights)


def test_what_the_stemma_says_against_a_direction_is_told_as_such() -> None:
    """Where the related reports speak for the other direction, the evidence says so."""
    clue = Evidence("published earlier", Span(0, 0), None, 1.0, "an hour")
    (against,) = weigh_place([clue], 0.5, several=False)
    (speaking,) = weigh_place([clue], 1.5, several=False)
    assert against.weight < 0 < speaking.weight
    assert against.detail.endswith("run the other way")
    assert speaking.detail.endswith("run this way")
