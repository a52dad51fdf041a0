"""A language's section on figures, read word by word and phrase by phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from stemmata.annotate.figures.phrases import (
    Table,
    build_glued_phrases,
    build_phrases,
    build_waiting_phrases,
)
from stemmata.annotate.figures.stems import Stemmer
from stemmata.annotate.figures.tokens import cut_phrase
from stemmata.languages import Language
from stemmata.languages.numbers import number_marks
from stemmata.text import fold_all, romanise


class Section:
    """The words and tables of one language's section, and what they are looked up in."""

    def __init__(self, language: Language, generic: Language) -> None:
        self.language = language
        self.generic = generic
        self.code = language.code
        self.section = language.section("figures")
        self.marks = number_marks(self.code)
        self.glued = bool(self.section.get("glued", False))
        self.style = str(self.section.get("style", "spaced"))
        self.stemmer = Stemmer(self.words("endings"), self.words("prefixes"))

    def split(self, phrase: str) -> list[str]:
        """Return the forms of a phrase's tokens."""
        return cut_phrase(phrase, self.style)

    def folded(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return words folded."""
        return frozenset(fold_all(words)) if words else frozenset()

    def words(self, key: str) -> frozenset[str]:
        """Return a list of the language's words, folded."""
        return self.folded(self.language.words("figures", key))

    def plain_words(self, key: str) -> frozenset[str]:
        """Return a list of the language's words without accents."""
        return frozenset(romanise(word) for word in self.words(key) if word[0] < "\u0250")

    def table(self, key: str) -> Mapping[str, Any]:
        """Return a table of the language's section."""
        return self.language.table("figures", key) if key in self.section else {}

    def listed(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield each phrase of a table whose entries are phrases between commas, and its key."""
        return listed_in(self.section.get(key, {}))

    def phrases(self, entries: Iterator[tuple[str, Any]]) -> Table:
        """Return a table looked up by tokens or, without spaces, by characters."""
        if self.glued:
            return build_glued_phrases(entries)
        if self.stemmer.prefixes:  # a stem may begin anywhere: nothing can wait for it
            return build_phrases(entries, self.split, self.stemmer.stem)
        return build_waiting_phrases(entries, self.split, self.stemmer.stem)

    def unstemmed(self, entries: Iterator[tuple[str, Any]]) -> Table:
        """Return a table like `phrases`, whose words are found only as they are listed."""
        if self.glued:
            return build_glued_phrases(entries)
        return build_phrases(entries, self.split, str)

    def with_joiner(self, entries: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield entries, each again with the joiner that the language writes together with it."""
        joined = str(self.section.get("joined", ""))
        for phrase, payload in entries:
            yield phrase, payload
            if joined:
                yield joined + phrase, payload

    def counted_parts(self, key: str) -> Table | None:
        """Return the words of parts of a unit and how many make the whole, if there are any."""
        parts = [(word, Decimal(count)) for word, count in self.listed(key)]
        return self.unstemmed(iter(parts)) if parts else None

    def plain(self, key: str, more: tuple[str, ...] = ()) -> Table:
        """Return a table of words that stand for nothing but themselves."""
        words = (*self.language.words("figures", key), *more)
        return self.unstemmed((word, True) for word in words)


def listed_in(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each phrase of a table whose entries are phrases between commas, and its key."""
    for value, phrases in table.items():
        for phrase in str(phrases).split(","):
            if phrase.strip():
                yield phrase.strip(), value
