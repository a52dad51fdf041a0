"""Gradient-boosted monotone trees for log loss, on binned features.

Friedman (2001), with the second-order leaf values and the splitting gain of Chen & Guestrin (2016,
XGBoost) and its bounds for monotone features. Small on purpose: it learns one small model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.group.scoring import DEPTH, Forest, forest_odds

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How trees are grown; chosen by the cross-validation of `train_grouping.py`."""

    trees: int = 100
    rate: float = 0.12
    ridge: float = 5.0
    least_curvature: float = 2.0  # in a leaf: about the same number of undecided examples
    bins: int = 24
    column_share: float = 0.7  # of the features that each tree may ask for
    seed: int = 0


@dataclass(frozen=True, slots=True)
class _Node:
    examples: Ints
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Split:
    feature: int
    edge: int
    left: float
    right: float


class _Grower:
    """Grows trees on one set of examples."""

    def __init__(
        self, rows: Floats, weights: Floats, directions: Sequence[int], recipe: Recipe
    ) -> None:
        self.recipe = recipe
        self.directions = directions
        shares = np.linspace(0, 1, recipe.bins + 1)[1:-1]
        self.edges = [np.unique(np.quantile(column, shares)) for column in rows.T]
        columns = zip(self.edges, rows.T, strict=True)
        self.binned = np.stack([np.searchsorted(e, c, side="left") for e, c in columns], axis=1)
        self.weights = weights
        self.slope = self.curvature = np.zeros(len(rows))

    def grow(self, expected: Floats, labels: Floats, columns: Ints) -> tuple[Ints, Floats, Floats]:
        """Return features, thresholds and answers of one tree."""
        self.slope = self.weights * (expected - labels)
        self.curvature = self.weights * expected * (1 - expected)
        inner = 2**DEPTH - 1
        features, thresholds = np.zeros(inner, np.int64), np.full(inner, np.inf)
        level = [_Node(np.arange(len(labels)), -np.inf, np.inf)]
        for depth in range(DEPTH):
            below: list[_Node] = []
            for place, node in enumerate(level):
                split = self._best_split(node, columns)
                number = 2**depth - 1 + place
                if split:
                    features[number] = split.feature
                    thresholds[number] = self.edges[split.feature][split.edge]
                below += self._children(node, split)
            level = below
        answers = np.array([self._answer(node) for node in level])
        return features, thresholds, answers

    def _answer(self, node: _Node) -> float:
        slope = self.slope[node.examples].sum()
        curvature = self.curvature[node.examples].sum()
        value = float(np.clip(-slope / (curvature + self.recipe.ridge), node.low, node.high))
        return value * self.recipe.rate

    def _best_split(self, node: _Node, columns: Ints) -> _Split | None:
        best, best_gain = None, 1e-6
        for feature in columns.tolist():
            gain, split = self._split_on(node, feature)
            if gain > best_gain:
                best, best_gain = split, gain
        return best

    def _split_on(self, node: _Node, feature: int) -> tuple[float, _Split | None]:
        count, ridge = len(self.edges[feature]), self.recipe.ridge
        if not count or not len(node.examples):
            return 0.0, None
        bins = self.binned[node.examples, feature]
        slope = np.bincount(bins, self.slope[node.examples], count + 1).cumsum()
        curvature = np.bincount(bins, self.curvature[node.examples], count + 1).cumsum()
        left, right = slope[:-1], slope[-1] - slope[:-1]
        left_curve, right_curve = curvature[:-1], curvature[-1] - curvature[:-1]
        gains = left**2 / (left_curve + ridge) + right**2 / (right_curve + ridge)
        gains -= slope[-1] ** 2 / (curvature[-1] + ridge)
        values = -left / (left_curve + ridge), -right / (right_curve + ridge)
        least = self.recipe.least_curvature
        wrong = (left_curve < least) | (right_curve < least)
        wrong |= (values[1] - values[0]) * self.directions[feature] < 0
        gains[wrong] = -1.0
        best = int(gains.argmax())
        split = _Split(feature, best, float(values[0][best]), float(values[1][best]))
        return float(gains[best]), split

    def _children(self, node: _Node, split: _Split | None) -> list[_Node]:
        if split is None:
            return [node, _Node(node.examples[:0], node.low, node.high)]
        below = self.binned[node.examples, split.feature] <= split.edge
        direction = self.directions[split.feature]
        middle = float(np.clip((split.left + split.right) / 2, node.low, node.high))
        bounds = {
            0: ((node.low, node.high), (node.low, node.high)),
            1: ((node.low, middle), (middle, node.high)),
            -1: ((middle, node.high), (node.low, middle)),
        }[direction]
        return [
            _Node(node.examples[below], *bounds[0]),
            _Node(node.examples[~below], *bounds[1]),
        ]


def learn_forest(
    rows: Floats, labels: Floats, weights: Floats, directions: Sequence[int], recipe: Recipe
) -> Forest:
    """Return trees that predict labels between 0 and 1.

    Args:
        rows: (n, features).
        labels: (n,), from 0 to 1.
        weights: (n,), how much each row counts.
        directions: for each feature 1 or -1 where it may only raise or lower the log-odds.
        recipe: how trees are grown.
    """
    grower = _Grower(rows, weights, directions, recipe)
    generator = np.random.default_rng(recipe.seed)
    base = float(np.log((weights * labels).sum() / (weights * (1 - labels)).sum()))
    odds = np.full(len(rows), base)
    grown = []
    for _ in range(recipe.trees):
        columns = np.flatnonzero(generator.random(rows.shape[1]) < recipe.column_share)
        features, thresholds, answers = grower.grow(1 / (1 + np.exp(-odds)), labels, columns)
        grown.append((features, thresholds, answers))
        single = Forest(0.0, features[None], thresholds[None], answers[None])
        odds += forest_odds(rows, single)
    return Forest(base, *(np.stack(part) for part in zip(*grown, strict=True)))
