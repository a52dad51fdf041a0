"""The words of amounts said in one adjective ("achtminütig"), gathered from a language's file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stemmata.annotate.figures.section import Section, listed_in
from stemmata.model import Frozen
from stemmata.text import fold


class AdjectiveWords(Frozen, frozen=True):
    """Stems of units, the longest first, and numbers as they are written before them."""

    stems: tuple[tuple[str, str], ...]
    numbers: Mapping[str, Decimal]


def adjective_words(section: Section) -> AdjectiveWords | None:
    """Return the words of a language, or None where its file lists none."""
    table = section.table("adjectives_of_amounts")
    if not table:
        return None
    stems = [(fold(stem), unit) for stem, unit in listed_in(table["stems"])]
    numbers = {fold(word): Decimal(n) for word, n in listed_in(table.get("numbers", {}))}
    return AdjectiveWords(tuple(sorted(stems, key=lambda entry: -len(entry[0]))), numbers)
