"""A stretch of text in one language, cut into tokens, with look-up by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stemmata.annotate.figures.lexicon import Lexicon, Table
from stemmata.annotate.figures.phrases import GluedPhrases
from stemmata.annotate.figures.tokens import Token, tokenise

SPACES = " \u00a0\u202f\u2009\t"
HYPHENS = "-‐‑–"


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens of `text[start:end]` with the lexicon of its language.

    `begins` and `ends` give the index of the token that begins or ends at a code point.
    """

    text: str
    start: int
    end: int
    lexicon: Lexicon
    tokens: list[Token]
    begins: dict[int, int]
    ends: dict[int, int]

    def after(self, table: Table, place: int) -> tuple[Any, int] | None:
        """Return what a phrase that begins at a place stands for, and where it ends."""
        if isinstance(table, GluedPhrases):
            return table.after(self.text, place)
        first = self.begins.get(place)
        found = None if first is None else table.after(self.tokens, first)
        return None if found is None else (found[0], self.tokens[found[1] - 1].end)

    def before(self, table: Table, place: int) -> tuple[Any, int] | None:
        """Return what a phrase that ends at a place stands for, and where it begins."""
        if isinstance(table, GluedPhrases):
            return table.before(self.text, place)
        last = self.ends.get(place)
        found = None if last is None else table.before(self.tokens, last + 1)
        return None if found is None else (found[0], self.tokens[found[1]].start)

    def skip(self, place: int) -> int:
        """Return the place after white space."""
        while place < self.end and self.text[place] in SPACES:
            place += 1
        return place

    def skip_back(self, place: int) -> int:
        """Return the place before white space."""
        while place > self.start and self.text[place - 1] in SPACES:
            place -= 1
        return place

    def char(self, place: int) -> str:
        """Return the character at a place; empty outside of the passage."""
        return self.text[place] if self.start <= place < self.end else ""


def read_passage(text: str, start: int, end: int, lexicon: Lexicon) -> Passage:
    """Return a passage of a text.

    Args:
        text: the whole text.
        start: first code point.
        end: code point to stop before.
        lexicon: of the passage's language.
    """
    tokens = tokenise(text, start, end, lexicon.style)
    begins = {token.start: index for index, token in enumerate(tokens)}
    ends = {token.end: index for index, token in enumerate(tokens)}
    return Passage(text, start, end, lexicon, tokens, begins, ends)
