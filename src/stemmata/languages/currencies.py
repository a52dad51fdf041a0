"""Names and codes of money by CLDR, in the words of each language, to ISO 4217."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from stemmata.languages.numbers import locale
from stemmata.languages.units import measure_table


@cache
def currency_codes() -> frozenset[str]:
    """Return the ISO 4217 codes of money in use, but for those that are common words.

    Example:
        >>> "EUR" in currency_codes(), "DEM" in currency_codes()
        (True, False)
    """
    refused = set(measure_table("refused")["codes"])
    return frozenset(
        code
        for entries in get_global("territory_currencies").values()
        for code, _, end, tender in entries
        if end is None and tender and code not in refused
    )


@cache
def currency_names(code: str) -> dict[str, str]:
    """Return names of money in a language and the ISO 4217 code of each.

    Example:
        >>> currency_names("de")["Schweizer Franken"], currency_names("ru")["японских иен"]
        ('CHF', 'JPY')
    """
    found = locale(code)
    names: dict[str, str] = {}
    if found is None:
        return names
    plurals = found._data["currency_names_plural"]  # noqa: SLF001 - Babel offers no other way
    for currency in sorted(currency_codes()):
        forms = dict(plurals.get(currency, {}))
        for name in (found.currencies.get(currency), *forms.values()):
            if name and name != currency:
                names.setdefault(name, currency)
    return names


def currency_symbols() -> dict[str, str]:
    """Return the symbols of money and what each means where nothing else is said.

    Example:
        >>> currency_symbols()["€"], currency_symbols()["US$"]
        ('EUR', 'USD')
    """
    return dict(measure_table("money"))
