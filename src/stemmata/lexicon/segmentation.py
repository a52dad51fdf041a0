"""Words of a script without spaces: the most probable sequence of known words.

A unigram model and the Viterbi algorithm, as in Kudo 2018 (subword regularization), over the
lexicon's own vocabulary; a letter that begins no known word stands alone. Katakana, which spells
names from abroad, is never cut into single letters: what is left of its run is one word. The
digests of all stretches of letters of a text are computed together, one letter more at a time.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.tables import Digests, SortedDigests
from stemmata.lexicon.tables import Rows as Places
from stemmata.text import fold, word_spans

# A letter no word covers costs this much more than the rarest word (natural logarithm).
_UNKNOWN_COST = 4.0
# A whole run of katakana that no word covers: dearer by the letter, so that a known compound
# (15 letters of three words) is cut and a name is not.
_FOREIGN_COST = 18.0
_FOREIGN_LETTER_COST = 3.0
_RAREST = 22.0
_MOST_LETTERS = 100_000  # of runs that are remembered, with their words about 10 MB
_RUN = re.compile(
    r"[\u0e00-\u0e7f]+|[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]+"
)
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]+")
# All letters of these scripts have three bytes in UTF-8; what folding turns into others is no
# part of a known word.
_FIRST_OF_THREE_BYTES, _LAST_OF_THREE_BYTES = 0x800, 0xFFFF
_CRC_POLYNOMIAL = 0xEDB88320
_HALF = 0xFFF

Span = tuple[int, int]


def unspaced_spans(text: str) -> list[Span]:
    """Return the runs of Thai letters, and of Han letters and kana together, as spans.

    Example:
        >>> unspaced_spans("BBC: 子どもの and")
        [(5, 9)]
    """
    return [match.span() for match in _RUN.finditer(text)]


class _FoldedLetters(dict[int, str]):
    """Letters folded, each to one, filled as they are met."""

    def __missing__(self, letter: int) -> str:
        folded = fold(chr(letter))[:1] or chr(letter)
        self[letter] = folded
        return folded


_FOLDED = _FoldedLetters()


def fold_letters(text: str) -> str:
    """Return a text with each letter folded by itself, so that places stay the same."""
    return text.translate(_FOLDED)


class UnigramSegmenter:
    """Cuts runs of letters into words.

    Args:
        digests: uint32 digests of the words.
        commonness: uint8, 255 for the commonest.
        longest: letters in the longest word looked for.
    """

    def __init__(self, digests: Digests, commonness: NDArray[np.uint8], longest: int) -> None:
        # Of words that share a digest the last counts.
        known, order = np.unique(digests[::-1], return_index=True)
        self._index = SortedDigests(known)
        costs = _RAREST * (1 - commonness[::-1][order].astype(np.float32) / 255)
        self._costs = costs.astype(np.float64)
        self._longest = longest
        self._known: dict[str, Sequence[Span]] = {}
        self._letters = 0  # of the runs known

    def cut_text(self, text: str) -> list[Span]:
        """Return the words of a text: of its runs, and those written with spaces beside them."""
        runs = unspaced_spans(text)
        if not runs:
            return word_spans(text)
        written = [text[start:end] for start, end in runs]
        words = self._words_of(written)
        inner = [
            (start + first, start + last)
            for (start, _), run in zip(runs, written, strict=True)
            for first, last in words[run]
        ]
        return sorted(inner + word_spans(_RUN.sub(_blank, text)))

    def _words_of(self, runs: Sequence[str]) -> Mapping[str, Sequence[Span]]:
        """Return the words of runs, remembered: several stages cut a report, and copies repeat."""
        known = self._known
        if self._letters > _MOST_LETTERS:
            known, self._letters = {}, 0
            self._known = known  # another thread goes on with the old one
        if fresh := [run for run in dict.fromkeys(runs) if run not in known]:
            ends = [end - 1 for end in accumulate(len(run) + 1 for run in fresh)]
            starts = [end - len(run) for run, end in zip(fresh, ends, strict=True)]
            spans = self.cut_runs(
                fold_letters("\n".join(fresh)), list(zip(starts, ends, strict=True))
            )
            self._letters += ends[-1]
            place = 0
            for run, start, end in zip(fresh, starts, ends, strict=True):
                first, place = place, bisect_left(spans, (end,), place)
                known[run] = [(one - start, other - start) for one, other in spans[first:place]]
        return known

    def cut(self, run: str) -> list[Span]:
        """Return the words of a run as spans."""
        return self.cut_runs(run, [(0, len(run))])

    def cut_runs(self, letters: str, runs: Sequence[Span]) -> list[Span]:
        """Return the words of all runs of a text as spans.

        Args:
            letters: the text, its letters folded.
            runs: spans of the text, in order.
        """
        limits = np.zeros(len(letters), np.intp)
        for start, end in runs:
            limits[start:end] = end
        foreign = _foreign_ends(letters, runs)
        edges = [_unknown_edges(limits, foreign), *self._known_edges(letters, limits, foreign)]
        back = _cheapest(len(letters), [start for start, _ in runs], edges)
        spans: list[Span] = []
        for start, end in reversed(runs):
            place = end
            while place > start:
                spans.append((back[place], place))
                place = back[place]
        return spans[::-1]

    def _known_edges(self, letters: str, limits: Places, foreign: Places) -> Iterator[_Edges]:
        """Yield the known words of one letter, of two, and so on."""
        codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), np.uint32)
        usable = (codes >= _FIRST_OF_THREE_BYTES) & (codes <= _LAST_OF_THREE_BYTES)
        written = _three_bytes(codes)
        begins = np.flatnonzero(limits)
        states = np.full(len(begins), 0xFFFFFFFF, np.uint32)
        for size in range(self._longest):
            kept = np.flatnonzero(begins + size < limits[begins])
            kept = kept[usable[begins[kept] + size]]
            begins = begins[kept]
            states = _extend(states[kept], written[begins + size])
            filed, rows = self._index.find(~states)
            starts = begins[filed]
            if size == 0:  # a letter of katakana is never a word
                rows, starts = rows[foreign[starts] == 0], starts[foreign[starts] == 0]
            yield _Edges(starts, starts + (size + 1), self._costs[rows])


class _Edges(NamedTuple):
    """What may stand in a text: starts, ends, costs."""

    starts: Places
    ends: Places
    costs: NDArray[np.float64]


def _unknown_edges(limits: Places, foreign: Places) -> _Edges:
    """Return what stands where no word is known: a letter, or the rest of a run of katakana."""
    starts = np.flatnonzero(limits)
    ends = np.maximum(foreign[starts], starts + 1)
    dear = _FOREIGN_COST + _FOREIGN_LETTER_COST * (ends - starts)
    return _Edges(starts, ends, np.where(foreign[starts] > 0, dear, _RAREST + _UNKNOWN_COST))


def _foreign_ends(letters: str, runs: Sequence[Span]) -> Places:
    """Return for each place inside katakana where its katakana ends, 0 elsewhere."""
    ends = np.zeros(len(letters), np.intp)
    for start, end in runs:
        for match in _KATAKANA.finditer(letters, start, end):
            ends[match.start() : match.end()] = match.end()
    return ends


def _cheapest(size: int, begins: Sequence[int], edges: Sequence[_Edges]) -> list[int]:
    """Return for each place where the word begins that ends there on the cheapest way."""
    starts, ends, costs = map(np.concatenate, zip(*edges, strict=True))
    order = starts.argsort(kind="stable")
    best = [math.inf] * (size + 1)
    back = [0] * (size + 1)
    fresh = set(begins)
    ways = zip(starts[order].tolist(), ends[order].tolist(), costs[order].tolist(), strict=True)
    for start, end, cost in ways:
        reached = (0.0 if start in fresh else best[start]) + cost
        if reached < best[end]:
            best[end] = reached
            back[end] = start
    return back


def _three_bytes(codes: Digests) -> Digests:
    """Return letters as they are written in UTF-8, the first byte lowest."""
    second, third = codes >> 6 & 0x3F | 0x80, codes & 0x3F | 0x80
    return (codes >> 12 | 0xE0 | second << 8 | third << 16).astype(np.uint32, copy=False)


def _extend(states: Digests, written: Digests) -> Digests:
    """Return CRC-32 states after three bytes more."""
    low, high = _crc_tables()
    mixed = states ^ written
    extended: Digests = low[mixed & _HALF] ^ high[mixed >> 12 & _HALF] ^ mixed >> 24
    return extended


@cache
def _crc_tables() -> tuple[Digests, Digests]:
    """Return what the lower and the upper half of three bytes make of a CRC-32 state."""
    states = np.arange(_HALF + 1, dtype=np.uint32) * np.array([[1], [1 << 12]], np.uint32)
    for _ in range(24):
        states = np.where(states & 1, states >> 1 ^ _CRC_POLYNOMIAL, states >> 1)
    low, high = states.astype(np.uint32)
    return low, high


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match.group())
