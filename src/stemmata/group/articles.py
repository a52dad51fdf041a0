"""All articles' features end to end: what pairs of articles are compared by.

An article is weighed by what is usual once, when it comes or when stock is taken, so that a pair
costs no more than finding the features that both have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.packing import CONCEPTS, FIELDS, Packed, Reals
from stemmata.group.usual import Rarity, Vectors
from stemmata.text.growing import Growing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.integer[Any]]
NO_DAY = -1
_WEIGHED_AT_ONCE = 4096


class Articles:
    """Packed articles by row, with their weights as they came and by what is usual."""

    def __init__(self) -> None:
        self._places = Growing(np.int32)
        self._weights = Growing(np.float32)
        self._weighed = Growing(np.float32)
        self._bounds = Growing(np.int64, len(FIELDS) + 1)
        self._squares = Growing(np.float64, len(FIELDS))
        self._languages = Growing(np.int64)
        self._days = Growing(np.int64, 2)
        self.language_numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._bounds)

    @property
    def places(self) -> Numbers:
        """The features of all articles, end to end."""
        return self._places.values

    @property
    def weights(self) -> Reals:
        """How much is said of each feature; concepts as the package weighs them."""
        return self._weights.values

    @property
    def weighed(self) -> Reals:
        """The same by the rarity in the run, concepts as a unit vector."""
        return self._weighed.values

    @property
    def bounds(self) -> Ints:
        """Where each field of each article begins, and where its last field ends."""
        return self._bounds.values

    @property
    def squares(self) -> Floats:
        """The sum of squares of `weighed` in each field of each article."""
        return self._squares.values

    @property
    def languages(self) -> Ints:
        """The number of each article's language."""
        return self._languages.values

    @property
    def days(self) -> Ints:
        """The first and last possible day of each publication, NO_DAY where it is unknown."""
        return self._days.values

    def extend(self, prints: Sequence[Fingerprint], packed: Packed) -> None:
        """Append articles, not weighed yet."""
        numbers = self.language_numbers
        spoken = [numbers.setdefault(p.language, len(numbers)) for p in prints]
        self._bounds.extend(packed.bounds + len(self._places))
        self._places.extend(packed.places)
        self._weights.extend(packed.weights)
        self._weighed.extend(packed.weights)
        self._squares.extend(np.zeros((len(prints), len(FIELDS))))
        self._languages.extend(np.array(spoken))
        self._days.extend(np.array([p.published or (NO_DAY, NO_DAY) for p in prints]))

    def weigh(self, rows: range, rarity: Rarity, vectors: Vectors) -> None:
        """Weigh articles by what is usual in the run."""
        for first in range(rows.start, rows.stop, _WEIGHED_AT_ONCE):
            last = min(rows.stop, first + _WEIGHED_AT_ONCE)
            bounds = self.bounds[first:last]
            entries = slice(int(bounds[0, 0]), int(bounds[-1, -1]))
            lengths = np.diff(bounds, axis=1).ravel()
            factors = _factors(self.places[entries], rarity, vectors)
            weighed: Reals = self.weights[entries] * factors
            segments = np.repeat(np.arange(len(lengths)), lengths)
            squares = np.bincount(segments, weighed * weighed, len(lengths))
            squares = squares.reshape(-1, len(FIELDS))
            units = np.ones(squares.shape, np.float32)
            units[:, CONCEPTS] /= np.sqrt(np.maximum(squares[:, CONCEPTS], 1e-12))
            self.weighed[entries] = weighed * np.repeat(units.ravel(), lengths)
            self.squares[first:last] = squares

    def days_apart(self, a: Ints, b: Ints) -> Ints:
        """Return the least days between publications of rows, NO_DAY where one is unknown."""
        first, last = self.days[a], self.days[b]
        gaps = np.maximum(first[..., 0] - last[..., 1], last[..., 0] - first[..., 1])
        unknown = np.minimum(first[..., 0], last[..., 0]) == NO_DAY
        found: Ints = np.where(unknown, NO_DAY, np.maximum(gaps, 0))
        return found


def _factors(places: Numbers, rarity: Rarity, vectors: Vectors) -> Reals:
    """Return the rarity of features in the run; lead concepts are weighed already."""
    concepts = len(vectors.factors)
    factors = rarity.nats(places)
    factors[places < 2 * concepts] = 1.0
    within = np.flatnonzero(places < concepts)
    factors[within] = vectors.factors[places[within]]
    return factors
