"""Forms numbered as they are met, with a row of numbers for each in arrays that grow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from stemmata.annotate.names.crf import Integers

_FIRST_ROOM = 1024


class Numbered(dict[str, int]):
    """The number of every form met so far; `fresh` are those nobody has looked into yet."""

    def __init__(self) -> None:
        """Begin with no forms."""
        super().__init__()
        self.fresh: list[str] = []

    def __missing__(self, form: str) -> int:
        """Give a form met for the first time the next number."""
        self.fresh.append(form)
        number = self[form] = len(self)
        return number

    def of(self, forms: Iterable[str]) -> Integers:
        """Return the numbers of forms."""
        return np.array(list(map(self.__getitem__, forms)), dtype=np.int64)

    def taken(self) -> list[str]:
        """Return the fresh forms, which are fresh no more."""
        fresh, self.fresh = self.fresh, []
        return fresh


class Growing:
    """An array that grows by rows; its room is doubled where it runs out."""

    def __init__(self, width: tuple[int, ...], kind: DTypeLike) -> None:
        """Begin with no rows."""
        self.rows: NDArray[Any] = np.zeros((_FIRST_ROOM, *width), dtype=kind)
        self._filled = 0

    def extend(self, rows: NDArray[Any]) -> None:
        """Add rows at the end."""
        end = self._filled + len(rows)
        if end > len(self.rows):
            room = np.zeros((2 * end, *self.rows.shape[1:]), dtype=self.rows.dtype)
            room[: self._filled] = self.rows[: self._filled]
            self.rows = room
        self.rows[self._filled : end] = rows
        self._filled = end
