"""From features to log-odds of "same event": a line and small trees, which are averaged.

The line (logistic regression) weighs every feature alike wherever it stands, and is steady on
collections unlike those it was learned from; the trees (gradient boosting, Friedman 2001) ask
three questions each and know that a shared day says more beside a shared name. In both, a feature
that speaks for one event never lowers the odds where it rises, so that every step can be
explained. Learned by `python benchmarks/train_grouping.py` on the development corpora.

Grouping has to part look-alike events, whose concepts are the same. Pairs that somebody asks for
are of any two reports, and how near their concepts and first words are then says more, and so
does one outlet: their log-odds are read anew (`Asked`), as people graded such pairs.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.group.features import FEATURES
from stemmata.model import Frozen

Floats = NDArray[np.float64]
Masks = NDArray[np.uint8]
DEPTH = 3
_FARTHEST = 4.0  # spreads from the mean, beyond which a feature says no more to the line
# Bits are leaves: what is left when a node is answered with "above", and the first leaf of a byte.
_RIGHT = np.array([0xF0, 0xFC, 0xCF, 0xFE, 0xFB, 0xEF, 0xBF], np.uint8)
_FIRST_LEAF = np.array([(byte & -byte).bit_length() - 1 for byte in range(256)])


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees as arrays; node k of a tree has the children 2k + 1 and 2k + 2.

    Args:
        base: log-odds before any tree.
        features: (trees, 7), which feature a node asks for.
        thresholds: (trees, 7), values above go to the second child.
        answers: (trees, 8), log-odds that a leaf adds.
    """

    base: float
    features: NDArray[np.int64]
    thresholds: Floats
    answers: Floats


@dataclass(frozen=True, eq=False)
class Line:
    """A weighted sum of standardised features.

    Args:
        base: log-odds of a pair that is average in all features.
        means: (features,), what is average.
        spreads: (features,), the unit of each feature.
        weights: (features,), log-odds that a unit adds.
    """

    base: float
    means: Floats
    spreads: Floats
    weights: Floats

    def standardise(self, rows: Floats) -> Floats:
        """Return features in spreads from their means, bounded."""
        return np.clip((rows - self.means) / self.spreads, -_FARTHEST, _FARTHEST)


@dataclass(frozen=True, eq=False)
class Scorer:
    """What has been learned: a line and trees, each giving log-odds."""

    line: Line
    forest: Forest


class Asked(Frozen, frozen=True):
    """How the log-odds of a pair that somebody asks for are read.

    Args:
        nearness: log-odds for each spread that its concepts are nearer than those of others.
        nearness_across: the same where two languages leave no opening and no outlet to compare.
        most_near: spreads beyond which nearness says no more: forecasts and counts of two days are
            nearer than two independent reports of one event.
        opening: log-odds where the rare words of headlines and first sentences are the same.
        outlet: log-odds that are taken off for each nat of an outlet that both are of.
        scale: what a unit of the sum is worth.
        base: log-odds where the sum is 0.
    """

    nearness: float
    nearness_across: float
    most_near: float
    opening: float
    outlet: float
    scale: float
    base: float


@cache
def _read() -> dict[str, Any]:
    """Return the file of what has been learned.

    Raises:
        LexiconError: the file is of another version.
    """
    path = files("stemmata.group") / "data" / "weights.json"
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if tuple(content["names"]) != FEATURES or "asked" not in content:
        advice = "learn them anew with python benchmarks/train_grouping.py"
        raise LexiconError("weights of other features", where=str(path), advice=advice)
    return content


@cache
def load_asked() -> Asked:
    """Return how pairs that somebody asks for are read.

    Raises:
        LexiconError: the file is of another version.
    """
    return Asked(**_read()["asked"])


@cache
def load_scorer() -> Scorer:
    """Return what has been learned.

    Raises:
        LexiconError: the file is of another version.
    """
    content = _read()
    line, forest = content["line"], content["forest"]
    parts = (np.array(line[part], np.float64) for part in ("means", "spreads", "weights"))
    return Scorer(
        Line(float(line["base"]), *parts),
        Forest(
            float(forest["base"]),
            np.array(forest["features"], np.int64),
            np.array(forest["thresholds"], np.float64),
            np.array(forest["answers"], np.float64),
        ),
    )


def log_odds(rows: Floats, scorer: Scorer) -> Floats:
    """Return the log-odds of one event for each row of features, (n,)."""
    odds: Floats = (line_odds(rows, scorer.line) + forest_odds(rows, scorer.forest)) / 2
    return odds


def asked_odds(rows: Floats, odds: Floats, asked: Asked) -> Floats:
    """Return the log-odds of pairs that somebody asks for, (n,).

    Args:
        rows: features, (n, features).
        odds: log-odds as grouping has them, (n,).
        asked: how they are read.
    """
    names = ("nearness in this run", "same language", "opening", "same outlet")
    near, same, opening, outlet = (rows[:, FEATURES.index(name)] for name in names)
    weight = np.where(same > 0, asked.nearness, asked.nearness_across)
    near = np.minimum(near, asked.most_near)
    told: Floats = odds + weight * near + asked.opening * opening - asked.outlet * outlet
    return asked.base + asked.scale * told


def line_odds(rows: Floats, line: Line) -> Floats:
    """Return the log-odds that the line gives each row, (n,).

    Example:
        >>> line = Line(-1.0, np.zeros(1), np.ones(1), np.full(1, 2.0))
        >>> line_odds(np.array([[0.0], [1.0], [9.0]]), line).tolist()
        [-1.0, 1.0, 7.0]
    """
    odds: Floats = line.standardise(rows) @ line.weights + line.base
    return odds


def forest_odds(rows: Floats, forest: Forest) -> Floats:
    """Return the log-odds that the trees give each row, (n,).

    Every question that a row answers with "above" rules leaves out, and questions about one
    feature are answered together by where the value stands among their thresholds: the leaf of a
    tree is the first that no question has ruled out (QuickScorer, Lucchese et al. 2015).

    Example:
        >>> forest = Forest(-1.0, np.zeros((1, 7), int), np.zeros((1, 7)), np.arange(8.0)[None])
        >>> forest_odds(np.array([[-1.0], [1.0]]), forest).tolist()
        [-1.0, 6.0]
    """
    left = np.full((len(rows), len(forest.features)), 255, np.uint8)
    for feature, thresholds, masks in _questions(forest):
        left &= masks[np.searchsorted(thresholds, rows[:, feature])]
    leaves = _FIRST_LEAF[left]
    answers: Floats = forest.answers[np.arange(len(forest.features)), leaves].sum(axis=1)
    return answers + forest.base


def probability(odds: float) -> float:
    """Return a probability from log-odds.

    Example:
        >>> probability(0.0)
        0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@lru_cache(maxsize=4)
def _questions(forest: Forest) -> list[tuple[int, Floats, Masks]]:
    """Return for each feature its thresholds, and what is left of each tree above so many."""
    questions = []
    for feature in sorted(set(forest.features.ravel().tolist())):
        trees, nodes = np.nonzero(forest.features == feature)
        thresholds = forest.thresholds[trees, nodes]
        order = np.argsort(thresholds, kind="stable")
        masks = np.full((len(order) + 1, len(forest.features)), 255, np.uint8)
        masks[np.arange(1, len(masks)), trees[order]] = _RIGHT[nodes[order]]
        questions.append((feature, thresholds[order], np.bitwise_and.accumulate(masks, axis=0)))
    return questions
