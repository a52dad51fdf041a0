"""The unit behind a number: plain, linked ("millones de dólares"), raised, over another one."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from stemmata.annotate.figures.number import Number
from stemmata.annotate.figures.numerals import ONE
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.annotate.figures.units import Unit
from stemmata.text import fold

_SHORT = {"hour": "h", "minute": "min", "second": "s"}  # as CLDR writes them in rates
_PLAIN = str.maketrans("²³", "23")
_MINUS = "-−⁻"
_SYMBOL = 3  # letters of a symbol that a power may follow
_ELIDED = ("m", "l")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "（": "）"}
_QUOTATION = re.compile('"')
_GLUED_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def unit_after(passage: Passage, end: int, number: Number) -> tuple[Unit, int] | None:
    """Return the unit that stands after a number, and where it ends."""
    place = end
    if passage.char(place) in HYPHENS and passage.char(place + 1).isalpha():
        return _unit_at(passage, place + 1, end)
    place = passage.skip(place)
    if passage.char(place) in _BRACKETS:
        return _bracketed_unit(passage, place)
    return _unit_at(passage, place, end) or _linked_unit(passage, place, end, number)


def _bracketed_unit(passage: Passage, place: int) -> tuple[Unit, int] | None:
    """Return the unit in "20 (kg)", as tables have it."""
    found = passage.after(passage.lexicon.units, place + 1)
    if found is None or passage.char(found[1]) != _BRACKETS[passage.char(place)]:
        return None
    return (found[0], found[1] + 1) if found[0].kind in ("measure", "percent") else None


def _linked_unit(passage: Passage, place: int, end: int, number: Number) -> tuple[Unit, int] | None:
    """Return the unit behind "of" or an adjective ("millones de dólares", "three more years")."""
    index = passage.begins.get(place)
    if index is None or passage.lexicon.glued:
        return None
    word = fold(passage.tokens[index].form)
    if number.value < ONE and word in passage.lexicon.articles:  # "half an hour"
        return _unit_at(passage, passage.skip(passage.tokens[index].end), end)
    linked = word in passage.lexicon.linkers
    if linked and number.digits and number.factor == ONE:
        return None
    if not linked and word not in passage.lexicon.modifiers:
        return None
    place = passage.tokens[index].end
    place = passage.skip(place + 1 if passage.char(place) in ("'", "’") else place)
    inner = _unit_at(passage, place, end)
    if inner is None or (not linked and inner[0].kind in ("percent", "money")):
        return None
    return inner


def _unit_at(passage: Passage, place: int, end: int) -> tuple[Unit, int] | None:
    found = passage.after(passage.lexicon.units, place)
    if found is None:
        return (
            (Unit("[in_i]", "measure"), place + 1) if _is_inch_sign(passage, place, end) else None
        )
    unit, after = found
    if passage.lexicon.glued:  # "초과" (above) begins with the sign for a second
        bound = passage.after(passage.lexicon.bounds_after, place)
        if bound is not None and bound[1] > after:
            return None
    if _is_doubtful(passage, place, after, glued=place == end):
        return None
    unit, after = _with_degree(passage, unit, after)
    unit, after = _with_power(passage, unit, after)
    sign = passage.char(after)
    inverse = _inverse(passage, unit, after) if sign and sign in _MINUS else None
    if inverse is not None:
        return inverse
    if unit.kind in ("measure", "time") and passage.char(after) == "/":
        over = passage.after(passage.lexicon.units, after + 1)
        if over is not None and over[0].kind in ("measure", "time"):
            lower, after = _with_plain_power(passage, *_with_power(passage, *over))
            symbol = _SHORT.get(lower.symbol, lower.symbol)
            return Unit(f"{unit.symbol}/{symbol}", "measure"), after
    return unit, after


def _is_inch_sign(passage: Passage, place: int, end: int) -> bool:
    """Tell whether a quotation mark behind digits closes nothing and so means inches (8")."""
    if place != end or passage.char(place) != '"' or not passage.char(place - 1).isdecimal():
        return False
    if passage.char(place + 1).isalnum():
        return False
    marks = _quotation_marks(passage.text, passage.start, passage.end)
    return bisect_left(marks, place) % 2 == 0


@lru_cache(maxsize=2)
def _quotation_marks(text: str, start: int, end: int) -> list[int]:
    """Return where straight quotation marks stand in a line, which may hold as many as signs."""
    return [match.start() for match in _QUOTATION.finditer(text, start, end)]


def _with_power(passage: Passage, unit: Unit, after: int) -> tuple[Unit, int]:
    """Return "km^2", "m 2" as one unit."""
    if unit.kind == "measure" and passage.char(after) == "^":
        power = passage.char(after + 1)
        if power and power in "23":
            return Unit(unit.symbol + power, "measure"), after + 2
    return unit, after


def _with_plain_power(passage: Passage, unit: Unit, after: int) -> tuple[Unit, int]:
    """Return the square of "km/s2": under a stroke no other number can follow a unit."""
    power, following = passage.char(after), passage.char(after + 1)
    if not power or power not in "23²³" or following.isalnum():
        return unit, after
    symbol = _SHORT.get(unit.symbol, unit.symbol)
    return Unit(symbol + power.translate(_PLAIN), "measure"), after + 1


def _inverse(passage: Passage, unit: Unit, after: int) -> tuple[Unit, int] | None:
    """Return the unit of "4e14 s-1"."""
    power, following = passage.char(after + 1), passage.char(after + 2)
    short = unit.symbol in _SHORT or (unit.kind == "measure" and len(unit.symbol) <= _SYMBOL)
    if power != "1" or following.isalnum() or not short:
        return None
    return Unit(f"/{_SHORT.get(unit.symbol, unit.symbol)}", "measure"), after + 2


def _is_doubtful(passage: Passage, place: int, after: int, *, glued: bool) -> bool:
    """Tell whether a single letter is no unit here ("Group 3 A", "5 l'ont dit")."""
    word = passage.text[place:after]
    following = passage.char(after)
    if not word.isascii() or not word.isalpha():
        return False
    if following in ("'", "’") and len(word) == 1:
        return True
    if len(word) == 1 and word in _GLUED_LETTERS:
        return not glued and word != "L"
    if word in _ELIDED:  # with an apostrophe it would be a word
        return False
    if len(word) <= 2 and fold(word) in passage.lexicon.stop:
        return not glued and not _is_inch(passage, place, after)
    return len(word) == 1 and following == "." and passage.char(after + 1).isalpha()


def _is_inch(passage: Passage, place: int, after: int) -> bool:
    """Tell whether "in" is a unit: behind feet, or before what names a dimension ("2 in thick")."""
    lexicon, index = passage.lexicon, passage.begins.get(place)
    following = passage.begins.get(passage.skip(after))
    if following is not None and fold(passage.tokens[following].form) in lexicon.dimensions:
        return True
    if index is None or index < 2:
        return False
    feet = passage.after(lexicon.units, passage.tokens[index - 2].start)
    return feet is not None and feet[0].symbol == "[ft_i]"


def _with_degree(passage: Passage, unit: Unit, after: int) -> tuple[Unit, int]:
    """Return the scale of a temperature where it is named after the degree sign or word."""
    if unit.symbol != "deg":
        return unit, after
    place = passage.skip(after)
    scale = {"C": "Cel", "F": "[degF]", "c": "Cel", "f": "[degF]", "K": "K"}
    letter = passage.char(place)
    if letter in scale and letter and not passage.char(place + 1).isalpha():
        return Unit(scale[letter], "measure"), place + 1
    named = passage.after(passage.lexicon.units, place)
    if named is not None and named[0].symbol in ("Cel", "[degF]"):
        return named[0], named[1]
    return unit, after
