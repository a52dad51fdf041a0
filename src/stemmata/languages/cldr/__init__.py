"""What is taken from Unicode CLDR, as packaged by Babel; imported only where no table is stored."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from stemmata.languages.cldr.calendar import calendar_tables
from stemmata.languages.cldr.measures import (
    currency_names,
    leading_scales,
    money_in_use,
    number_marks,
    scale_words,
    unit_forms,
)
from stemmata.languages.cldr.places import city_names

_NAMED = ("scales", "currencies", "units", "abbreviations", "territories", "cities", "languages")


@cache
def extract(code: str) -> dict[str, Any]:
    """Return the tables of a language in plain values; an English calendar where CLDR has none.

    Example:
        >>> extract("de")["territories"]["NL"], extract("xx")["territories"]
        ('Niederlande', {})
    """
    tables = {"money": list(money_in_use())}
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError, TypeError):
        calendar = calendar_tables(Locale.parse("en"))
        return {
            **tables,
            **{name: {} for name in _NAMED},
            "calendar": calendar,
            "marks": [".", False],
            "leading": [],
        }
    return {
        **tables,
        "calendar": calendar_tables(locale),
        "marks": number_marks(locale),
        "scales": scale_words(locale),
        "leading": leading_scales(locale),
        "currencies": currency_names(locale),
        "units": unit_forms(locale, "long"),
        "abbreviations": unit_forms(locale, "short"),
        "territories": dict(sorted(locale.territories.items())),
        "cities": city_names(locale),
        "languages": dict(sorted(locale.languages.items())),
    }
