"""From features to log-odds of "same event": small trees that add up (Friedman 2001).

Each tree asks three questions and adds its answer to the log-odds. A feature that speaks for one
event never lowers them where it rises (the trees are monotone), so that every step can be
explained. Learned by `python benchmarks/train_grouping.py` on the development corpora.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.group.features import FEATURES

Floats = NDArray[np.float64]
DEPTH = 3


class Forest(NamedTuple):
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


@cache
def load_forest() -> Forest:
    """Return the learned trees.

    Raises:
        LexiconError: the file is of another version.
    """
    path = files("stemmata.group") / "data" / "weights.json"
    content = json.loads(path.read_text("utf-8"))
    if tuple(content["names"]) != FEATURES:
        advice = "learn them anew with python benchmarks/train_grouping.py"
        raise LexiconError("weights of other features", where=str(path), advice=advice)
    return Forest(
        float(content["base"]),
        np.array(content["features"], np.int64),
        np.array(content["thresholds"], np.float64),
        np.array(content["answers"], np.float64),
    )


def log_odds(rows: Floats, forest: Forest) -> Floats:
    """Return the log-odds of one event for each row of features, (n,).

    Example:
        >>> forest = Forest(-1.0, np.zeros((1, 7), int), np.zeros((1, 7)), np.arange(8.0)[None])
        >>> log_odds(np.array([[-1.0], [1.0]]), forest).tolist()
        [-1.0, 6.0]
    """
    trees = np.arange(len(forest.features))
    node = np.zeros((len(rows), len(trees)), np.int64)
    place = np.arange(len(rows))[:, None]
    for _ in range(DEPTH):
        above = rows[place, forest.features[trees, node]] > forest.thresholds[trees, node]
        node = 2 * node + 1 + above
    answers: Floats = forest.answers[trees, node - (2**DEPTH - 1)].sum(axis=1)
    return answers + forest.base


def probability(odds: float) -> float:
    """Return a probability from log-odds.

    Example:
        >>> probability(0.0)
        0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
