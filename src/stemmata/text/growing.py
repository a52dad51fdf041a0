"""Arrays that grow at their end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Growing:
    """An array whose room doubles as it grows, so that one more entry costs the same on average.

    Args:
        dtype: of the entries.
        width: numbers in an entry; with none, an entry is one number.
    """

    def __init__(self, dtype: DTypeLike, *width: int) -> None:
        self._room: NDArray[Any] = np.zeros((16, *width), dtype)
        self.values: NDArray[Any] = self._room[:0]

    def __len__(self) -> int:
        return len(self.values)

    def extend(self, values: NDArray[Any]) -> None:
        """Append entries."""
        end = len(self.values)
        self.grow(end + len(values))
        self.values[end:] = values

    def grow(self, size: int, fill: float = 0) -> None:
        """Make it at least so long; new entries get the fill."""
        if size > len(self._room):
            room = np.full((2 * size, *self._room.shape[1:]), fill, self._room.dtype)
            room[: len(self.values)] = self.values
            self._room = room
        if size > len(self.values):
            self.values = self._room[:size]
