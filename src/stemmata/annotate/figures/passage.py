"""A stretch of text in one language, cut into tokens, with look-up by place."""

from __future__ import annotations

from itertools import count
from operator import itemgetter
from typing import Any

from stemmata.annotate.figures.lexicon import Lexicon, Table
from stemmata.annotate.figures.phrases import GluedPhrases
from stemmata.annotate.figures.prefixed import cut_endings, cut_prefixes
from stemmata.annotate.figures.tokens import Token, tokenise
from stemmata.model import Frozen, Span

SPACES = " \u00a0\u202f\u2009\t"
HYPHENS = "-‐‑–－"
_START, _END = itemgetter(0), itemgetter(1)


class Passage(Frozen, frozen=True):
    """Tokens of `text[start:end]` with the lexicon of its language and its decimal mark.

    `begins` and `ends` give the index of the token that begins or ends at a code point.
    """

    text: str
    start: int
    end: int
    lexicon: Lexicon
    decimal: str
    tokens: list[Token]
    begins: dict[int, int]
    ends: dict[int, int]

    def after(self, table: Table, place: int) -> tuple[Any, int] | None:
        """Return what a phrase that begins at a place stands for, and where it ends."""
        if isinstance(table, GluedPhrases):
            return table.after(self.text, place)
        first = self.begins.get(place)
        if first is None or not table.reach_after[self.tokens[first][2]]:
            return None
        found = table.after(self.tokens, first)
        return None if found is None else (found[0], self.tokens[found[1] - 1].end)

    def before(self, table: Table, place: int) -> tuple[Any, int] | None:
        """Return what a phrase that ends at a place stands for, and where it begins."""
        if isinstance(table, GluedPhrases):
            return table.before(self.text, place)
        last = self.ends.get(place)
        if last is None or not table.reach_before[self.tokens[last][2]]:
            return None
        found = table.before(self.tokens, last + 1)
        return None if found is None else (found[0], self.tokens[found[1]].start)

    def skip(self, place: int) -> int:
        """Return the place after white space."""
        text, end = self.text, self.end
        while place < end and text[place] in SPACES:
            place += 1
        return place

    def skip_back(self, place: int) -> int:
        """Return the place before white space."""
        while place > self.start and self.text[place - 1] in SPACES:
            place -= 1
        return place

    def opens_with(self, place: int, marks: str = "") -> bool:
        """Tell whether nothing but white space and some marks stands before a place."""
        place -= 1
        while place >= self.start and (self.text[place].isspace() or self.text[place] in marks):
            place -= 1
        return place < self.start

    def closes_with(self, place: int, marks: str) -> bool:
        """Tell whether nothing but some marks stands from a place on."""
        while place < self.end and self.text[place] in marks:
            place += 1
        return place >= self.end

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
    if lexicon.attached:
        tokens = cut_prefixes(tokens, lexicon)
    if lexicon.case_endings:
        tokens = cut_endings(tokens, lexicon)
    return passage_of(text, Span(start, end), lexicon, lexicon.decimal, tokens)


def passage_of(
    text: str, span: Span, lexicon: Lexicon, decimal: str, tokens: list[Token]
) -> Passage:
    """Return the passage at a span whose tokens are cut already."""
    begins = dict(zip(map(_START, tokens), count()))
    ends = dict(zip(map(_END, tokens), count()))
    return Passage(text, span.start, span.end, lexicon, decimal, tokens, begins, ends)
