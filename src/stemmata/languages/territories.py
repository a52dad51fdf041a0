"""Names of countries, cities, languages, months and weekdays in every language, from CLDR.

Cities are the exemplar cities of CLDR's time zones. What people write beside CLDR's form
("Holland", "Burma") comes from `[names.other_names]` of the language files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from stemmata.languages.calendar import calendar_words
from stemmata.languages.profile import load
from stemmata.text import fold

_NOTHING: Mapping[str, str] = MappingProxyType({})
# Zones that are named after something else than a city, and groupings that are no place.
_NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """Return the folded names of countries and continents in a language, each with its code.

    Example:
        >>> territory_names("id")["belanda"], territory_names("es")["países bajos"]
        ('NL', 'NL')
    """
    names: dict[str, str] = {}
    locale = _locale(language)
    if locale is not None:
        for code, name in sorted(locale.territories.items()):
            if code not in _NO_PLACES:
                names.setdefault(fold(name), code)
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
    locale = _locale(language)
    return str(locale.territories.get(code, "")) if locale else ""


@cache
def city_names(language: str) -> Mapping[str, str]:
    """Return the folded names of cities in a language, each with its English name.

    Example:
        >>> city_names("ru")["москва"]
        'Moscow'
    """
    locale = _locale(language)
    if locale is None:
        return _NOTHING
    names = {}
    for zone, english in _english_cities().items():
        here = locale.time_zones.get(zone, {})
        name = here.get("city", english) if hasattr(here, "get") else english
        names[fold(str(name))] = english
    return MappingProxyType(names)


@cache
def language_names(language: str) -> frozenset[str]:
    """Return the folded names of languages in a language; in many, also those of peoples.

    Example:
        >>> "german" in language_names("en")
        True
    """
    locale = _locale(language)
    return frozenset(fold(name) for name in locale.languages.values()) if locale else frozenset()


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


@cache
def _english_cities() -> Mapping[str, str]:
    locale = _locale("en")
    own = locale.time_zones if locale else {}
    cities = {}
    for zones in get_global("territory_zones").values():
        for zone in zones:
            area, _, place = zone.rpartition("/")
            here = own.get(zone, {})
            name = here.get("city") if hasattr(here, "get") else None
            if area and not area.startswith(("Etc", "SystemV", "US", "Canada", "Mexico")):
                cities[zone] = str(name or place.replace("_", " "))
    return MappingProxyType(cities)


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return None
