"""Where names may stand, from the bits of a text's words and marks; all at once, as arrays.

With capitals, runs of capitalised words with the small words and marks between and after them;
without, every stretch between marks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.crf import Integers
from stemmata.annotate.names.shapes import (
    CASED_WORDS,
    DOT,
    ENDING,
    IS_DIGIT,
    IS_HEAD,
    IS_LOWER,
    IS_MARK,
    JOINING,
    LINE_END,
    LOWER,
    OF_ORGANISATION,
    OPENING,
    SHAPES,
    SHORT,
    TITULAR,
    UPPER,
    Sights,
    shapes_of,
)

_LONGEST_RUN = 24
_LONGEST_BRIDGE = 3
_HEADLINE_SHARE = 0.6
_FEWEST_HEADLINE_WORDS = 4
_NOTHING: Sights = np.zeros(1, dtype=np.uint16)
Runs = tuple[Integers, Integers]  # first token and number of tokens of each


def cased_runs(sights: Sights) -> Runs:
    """Return runs of capitalised words with the small words and marks between and after them."""
    heads = np.flatnonzero(sights & IS_HEAD)
    if not len(heads):
        return heads, heads
    last = heads + _tails(sights, heads)
    begun, ended = heads[1:], last[:-1]
    gaps = begun - ended - 1
    barred = (sights & JOINING == 0).cumsum()
    joined = (gaps <= _LONGEST_BRIDGE) & (barred[begun - 1] == barred[ended])
    abbreviated = (sights[begun - 1] & DOT != 0) & (sights[begun - 2] & SHORT != 0)
    joined |= (gaps == 1) & abbreviated
    parted = np.flatnonzero(~joined)
    first = np.concatenate((heads[:1], begun[parted]))
    lengths = np.concatenate((ended[parted], last[-1:])) - first + 1
    if lengths.max() <= _LONGEST_RUN:
        return first, lengths
    return _cut(heads.tolist(), last.tolist(), [0, *(parted + 1).tolist()])


def _tails(sights: Sights, heads: Integers) -> Integers:
    """Return how many tokens behind each head may belong to the name that it begins.

    Up to two lower-case words behind a general word of organisations, else one number.
    """
    padded = np.concatenate((sights, _NOTHING, _NOTHING))
    after, two_after = padded[heads + 1], padded[heads + 2]
    lower = (after & IS_LOWER != 0) & (sights[heads] & OF_ORGANISATION != 0)
    tails: Integers = (lower | (after & IS_DIGIT != 0)).astype(np.int64)
    tails += lower & (two_after & IS_LOWER != 0)
    return tails


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
    ending = sights & ENDING != 0
    ending[1:] &= (sights[1:] & DOT == 0) | (sights[:-1] & TITULAR == 0)
    begins = np.ones(len(sights), dtype=np.bool_)
    begins[1:] = (closed[:-1] < 0) | ending[closed[:-1]]
    return begins


def headlines(sights: Sights) -> Integers:
    """Tell of each token whether its line has most words capitalised (1) or in capitals (2)."""
    lines = (sights & LINE_END != 0).cumsum()
    counts = np.bincount(lines * SHAPES + shapes_of(sights), minlength=SHAPES * (lines[-1] + 1))
    by_line = counts.reshape(-1, SHAPES)
    words = by_line[:, CASED_WORDS].sum(axis=1)
    loud = (words - by_line[:, LOWER] > _HEADLINE_SHARE * words).astype(np.int64)
    loud[by_line[:, UPPER] > _HEADLINE_SHARE * words] = 2
    loud[words < _FEWEST_HEADLINE_WORDS] = 0
    flags: Integers = loud[lines]
    return flags
