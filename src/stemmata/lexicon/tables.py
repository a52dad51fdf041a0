"""Tables: a sorted array of 32-bit digests of units, beside it their commonness and concepts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.checking import Checked

BLOCK = 256  # units that share one 32-bit place
_SIFTED = 32 - 18  # bits; the other 18 a digest that is not there shares with one in ten of a table

Digests = NDArray[np.uint32]
Rows = NDArray[np.intp]
Reals = NDArray[np.float32]


class SortedDigests:
    """Digests in ascending order; a sieve goes before the search, for most sought are not there."""

    def __init__(self, digests: Digests) -> None:
        self._digests = digests
        self._sieve = np.zeros(1 << (32 - _SIFTED), np.bool_)
        self._sieve[digests >> _SIFTED] = True

    def find(self, sought: Digests) -> tuple[Rows, Rows]:
        """Return which of some digests are there, and their rows."""
        likely = self._sieve[sought >> _SIFTED].nonzero()[0]
        sought = sought[likely]
        rows = self._digests.searchsorted(sought)
        rows[rows == len(self._digests)] = 0
        right = (self._digests[rows] == sought).nonzero()[0]
        return likely[right], rows[right]


class Table:
    """The words of one table: digests, entries, commonness.

    Args:
        name: of the table.
        arrays: of the file.
        concepts: how many there are.
    """

    def __init__(self, name: str, arrays: Checked, concepts: int) -> None:
        """Take the arrays of a table.

        Raises:
            LexiconError: they are missing or damaged.
        """
        found = arrays.table(name, concepts)
        self.digests: Digests = found["digests"]
        self.commonness: NDArray[np.uint8] = found["commonness"]
        self._ids, self._weights = found["ids"], found["weights"]
        starts = arrays.starts(name, found, BLOCK)
        self._starts = starts[:-1]
        self._counts = np.diff(starts)
        first = self._weights.take(self._starts, mode="clip")
        self._translated = (first > 0) | (self._counts == 0)
        self._index = SortedDigests(self.digests)

    def find(self, digests: Digests) -> tuple[Rows, Rows]:
        """Return which of some units are filed, and their rows."""
        return self._index.find(digests)

    def find_translated(self, digests: Digests) -> tuple[Rows, Rows]:
        """Return which of some units have a translation, and their rows."""
        return self.translated(*self._index.find(digests))

    def translated(self, places: Rows, rows: Rows) -> tuple[Rows, Rows]:
        """Return what was found without the rows that are there for their commonness alone."""
        kept = self._translated[rows]
        return places[kept], rows[kept]

    def first_translated(self, units: Sequence[str]) -> int:
        """Return the place of the first of some units that has a translation, -1 for none."""
        places, _ = self.find_translated(digests_of(units))
        return int(places[0]) if len(places) else -1

    def row_of(self, unit: str) -> int:
        """Return the row of a unit that is filed."""
        return int(self._index.find(digests_of([unit]))[1][0])

    def entries(self, rows: Rows) -> tuple[NDArray[np.int32], Reals, Rows]:
        """Return the concepts of rows end to end, their weights, and how many each row has."""
        counts = self._counts[rows]
        places = spread(self._starts[rows], counts)
        weights = np.divide(self._weights[places], 255, dtype=np.float32)
        return self._ids[places].astype(np.int32), weights, counts


def digests_of(units: Iterable[str]) -> Digests:
    """Return the digests under which units are filed."""
    return np.array([crc32(unit.encode("utf-8", "surrogatepass")) for unit in units], np.uint32)


def spread(starts: Rows, counts: Rows) -> Rows:
    """Return the places of stretches laid end to end.

    Example:
        >>> spread(np.array([5, 0]), np.array([2, 3])).tolist()
        [5, 6, 0, 1, 2]
    """
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    shifts: Rows = starts - ends + counts
    return shifts.repeat(counts) + np.arange(total)
