"""Amounts said in a unit and its parts: "五元三毛", "50元6角3分", "3割8分7厘".

Chinese and Japanese words for the parts are other words elsewhere (分 is a minute), so that they
are looked for only behind the whole.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.heights import read_inches
from stemmata.annotate.figures.lexicon import Lexicon, Table
from stemmata.annotate.figures.numerals import TEN, is_whole
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.plain import read_plain
from stemmata.annotate.figures.units import Unit

_MOST = 3  # parts of one amount


class Rest(NamedTuple):
    """What the parts of a unit add to an amount, and where the last one ends."""

    value: Decimal
    end: int


def read_rest(passage: Passage, value: Decimal, unit: Unit, end: int) -> Rest | None:
    """Return what stands behind an amount in parts of its unit, or None.

    Args:
        passage: what the amount stands in.
        value: of the amount.
        unit: what it is in.
        end: code point behind the unit.
    """
    if unit.symbol == "[ft_i]" and is_whole(value):
        inches = read_inches(passage.text, end)
        return None if inches is None else Rest(inches.feet, inches.end)
    table = _parts_of(unit, passage.lexicon)
    if table is None or not is_whole(value):
        return None
    rest, place, least = Decimal(0), end, Decimal(1)
    for _ in range(_MOST):
        found = _read_part(passage, place, table)
        if found is None or found[1] <= least:
            break
        count, least, place = found
        rest += count / least
    return Rest(rest, place) if place > end else None


def _parts_of(unit: Unit, lexicon: Lexicon) -> Table | None:
    if unit.kind == "money":
        return lexicon.parts_of_money
    return lexicon.parts_of_tenths if unit.kind == "percent" and unit.factor == TEN else None


def _read_part(passage: Passage, place: int, table: Table) -> tuple[Decimal, Decimal, int] | None:
    """Return how many of a part, how many parts make the whole, and the place behind it."""
    lexicon = passage.lexicon
    link = next((word for word in lexicon.link if passage.text.startswith(word, place)), "")
    index = passage.begins.get(passage.skip(place + len(link)))
    number = None if index is None else read_plain(passage, index)
    if number is None or number.upper is not None or not 0 < number.value < 100:
        return None
    end = passage.tokens[number.last - 1].end
    found = passage.after(table, passage.skip(end))
    return None if found is None else (number.value, found[0], found[1])
