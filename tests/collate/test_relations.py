"""All pairs of values at once relate as each two do, and parts link as the whole does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.collate.alignment import FORBIDDEN, link
from stemmata.collate.bags import Bags, measure_cosines
from stemmata.collate.relations import relate_all
from stemmata.collate.values import DATE, RELATIONS, Value, relate
from stemmata.settings import CollateSettings

WRITTEN = (
    "0.0 1.0 1.4 1.42 2.0 38.0 83.0 100.0 98.0 0.35 0.4 1400.0 999600.0 1e6 "
    "7.8e5 7.8e8 1.4e6 1.42e6 1.4e9 1.42e9 1.42e12 2.2e6 2.21e6 -1.4e6 -1.42e6"
)
NUMBERS = st.sampled_from([float(n) for n in WRITTEN.split()])
BOUNDS = st.one_of(
    NUMBERS.map(lambda number: (number, number)),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: (min(pair), max(pair))),
    NUMBERS.map(lambda number: (number, None)),
    NUMBERS.map(lambda number: (None, number)),
)
VALUES = st.builds(
    lambda bounds, unit, of, about: Value(bounds[0], bounds[1], unit, of, about),
    BOUNDS,
    st.sampled_from([None, "EUR", "USD", "km", "people", DATE]),
    st.sampled_from([None, None, 12.0, 47.0]),
    st.booleans(),
)


@given(st.lists(VALUES, min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_all_pairs_at_once_relate_as_each_pair_does(values: list[Value]) -> None:
    """The matrix of relations holds what `relate` says of each two values."""
    given_settings = CollateSettings()
    codes = relate_all(values, given_settings)
    told = [[RELATIONS[code] for code in row] for row in codes.tolist()]
    assert told == [[relate(a, b, given_settings) for b in values] for a in values]


def test_two_currencies_never_agree() -> None:
    """The same number in two currencies differs; with no unit it may be either."""
    euros, dollars, bare = Value(5.0, 5.0, "EUR"), Value(5.0, 5.0, "USD"), Value(5.0, 5.0)
    assert relate(euros, dollars, CollateSettings()) == "different"
    assert relate(euros, bare, CollateSettings()) == "same"


def test_days_of_the_calendar_are_never_rounded() -> None:
    """Two days differ, also where the number of one of them ends in a nought."""
    days = [Value(day, day, DATE) for day in (739_680.0, 739_681.0)]
    assert relate(days[0], days[1], CollateSettings()) == "different"
    assert relate_all(days, CollateSettings())[0, 1] == RELATIONS.index("different")


def plain_average_linkage(scores: np.ndarray, threshold: float) -> list[list[int]]:
    groups = [[row] for row in range(len(scores))]
    while True:
        means = [
            (scores[np.ix_(a, b)].mean(), n, m)
            for n, a in enumerate(groups)
            for m, b in enumerate(groups)
            if n < m
        ]
        best = max(means, default=(-np.inf, 0, 0))
        if best[0] < threshold:
            return sorted(sorted(group) for group in groups)
        _, kept, dropped = best
        groups[kept] += groups.pop(dropped)


@pytest.mark.parametrize("seed", range(20))
def test_parts_link_as_the_whole_does(seed: int) -> None:
    """Linking each connected part alone gives what average linkage of all rows gives."""
    random = np.random.default_rng(seed)
    scores = random.normal(-0.6, 1.0, (14, 14)).astype(np.float32)
    scores[random.random((14, 14)) < 0.1] = FORBIDDEN
    scores = np.minimum(scores, scores.T)
    assert link(scores, 0.0) == plain_average_linkage(scores.astype(np.float64), 0.0)


def test_no_rows_give_no_groups() -> None:
    """Nothing to link is no error."""
    assert link(np.zeros((0, 0), dtype=np.float32), 0.0) == []


def test_cosines_of_bags_are_those_of_dense_rows() -> None:
    """Features that only one bag holds lengthen it, and entries of one feature add up."""
    rows = np.array([0, 0, 0, 1, 1, 2])
    features = np.array([3, 3, 9, 3, 5, 5])
    weights = np.array([1, 1, 2, 1, 1, 4], dtype=np.float32)
    dense = np.zeros((4, 10))
    np.add.at(dense, (rows, features), weights)
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
    found = measure_cosines(Bags(rows, features, weights), 4)
    apart = ~np.eye(4, dtype=bool)
    assert np.allclose(found[apart], (dense @ dense.T)[apart], atol=1e-6)
