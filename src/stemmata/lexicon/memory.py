"""Memory: the words a process has met, by number, with their concepts in arrays that grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.resolving import Resolved
from stemmata.lexicon.tables import Reals, Rows, spread

_Any = TypeVar("_Any", bound=np.generic)
_FIRST_SIZE = 1024


class Memory:
    """Words met by number; one thread may add while others read."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ends = np.zeros(_FIRST_SIZE, np.intp)  # of word n - 1; the first is 0
        self._commonness = np.zeros(_FIRST_SIZE, np.uint8)
        self._ids = np.zeros(_FIRST_SIZE, np.int32)
        self._weights = np.zeros(_FIRST_SIZE, np.float32)

    def __len__(self) -> int:
        return len(self._numbers)

    def unmet(self, forms: Sequence[str]) -> list[str]:
        """Return the words not met before, each once."""
        return list(set(forms).difference(self._numbers))

    def numbered(self, forms: Sequence[str]) -> Rows:
        """Return the numbers of words; a KeyError tells that one was not met before."""
        return np.fromiter(map(self._numbers.__getitem__, forms), np.intp, len(forms))

    def add(self, forms: Sequence[str], resolved: Resolved) -> None:
        """Remember words not met before."""
        first = len(self._numbers)
        used = int(self._ends[first])
        self._commonness = _put(self._commonness, first, resolved.commonness)
        self._ids = _put(self._ids, used, resolved.ids)
        self._weights = _put(self._weights, used, resolved.weights)
        self._ends = _put(self._ends, first + 1, used + resolved.counts.cumsum())
        # Last, so that what a number points to is always there.
        self._numbers.update(zip(forms, range(first, first + len(forms)), strict=True))

    def concepts(self, numbers: Rows) -> tuple[NDArray[np.int32], Reals, NDArray[np.int32]]:
        """Return the concepts of words end to end, their weights, and the word of each."""
        starts = self._ends[numbers]
        counts = self._ends[numbers + 1] - starts
        places = spread(starts, counts)
        positions = np.repeat(np.arange(len(numbers), dtype=np.int32), counts)
        return self._ids[places], self._weights[places], positions

    def commonness(self, numbers: Rows) -> Reals:
        """Return how common words are, from 0 (unseen) to 1."""
        return np.divide(self._commonness[numbers], np.float32(255), dtype=np.float32)


def _put(array: NDArray[_Any], place: int, values: NDArray[Any]) -> NDArray[_Any]:
    """Return an array with values from a place on: itself, or a longer copy."""
    end = place + len(values)
    if end > len(array):
        longer = np.zeros(max(end, 2 * len(array)), array.dtype)
        longer[:place] = array[:place]
        array = longer
    array[place:end] = values
    return array
