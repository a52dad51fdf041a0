"""Names and codes of money by CLDR, in the words of each language, to ISO 4217."""

from __future__ import annotations

from functools import cache

from stemmata.languages.files import measure_table
from stemmata.languages.tables import table


@cache
def currency_codes() -> frozenset[str]:
    """Return the ISO 4217 codes of money in use, but for those that are common words.

    Example:
        >>> "EUR" in currency_codes(), "DEM" in currency_codes()
        (True, False)
    """
    return frozenset(table("en", "money"))


@cache
def currency_names(code: str) -> dict[str, str]:
    """Return names of money in a language and the ISO 4217 code of each.

    Example:
        >>> currency_names("de")["Schweizer Franken"], currency_names("ru")["японских иен"]
        ('CHF', 'JPY')
    """
    return dict(table(code, "currencies"))


def currency_symbols() -> dict[str, str]:
    """Return the symbols of money and what each means where nothing else is said.

    Example:
        >>> currency_symbols()["€"], currency_symbols()["US$"]
        ('EUR', 'USD')
    """
    return dict(measure_table("money"))
