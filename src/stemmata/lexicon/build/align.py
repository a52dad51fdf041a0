"""Word alignment: which English unit a foreign unit stands for.

Two IBM models 1 (Brown et al. 1993), one for each direction, trained by expectation maximisation;
in the last rounds they must agree on each link (Liang, Taskar and Klein 2006). Dictionary entries
take part as very short weighted sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROUNDS_APART = 5
ROUNDS_JOINT = 2
# A word aligned with nothing: the probability mass set aside for it at each place.
_EMPTY = 0.0004
# Pseudo-observations that keep a word seen once from explaining all of its sentence.
_SMOOTHING = 0.5
_MOST_LINKS = 2_500

Example = tuple[Sequence[str], Sequence[str], float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Expected counts of links between units.

    Args:
        foreign, english: the units, by number.
        left, right: int64, the numbers of each pair linked.
        counts: float64, its expected count.
    """

    foreign: list[str]
    english: list[str]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    counts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Links:
    pair: NDArray[np.int64]  # index into the distinct pairs, for each link
    left: NDArray[np.int64]  # for each distinct pair
    right: NDArray[np.int64]
    left_place: NDArray[np.int64]  # for each link: the foreign word in its sentence
    right_place: NDArray[np.int64]
    weight: NDArray[np.float64]


def align(examples: Iterable[Example]) -> Alignment:
    """Return the expected link counts of aligned sentences and dictionary entries."""
    foreign: dict[str, int] = {}
    english: dict[str, int] = {}
    links = _links(examples, foreign, english)
    counts = _train(links, len(foreign), len(english))
    return Alignment(list(foreign), list(english), links.left, links.right, counts)


def _links(examples: Iterable[Example], foreign: dict[str, int], english: dict[str, int]) -> _Links:
    columns: list[list[NDArray[np.int64]]] = [[], [], [], []]
    weights: list[NDArray[np.float64]] = []
    left_base = right_base = 0
    for left_units, right_units, weight in examples:
        n, m = len(left_units), len(right_units)
        if not 0 < n * m <= _MOST_LINKS:
            continue
        left = [foreign.setdefault(unit, len(foreign)) for unit in left_units]
        right = [english.setdefault(unit, len(english)) for unit in right_units]
        columns[0].append(np.repeat(np.array(left, dtype=np.int64), m))
        columns[1].append(np.tile(np.array(right, dtype=np.int64), n))
        columns[2].append(np.repeat(np.arange(left_base, left_base + n), m))
        columns[3].append(np.tile(np.arange(right_base, right_base + m), n))
        weights.append(np.full(n * m, weight))
        left_base += n
        right_base += m
    if not weights:
        nothing = np.empty(0, dtype=np.int64)
        return _Links(nothing, nothing, nothing, nothing, nothing, np.empty(0))
    left_ids, right_ids, left_place, right_place = (np.concatenate(c) for c in columns)
    distinct, pair = np.unique(left_ids * len(english) + right_ids, return_inverse=True)
    return _Links(
        pair,
        distinct // len(english),
        distinct % len(english),
        left_place,
        right_place,
        np.concatenate(weights),
    )


def _train(links: _Links, foreign: int, english: int) -> NDArray[np.float64]:
    size = len(links.left)
    counts = _sum(links.pair, links.weight, size)
    left_total = _sum(links.left, counts, foreign)
    right_total = _sum(links.right, counts, english)
    to_english = counts / left_total[links.left] if size else counts
    to_foreign = counts / right_total[links.right] if size else counts
    for number in range(ROUNDS_APART + ROUNDS_JOINT if size else 0):
        first = _posterior(to_foreign[links.pair], links.left_place) * links.weight
        second = _posterior(to_english[links.pair], links.right_place)
        if number < ROUNDS_APART:
            counts = _sum(links.pair, first, size)
            back = _sum(links.pair, second * links.weight, size)
        else:
            counts = back = _sum(links.pair, first * second, size)
        right_total = _sum(links.right, counts, english) + _SMOOTHING
        left_total = _sum(links.left, back, foreign) + _SMOOTHING
        to_foreign = counts / right_total[links.right]
        to_english = back / left_total[links.left]
    return counts


def _posterior(probability: NDArray[np.float64], place: NDArray[np.int64]) -> NDArray[np.float64]:
    return probability / (np.bincount(place, probability) + _EMPTY)[place]


def _sum(groups: NDArray[np.int64], values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    return np.bincount(groups, values, size).astype(np.float64, copy=False)
