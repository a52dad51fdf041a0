"""Shares named by an ordinal: "two hundredths", "un venticinquesimo", "tres veintiunavos".

Most languages form the denominator from the cardinal by an ending, so that an ending and what it
stands for in the cardinal say all. An ordinal looks the same: only its plural after a numerator of
more than one tells them apart ("twenty fifths" is four, "the twenty-fifth" is a place).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from stemmata.annotate.figures.compounds import read_compound
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.numerals import ONE, TEN, Atom
from stemmata.text import fold

_LEAST = Decimal(11)  # smaller denominators are listed


def share_of(form: str, lexicon: Lexicon) -> Atom | None:
    """Return the share that an ordinal in one word names, or None.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> share_of("venticinquesimi", lexicon_of("it")).value
        Decimal('0.04')
    """
    if not lexicon.share_endings or not form.endswith(lexicon.share_tails) or lexicon.share_links:
        return None
    return _share_of(fold(form), lexicon.code)


def linked_lower(form: str, lexicon: Lexicon) -> Decimal | None:
    """Return what an ordinal behind "का" has below the stroke, or None.

    Example:
        >>> linked_lower("पाँचवाँ", lexicon_of("hi"))
        Decimal('5')
    """
    word = fold(form)
    for ending, rests in lexicon.share_endings:
        if word.endswith(ending):
            cardinals = (_cardinal(word[: -len(ending)] + rest, lexicon) for rest in rests)
            return next((lower for lower in cardinals if lower), None)
    return None


@lru_cache(maxsize=20_000)
def _share_of(word: str, code: str) -> Atom | None:
    lexicon = lexicon_of(code)
    for ending, rests in lexicon.share_endings:
        if not word.endswith(ending):
            continue
        for rest in rests:
            lower = _cardinal(word[: -len(ending)] + rest, lexicon)
            if lower is not None and lower >= _LEAST:
                return Atom("fraction", ONE / lower, Decimal(0), weak=True)
    return None


def _cardinal(word: str, lexicon: Lexicon) -> Decimal | None:
    known = lexicon.atoms.folded.get(word)
    if known is not None:
        return known.value if known.kind in ("word", "scale") else None
    return read_compound(word, lexicon)


def agrees(form: str, count: Decimal, lexicon: Lexicon) -> bool:
    """Tell whether a denominator has the number of its numerator, where the language marks it.

    Below ten no ordinal goes on from a cardinal, so that it need not.
    """
    return count < TEN or not lexicon.share_plurals or fold(form).endswith(lexicon.share_plurals)


def is_open(value: Decimal) -> bool:
    """Tell whether a number has room for a unit after its tens ("one hundred thirty")."""
    return value >= TEN and value % TEN == 0 and value % 100 != TEN
