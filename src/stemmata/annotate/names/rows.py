"""Forms numbered as they are met, and small sums over the rows that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.crf import Integers


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


def distinct(numbers: Integers) -> Integers:
    """Return each of a few numbers once, in order; `np.unique` would load masked arrays first."""
    return np.array(sorted(set(numbers.tolist())), dtype=np.int64)


def summed(rows: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return sums over the middle axis, where each row is too short for `np.sum` to be quick."""
    sums: NDArray[np.int16] = np.einsum("ijk->ik", rows)
    return sums
