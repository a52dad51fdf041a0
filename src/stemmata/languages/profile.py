"""Language files: `data/<code>.toml`, one section for each part that asks for cues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from stemmata.errors import LanguageError
from stemmata.languages.files import read_toml
from stemmata.model import Frozen

GENERIC = "und"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Language(Frozen, frozen=True):
    """The cues of one language, by section (`figures`, `dates`, `quotes`, ...)."""

    code: str
    name: str
    sections: Mapping[str, Mapping[str, Any]]

    def section(self, name: str) -> Mapping[str, Any]:
        """Return a section's table; empty where the file has none."""
        return self.sections.get(name, _NOTHING)

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """Return a list of words; empty where the file has none.

        Raises:
            LanguageError: the entry is not a list of strings.

        Example:
            >>> load("xx").words("quotes", "verbs")
            ()
        """
        value = self.section(section).get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise LanguageError(
                "not a list of strings",
                where=f"{self.code}.toml [{section}] {key}",
                advice='write it as key = ["one", "two"]',
            )
        return tuple(value)

    def table(self, section: str, key: str) -> Mapping[str, Any]:
        """Return a table of a section; empty where the file has none."""
        value = self.section(section).get(key, _NOTHING)
        return value if isinstance(value, Mapping) else _NOTHING


@cache
def load(code: str) -> Language:
    """Return the language file for a BCP 47 primary tag, or the generic one.

    Raises:
        LanguageError: the file is not valid TOML.

    Example:
        >>> load("de").name, load("xx").code
        ('German', 'xx')
    """
    chosen = code if code in available() else GENERIC
    content = read_toml(f"data/{chosen}.toml")
    sections = {key: value for key, value in content.items() if isinstance(value, dict)}
    return Language(code, str(content.get("name", chosen)), MappingProxyType(sections))


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, the generic one left out."""
    folder = files("stemmata.languages") / "data"
    codes = (entry.name.removesuffix(".toml") for entry in folder.iterdir())
    return tuple(sorted(code for code in codes if code != GENERIC))
