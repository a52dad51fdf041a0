"""The sentences that claims stand in; lines without a claim are never cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from stemmata.text import sentence_bounds

Stretch = tuple[int, int]
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def find_sentences(text: str, language: str, places: Sequence[int]) -> list[Stretch]:
    r"""Return the sentence that each place stands in, as start and end.

    Example:
        >>> find_sentences("Rain fell.\nNobody spoke. All left.", "en", [25, 0])
        [(25, 34), (0, 10)]
    """
    lines = [line.span() for line in _LINE.finditer(text)] or [(0, len(text))]
    starts = [start for start, _ in lines]
    numbers = [max(0, bisect_right(starts, place) - 1) for place in places]
    shifts: dict[int, int] = {}  # how far a line moves when only lines with a place are kept
    position = 0
    for number in sorted(set(numbers)):
        start, end = lines[number]
        shifts[number] = start - position
        position += end - start + 1
    kept = "\n".join([text[slice(*lines[number])] for number in shifts])
    bounds = sentence_bounds(kept, language) or ((0, len(kept)),)
    begins = [begin for begin, _ in bounds]
    found = []
    for place, number in zip(places, numbers, strict=True):
        shift = shifts[number]
        begin, end = bounds[max(0, bisect_right(begins, place - shift) - 1)]
        found.append((begin + shift, end + shift))
    return found


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches in order, those that overlap as one.

    Example:
        >>> merge([(5, 9), (0, 3), (8, 12), (5, 9)])
        [(0, 3), (5, 12)]
    """
    merged: list[Stretch] = []
    for start, end in sorted(set(stretches)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
