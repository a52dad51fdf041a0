"""A text to the tokens that time expressions are read from: words of letters, and numbers.

Where words are spaced, the words that all parts share are taken as they are; only what holds more
than one token ("10-year-old"), and numbers that are several words ("15:30"), is cut again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.dates.forms import PARTED, Forms
from stemmata.text import Words, numbered_columns, word_columns

# Signs that stand inside of a number, but part two words.
_JOINTS = frozenset(":/–．／：~～")


class Tokens(NamedTuple):
    """What a text was cut into: each piece, where it starts and ends, and the gap before it.

    `kinds` are what the forms of the pieces are. One empty form more than there are tokens closes
    the forms, so that each has one after it.
    """

    forms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[str]
    kinds: NDArray[np.uint8]


def cut_tokens(text: str, known: Forms) -> Tokens:
    """Return the tokens of a text in a language."""
    if known.vocabulary.unspaced:
        return _cut_whole(text, known)
    words = word_columns(text)
    kinds = known.shared.read(numbered_columns(text))
    stretches = list(_merged(_stretches(words, kinds)))
    if not stretches:
        return Tokens((*words.forms, ""), words.starts, words.ends, words.gaps, kinds)
    return _cut_again(text, words, kinds, stretches, known)


def _cut_whole(text: str, known: Forms) -> Tokens:
    parts = known.cut(text)
    edges = list(accumulate(map(len, parts)))
    forms = parts[1::2]
    kinds = np.array(known.kinds(forms), np.uint8)
    return Tokens([*forms, ""], edges[0:-1:2], edges[1::2], parts[0::2], kinds)


def _stretches(words: Words, kinds: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Yield in order the ranges of words that are cut otherwise than the words are."""
    forms, gaps = words.forms, words.gaps
    joints = [
        (place - 1, place + 1)
        for place in compress(count(), map(_JOINTS.__contains__, gaps))
        if 0 < place < len(forms) and _in_number(forms[place - 1], forms[place])
    ]
    parted = [(place, place + 1) for place in np.flatnonzero(kinds & PARTED).tolist()]
    yield from sorted(joints + parted)


def _in_number(before: str, after: str) -> bool:
    return before[-1].isdecimal() and after[0].isdecimal()


def _merged(stretches: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges in order, those that overlap as one."""
    first, last = 0, 0
    for start, end in stretches:
        if start >= last:
            if last:
                yield first, last
            first = start
        last = max(last, end)
    if last:
        yield first, last


def _cut_again(
    text: str,
    words: Words,
    kinds: NDArray[np.uint8],
    stretches: Sequence[tuple[int, int]],
    known: Forms,
) -> Tokens:
    """Return the words as tokens, those of the stretches cut by the language's own pattern."""
    starts, ends = list(words.starts), list(words.ends)
    forms, gaps = list(words.forms), list(words.gaps)
    sorts = bytearray(kinds.tobytes())
    for first, last in reversed(stretches):  # from behind, so that the places before stay the same
        parts = known.cut(text[starts[first] : ends[last - 1]])
        edges = list(accumulate(map(len, parts), initial=starts[first]))
        here = slice(first, last)
        sorts[here] = bytes(known.kinds(parts[1::2]))
        forms[here] = parts[1::2]
        starts[here] = edges[1:-1:2]
        ends[here] = edges[2::2]
        parts[0] = gaps[first] + parts[0]
        parts[-1] += gaps[last]
        gaps[first : last + 1] = parts[0::2]
    return Tokens([*forms, ""], starts, ends, gaps, np.frombuffer(sorts, np.uint8))
