"""Names of measures by CLDR, in the words of each language, to UCUM-like symbols."""

from __future__ import annotations

from functools import cache

from stemmata.languages.files import measure_table
from stemmata.languages.tables import table

__all__ = ["measure_table", "unit_abbreviations", "unit_names", "unit_symbols"]


@cache
def unit_names(code: str) -> dict[str, str]:
    """Return full names of measures in a language and the symbol of each.

    Example:
        >>> unit_names("ru")["километров"], unit_names("de")["Wochen"]
        ('km', 'week')
    """
    return dict(table(code, "units"))


@cache
def unit_abbreviations(code: str) -> dict[str, str]:
    """Return abbreviations of measures in a language and the symbol of each.

    Example:
        >>> unit_abbreviations("ru")["км"]
        'km'
    """
    return dict(table(code, "abbreviations"))


def unit_symbols() -> dict[str, str]:
    """Return the abbreviations written alike in most languages and the symbol of each.

    Example:
        >>> unit_symbols()["km²"], unit_symbols()["℃"]
        ('km2', 'Cel')
    """
    return dict(measure_table("abbreviations"))
