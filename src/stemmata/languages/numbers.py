"""How a language writes numbers, by CLDR: marks, words of scale, names of months."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from stemmata.languages.calendar import calendar_words

# Languages whose newspapers set a space between groups of three digits.
_SPACES = frozenset("\u00a0\u202f\u2009 ")


class Marks(NamedTuple):
    """The decimal mark of a language, and whether spaces group its digits."""

    decimal: str
    spaced: bool


@cache
def locale(code: str) -> Locale | None:
    """Return CLDR's locale for a BCP 47 primary tag, or None where CLDR has none."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


@cache
def number_marks(code: str) -> Marks:
    """Return the marks that a language writes numbers with; English ones where it is unknown.

    Example:
        >>> number_marks("de").decimal, number_marks("fr").spaced
        (',', True)
    """
    found = locale(code)
    if found is None:
        return Marks(".", spaced=False)
    symbols = found.number_symbols.get("latn", {})
    return Marks(symbols.get("decimal", "."), symbols.get("group", ",") in _SPACES)


@cache
def scale_words(code: str) -> dict[str, int]:
    """Return the words and abbreviations for powers of ten, from CLDR's compact forms.

    Example:
        >>> scale_words("de")["Milliarden"], scale_words("ms")["bilion"], scale_words("de")["Mrd."]
        (1000000000, 1000000000, 1000000000)
    """
    found = locale(code)
    words: dict[str, int] = {}
    if found is None:
        return words
    for forms in found.compact_decimal_formats.values():
        for patterns in forms.values():
            for power, pattern in patterns.items():
                zeros = pattern.pattern.count("0")
                word = pattern.pattern.replace("0", "").replace("'", "").strip("\xa0 \u200f\u200e")
                if zeros and word:
                    words.setdefault(word, int(power) // 10 ** (zeros - 1))
    return words


@cache
def month_names(code: str) -> frozenset[str]:
    """Return the names and abbreviations of the months, as they are written.

    Example:
        >>> "März" in month_names("de"), "мая" in month_names("ru")
        (True, True)
    """
    known = calendar_words(code)
    return frozenset(
        name.strip(".") for table in (known.months, known.short_months) for name in table
    )
