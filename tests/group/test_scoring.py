"""Learned line and trees fit the features, and never speak against what they should speak for."""

from __future__ import annotations

import numpy as np
import pytest

from stemmata.group.features import DIRECTIONS, FEATURES
from stemmata.group.scoring import DEPTH, asked_odds, load_asked, load_scorer, log_odds


def test_the_trees_ask_only_for_features_there_are() -> None:
    """Every tree is whole, and every question is about a known feature."""
    forest = load_scorer().forest
    trees = len(forest.features)
    assert forest.features.shape == forest.thresholds.shape == (trees, 2**DEPTH - 1)
    assert forest.answers.shape == (trees, 2**DEPTH)
    assert forest.features.min() >= 0
    assert forest.features.max() < len(FEATURES)


def test_the_line_weighs_every_feature() -> None:
    """There is a mean, a spread and a weight for each feature, and no spread is 0."""
    line = load_scorer().line
    shapes = {part.shape for part in (line.means, line.spreads, line.weights)}
    assert shapes == {(len(FEATURES),)}
    assert line.spreads.min() > 0


@pytest.mark.parametrize("name", [name for name, way in DIRECTIONS.items() if way])
def test_a_feature_speaks_one_way(name: str) -> None:
    """As a feature rises and nothing else changes, the log-odds only move its way."""
    generator = np.random.default_rng(5)
    rows = generator.normal(1, 3, (30, len(FEATURES)))
    column = FEATURES.index(name)
    steps = []
    for value in np.linspace(-5, 40, 60):
        rows[:, column] = value
        steps.append(log_odds(rows, load_scorer()))
    moves = np.diff(np.array(steps), axis=0) * DIRECTIONS[name]
    assert moves.min() >= -1e-9


def test_a_pair_asked_for_is_likelier_the_nearer_it_is() -> None:
    """With the same log-odds of grouping, nearer concepts give higher odds; so do higher ones."""
    rows, odds = np.zeros((3, len(FEATURES))), np.array([-1.0, 0.0, 1.0])
    assert (np.diff(asked_odds(rows, odds, load_asked())) > 0).all()
    rows[:, FEATURES.index("nearness in this run")] = [-1.0, 5.0, 20.0]
    assert (np.diff(asked_odds(rows, np.zeros(3), load_asked())) > 0).all()
