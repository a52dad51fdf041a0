"""Cities in a language: the exemplar cities of CLDR's time zones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global


def city_names(locale: Locale) -> dict[str, str]:
    """Return the names of cities, each with its English name."""
    names = {}
    for zone, english in _english_cities().items():
        here = locale.time_zones.get(zone, {})
        name = here.get("city", english) if hasattr(here, "get") else english
        names[str(name)] = english
    return names


@cache
def _english_cities() -> Mapping[str, str]:
    own = Locale.parse("en").time_zones
    cities = {}
    for zones in get_global("territory_zones").values():
        for zone in zones:
            area, _, place = zone.rpartition("/")
            here = own.get(zone, {})
            name = here.get("city") if hasattr(here, "get") else None
            if area and not area.startswith(("Etc", "SystemV", "US", "Canada", "Mexico")):
                cities[zone] = str(name or place.replace("_", " "))
    return cities
