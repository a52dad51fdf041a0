"""How a language writes numbers, by CLDR: marks, words of scale, names of months."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from stemmata.languages.calendar import calendar_words
from stemmata.languages.tables import table


class Marks(NamedTuple):
    """The decimal mark of a language, and whether spaces group its digits."""

    decimal: str
    spaced: bool


@cache
def number_marks(code: str) -> Marks:
    """Return the marks that a language writes numbers with; English ones where it is unknown.

    Example:
        >>> number_marks("de").decimal, number_marks("fr").spaced
        (',', True)
    """
    decimal, spaced = table(code, "marks")
    return Marks(decimal, spaced)


@cache
def scale_words(code: str) -> dict[str, int]:
    """Return the words and abbreviations for powers of ten, from CLDR's compact forms.

    Example:
        >>> scale_words("de")["Milliarden"], scale_words("ms")["bilion"], scale_words("de")["Mrd."]
        (1000000000, 1000000000, 1000000000)
    """
    return dict(table(code, "scales"))


@cache
def leading_scales(code: str) -> frozenset[str]:
    """Return the words for powers of ten that stand before their number, from CLDR.

    Example:
        >>> "milioni" in leading_scales("sw"), leading_scales("de")
        (True, frozenset())
    """
    return frozenset(table(code, "leading"))


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
