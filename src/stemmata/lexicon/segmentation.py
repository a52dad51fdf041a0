"""Words of a script without spaces: the most probable sequence of known words.

A unigram model and the Viterbi algorithm, as in Kudo 2018 (subword regularization), over the
lexicon's own vocabulary; a letter that begins no known word stands alone.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# A letter no word covers costs this much more than the rarest word (natural logarithm).
_UNKNOWN_COST = 4.0
_RAREST = 22.0
_LONGEST_RUN = 2_000


class UnigramSegmenter:
    """Cuts runs of letters into words.

    Args:
        digests: uint32 digests of the words.
        commonness: uint8, 255 for the commonest.
        longest: letters in the longest word looked for.
    """

    def __init__(
        self, digests: NDArray[np.uint32], commonness: NDArray[np.uint8], longest: int
    ) -> None:
        costs = (_RAREST * (1 - commonness.astype(np.float32) / 255)).tolist()
        self._costs: dict[int, float] = dict(zip(digests.tolist(), costs, strict=True))
        self._longest = longest

    def cut(self, run: str) -> list[tuple[int, int]]:
        """Return the words of a run as spans."""
        spans = []
        for start in range(0, len(run), _LONGEST_RUN):
            piece = run[start : start + _LONGEST_RUN]
            spans += [(start + a, start + b) for a, b in self._cut(piece)]
        return spans

    def _cut(self, run: str) -> list[tuple[int, int]]:
        size = len(run)
        letters = [letter.encode("utf-8", "surrogatepass") for letter in run]
        best = [0.0] + [float("inf")] * size
        back = [0] * (size + 1)
        for start in range(size):
            digest = 0
            for end in range(start + 1, min(size, start + self._longest) + 1):
                digest = crc32(letters[end - 1], digest)
                cost = self._costs.get(digest)
                if cost is None:
                    if end > start + 1:
                        continue
                    cost = _RAREST + _UNKNOWN_COST
                if best[start] + cost < best[end]:
                    best[end] = best[start] + cost
                    back[end] = start
        spans = []
        end = size
        while end > 0:
            spans.append((back[end], end))
            end = back[end]
        return spans[::-1]
