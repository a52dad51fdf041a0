"""Where numbers may begin: the few words of a text that hold the beginning of one, by line.

Most forms are ruled out all together by how they begin, before any is looked at alone; only lines
with what is left are cut into tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from stemmata.annotate.figures.compounds import expand
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.mixed import VULGAR
from stemmata.annotate.figures.shares import share_of
from stemmata.annotate.figures.tokens import Token, cut_phrase, cut_tokens, place_tokens
from stemmata.model import DateMention, Span
from stemmata.text import fold, fold_all, word_columns

_DIGIT = re.compile(r"\d")
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

    def places(self, forms: Sequence[str]) -> list[int]:
        """Return the indices of the forms that can begin a number, or hold what can."""
        if len(self.seen) > _REMEMBERED:
            self.seen.clear()
            self.found.clear()
        if not self.seen.issuperset(forms):
            new = set(forms) - self.seen
            self.seen |= new
            self.found.update(self._openers_among(list(new)))
        return list(compress(count(), map(self.found.__contains__, forms)))

    def _openers_among(self, forms: list[str]) -> Iterator[str]:
        """Yield the forms that are digits, that may be number words, or hold either."""
        starts, signs, style = self.starts, self.signs, self.lexicon.style
        for form, word in zip(forms, fold_all(forms), strict=True):
            if form.isalpha():
                begins = word[:2] in starts or word[:1] in signs
                if begins and _may_open(form, word, self.lexicon):
                    yield form
            elif _DIGIT.search(form) or any(map(self._opens, cut_phrase(form, style))):
                yield form

    def _opens(self, form: str) -> bool:
        """Tell whether a token without digits can begin a number."""
        return form in VULGAR or _may_open(form, fold(form), self.lexicon)


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
    return bool(expand(form, lexicon)) or share_of(form, lexicon) is not None


def find_openers(forms: list[str], language: str) -> list[int]:
    """Return the indices of the forms of tokens that can begin a number in a language.

    Example:
        >>> find_openers(["they", "saw", "two", "or", "3", "boats"], "en")
        [2, 4]
    """
    return _openers(language).places(forms)


def open_lines(
    text: str, span: Span, lexicon: Lexicon, dates: Sequence[DateMention]
) -> Iterator[Line]:
    """Yield the lines of a stretch of text in which a number may begin outside of dates."""
    openers, taken = _openers(lexicon.code), _Taken(dates)
    place = span.start
    for start, end in _words_with(text, span, openers):
        if start < place or (dates and taken.holds(start, end)):
            continue
        first = text.rfind("\n", span.start, start) + 1 or span.start
        place = text.find("\n", start, span.end) + 1 or span.end
        parts = cut_tokens(text, first, place, lexicon.style)
        tokens = place_tokens(parts, first)
        inner = openers.places(parts[1::2])
        if dates:
            inner = [index for index in inner if not taken.holds(*tokens[index][:2])]
        if inner:
            yield Line(Span(first, place), tokens, inner)


def _words_with(text: str, span: Span, openers: _Openers) -> Iterator[tuple[int, int]]:
    """Yield where words of a stretch start and end in which a number may begin."""
    words = word_columns(text)
    here = slice(bisect_right(words.ends, span.start), bisect_left(words.starts, span.end))
    starts, ends, forms = words.starts[here], words.ends[here], words.forms[here]
    # Number words of a script without spaces need not end where words do.
    spaced = openers.lexicon.style == "spaced"
    for place in openers.places(forms) if spaced else range(len(forms)):
        yield max(starts[place], span.start), ends[place]


class _Taken:
    """Stretches of a text that belong to dates."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        self.starts = [date.start for date in dates]
        self.ends = [date.end for date in dates]

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a span lies in one of them."""
        before = bisect_right(self.starts, start) - 1
        return before >= 0 and end <= self.ends[before]
