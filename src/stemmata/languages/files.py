"""Files of the package in TOML, each with a copy in JSON, which is read twenty times as fast.

The copy holds a digest of the file it was made from: after an edit the file itself is read, until
`python -m stemmata.languages.make_tables` has made the copy anew.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from stemmata.errors import LanguageError


def read_toml(place: str) -> dict[str, Any]:
    """Return a TOML file of the package, from its copy where that is up to date.

    Args:
        place: the path below `stemmata.languages`.

    Raises:
        LanguageError: the file is not valid TOML.
    """
    written = (files("stemmata.languages") / place).read_bytes()
    copy = files("stemmata.languages") / "tables" / copy_name(place)
    if copy.is_file():
        stored: dict[str, Any] = json.loads(copy.read_bytes())
        if stored["digest"] == digest(written):
            content: dict[str, Any] = stored["content"]
            return content
    try:
        return tomllib.loads(written.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(str(error), where=place, advice="mend the file by hand") from error


def digest(written: bytes) -> str:
    """Return what a copy tells the version of its file by."""
    return sha256(written).hexdigest()


def copy_name(place: str) -> str:
    """Return the name of the copy of a file.

    Example:
        >>> copy_name("data/de.toml")
        'data-de.json'
    """
    return place.replace("/", "-").removesuffix(".toml") + ".json"


@cache
def _measures() -> dict[str, dict[str, Any]]:
    return read_toml("measures.toml")


def measure_table(name: str) -> dict[str, Any]:
    """Return a table of `measures.toml`.

    Example:
        >>> measure_table("symbols")["length-kilometer"]
        'km'
    """
    return _measures()[name]
