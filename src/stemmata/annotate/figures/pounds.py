"""Pounds are money or a weight: the words beside them tell.

Nothing is said by the number; only millions of pounds are always money.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.annotate.figures.lexicon import Lexicon
from stemmata.annotate.figures.passage import HYPHENS
from stemmata.model import Figure, replace
from stemmata.text import fold

_BEFORE, _AFTER = 25, 16  # characters around a figure where its weight may be named
_TALL = 30  # characters behind a height where a weight may follow
_LEAST_MONEY = 1e5
_FOOT = "[ft_i]"


def weigh_pounds(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """Return the figures of a text, those in pounds that tell a weight with its unit."""
    if not lexicon.weighing or not any(figure.unit in lexicon.heavy for figure in figures):
        return figures
    return list(_weigh_each(text, figures, lexicon))


def _weigh_each(text: str, figures: list[Figure], lexicon: Lexicon) -> Iterator[Figure]:
    tall = -_TALL
    for figure in figures:
        unit = lexicon.heavy.get(figure.unit or "")
        weighs = unit is not None and _tells_weight(text, figure, lexicon, tall=tall)
        yield replace(figure, unit=unit) if weighs else figure
        tall = figure.end if figure.unit == _FOOT else tall


def _tells_weight(text: str, figure: Figure, lexicon: Lexicon, *, tall: int) -> bool:
    greatest = max(abs(end) for end in (figure.low, figure.high) if end is not None)
    if greatest >= _LEAST_MONEY or not figure.text[-1:].isalpha():
        return False
    if figure.start - tall <= _TALL or any(mark in figure.text for mark in HYPHENS):
        return True
    before = fold(text[max(0, figure.start - _BEFORE) : figure.start])
    after = fold(text[figure.end : figure.end + _AFTER])
    following = after.split()[:1]
    if following and following[0] in lexicon.linkers and not lexicon.glued:  # "10 pounds of salt"
        return True
    return any(word in before or word in after for word in lexicon.weighing)
