"""Names of measures by CLDR, in the words of each language, to UCUM-like symbols."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from stemmata.languages.numbers import locale


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("stemmata.languages") / "measures.toml").read_text("utf-8"))


def measure_table(name: str) -> dict[str, Any]:
    """Return a table of `measures.toml`.

    Example:
        >>> measure_table("symbols")["length-kilometer"]
        'km'
    """
    return _tables()[name]


@cache
def unit_names(code: str) -> dict[str, str]:
    """Return full names of measures in a language and the symbol of each.

    Example:
        >>> unit_names("ru")["километров"], unit_names("de")["Wochen"]
        ('km', 'week')
    """
    return _forms(code, "long")


@cache
def unit_abbreviations(code: str) -> dict[str, str]:
    """Return abbreviations of measures in a language and the symbol of each.

    Example:
        >>> unit_abbreviations("ru")["км"]
        'km'
    """
    return _forms(code, "short")


def _forms(code: str, width: str) -> dict[str, str]:
    found = locale(code)
    names: dict[str, str] = {}
    if found is None:
        return names
    patterns = found._data["unit_patterns"]  # noqa: SLF001 - Babel offers no other way
    for unit, symbol in measure_table("symbols").items():
        for pattern in dict(dict(patterns.get(unit, {})).get(width, {})).values():
            if isinstance(pattern, str):
                name = pattern.replace("{0}", "").strip("\xa0 \u200f\u200e\u202f")
                if name:
                    names.setdefault(name, symbol)
    return names


def unit_symbols() -> dict[str, str]:
    """Return the abbreviations written alike in most languages and the symbol of each.

    Example:
        >>> unit_symbols()["km²"], unit_symbols()["℃"]
        ('km2', 'Cel')
    """
    return dict(measure_table("abbreviations"))
