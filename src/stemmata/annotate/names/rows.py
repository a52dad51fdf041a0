"""Forms numbered as they are met, with a row of numbers for each in arrays that grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count, islice
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from stemmata.annotate.names.crf import Integers

_FIRST_ROOM = 1024


class Numbering:
    """The numbers of the forms met so far, from 0; `forms` are those that were looked into."""

    def __init__(self) -> None:
        """Begin with no forms."""
        self._numbers: dict[str, int] = defaultdict(count().__next__)
        self.forms: list[str] = []

    def of(self, forms: Sequence[str]) -> Integers:
        """Return the numbers of forms; those met for the first time get the next."""
        return np.fromiter(map(self._numbers.__getitem__, forms), np.int64, len(forms))

    def fresh(self) -> list[str]:
        """Return the forms numbered since this was last asked, in order."""
        number = len(self._numbers) - len(self.forms)
        fresh = list(islice(reversed(self._numbers), number))
        fresh.reverse()
        self.forms += fresh
        return fresh


class Growing:
    """An array with a row of zeros for each form until it is filled; room is doubled."""

    def __init__(self, width: tuple[int, ...], kind: DTypeLike) -> None:
        """Begin with few rows."""
        self.rows: NDArray[Any] = np.zeros((_FIRST_ROOM, *width), dtype=kind)

    def make_room(self, needed: int) -> None:
        """Make sure that there are so many rows."""
        if needed > len(self.rows):
            room = np.zeros((2 * needed, *self.rows.shape[1:]), dtype=self.rows.dtype)
            room[: len(self.rows)] = self.rows
            self.rows = room


def distinct(numbers: Integers) -> Integers:
    """Return each of a few numbers once, in order; `np.unique` would load masked arrays first."""
    return np.array(sorted(set(numbers.tolist())), dtype=np.int64)


def summed(rows: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return sums over the middle axis, where each row is too short for `np.sum` to be quick."""
    sums: NDArray[np.int16] = np.einsum("ijk->ik", rows)
    return sums
