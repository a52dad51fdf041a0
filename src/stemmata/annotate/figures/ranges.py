"""Ranges of two numbers with one unit: "three to five weeks", "100 bis 300 Milliarden"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.number import Number, read_number
from stemmata.annotate.figures.numerals import ONE
from stemmata.annotate.figures.passage import HYPHENS, SPACES, Passage
from stemmata.annotate.figures.units import Unit
from stemmata.text import fold

_SPREADS = ("±", "+/-", "+/−", "+-")


class Opened(NamedTuple):
    """A number that may open a range: where it ends, its value, the money sign before it."""

    end: int
    low: Decimal
    number: Number
    unit: Unit | None


class Range(NamedTuple):
    """The lower end in the scale of the upper one, the upper one, and the money sign of either."""

    low: Decimal
    other: Number
    unit: Unit | None


def find_range(passage: Passage, quantity: Opened) -> Range | None:
    """Return the range that a number opens, with the scale of its end for both ends."""
    spread = _spread_after(passage, quantity.end)
    if spread is not None:
        upper = spread._replace(value=quantity.low + spread.value)
        return Range(quantity.low - spread.value, upper, quantity.unit)
    found = _range_end(passage, quantity)
    if found is None:
        return None
    other, unit = found
    if quantity.low < 0:
        low = quantity.low if quantity.low != other.value else None
    else:
        low = _scale_low(quantity.number, other)
    return None if low is None else Range(low, other, quantity.unit or unit)


def _spread_after(passage: Passage, end: int) -> Number | None:
    """Return the number behind "±"."""
    place = passage.skip(end)
    if passage.char(place) not in ("±", "+"):
        return None
    sign = next((sign for sign in _SPREADS if passage.text.startswith(sign, place)), None)
    index = None if sign is None else passage.begins.get(passage.skip(place + len(sign)))
    return None if index is None else read_number(passage, index)


def _range_end(passage: Passage, quantity: Opened) -> tuple[Number, Unit | None] | None:
    """Return the number at the other end of a range, and the money sign before it."""
    end = quantity.end
    if quantity.unit is None and (enclosed := _enclosed_end(passage, end)) is not None:
        return enclosed, None
    hyphen = passage.char(end) in HYPHENS and passage.char(end + 1) in (" ", ",")
    place = _range_link(passage, end + 1 if hyphen else end)
    if place is None or quantity.number.serial:
        return None
    unit, place = _prefix_at(passage, place)
    minus = passage.after(passage.lexicon.minus, place) if quantity.low < 0 else None
    index = passage.begins.get(place if minus is None else passage.skip(minus[1]))
    if index is None or (unit and unit != (quantity.unit or unit)):
        return None
    other = read_number(passage, index)
    if other is None or other.vague or other.serial:
        return None
    if minus is not None:
        other = other._replace(value=-other.value)
    return (other, unit) if _is_share(quantity.number) == _is_share(other) else None


def _enclosed_end(passage: Passage, end: int) -> Number | None:
    """Return the second number of "20と30の間", whose range a word after it makes."""
    lexicon = passage.lexicon
    link = passage.after(lexicon.pair_links, passage.skip(end))
    index = None if link is None else passage.begins.get(passage.skip(link[1]))
    other = None if index is None else read_number(passage, index)
    if other is None or other.vague:
        return None
    place = passage.skip(passage.tokens[other.last - 1].end)
    unit = passage.after(lexicon.units, place)
    places = (place,) if unit is None else (place, passage.skip(unit[1]))
    closed = any(passage.after(lexicon.pair_closes, place) is not None for place in places)
    return other if closed else None


def _is_share(number: Number) -> bool:
    return number.weak and number.value < ONE


def _range_link(passage: Passage, end: int) -> int | None:
    """Return where the second number of a range begins."""
    place = passage.skip(end)
    found = passage.after(passage.lexicon.ranges, place)
    if found is None:
        return _between_link(passage, end, place)
    after = found[1]
    mark = passage.text[place:after]
    if mark in HYPHENS:
        spaced = (passage.char(place - 1) in SPACES) + (passage.char(after) in SPACES)
        worded = passage.char(place - 1).isalpha() or passage.char(after).isalpha()
        if spaced == 1 or (worded and spaced == 0):
            return None if passage.char(after).isalpha() else passage.skip(after)
    return passage.skip(after)


def _between_link(passage: Passage, end: int, place: int) -> int | None:
    lexicon = passage.lexicon
    index = passage.begins.get(place)
    if index is None or not lexicon.between:
        return None
    word = fold(passage.tokens[index].form)
    if word not in lexicon.between.values():
        return None
    for back in range(index - 1, max(-1, index - 8), -1):
        opening = fold(passage.tokens[back].form)
        if lexicon.between.get(opening) == word and passage.tokens[back].start < end:
            return passage.skip(passage.tokens[index].end)
    return None


def _prefix_at(passage: Passage, place: int) -> tuple[Unit | None, int]:
    """Return a money sign at a place, and the place after it."""
    found = passage.after(passage.lexicon.money_prefixes, place)
    if found is None:
        return None, place
    return found[0], passage.skip(found[1])


def _scale_low(low: Number, high: Number) -> Decimal | None:
    """Return the lower end in the scale of the upper one; None where the two make no range."""
    if high.factor > ONE and low.factor == ONE:
        head = high.value / high.factor
        scaled = low.value * high.factor
        if low.value <= head and scaled < high.value:
            return scaled
    return low.value if low.value < high.value else None
