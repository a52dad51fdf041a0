"""Whether arrays of a file can be what they are named: sizes, kinds and order, not every value.

What is checked here is all that look-ups rely on without asking again, so that a damaged file is
told when it is opened, by name and with advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError

ADVICE = "install the package anew, or build the file with python -m stemmata.lexicon.build"
_BLOCK_KINDS = {
    "digests": "<u4", "commonness": "|u1", "blocks": "<u4", "places": "<u2", "ids": "<u2",
    "weights": "|u1",
}  # fmt: skip
_LARGEST_UNIT = 1e30  # times the largest value it is still a number
_MEAN_KINDS = {"ids": "<u2", "values": "<u2", "unit": "<f4"}


class Checked:
    """The arrays of a file, given out once they are found to be sound.

    Args:
        path: of the file, for messages.
        arrays: by name.
    """

    def __init__(self, path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._path = path
        self._arrays = arrays

    def rarity(self) -> NDArray[np.float32]:
        """Return the rarity of concepts.

        Raises:
            LexiconError: it is missing, or not all of it are numbers.
        """
        found = self._take("rarity", "<f4")
        self._need(bool(len(found)) and bool(np.isfinite(found).all()), "rarity")
        return found

    def labels(self, concepts: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Return where the label of each concept ends, and the letters of all.

        Raises:
            LexiconError: they do not belong together.
        """
        ends, letters = self._take("label_ends", "<u4"), self._take("labels", "|u1")
        sound = len(ends) == concepts and ends.max(initial=0) <= len(letters)
        self._need(sound and bool((ends[1:] >= ends[:-1]).all()), "labels")
        return ends, letters

    def table(self, name: str, concepts: int) -> dict[str, NDArray[Any]]:
        """Return the arrays of a table, by their names without its own.

        Raises:
            LexiconError: one is missing, or they do not belong together.
        """
        found = {part: self._take(f"{name}.{part}", kind) for part, kind in _BLOCK_KINDS.items()}
        words, entries = len(found["digests"]), len(found["ids"])
        self._need(len(found["commonness"]) == words, f"{name}.commonness")
        self._need(len(found["places"]) == words + 1, f"{name}.places")
        self._need(len(found["weights"]) == entries, f"{name}.weights")
        self._need(entries or not words, f"{name}.ids")
        self._need(found["ids"].max(initial=0) < concepts, f"{name}.ids")
        return found

    def starts(self, name: str, found: Mapping[str, NDArray[Any]], block: int) -> NDArray[np.intp]:
        """Return where the entries of each word of a table begin, and where the last end.

        Raises:
            LexiconError: they go back, or beyond the last entry.
        """
        places = found["places"]
        self._need(len(found["blocks"]) * block >= len(places), f"{name}.blocks")
        starts: NDArray[np.intp]
        starts = np.repeat(found["blocks"], block)[: len(places)].astype(np.intp) + places
        sound = starts[-1] <= len(found["ids"]) and bool((np.diff(starts) >= 0).all())
        self._need(sound, f"{name}.places")
        return starts

    def mean(self, language: str, concepts: int) -> dict[str, NDArray[Any]]:
        """Return the mean vector of a language: its concepts, their values, the unit of these.

        Raises:
            LexiconError: one is missing, or they do not belong together.
        """
        found = {part: self._take(f"{language}.{part}", k) for part, k in _MEAN_KINDS.items()}
        sound = len(found["ids"]) == len(found["values"]) and len(found["unit"]) == 1
        sound = sound and bool((np.abs(found["unit"]) < _LARGEST_UNIT).all())
        self._need(sound and found["ids"].max(initial=0) < concepts, f"the mean of {language}")
        return found

    def _take(self, name: str, kind: str) -> NDArray[Any]:
        found = self._arrays.get(name)
        if found is None or found.dtype.str != kind:
            raise self._damaged(name)
        return found

    def _need(self, holds: object, what: str) -> None:
        if not holds:
            raise self._damaged(what)

    def _damaged(self, what: str) -> LexiconError:
        return LexiconError(f"is damaged ({what})", where=str(self._path), advice=ADVICE)
