"""Where numbers may begin: the few forms of a text that open one, by line.

Most forms are ruled out all together by how they begin, before any is looked at alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from stemmata.annotate.figures.compounds import expand
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.number import VULGAR
from stemmata.annotate.figures.tokens import Token, make_token
from stemmata.model import Span
from stemmata.text import fold, fold_all

_REMEMBERED = 200_000  # forms a language's memory of openers may hold


class Line(NamedTuple):
    """A line of a text that holds openers: its span, its tokens, where its openers are."""

    span: Span
    tokens: list[Token]
    openers: list[int]


class _Openers:
    """Remembers which forms of a language can begin a number, and forgets all if they get many."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.seen: set[str] = set()
        self.found: set[str] = set()
        tables = (lexicon.atoms, lexicon.vague)
        words = {fold(word) for table in tables for word in (*table.heads, *table.folded)}
        words.update(map(fold, lexicon.atoms.exact))
        self.starts = {word[:2] for word in words}
        self.signs = {word for word in self.starts if len(word) == 1}

    def places(self, forms: list[str]) -> list[int]:
        """Return the indices of the forms that can begin a number."""
        if len(self.seen) > _REMEMBERED:
            self.seen.clear()
            self.found.clear()
        new = list(set(forms) - self.seen)
        if new:
            self.seen.update(new)
            self.found.update(self.openers_among(new))
        return list(compress(count(), map(self.found.__contains__, forms)))

    def openers_among(self, forms: list[str]) -> Iterator[str]:
        """Yield the forms that are digits or may be number words."""
        starts, signs = self.starts, self.signs
        for form, word in zip(forms, fold_all(forms), strict=True):
            begins = word[:2] in starts or word[:1] in signs
            digits = form[-1].isdecimal() or form in VULGAR
            if digits or (begins and _may_open(form, word, self.lexicon)):
                yield form


@cache
def _openers(code: str) -> _Openers:
    return _Openers(lexicon_of(code))


def _may_open(form: str, word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word can begin a number, by its form and its folded form."""
    atom = lexicon.atoms.folded.get(word) or lexicon.atoms.exact.get(form)
    if atom is not None:
        return atom.kind != "article" or lexicon.atoms.heads.get(word, 1) > 1
    if word in lexicon.atoms.heads or word in lexicon.vague.heads:
        return True
    return bool(expand(form, lexicon))


def find_openers(forms: list[str], language: str) -> list[int]:
    """Return the indices of the forms of tokens that can begin a number in a language.

    Example:
        >>> find_openers(["they", "saw", "two", "or", "3", "boats"], "en")
        [2, 4]
    """
    return _openers(language).places(forms)


def lines_with(text: str, span: Span, parts: list[str], openers: list[int]) -> Iterator[Line]:
    """Yield the lines of a stretch of text that hold openers.

    Args:
        text: the whole text.
        span: the stretch that was cut.
        parts: its gaps and the forms of its tokens by turns, a gap first and last.
        openers: indices of tokens, in order.
    """
    edges = list(accumulate(map(len, parts), initial=span.start))
    forms, starts, ends = parts[1::2], edges[1::2], edges[2::2]
    place = 0
    while place < len(openers):
        begin = starts[openers[place]]
        start = text.rfind("\n", span.start, begin) + 1 or span.start
        end = text.find("\n", begin, span.end) + 1 or span.end
        here = slice(bisect_left(starts, start), bisect_left(starts, end))
        until = bisect_left(openers, here.stop)
        tokens = list(map(make_token, zip(starts[here], ends[here], forms[here], strict=True)))
        inner = [index - here.start for index in openers[place:until]]
        yield Line(Span(start, end), tokens, inner)
        place = until
