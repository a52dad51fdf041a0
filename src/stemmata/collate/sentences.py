"""The sentences that claims stand in; lines without a claim are never cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from stemmata.text import sentence_bounds

Stretch = tuple[int, int]
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def find_sentences(text: str, language: str, places: Sequence[int]) -> list[Stretch]:
    """Return the sentence that each place stands in, as start and end.

    Example:
        >>> find_sentences("Rain fell. Nobody spoke.", "en", [0, 11])
        [(0, 10), (11, 24)]
    """
    lines = [line.span() for line in _LINE.finditer(text)]
    starts = [start for start, _ in lines]
    cut: dict[int, tuple[list[int], list[Stretch]]] = {}
    found = []
    for place in places:
        number = bisect_right(starts, place) - 1
        if number not in cut:
            line = lines[number] if number >= 0 else (0, len(text))
            cut[number] = _cut(text, line, language)
        begins, spans = cut[number]
        found.append(spans[max(0, bisect_right(begins, place) - 1)])
    return found


def _cut(text: str, line: Stretch, language: str) -> tuple[list[int], list[Stretch]]:
    start, end = line
    bounds = sentence_bounds(text[start:end], language)
    spans = [(start + begin, start + stop) for begin, stop in bounds] or [line]
    return [begin for begin, _ in spans], spans


def merge(stretches: Sequence[Stretch]) -> list[Stretch]:
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
