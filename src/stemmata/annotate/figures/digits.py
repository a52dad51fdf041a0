"""Numbers in digits: which mark groups and which one is the decimal mark.

One mark alone is read by the language's custom; where that custom forbids it, the other way. Where
three digits follow a lone mark both readings are admissible, and the second one is kept as a rival.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_LONGEST = 30  # digits; beyond that it is a serial number, and no quantity
_GREATEST = Decimal("1e30")
_WIDE = str.maketrans("，、．٫٬،’\u00a0\u202f\u2009", ",,.,',' " + "  ")
_POWER = str.maketrans(",．−－＋ｅＥ", "..--+ee")
_MARK = re.compile(r"[.,' ]")
_LETTER = re.compile("[eEｅＥ]")
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Digits(NamedTuple):
    """The value of a number in digits and, where its mark is ambiguous, the rival value."""

    value: Decimal
    rival: Decimal | None = None


def read_digits(form: str, decimal: str) -> Digits | None:
    """Return the value of a number in digits, or None where the marks fit no number.

    Args:
        form: digits of any script with marks between them.
        decimal: the language's decimal mark.

    Example:
        >>> read_digits("1.234,5", "."), read_digits("1'234", ","), read_digits("1,00,000", ".")
        (Digits(value=Decimal('1234.5'), rival=None), Digits(value=Decimal('1234'), rival=None), \
Digits(value=Decimal('100000'), rival=None))
        >>> read_digits("3.400", ","), read_digits("3.5.2026", ",")
        (Digits(value=Decimal('3400'), rival=Decimal('3.400')), None)
    """
    if len(form) > _LONGEST:
        return None
    if form.isdecimal():
        return Digits(Decimal(form)) if int(form[0]) or len(form) == 1 else None
    if not form.isascii():
        form = _UNSEEN.sub("", form)
    return _read_special(form) or _read_marked(form.translate(_WIDE), decimal)


def _read_special(form: str) -> Digits | None:
    """Return the value of ".25", "4e14" and of digits with Arabic marks."""
    if form[0] in ".,．":
        return Digits(Decimal("0." + form[1:]))
    if _LETTER.search(form):
        value = Decimal(form.translate(_POWER))
        return Digits(value) if value < _GREATEST else None
    if "،" in form and form[form.rfind("،") :].count(",") == 1:  # "12،220,13"
        form = form.replace("،", "٬").replace(",", "٫")
    if "٫" in form:
        return _exact(form.replace("٬", "").replace(",", "").replace("٫", "."))
    return None


def _read_marked(plain: str, decimal: str) -> Digits | None:
    marks = _MARK.findall(plain)
    groups = _MARK.split(plain)
    if len(marks) == 1:
        return _read_lone(marks[0], groups, decimal)
    if len(set(marks)) == 1:
        return _exact("".join(groups)) if _is_grouped(groups) else None
    if len(set(marks[:-1])) == 1 and marks[-1] in ".," and _is_grouped(groups[:-1]):
        return _exact("".join(groups[:-1]) + "." + groups[-1])
    return None


def _read_lone(mark: str, groups: list[str], decimal: str) -> Digits | None:
    whole, rest = groups
    together = whole + rest
    grouped = len(rest) == 3 and len(whole) <= 3 and whole[0] != "0"
    if mark in "' ":
        return _exact(together) if grouped else None
    if len(whole) > 1 and whole[0] == "0":
        return None
    fraction = Decimal(f"{whole}.{rest}")
    if not grouped:
        return Digits(fraction)
    if mark == decimal:
        return Digits(fraction, Decimal(together))
    return Digits(Decimal(together), fraction)


def _is_grouped(groups: list[str]) -> bool:
    first, *middle, last = groups
    if not 1 <= len(first) <= 3 or len(last) != 3 or first[0] == "0":
        return False
    return {len(group) for group in middle} in (set(), {3}, {2})


def _exact(form: str) -> Digits | None:
    return Digits(Decimal(form)) if form.replace(".", "", 1).isdecimal() else None
