"""A text to the tokens that time expressions are read from: words of letters, and numbers.

Where words are spaced, the words that all parts share are taken as they are; only what holds more
than one token ("10-year-old"), and numbers that are several words ("15:30"), is cut again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

from stemmata.annotate.dates.forms import Forms
from stemmata.text import Words, word_columns

# Signs that stand inside of a number, but part two words.
_JOINTS = frozenset(":/–．／：~～")


class Tokens(NamedTuple):
    """What a text was cut into: each piece, where it starts and ends, and the gap before it.

    One empty form more than there are tokens closes the forms, so that each has one after it.
    """

    forms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[str]


def cut_tokens(text: str, known: Forms) -> Tokens:
    """Return the tokens of a text in a language, whose forms are known from then on."""
    if known.vocabulary.unspaced:
        return _cut_whole(text, known)
    words = word_columns(text)
    known.learn(words.forms)
    stretches = list(_merged(_stretches(words, known)))
    if not stretches:
        return Tokens((*words.forms, ""), words.starts, words.ends, words.gaps)
    return _cut_again(text, words, stretches, known)


def _cut_whole(text: str, known: Forms) -> Tokens:
    parts = known.cut(text)
    edges = list(accumulate(map(len, parts)))
    forms = parts[1::2]
    known.learn(forms)
    return Tokens([*forms, ""], edges[0:-1:2], edges[1::2], parts[0::2])


def _stretches(words: Words, known: Forms) -> Iterator[tuple[int, int]]:
    """Yield in order the ranges of words that are cut otherwise than the words are."""
    forms, gaps = words.forms, words.gaps
    joints = [
        (place - 1, place + 1)
        for place in compress(count(), map(_JOINTS.__contains__, gaps))
        if 0 < place < len(forms) and _in_number(forms[place - 1], forms[place])
    ]
    parted = [
        (place, place + 1) for place in compress(count(), map(known.parted.__contains__, forms))
    ]
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
    text: str, words: Words, stretches: Sequence[tuple[int, int]], known: Forms
) -> Tokens:
    """Return the words as tokens, those of the stretches cut by the language's own pattern."""
    starts, ends = list(words.starts), list(words.ends)
    forms, gaps = list(words.forms), list(words.gaps)
    for first, last in reversed(stretches):  # from behind, so that the places before stay the same
        parts = known.cut(text[starts[first] : ends[last - 1]])
        edges = list(accumulate(map(len, parts), initial=starts[first]))
        if last - first > 1:
            known.learn(parts[1::2])
        here = slice(first, last)
        forms[here] = parts[1::2]
        starts[here] = edges[1:-1:2]
        ends[here] = edges[2::2]
        parts[0] = gaps[first] + parts[0]
        parts[-1] += gaps[last]
        gaps[first : last + 1] = parts[0::2]
    return Tokens([*forms, ""], starts, ends, gaps)
