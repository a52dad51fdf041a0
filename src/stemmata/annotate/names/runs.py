"""Where names may stand, from the bits of a text's words and marks; all at once, as arrays.

With capitals, runs of capitalised words with the small words and marks between and after them;
without, every stretch between marks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.crf import Integers
from stemmata.annotate.names.shapes import (
    DOT,
    ENDING,
    IS_CASED_WORD,
    IS_DIGIT,
    IS_HEAD,
    IS_LOWER,
    IS_MARK,
    IS_UPPER,
    JOINING,
    LINE_END,
    OF_ORGANISATION,
    OPENING,
    SHORT,
    TITULAR,
    Sights,
)

_LONGEST_RUN = 24
_LONGEST_BRIDGE = 3
_HEADLINE_SHARE = 0.6
_FEWEST_HEADLINE_WORDS = 4
Runs = tuple[Integers, Integers]  # first token and number of tokens of each


def cased_runs(sights: Sights) -> Runs:
    """Return runs of capitalised words with the small words and marks between and after them."""
    heads = np.flatnonzero(sights & IS_HEAD)
    if not len(heads):
        return heads, heads
    last = heads + _tails(sights, heads)
    begun = heads[1:]
    gaps = begun - last[:-1] - 1
    barred = np.cumsum(sights & JOINING == 0)
    joined = (gaps <= _LONGEST_BRIDGE) & (barred[begun - 1] == barred[last[:-1]])
    abbreviated = (sights[begun - 1] & DOT != 0) & (sights[begun - 2] & SHORT != 0)
    joined |= (gaps == 1) & abbreviated
    leading = np.concatenate(([0], np.flatnonzero(~joined) + 1))
    closing = np.append(leading[1:], len(heads)) - 1
    first, lengths = heads[leading], last[closing] - heads[leading] + 1
    if lengths.max() <= _LONGEST_RUN:
        return first, lengths
    return _cut(heads.tolist(), last.tolist(), leading.tolist())


def _tails(sights: Sights, heads: Integers) -> Integers:
    """Return how many tokens behind each head may belong to the name that it begins.

    Up to two lower-case words behind a general word of organisations, else one number.
    """
    padded = np.append(sights, np.zeros(2, dtype=np.uint16))
    after, two_after = padded[heads + 1], padded[heads + 2]
    lower = after & IS_LOWER != 0
    words: Integers = lower.astype(np.int64) + (lower & (two_after & IS_LOWER != 0))
    words[sights[heads] & OF_ORGANISATION == 0] = 0
    words[(words == 0) & (after & IS_DIGIT != 0)] = 1
    return words


def _cut(heads: list[int], last: list[int], leading: list[int]) -> Runs:
    """Return the runs, those that grow too long begun anew."""
    begins = set(leading)
    first: list[int] = []
    ends: list[int] = []
    for place, (head, end) in enumerate(zip(heads, last, strict=True)):
        if place in begins or ends[-1] - first[-1] + 1 >= _LONGEST_RUN:
            first.append(head)
            ends.append(end)
        else:
            ends[-1] = end
    starts = np.array(first, dtype=np.int64)
    return starts, np.array(ends, dtype=np.int64) - starts + 1


def stretches(sights: Sights) -> Runs:
    """Return the stretches between marks, cut where they grow long."""
    marks = np.append(np.flatnonzero(sights & IS_MARK), len(sights))
    begins = np.append(0, marks[:-1] + 1)
    first = [
        cut
        for begin, end in zip(begins.tolist(), marks.tolist(), strict=True)
        for cut in range(begin, end, 2 * _LONGEST_RUN)
    ]
    starts = np.array(first, dtype=np.int64)
    ends = np.minimum(marks[np.searchsorted(marks, starts)], starts + 2 * _LONGEST_RUN)
    return starts, ends - starts


def places_of(runs: Runs) -> Integers:
    """Return the tokens of runs, one run after the other."""
    first, lengths = runs
    offsets = first - (np.cumsum(lengths) - lengths)
    places: Integers = np.repeat(offsets, lengths) + np.arange(int(lengths.sum()))
    return places


def sentence_beginnings(sights: Sights) -> NDArray[np.bool_]:
    """Tell of each token whether it begins a sentence, a line or a quotation that begins one.

    A dot behind a title or a single letter ends no sentence.
    """
    places = np.arange(len(sights))
    closed = np.maximum.accumulate(np.where(sights & OPENING, -1, places))
    before = np.append(-1, closed[:-1])
    ending = sights & ENDING != 0
    abbreviating = np.append(False, (sights[1:] & DOT != 0) & (sights[:-1] & TITULAR != 0))
    begins: NDArray[np.bool_] = (before < 0) | (ending & ~abbreviating)[before]
    return begins


def headlines(sights: Sights) -> Integers:
    """Tell of each token whether its line has most words capitalised (1) or in capitals (2)."""
    lines = np.cumsum(sights & LINE_END != 0)
    words, upper, lower = (
        np.bincount(lines, weights=sights & mask != 0)
        for mask in (IS_CASED_WORD, IS_UPPER, IS_LOWER)
    )
    loud = (words - lower > _HEADLINE_SHARE * words).astype(np.int64)
    loud[upper > _HEADLINE_SHARE * words] = 2
    loud[words < _FEWEST_HEADLINE_WORDS] = 0
    flags: Integers = loud[lines]
    return flags
