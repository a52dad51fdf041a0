"""Amounts whose number the form of their unit implies: "عامين" (two years), "a year and a half"."""

from __future__ import annotations

from decimal import Decimal

from stemmata.annotate.figures.adjectival import amount_in
from stemmata.annotate.figures.number import Number
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.quantity import Quantity, add_bound, token_from
from stemmata.annotate.figures.units import Unit, unit_written
from stemmata.text import fold

_HALF = Decimal("0.5")
_ONE_AND_HALF = Decimal("1.5")


def read_implied(passage: Passage, index: int) -> Quantity | None:
    """Return the amount that words at a token name, or a unit before its half, or None.

    A dual may have a half behind it.
    """
    lexicon = passage.lexicon
    word = fold(passage.tokens[index].form)
    if word not in lexicon.implying:
        return _read_adjective(passage, index)
    found = lexicon.named.after(passage.tokens, index)
    if found is None:
        return _one_and_half(passage, index + 1) if word in lexicon.half_words else None
    (value, unit), last = found
    start, end = passage.tokens[index].start, passage.tokens[last - 1].end
    half = passage.after(lexicon.halves, passage.skip(end))
    value = value if half is None else value + _HALF
    number = Number(index, last, value, digits=True)
    quantity = Quantity(start, end, value, value, number, last, unit, unit_start=start)
    if half is not None:
        quantity = quantity._replace(end=half[1], next=token_from(passage, half[1], last))
    return add_bound(passage, quantity)


def _read_adjective(passage: Passage, index: int) -> Quantity | None:
    """Return the amount in an adjective of one word ("achtminütig"), or None."""
    start, end, form = passage.tokens[index]
    amount = amount_in(form, passage.lexicon)
    if amount is None:
        return None
    value = amount.value
    number = Number(index, index + 1, value, digits=True)
    unit = unit_written(amount.unit)
    return add_bound(passage, Quantity(start, end, value, value, number, index + 1, unit))


def read_one_and_half(passage: Passage, number: Number) -> Quantity | None:
    """Return "a year and a half", "ساعة ونصف" at its half, or None.

    Args:
        passage: what the half stands in.
        number: the half, as read.
    """
    if passage.lexicon.glued or number.value != _HALF:
        return None
    return _one_and_half(passage, number.last)


def _one_and_half(passage: Passage, last: int) -> Quantity | None:
    """Return the amount whose half ends before a token."""
    end = passage.tokens[last - 1].end
    half = passage.before(passage.lexicon.halves, end)
    index = None if half is None else passage.ends.get(passage.skip_back(half[1]))
    if index is None:
        return None
    unit = _unit_at(passage, index)
    first = index if unit is None else _one_before(passage, index)
    if unit is None or first is None:
        return None
    start = passage.tokens[first].start
    one = Number(first, last, _ONE_AND_HALF, digits=True)
    value = _ONE_AND_HALF * unit.factor
    return add_bound(passage, Quantity(start, end, value, value, one, last, unit))


def _unit_at(passage: Passage, index: int) -> Unit | None:
    """Return the unit that a token names on its own, of those that have halves."""
    found = passage.after(passage.lexicon.units, passage.tokens[index].start)
    if found is None or found[1] != passage.tokens[index].end or found[0].kind == "counter":
        return None
    unit: Unit = found[0]
    return unit


def _one_before(passage: Passage, index: int) -> int | None:
    """Return where the amount begins: at the article before its unit, where a language has one."""
    tokens, lexicon = passage.tokens, passage.lexicon
    before = fold(tokens[index - 1].form) if index else ""
    if before in lexicon.articles:
        return index - 1
    known = lexicon.atoms.folded.get(before)
    return index if not lexicon.articles and known is None else None
