"""Where numbers may begin: the few words of a text that hold the beginning of one, by line.

Most forms are ruled out all together by how they begin, before any is looked at alone; only lines
with what is left are cut into tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

import numpy as np

from stemmata.annotate.figures.adjectival import amount_in
from stemmata.annotate.figures.compounds import expand
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.mixed import VULGAR
from stemmata.annotate.figures.prefixed import (
    cut_endings,
    cut_prefixes,
    definite_length,
    ending_length,
    prefix_length,
)
from stemmata.annotate.figures.shares import share_of
from stemmata.annotate.figures.tokens import Token, cut_phrase, cut_tokens, place_tokens
from stemmata.model import DateMention, Span
from stemmata.text import FormKinds, fold, fold_all, numbered_columns, word_columns

_DIGIT = re.compile(r"\d")
_REMEMBERED = 200_000  # forms a language's memory of openers may hold
_START = 3  # letters that tell most words from all that begin a number
_NOTHING, _OPENER = 1, 2


class Line(NamedTuple):
    """A line of a text that holds openers: its span, its tokens, where its openers are."""

    span: Span
    tokens: list[Token]
    openers: list[int]


class _Openers:
    """Remembers which forms of a language can begin a number, and forgets all if they get many."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.shared = FormKinds(self._kinds_of)
        self._known: dict[str, bool] = {}
        tables = (lexicon.atoms, lexicon.vague)
        words = {fold(word) for table in tables for word in (*table.heads, *table.folded)}
        words.update(map(fold, lexicon.atoms.exact))
        words.update(lexicon.readings)
        words.update(lexicon.implying)
        words.update(lexicon.among.each if lexicon.among else ())
        words.update(lexicon.adjective_words.numbers if lexicon.adjective_words else ())
        particles = ("", fold(lexicon.definite_prefix), *map(fold, lexicon.attached))
        self.starts = frozenset((part + word)[:_START] for part in particles for word in words)
        self.short = tuple(word for word in self.starts if len(word) < _START)

    def among(self, tokens: Sequence[Token], places: Sequence[int]) -> list[int]:
        """Return those of some tokens that can begin a number."""
        known = self._known
        forms = [tokens[place][2] for place in places]
        new = [form for form in forms if form not in known]
        if new:
            if len(known) > _REMEMBERED:
                known.clear()
                new = forms
            found = set(self._openers_among(new))
            known.update((form, form in found) for form in new)
        return list(compress(places, map(known.__getitem__, forms)))

    def _kinds_of(self, forms: list[str]) -> list[int]:
        found = set(self._openers_among(forms))
        return [_OPENER if form in found else _NOTHING for form in forms]

    def _openers_among(self, forms: list[str]) -> Iterator[str]:
        """Yield the forms that are digits, that may be number words, or hold either."""
        starts, short, style = self.starts, self.short, self.lexicon.style
        for form, word in zip(forms, fold_all(forms), strict=True):
            if form.isalpha():
                begins = word[:_START] in starts or word.startswith(short)
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
    if word in lexicon.implying or (lexicon.among and word in lexicon.among.each):
        return True
    if lexicon.attached and (prefix_length(form, lexicon) or definite_length(form, lexicon)):
        return True
    if lexicon.case_endings and ending_length(form, lexicon):
        return True
    atom = lexicon.atoms.folded.get(word) or lexicon.atoms.exact.get(form)
    if atom is not None:
        return atom.kind != "article" or lexicon.atoms.heads.get(word, 1) > 1
    if word in lexicon.atoms.heads or word in lexicon.vague.heads:
        return True
    said = expand(form, lexicon) or share_of(form, lexicon) or amount_in(form, lexicon)
    return bool(said)


def open_lines(
    text: str, span: Span, lexicon: Lexicon, dates: Sequence[DateMention]
) -> Iterator[Line]:
    """Yield the lines of a stretch of text in which a number may begin outside of dates."""
    openers, taken = _openers(lexicon.code), _Taken(dates)
    words = _words_with(text, span, openers)
    if dates:
        words = [word for word in words if not taken.holds(*word)]
    done = 0
    while done < len(words):
        begun = words[done][0]
        first = text.rfind("\n", span.start, begun) + 1 or span.start
        last = text.find("\n", begun, span.end) + 1 or span.end
        tokens = place_tokens(cut_tokens(text, first, last, lexicon.style), first)
        if lexicon.attached:
            tokens = cut_prefixes(tokens, lexicon)
        if lexicon.case_endings:
            tokens = cut_endings(tokens, lexicon)
        here = slice(done, bisect_left(words, (last,), done + 1))
        # Number words of a script without spaces need not begin where words do.
        spaced = lexicon.style == "spaced"
        places = _tokens_within(tokens, words[here]) if spaced else range(len(tokens))
        inner = openers.among(tokens, places)
        if dates:
            inner = [index for index in inner if not taken.holds(*tokens[index][:2])]
        if inner:
            yield Line(Span(first, last), tokens, inner)
        done = here.stop


def _words_with(text: str, span: Span, openers: _Openers) -> list[tuple[int, int]]:
    """Return where words of a stretch start and end in which a number may begin."""
    words = word_columns(text)
    starts, ends = words.starts, words.ends
    first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
    places: Sequence[int] = range(first, last)
    if openers.lexicon.style == "spaced":
        kinds = openers.shared.read(numbered_columns(text))
        places = (np.flatnonzero(kinds[first:last] == _OPENER) + first).tolist()
    return [(max(starts[place], span.start), ends[place]) for place in places]


def _tokens_within(tokens: Sequence[Token], words: Sequence[tuple[int, int]]) -> list[int]:
    """Return the tokens that share a place with one of some words; both come in order."""
    found: list[int] = []
    place = 0
    for start, end in words:
        place = bisect_left(tokens, (start,), place)
        if place and tokens[place - 1][1] > start and found[-1:] != [place - 1]:
            found.append(place - 1)
        while place < len(tokens) and tokens[place][0] < end:
            found.append(place)
            place += 1
    return found


class _Taken:
    """Stretches of a text that belong to dates."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        self.starts = [date.start for date in dates]
        self.ends = [date.end for date in dates]

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a span lies in one of them."""
        before = bisect_right(self.starts, start) - 1
        return before >= 0 and end <= self.ends[before]
