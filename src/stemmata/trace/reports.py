"""The body of an article as arrays, ready to be compared with other bodies.

Only `Article.body` counts: what an outlet's template adds to every page is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.model import AnnotatedArticle, Article, Span
from stemmata.settings import TraceSettings
from stemmata.text import fold, sentences, shingle_hashes, word_forms, word_spans

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]

# Scripts whose words are not set apart: each character is compared as a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]")
_OPENING = '"“„«「『‹'
_CLOSING = '"”“»」』›'
_MARK = re.compile(r"[\n\"“„«「『‹”»」』›]")
_LONGEST_QUOTE = 1200


class Report:
    """The words of a body in order; where they stand is worked out when first asked for.

    Most reports of a collection are like no other, and need no more than their shingles.
    """

    def __init__(self, annotated: AnnotatedArticle, settings: TraceSettings) -> None:
        article = annotated.article
        self.annotated = annotated
        self._longest = settings.longest_report
        self._body = article.body or (Span(0, len(article.text)),)
        forms = [form for part in self._body for form in _forms(part.quote(article.text))]
        self.written: tuple[str, ...] = tuple(forms[: self._longest])
        self.forms: tuple[str, ...] = tuple(map(_folded, self.written))
        self.shingles: Hashes = shingle_hashes(self.forms, settings.shingle)

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

    @cached_property
    def _limits(self) -> tuple[Integers, Integers]:
        text = self.annotated.text
        found = [place for part in self._body for place in _places(text, part)]
        places = np.array(found[: self._longest], dtype=np.int64).reshape(-1, 2)
        return places[:, 0], places[:, 1]

    @property
    def starts(self) -> Integers:
        """Where each word starts in the text."""
        return self._limits[0]

    @property
    def ends(self) -> Integers:
        """Where each word ends in the text."""
        return self._limits[1]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of the sentences of the body."""
        return _body_sentences(self.annotated.article, self._body)

    @cached_property
    def sentence_of(self) -> Integers:
        """The number of the sentence of each word."""
        limits = np.array([span.start for span in self.sentences], dtype=np.int64)
        return np.maximum(np.searchsorted(limits, self.starts, side="right") - 1, 0)

    @cached_property
    def quoted(self) -> Flags:
        """Which words stand between quotation marks."""
        return _inside(self.starts, quoted_spans(self.annotated.text))

    @cached_property
    def pairs(self) -> Hashes:
        """The hashes of neighbouring words, each once, in order."""
        return np.unique(shingle_hashes(self.forms, 2))

    @cached_property
    def held(self) -> frozenset[str]:
        """The forms that occur."""
        return frozenset(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the text from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def prepare(annotated: AnnotatedArticle, settings: TraceSettings) -> Report:
    """Return the words and shingles of an article's body."""
    return Report(annotated, settings)


def shared_pairs(a: Report, b: Report) -> float:
    """Return the share of the neighbouring words of the shorter report that the other has too."""
    least = min(len(a.pairs), len(b.pairs))
    if not least:
        return 0.0
    shorter, longer = sorted((a.pairs, b.pairs), key=len)
    places = np.minimum(np.searchsorted(longer, shorter), len(longer) - 1)
    return float((longer[places] == shorter).mean())


@lru_cache(maxsize=200_000)
def _folded(form: str) -> str:
    return fold(form)


def _forms(text: str) -> list[str]:
    """Return the forms of the words of a text, as `_places` cuts them."""
    forms = word_forms(text)
    if not _UNSPACED.search(text):
        return forms
    return [piece for form in forms for piece in (form if _is_unspaced(form[0]) else (form,))]


def _places(text: str, part: Span) -> Iterable[tuple[int, int]]:
    """Yield where the words of a part stand, each character of a script without spaces alone."""
    for start, end in word_spans(part.quote(text)):
        first, last = part.start + start, part.start + end
        if _is_unspaced(text[first]):
            for place in range(first, last):
                yield place, place + 1
        else:
            yield first, last


def _body_sentences(article: Article, body: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        Span(part.start + found.start, part.start + found.end)
        for part in body
        for found in sentences(part.quote(article.text), article.language)
    )


def _is_unspaced(character: str) -> bool:
    return character >= "\u0e00" and _UNSPACED.match(character) is not None


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
