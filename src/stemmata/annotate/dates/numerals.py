"""Numbers inside time expressions: what a run of digits may be, and Han numerals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stemmata.annotate.dates.vocabulary import Item

_DIGITS = re.compile(r"\d+")
_PARTS = re.compile(r"(\d+)([.,:/\-–~])(\d+)(?:\2(\d+))?")
_WIDE = str.maketrans("．：／～", ".:/~")
_HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_NUMERALS = frozenset((*_HAN, *_HAN_TENS))
EARLIEST_YEAR, LATEST_YEAR = 1200, 2299


class Numeric(NamedTuple):
    """A numeric date as written: its numbers in order, which order is decided later."""

    numbers: tuple[int, ...]
    lengths: tuple[int, ...]
    separator: str


@lru_cache(maxsize=20_000)
def classify_number(form: str) -> Item | None:
    """Return what a run of digits and separators may be in a time expression, if anything.

    Example:
        >>> classify_number("2026").symbol, classify_number("12.05.2026").symbol
        ('y', 'F')
        >>> classify_number("15:30").value, classify_number("2010-15").value
        ((15, 30, None), (2010, 2015))
    """
    plain = form.translate(_WIDE)
    if len(plain) > 12:
        return None
    if _DIGITS.fullmatch(plain):
        return _whole_number(plain)
    match = _PARTS.fullmatch(plain)
    if match is None:
        return None
    numbers = tuple(int(part) for part in match.group(1, 3, 4) if part is not None)
    lengths = tuple(len(part) for part in match.group(1, 3, 4) if part is not None)
    if match[2] == ":":
        return _clock(numbers, lengths)
    if len(numbers) == 3:
        return _three_numbers(numbers, lengths, match[2])
    return _two_numbers(numbers, lengths, match[2])


def _whole_number(digits: str) -> Item:
    value = int(digits)
    if len(digits) <= 2 and 1 <= value <= 31:
        return Item("d", value)
    if len(digits) == 4 and EARLIEST_YEAR <= value <= LATEST_YEAR:
        return Item("y", value)
    if len(digits) == 8:
        year, month, day = value // 10_000, value // 100 % 100, value % 100
        if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
            return Item("F", Numeric((year, month, day), (4, 2, 2), ""))
    return Item("n", value)


def _clock(numbers: tuple[int, ...], lengths: tuple[int, ...]) -> Item | None:
    if numbers[0] > 24 or lengths[0] > 2 or lengths[1] != 2 or numbers[1] > 59:
        return None
    second = numbers[2] if len(numbers) == 3 else None
    return Item("H", (numbers[0], numbers[1], second))


def _three_numbers(
    numbers: tuple[int, ...], lengths: tuple[int, ...], separator: str
) -> Item | None:
    if separator == ",":
        return None
    year_first = lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2
    year_last = lengths[0] <= 2 and lengths[1] <= 2 and lengths[2] in (2, 4)
    if not (year_first or year_last):
        return None
    if year_last and lengths[2] == 2 and min(lengths) < 2 and separator == ".":
        return None  # 1.2.10 is a version or a section
    small = numbers[1:] if year_first else numbers[:2]
    if not all(1 <= number <= 31 for number in small) or min(small) > 12:
        return None
    return Item("F", Numeric(numbers, lengths, separator))


def _two_numbers(numbers: tuple[int, ...], lengths: tuple[int, ...], separator: str) -> Item | None:
    first, second = numbers
    if lengths[0] == 4 and separator in "-–/~" and 1200 <= first <= 2299:
        return _year_and_number(first, second, lengths, separator)
    if lengths[1] == 4 and lengths[0] <= 2 and separator in "/.-" and 1 <= first <= 12:
        sure = separator != "." or lengths[0] == 2
        plausible = 1900 <= second <= 2100 and sure
        return Item("F", Numeric(numbers, lengths, separator)) if plausible else None
    small = max(lengths) <= 2
    if small and separator in "-–~" and 1 <= first < second <= 31:
        return Item("0", (first, second))
    if small and separator in "/.":
        return Item("9", (first, second, separator))
    if separator in ".," and lengths[1] < 3:
        return Item("n", float(f"{first}.{second}"))
    return None


def _year_and_number(
    year: int, second: int, lengths: tuple[int, ...], separator: str
) -> Item | None:
    """Read 2010-2015, 2010/11 and 2026-05."""
    through = second if lengths[1] == 4 else year // 100 * 100 + second
    if lengths[1] in (2, 4) and year < through <= 2299 and (separator != "-" or second > 12):
        return Item("R", (year, through))
    if lengths[1] <= 2 and 1 <= second <= 12:
        return Item("F", Numeric((year, second), lengths, separator))
    return None


def han_number(form: str) -> int | None:
    """Return the value of Han numerals, positional (二〇二六) or with tens (二十六).

    None where the form holds other signs, or more than a date has.

    Example:
        >>> han_number("二〇二六"), han_number("二十六"), han_number("十")
        (2026, 26, 10)
    """
    if len(form) > 7 or not _NUMERALS.issuperset(form):
        return None
    if not any(character in _HAN_TENS for character in form):
        return int("".join(str(_HAN[character]) for character in form))
    total, digit = 0, 0
    for character in form:
        if character in _HAN:
            digit = _HAN[character]
        elif character in "廿卅":
            total += _HAN_TENS[character]
        else:
            total += (digit or 1) * _HAN_TENS[character]
            digit = 0
    return total + digit
