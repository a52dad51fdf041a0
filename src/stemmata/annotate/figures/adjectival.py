"""Amounts in one word: "achtminütig", "driedaags", "пятилетний", "dwudniowy".

Such an adjective is a number, written as in compounds, the stem of a unit, and an ending.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from stemmata.annotate.figures.adjective_words import AdjectiveWords
from stemmata.annotate.figures.compounds import read_compound
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.text import fold

_ENDING = 4  # letters of the longest ending of an adjective


class Amount(NamedTuple):
    """How many of which unit, by its symbol."""

    value: Decimal
    unit: str


def amount_in(form: str, lexicon: Lexicon) -> Amount | None:
    """Return the amount that an adjective says, or None.

    Example:
        >>> amount_in("achtminütigen", lexicon_of("de"))
        Amount(value=Decimal('8'), unit='minute')
        >>> amount_in("двадцатипятилетний", lexicon_of("ru")).value
        Decimal('25')
    """
    return _amount_in(fold(form), lexicon.code) if lexicon.adjective_words else None


@lru_cache(maxsize=20_000)
def _amount_in(word: str, code: str) -> Amount | None:
    lexicon = lexicon_of(code)
    words = lexicon.adjective_words
    for stem, unit in words.stems if words else ():
        place = word.find(stem, max(1, len(word) - len(stem) - _ENDING))
        if place < 0 or words is None:
            continue
        value = _number_of(word[:place], words, lexicon)
        if value is not None:
            return Amount(value, unit)
    return None


def _number_of(word: str, words: AdjectiveWords, lexicon: Lexicon) -> Decimal | None:
    """Return the number that the beginning of an adjective says, or None."""
    known = words.numbers.get(word)
    if known is not None:
        return known
    for size in range(2, len(word) - 1):  # tens and a unit: "двадцати" and "пяти"
        tens, rest = words.numbers.get(word[:size]), words.numbers.get(word[size:])
        if tens is not None and rest is not None and tens >= 20 and rest < 10:
            return tens + rest
    atom = lexicon.atoms.folded.get(word)
    if atom is not None:
        return atom.value if atom.kind in ("word", "scale", "article") else None
    return read_compound(word, lexicon) if lexicon.compounds else None
