"""What CLDR says of a language, from tables made beforehand.

To open Babel and read a language through it costs 150 ms a process and 8 ms a language; a stored
table costs less than one. `python -m stemmata.languages.make_tables` makes them; a language without
a table is read through Babel.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any


def table(code: str, name: str) -> Any:
    """Return a table of a language by its name in `stemmata.languages.cldr.extract`.

    Example:
        >>> table("de", "territories")["NL"]
        'Niederlande'
    """
    if code not in stored_languages():
        return import_module("stemmata.languages.cldr").extract(code)[name]
    return _stored(code)[name]


@cache
def stored_languages() -> frozenset[str]:
    """Return the codes of the languages that have a table."""
    folder = files("stemmata.languages") / "tables"
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return frozenset(n[5:-5] for n in names if n.startswith("cldr-") and n.endswith(".json"))


@cache
def _stored(code: str) -> dict[str, Any]:
    path = files("stemmata.languages") / "tables" / f"cldr-{code}.json"
    stored: dict[str, Any] = json.loads(path.read_bytes())
    return stored
