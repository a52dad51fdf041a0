"""Words and sentences as spans of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import accumulate
from operator import add
from typing import NamedTuple

import sentencex

from stemmata.model import Span

# Marks that belong to the letter before them and that \w leaves out.
_MARKS = r"\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
# Letters, digits and marks; an apostrophe, hyphen, dot or decimal mark only between two of them.
_WORD = re.compile(rf"[^\W_]\w*+(?:(?:['’ʼ\-‑·.,](?=[^\W_])|[{_MARKS}])\w*+)*+")
_PARTED = re.compile(f"({_WORD.pattern})")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# What ends no sentence in any language, but for a full stop or the like at the very end.
_ONE_SENTENCE = re.compile(r"[\w \t\u00a0,'’‘\"“”„«»()\-–—/%€$&+，、]++[.!?。！？]?")
_ANY_UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
_UNSPACED = re.compile(
    r"([\u0e00-\u0e7f]+|[\u3040-\u30ff\u31f0-\u31ff]+|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)"
)


class Token(NamedTuple):
    """A word at a span."""

    start: int
    end: int
    form: str


class Words(NamedTuple):
    """The words of a text in columns; `gaps` is what stands before each and after the last."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    gaps: tuple[str, ...]


_TOKEN = partial(tuple.__new__, Token)  # a call of the class costs four times as much


def words(text: str) -> list[Token]:
    """Return the words of a text in order; runs of Han, kana or Thai are one token each.

    Example:
        >>> [t.form for t in words("Mr. O'Neil paid 3,4 bn – in Aix-en-Provence.")]
        ['Mr', "O'Neil", 'paid', '3,4', 'bn', 'in', 'Aix-en-Provence']
    >>> [t.form for t in words("BBC报道说")]
    ['BBC', '报道说']
    """
    return list(map(_TOKEN, zip(*word_columns(text)[:3], strict=True)))


@lru_cache(maxsize=24)  # more than the articles of one message, which are read by turns
def word_columns(text: str) -> Words:
    """Return the words of `words(text)` in columns, with what stands between them.

    Example:
        >>> columns = word_columns("Rain fell, again.")
        >>> columns.forms, columns.gaps
        (('Rain', 'fell', 'again'), ('', ' ', ', ', '.'))
    """
    parts = tuple(_PARTED.split(text))  # gaps and words by turns: no line of Python for each word
    ends = tuple(accumulate(map(len, parts)))
    columns = Words(ends[0:-1:2], ends[1::2], parts[1::2], parts[0::2])
    if _ANY_UNSPACED.search(text) is None:
        return columns
    return cut_words(text, columns, _UNSPACED)


def places_within(columns: Words, parts: Iterable[tuple[int, int]]) -> list[slice]:
    """Return where the words that start in parts of a text stand in its columns.

    Example:
        >>> columns = word_columns("Rain fell. It stopped.")
        >>> [columns.forms[held] for held in places_within(columns, [(5, 10), (14, 22)])]
        [('fell',), ('stopped',)]
    """
    starts = columns.starts
    return [
        slice(first := bisect_left(starts, start), bisect_left(starts, end, first))
        for start, end in parts
    ]


def cut_words(text: str, columns: Words, pattern: re.Pattern[str]) -> Words:
    """Return words cut before and after each match of a pattern: one group, and no tab in it.

    Example:
        >>> text = "sagte's"
        >>> cut_words(text, word_columns(text), re.compile("(')")).forms
        ('sagte', "'", 's')
    """
    marked = "\t".join(pattern.split("\n".join(columns.forms))).split("\n")
    starts: list[int] = []
    forms: list[str] = []
    for start, form in zip(columns.starts, marked, strict=False):
        position = start
        for piece in filter(None, form.split("\t")) if "\t" in form else (form,):
            starts.append(position)
            forms.append(piece)
            position += len(piece)
    ends = map(add, starts, map(len, forms))
    return in_columns(text, zip(starts, ends, forms, strict=True))


def in_columns(text: str, tokens: Iterable[tuple[int, int, str]]) -> Words:
    """Return words of a text, in order, as columns."""
    starts, ends, forms = tuple(zip(*tokens, strict=True)) or ((), (), ())
    gaps = map(text.__getitem__, map(slice, (0, *ends), (*starts, len(text))))
    return Words(starts, ends, forms, tuple(gaps))


def word_forms(text: str) -> list[str]:
    """Return the forms of `words(text)` alone, several times as fast.

    Example:
        >>> word_forms("BBC报道说, again") == [t.form for t in words("BBC报道说, again")]
        True
    """
    if _ANY_UNSPACED.search(text):
        return [token.form for token in words(text)]
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of `words(text)` stand, start and end, without their forms.

    Example:
        >>> word_spans("BBC报道说, 12.5")
        [(0, 3), (3, 6), (8, 12)]
    """
    if _UNSPACED.search(text):
        return [token[:2] for token in words(text)]
    return [match.span() for match in _WORD.finditer(text)]


def unspaced_runs(text: str) -> list[Token]:
    """Return the runs of scripts that are written without spaces (Han, kana, Thai).

    Example:
        >>> [t.form for t in unspaced_runs("BBC报道说 and カナ")]
        ['报道说', 'カナ']
    """
    return [Token(m.start(), m.end(), m.group()) for m in _UNSPACED.finditer(text)]


def sentences(text: str, language: str) -> list[Span]:
    """Return the sentences of a text as spans without surrounding white space.

    A line break always ends a sentence. Rules per language are sentencex's.

    Example:
        >>> text = "Dr. Weiss spoke. Nobody answered."
        >>> [span.quote(text) for span in sentences(text, "en")]
        ['Dr. Weiss spoke.', 'Nobody answered.']
    """
    return [Span(start, end) for start, end in sentence_bounds(text, language)]


@lru_cache(maxsize=512)
def sentence_bounds(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of `sentences(text, language)` start and end.

    Example:
        >>> sentence_bounds("Rain fell. It stopped.", "en")
        ((0, 10), (11, 22))
    """
    bounds: list[tuple[int, int]] = []
    for found in _LINE.finditer(text):
        line = found.group()
        bare = line.strip()
        if _ONE_SENTENCE.fullmatch(bare):
            bounds.append(found.span() if bare is line else _trimmed(line, found.start()))
        elif bare:
            bounds += _bounds_of_line(line, found.start(), language)
    return tuple(bounds)


def _bounds_of_line(line: str, offset: int, language: str) -> list[tuple[int, int]]:
    bounds = []
    position = 0
    for piece in sentencex.segment(language, line):
        start = line.find(piece, position)
        if start < 0:  # the splitter altered the text: never lose the words
            return [_trimmed(line, offset)]
        position = start + len(piece)
        if piece.strip():
            bounds.append(_trimmed(piece, offset + start))
    return bounds


def _trimmed(piece: str, offset: int) -> tuple[int, int]:
    lead = len(piece) - len(piece.lstrip())
    return offset + lead, offset + len(piece.rstrip())
