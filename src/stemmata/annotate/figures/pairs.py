"""Two neighbouring digits side by side are a range: "两三天" two or three days, "五六十" 50 or 60.

Chinese and Japanese say an inexact number so, with the scale once for both.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from stemmata.annotate.figures.compounds import expand
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.numerals import TEN, Stack, push, total


def read_pair(form: str, lexicon: Lexicon) -> tuple[Decimal, Decimal] | None:
    """Return both ends of the range that a number word with two digits in a row means, or None.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> [int(end) for end in read_pair("五六十", lexicon_of("zh"))]
        [50, 60]
    """
    return _read_pair(form, lexicon.code) if lexicon.style == "han" and len(form) > 1 else None


@lru_cache(maxsize=10_000)
def _read_pair(form: str, code: str) -> tuple[Decimal, Decimal] | None:
    lexicon = lexicon_of(code)
    digits = [_digit(sign, lexicon) for sign in form]
    rows = [place for place in range(1, len(form)) if digits[place] and digits[place - 1]]
    if len(rows) != 1:
        return None
    second = rows[0]
    one, other = digits[second - 1], digits[second]
    if one is None or other is None or abs(one - other) != 1 or Decimal(0) in digits:
        return None
    ends = (form[:second] + form[second + 1 :], form[: second - 1] + form[second:])
    values = [_value(end, lexicon) for end in ends]
    if values[0] is None or values[1] is None:
        return None
    return min(values[0], values[1]), max(values[0], values[1])


def _digit(sign: str, lexicon: Lexicon) -> Decimal | None:
    """Return the value of a sign below ten, or None."""
    atom = lexicon.atoms.folded.get(sign)
    return atom.value if atom is not None and atom.kind == "word" and atom.value < TEN else None


def _value(form: str, lexicon: Lexicon) -> Decimal | None:
    atom = lexicon.atoms.folded.get(form)
    if atom is not None:
        return atom.value
    stack: Stack | None = ()
    for part in expand(form, lexicon):
        stack = None if stack is None else push(stack, part)
    return total(stack) if stack else None
