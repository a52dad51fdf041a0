"""Bags of weighted features, all in flat columns, and how alike they are.

A feature is a concept, or a name under a number past all concepts. Sparse rows become one dense
matrix of the features that two rows share: the others only lengthen their rows.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Weights = NDArray[np.float32]
_Number = TypeVar("_Number", bound=np.generic)


class Bags(NamedTuple):
    """Entry `i` gives the bag `rows[i]` the feature `features[i]`; rows ascend."""

    rows: Integers
    features: Integers
    weights: Weights

    def select(self, wanted: Integers) -> Bags:
        """Return some bags, wanted in their order, numbered anew."""
        first, last = np.searchsorted(self.rows, (wanted[0], wanted[-1] + 1)).tolist()
        rows = self.rows[first:last]
        places = wanted.searchsorted(rows)
        kept = wanted[places] == rows
        return Bags(places[kept], self.features[first:last][kept], self.weights[first:last][kept])


def expand(firsts: Integers, lasts: Integers) -> tuple[Integers, Integers]:
    """Return all places of several ranges one after the other, with the range each is of.

    Example:
        >>> rows, places = expand(np.array([4, 9]), np.array([6, 10]))
        >>> rows.tolist(), places.tolist()
        ([0, 0, 1], [4, 5, 9])
    """
    lengths = np.maximum(lasts - firsts, 0)
    ends = lengths.cumsum()
    rows = np.arange(len(lengths)).repeat(lengths)
    places = np.arange(len(rows)) + (firsts - ends + lengths)[rows]
    return rows, places


def join(one: Bags, other: Bags) -> Bags:
    """Return the bags with the features of both."""
    return Bags(
        np.concatenate([one.rows, other.rows]),
        np.concatenate([one.features, other.features]),
        np.concatenate([one.weights, other.weights]),
    )


def sum_equal(keys: Integers, values: NDArray[_Number]) -> tuple[Integers, NDArray[_Number]]:
    """Return the different keys in order, and the sum of the values of each.

    Example:
        >>> sums = sum_equal(np.array([7, 3, 7]), np.array([1, 2, 4]))
        >>> [part.tolist() for part in sums]
        [[3, 7], [2, 5]]
    """
    if not len(keys):
        return keys, values
    order = keys.argsort(kind="stable")
    keys = keys[order]
    firsts = np.concatenate(([0], (keys[1:] != keys[:-1]).nonzero()[0] + 1))
    return keys[firsts], np.add.reduceat(values[order], firsts)


def measure_cosines(bags: Bags, count: int) -> Weights:
    """Return the cosine of each two bags, (count, count); the diagonal is left unsaid.

    Example:
        >>> rows, features = np.array([0, 1, 1]), np.array([7, 7, 8])
        >>> cosines = measure_cosines(Bags(rows, features, np.ones(3, np.float32)), 2)
        >>> round(float(cosines[0, 1]), 3)
        0.707
    """
    if not len(bags.rows):
        return np.zeros((count, count), dtype=np.float32)
    bits = count.bit_length()
    keys, sums = sum_equal(bags.features << bits | bags.rows, bags.weights)
    features, rows = keys >> bits, keys & ((1 << bits) - 1)
    lengths = np.sqrt(np.bincount(rows, sums * sums, minlength=count))
    again = features[1:] == features[:-1]
    shared = np.concatenate((again, [False])) | np.concatenate(([False], again))
    if not shared.any():
        return np.zeros((count, count), dtype=np.float32)
    rows, features = rows[shared], features[shared]
    columns = np.concatenate(([0], (features[1:] != features[:-1]).cumsum()))
    matrix = np.zeros((count, int(columns[-1]) + 1), dtype=np.float32)
    matrix[rows, columns] = sums[shared] / np.maximum(lengths, 1e-9)[rows]
    cosines: Weights = matrix @ matrix.T
    return cosines
