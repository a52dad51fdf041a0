"""Memory: the words of a vocabulary that a language has read, their concepts in growing arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.resolving import Resolved
from stemmata.lexicon.tables import Reals, Rows, spread
from stemmata.text.numbering import put

_FIRST_SIZE = 1024


class Memory:
    """Rows of words by their number in a vocabulary; one thread may add while others read."""

    def __init__(self) -> None:
        self._size = 0
        self._rows = np.zeros(_FIRST_SIZE, np.int32)  # by number; one more than the row, 0 for none
        self._ends = np.zeros(_FIRST_SIZE, np.intp)  # of row n - 1; the first is 0
        self._commonness = np.zeros(_FIRST_SIZE, np.uint8)
        self._ids = np.zeros(_FIRST_SIZE, np.int32)
        self._weights = np.zeros(_FIRST_SIZE, np.float32)

    def find(self, numbers: Rows) -> Rows:
        """Return the rows of words, -1 for those not read before."""
        rows = self._rows  # what lies beyond shares the last place, which stays free
        found: Rows = rows[np.minimum(numbers, len(rows) - 1)] - np.intp(1)
        return found

    def add(self, numbers: Rows, resolved: Resolved) -> None:
        """Remember words that `find` did not find."""
        first = self._size
        self._size += len(numbers)
        used = int(self._ends[first])
        self._commonness = put(self._commonness, first, resolved.commonness)
        self._ids = put(self._ids, used, resolved.ids)
        self._weights = put(self._weights, used, resolved.weights)
        self._ends = put(self._ends, first + 1, used + resolved.counts.cumsum())
        rows, free = self._rows, int(numbers.max()) + 1
        if free >= len(rows):  # never put where a word read before may stand
            rows = put(rows, free, np.zeros(1, np.int32))
        # Last, so that what a row points to is always there.
        rows[numbers] = np.arange(first + 1, self._size + 1)
        self._rows = rows

    def concepts(self, rows: Rows) -> tuple[NDArray[np.int32], Reals, NDArray[np.int32]]:
        """Return the concepts of words end to end, their weights, and the word of each."""
        starts = self._ends[rows]
        counts = self._ends[rows + 1] - starts
        places = spread(starts, counts)
        positions = np.repeat(np.arange(len(rows), dtype=np.int32), counts)
        return self._ids[places], self._weights[places], positions

    def commonness(self, rows: Rows) -> Reals:
        """Return how common words are, from 0 (unseen) to 1."""
        return np.divide(self._commonness[rows], np.float32(255), dtype=np.float32)
