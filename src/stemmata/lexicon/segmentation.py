"""Words of a script without spaces: the most probable sequence of known words.

A unigram model and the Viterbi algorithm, as in Kudo 2018 (subword regularization), over the
lexicon's own vocabulary; a letter that begins no known word stands alone. Katakana, which spells
names from abroad, is never cut into single letters: what is left of its run is one word.
"""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.text import fold

# A letter no word covers costs this much more than the rarest word (natural logarithm).
_UNKNOWN_COST = 4.0
# A whole run of katakana that no word covers: dearer by the letter, so that a known compound
# (15 letters of three words) is cut and a name is not.
_FOREIGN_COST = 18.0
_FOREIGN_LETTER_COST = 3.0
_RAREST = 22.0
_LONGEST_RUN = 2_000
_RUN = re.compile(
    r"[\u0e00-\u0e7f]+|[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]+"
)
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]+")


def unspaced_spans(text: str) -> list[tuple[int, int]]:
    """Return the runs of Thai letters, and of Han letters and kana together, as spans.

    Example:
        >>> unspaced_spans("BBC: 子どもの and")
        [(5, 9)]
    """
    return [match.span() for match in _RUN.finditer(text)]


def fold_letters(run: str) -> str:
    """Return a run with each letter folded by itself, so that places stay the same."""
    return "".join(fold(letter)[:1] or letter for letter in run)


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
        foreign_end = _foreign_ends(run)
        best = [0.0] + [float("inf")] * size
        back = [0] * (size + 1)
        for start in range(size):
            edges = self._edges(letters, start, foreign_end[start])
            for end, cost in edges:
                if best[start] + cost < best[end]:
                    best[end] = best[start] + cost
                    back[end] = start
        spans = []
        end = size
        while end > 0:
            spans.append((back[end], end))
            end = back[end]
        return spans[::-1]

    def _edges(self, letters: list[bytes], start: int, foreign: int) -> list[tuple[int, float]]:
        """Return the ends of the words that may begin at a place, with their costs."""
        if foreign:
            edges = [(foreign, _FOREIGN_COST + _FOREIGN_LETTER_COST * (foreign - start))]
        else:
            edges = [(start + 1, _RAREST + _UNKNOWN_COST)]
        digest = 0
        for end in range(start + 1, min(len(letters), start + self._longest) + 1):
            digest = crc32(letters[end - 1], digest)
            cost = self._costs.get(digest)
            if cost is not None and not (foreign and end == start + 1):
                edges.append((end, cost))
        return edges


def _foreign_ends(run: str) -> list[int]:
    """Return for each place inside katakana where its katakana ends, 0 elsewhere."""
    ends = [0] * len(run)
    for match in _KATAKANA.finditer(run):
        ends[match.start() : match.end()] = [match.end()] * (match.end() - match.start())
    return ends
