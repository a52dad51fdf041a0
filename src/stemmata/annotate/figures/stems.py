"""Endings and prefixes taken off a word by a language's list: inflected units are found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

SHORTEST = 3  # letters a stem keeps
_TIMES = 3  # endings one behind the other


@dataclass(frozen=True, slots=True)
class Stemmer:
    """Takes off listed endings, the longest first, and one listed prefix.

    Example:
        >>> Stemmer(frozenset({"ов", "ами"})).stem("рублов")
        'рубл'
    """

    endings: frozenset[str] = field(default_factory=frozenset)
    prefixes: frozenset[str] = field(default_factory=frozenset)

    def stem(self, form: str) -> str:
        """Return the stem of a folded form, of its last word where it has several."""
        if not self.endings and not self.prefixes:
            return form
        return _stem(form, self.endings, self.prefixes)


@lru_cache(maxsize=100_000)
def _stem(form: str, endings: frozenset[str], prefixes: frozenset[str]) -> str:
    return " ".join(_stem_word(word, endings, prefixes) for word in form.split(" "))


def _stem_word(word: str, endings: frozenset[str], prefixes: frozenset[str]) -> str:
    for size in range(min(3, len(word) - SHORTEST), 0, -1):
        if word[:size] in prefixes:
            word = word[size:]
            break
    for _ in range(_TIMES):  # again and again, so that a word and its inflections meet
        shorter = _strip(word, endings)
        if shorter == word:
            break
        word = shorter
    return word


def _strip(word: str, endings: frozenset[str]) -> str:
    for size in range(min(6, len(word) - SHORTEST), 0, -1):
        if word[-size:] in endings:
            return word[:-size]
    return word
