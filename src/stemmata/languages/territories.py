"""Names of countries, cities, languages, months and weekdays in every language, from CLDR.

Cities are the exemplar cities of CLDR's time zones. What people write beside CLDR's form
("Holland", "Burma") comes from `[names.other_names]` of the language files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from stemmata.languages.calendar import calendar_words
from stemmata.languages.profile import load
from stemmata.languages.tables import table
from stemmata.text import fold, fold_all

# Zones that are named after something else than a city, and groupings that are no place.
_NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """Return the folded names of countries and continents in a language, each with its code.

    Example:
        >>> territory_names("id")["belanda"], territory_names("es")["países bajos"]
        ('NL', 'NL')
    """
    written = table(language, "territories")
    kept = {code: name for code, name in written.items() if code not in _NO_PLACES}
    names: dict[str, str] = {}
    for code, name in zip(kept, fold_all(list(kept.values())), strict=True):
        names.setdefault(name, code)
    for code, others in load(language).table("names", "other_names").items():
        names.update({fold(other): code for other in others})
    return MappingProxyType(names)


@cache
def territory_name(code: str, language: str = "en") -> str:
    """Return the name of a territory by its code; empty where it has none.

    Example:
        >>> territory_name("NL"), territory_name("NL", "de")
        ('Netherlands', 'Niederlande')
    """
    return str(table(language, "territories").get(code, ""))


@cache
def city_names(language: str) -> Mapping[str, str]:
    """Return the folded names of cities in a language, each with its English name.

    Example:
        >>> city_names("ru")["москва"]
        'Moscow'
    """
    cities = table(language, "cities")
    folded = fold_all(list(cities))
    return MappingProxyType(dict(zip(folded, cities.values(), strict=True)))


@cache
def language_names(language: str) -> frozenset[str]:
    """Return the folded names of languages in a language; in many, also those of peoples.

    Example:
        >>> "german" in language_names("en")
        True
    """
    return frozenset(fold_all(list(table(language, "languages").values())))


@cache
def calendar_names(language: str) -> frozenset[str]:
    """Return the folded names of months and weekdays in a language.

    Example:
        >>> {"march", "tuesday"} <= calendar_names("en")
        True
    """
    known = calendar_words(language)
    tables = (known.months, known.short_months, known.weekdays, known.short_weekdays)
    names = {fold(form).strip(".") for table in tables for form in table}
    return frozenset(name for name in names if not name.isdigit())
