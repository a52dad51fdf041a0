"""What a word or mark is at first sight: its shape, and the part it may play in a name.

All that is needed to find the runs of possible names is one set of bits a form, worked out once.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.crf import Integers
from stemmata.annotate.names.cues import ORGANISATION, Cues

LOWER, CAPITAL, UPPER, MIXED, DIGIT, MARK, INITIAL, UNCASED = range(8)
SHAPES = 8
CASED_WORDS = slice(LOWER, MIXED + 1)
_HEADS = (CAPITAL, UPPER, MIXED, INITIAL, UNCASED)
IS_LOWER, IS_DIGIT, IS_MARK = (1 << shape for shape in (LOWER, DIGIT, MARK))
IS_HEAD = sum(1 << shape for shape in _HEADS)
# Beside the shapes: what joins the parts of a name, words of up to three letters that a dot may
# follow within a name, titles and single letters, general words of organisations; marks that open
# a quotation, that end a sentence, the dot, the end of a line.
JOINING, SHORT, TITULAR, OF_ORGANISATION, OPENING, ENDING, DOT, LINE_END = (
    1 << bit for bit in range(SHAPES, 2 * SHAPES)
)
Sights = NDArray[np.uint16]

_LONGEST_ABBREVIATION = 3
_BRIDGES = frozenset("&-–/’'")
_SENTENCE_END = frozenset(".!?…。！？۔।\n")
_OPENING = frozenset("\"'“”„«»‹›‘’(「『-–—*•·")
# Small words within names of several languages, beside those of the language itself.
_CONNECTORS = frozenset(("of", "de", "la", "le", "van", "von", "al", "el", "bin", "di", "da", "du"))
_SHAPE_OF = np.array([bits.bit_length() - 1 for bits in range(1 << SHAPES)], dtype=np.int64)


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


def first_sights(forms: list[str], cues: Cues) -> list[int]:
    """Return the bits of words and marks, met for the first time in a language."""
    joining = cues.connectors | _CONNECTORS
    telling, short = joining | cues.titles, _LONGEST_ABBREVIATION
    return [
        IS_LOWER  # most words by far
        if len(form) > short and form.islower() and form.isalpha() and form not in telling
        else _sight(form, cues, joining)
        for form in forms
    ]


def shapes_of(sights: Sights) -> Integers:
    """Return the shapes that are among the bits of forms."""
    shapes: Integers = _SHAPE_OF[sights & (len(_SHAPE_OF) - 1)]
    return shapes


def _sight(form: str, cues: Cues, joining: frozenset[str]) -> int:
    shape = shape_of.__wrapped__(form)  # met for the first time
    if shape == MARK:
        return (1 << shape) | _of_mark(form)
    bits = 1 << shape
    if len(form) <= _LONGEST_ABBREVIATION and (len(form) == 1 or not form.isupper()):
        bits |= SHORT
    low = form if shape == LOWER else form.lower()
    if len(form) == 1 or low in cues.titles:
        bits |= TITULAR
    if shape == DIGIT or (shape == LOWER and low in joining):
        bits |= JOINING
    elif shape != LOWER and _is_of_organisation(low, cues):
        bits |= OF_ORGANISATION
    return bits


def _is_of_organisation(low: str, cues: Cues) -> bool:
    classes = cues.classes
    return (classes.get(low) or classes.get(cues.without_ending(low))) == ORGANISATION


def _of_mark(mark: str) -> int:
    bits = TITULAR
    bits |= JOINING if mark in _BRIDGES else 0
    bits |= OPENING if mark in _OPENING else 0
    bits |= ENDING if mark in _SENTENCE_END else 0
    bits |= DOT if mark == "." else 0
    return bits | (LINE_END if mark == "\n" else 0)
