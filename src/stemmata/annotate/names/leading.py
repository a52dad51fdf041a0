"""The free words of an article that a name may begin with, by their hashes.

A run looks for the names of all its articles among these at once, as numbers.
"""

from __future__ import annotations

from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.beginnings import bare_form, lead_hash
from stemmata.annotate.names.tokens import LEADING, pieces
from stemmata.model import AnnotatedArticle, Name, Span
from stemmata.text import fold, word_columns

_MOST_FORMS = 100_000  # remembered of a language
_NUMBERS = 3  # of a lead: hash, start, end
Leads = NDArray[np.uint32]
_Row = tuple[int, int, int]


def leading_words(article: AnnotatedArticle) -> bytes:
    """Return the leads of an article, to be read by `leads_of`.

    A lead is a word that no name holds and that does not begin with a small letter: the hash of
    it folded and, if that differs, of it without its ending, with its place.
    """
    columns = word_columns(article.text)
    taken = taken_letters(article)
    known = _rows_by_form(article.language)
    leads = [
        (number, start + left, start + right)
        for form, start in zip(columns.forms, columns.starts, strict=True)
        if not (form.islower() or taken[start])
        for number, left, right in known[form]
    ]
    return np.fromiter(chain.from_iterable(leads), np.uint32, _NUMBERS * len(leads)).tobytes()


def leads_of(found: bytes) -> Leads:
    """Return leads by their hash, start and end."""
    return np.frombuffer(found, np.uint32).reshape(-1, _NUMBERS)


class _RowsByForm(dict[str, tuple[_Row, ...]]):
    """What words of a language are as leads: hashes with the letters of the word they are of."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, form: str) -> tuple[_Row, ...]:
        if len(self) > _MOST_FORMS:
            self.clear()
        if form.isalpha() and not "a" <= form[0] <= "z":
            rows = self._rows(form, 0)
        else:
            rows = tuple(
                row
                for found in LEADING.finditer(form)
                if not found.group().islower()
                for row in self._rows(found.group(), found.start())
            )
        self[form] = rows
        return rows

    def _rows(self, form: str, start: int) -> tuple[_Row, ...]:
        """Return the rows of a word; a name may begin before or behind an apostrophe in it."""
        if "'" in form or "’" in form:
            found = pieces(form, self._language)
            parts = list(zip(*(column[:2] for column in found), strict=True))
        else:
            parts = [(form, 0, len(form))]
        return tuple(
            (number, start + left, start + right)
            for part, left, right in parts
            for number in {lead_hash(fold(part)), lead_hash(bare_form(part, self._language))}
        )


@cache
def _rows_by_form(language: str) -> _RowsByForm:
    return _RowsByForm(language)


def taken_letters(article: AnnotatedArticle) -> bytearray:
    """Return for each letter, and for the end, whether a name holds it or the report does not."""
    about, size = article.article, len(article.text)
    taken = bytearray(size + 1)
    if about.body:
        taken = bytearray(b"\1") * (size + 1)
        for part in (*about.body, about.dateline, about.byline_span, about.credit_span):
            if part:
                _fill(taken, part, b"\0")
    for name in article.names:
        _fill(taken, name, b"\1")
    return taken


def _fill(letters: bytearray, place: Span | Name, mark: bytes) -> None:
    letters[place.start : place.end] = mark * (place.end - place.start)
