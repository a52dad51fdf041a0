"""What a word or mark is at first sight: its shape, and the part it may play in a name.

All that is needed to find the runs of possible names is one set of bits a form, worked out once.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.cues import ORGANISATION, Cues

LOWER, CAPITAL, UPPER, MIXED, DIGIT, MARK, INITIAL, UNCASED = range(8)
_HEADS = (CAPITAL, UPPER, MIXED, INITIAL, UNCASED)
IS_LOWER, IS_UPPER, IS_DIGIT, IS_MARK = (1 << shape for shape in (LOWER, UPPER, DIGIT, MARK))
IS_CASED_WORD = sum(1 << shape for shape in (LOWER, CAPITAL, UPPER, MIXED))
IS_HEAD = sum(1 << shape for shape in _HEADS)
# Beside the shapes: what joins the parts of a name, words of up to three letters that a dot may
# follow within a name, titles and single letters, general words of organisations; marks that open
# a quotation, that end a sentence, the dot, the end of a line.
JOINING, SHORT, TITULAR, OF_ORGANISATION, OPENING, ENDING, DOT, LINE_END = (
    1 << bit for bit in range(8, 16)
)
Sights = NDArray[np.uint16]

_LONGEST_ABBREVIATION = 3
_BRIDGES = frozenset("&-–/’'")
_SENTENCE_END = frozenset(".!?…。！？۔।\n")
_OPENING = frozenset("\"'“”„«»‹›‘’(「『-–—*•·")
# Small words within names of several languages, beside those of the language itself.
_CONNECTORS = frozenset(("of", "de", "la", "le", "van", "von", "al", "el", "bin", "di", "da", "du"))
_LARGEST = 60_000


@lru_cache(maxsize=100_000)
def shape_of(form: str) -> int:
    """Return the shape of a word or mark.

    Example:
        >>> [shape_of(f) for f in ("the", "Rome", "UN", "iPhone", "12", ",", "J", "中")]
        [0, 1, 2, 3, 4, 5, 6, 7]
    """
    if len(form) < 2 and not form.isalnum():  # the edge of a text counts as a mark
        return MARK
    first = form[0]
    if first.isdigit():
        return DIGIT
    if form.islower():
        return LOWER
    if form.isupper():
        return INITIAL if len(form.rstrip(".")) == 1 else UPPER
    if first.isupper():
        return CAPITAL if form[1:].islower() else MIXED
    return MIXED if form.upper() != form.lower() else UNCASED


class FirstSight(dict[str, int]):
    """The bits of every form of a language met so far."""

    def __init__(self, cues: Cues) -> None:
        """Begin with no forms."""
        super().__init__()
        self._cues = cues
        self._connectors = cues.connectors | _CONNECTORS

    def of(self, forms: list[str]) -> Sights:
        """Return the bits of the words and marks of a text."""
        if len(self) > _LARGEST:
            self.clear()
        return np.fromiter(map(self.__getitem__, forms), np.uint16, len(forms))

    def __missing__(self, form: str) -> int:
        """Work out the bits of a form met for the first time."""
        shape = shape_of(form)
        bits = (1 << shape) | (_of_mark(form) if shape == MARK else self._of_word(form, shape))
        self[form] = bits
        return bits

    def _of_word(self, form: str, shape: int) -> int:
        bits = 0
        if len(form) <= _LONGEST_ABBREVIATION and (len(form) == 1 or not form.isupper()):
            bits = SHORT
        low = form if shape == LOWER else form.lower()
        if len(form) == 1 or low in self._cues.titles:
            bits |= TITULAR
        if shape == DIGIT or (shape == LOWER and low in self._connectors):
            bits |= JOINING
        elif shape != LOWER and self._is_of_organisation(low):
            bits |= OF_ORGANISATION
        return bits

    def _is_of_organisation(self, low: str) -> bool:
        classes = self._cues.classes
        return (classes.get(low) or classes.get(self._cues.without_ending(low))) == ORGANISATION


def _of_mark(mark: str) -> int:
    bits = TITULAR
    bits |= JOINING if mark in _BRIDGES else 0
    bits |= OPENING if mark in _OPENING else 0
    bits |= ENDING if mark in _SENTENCE_END else 0
    bits |= DOT if mark == "." else 0
    return bits | (LINE_END if mark == "\n" else 0)
