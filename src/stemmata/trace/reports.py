"""The body of an article as arrays, ready to be compared with other bodies.

Only `Article.body` counts: what an outlet's template adds to every page is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.model import AnnotatedArticle, Article, Span
from stemmata.settings import TraceSettings
from stemmata.text import Token, fold, sentences, shingle_hashes, words

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]

_UNSPACED_FROM = "\u0e00"
_OPENING = '"“„«「『‹'
_CLOSING = '"”“»」』›'
_MARK = re.compile(r"[\n\"“„«「『‹”»」』›]")
_LONGEST_QUOTE = 1200


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """The words of a body in order, with where they stand and which sentence holds them.

    `starts` and `ends` are spans in the text; `sentence_of` numbers the sentence of each word;
    `sentences` are the spans of the sentences; `shingles` the hashes of word runs.
    """

    annotated: AnnotatedArticle
    forms: tuple[str, ...]
    written: tuple[str, ...]
    starts: Integers
    ends: Integers
    sentence_of: Integers
    sentences: tuple[Span, ...]
    quoted: Flags
    shingles: Hashes

    @property
    def id(self) -> str:
        """The article's id."""
        return self.annotated.id

    @property
    def language(self) -> str:
        """The article's language."""
        return self.annotated.language

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the text from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def prepare(annotated: AnnotatedArticle, settings: TraceSettings) -> Report:
    """Return the words, sentences and shingles of an article's body."""
    article = annotated.article
    body = article.body or (Span(0, len(article.text)),)
    tokens = [token for part in body for token in _tokens(article.text, part)]
    del tokens[settings.longest_report :]
    spans = _body_sentences(article, body)
    begin = np.array([token.start for token in tokens], dtype=np.int64)
    forms = tuple(fold(token.form) for token in tokens)
    limits = np.array([span.start for span in spans], dtype=np.int64)
    return Report(
        annotated=annotated,
        forms=forms,
        written=tuple(token.form for token in tokens),
        starts=begin,
        ends=np.array([token.end for token in tokens], dtype=np.int64),
        sentence_of=np.maximum(np.searchsorted(limits, begin, side="right") - 1, 0),
        sentences=spans,
        quoted=_inside(begin, quoted_spans(article.text)),
        shingles=shingle_hashes(forms, settings.shingle),
    )


def _tokens(text: str, part: Span) -> Iterable[Token]:
    """Yield the words of a part; a run of a script without spaces as its single characters."""
    for start, end, form in words(part.quote(text)):
        if form[0] < _UNSPACED_FROM or _is_spaced(form[0]):
            yield Token(part.start + start, part.start + end, form)
        else:
            for place, character in enumerate(form, part.start + start):
                yield Token(place, place + 1, character)


def _body_sentences(article: Article, body: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        Span(part.start + found.start, part.start + found.end)
        for part in body
        for found in sentences(part.quote(article.text), article.language)
    )


def _is_spaced(character: str) -> bool:
    return not (
        "\u0e00" <= character <= "\u0eff"
        or "\u3040" <= character <= "\u30ff"
        or "\u31f0" <= character <= "\u31ff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
    )


def quoted_spans(text: str) -> list[Span]:
    """Return the stretches between quotation marks, marks left out.

    Example:
        >>> text = 'He said "no way" and “left”.'
        >>> [span.quote(text) for span in quoted_spans(text)]
        ['no way', 'left']
    """
    spans: list[Span] = []
    opened = -1
    for match in _MARK.finditer(text):
        place, mark = match.start(), match.group()
        if mark == "\n" or place - opened > _LONGEST_QUOTE:
            opened = -1
        if opened >= 0 and mark in _CLOSING:
            spans.append(Span(opened, place))
            opened = -1
        elif mark in _OPENING:
            opened = place + 1
    return spans


def _inside(places: Integers, spans: Sequence[Span]) -> Flags:
    if not spans:
        return np.zeros(len(places), dtype=np.bool_)
    begins = np.array([span.start for span in spans], dtype=np.int64)
    finishes = np.array([span.end for span in spans], dtype=np.int64)
    holder = np.searchsorted(begins, places, side="right") - 1
    return (holder >= 0) & (places < finishes[np.maximum(holder, 0)])
