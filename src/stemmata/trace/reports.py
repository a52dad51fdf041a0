"""The body of an article as arrays, ready to be compared with other bodies.

Only `Article.body` counts: what an outlet's template adds to every page is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain

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
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Vocabulary:
    """The hashes of words by their form, each worked out once for all reports of a run."""

    def __init__(self, plain: Callable[[str], str]) -> None:
        """Start empty; `plain` returns what of a form is hashed."""
        self._plain = plain
        self._hashes: dict[str, int] = {}

    def hashes(self, forms: Sequence[str]) -> Hashes:
        """Return the hash of each form, in order."""
        fresh = [form for form in set(forms) if form not in self._hashes]
        if fresh:
            found = shingle_hashes([self._plain(form) for form in fresh], 1)
            self._hashes.update(zip(fresh, found.tolist(), strict=True))
        return np.fromiter(map(self._hashes.__getitem__, forms), dtype=np.uint64, count=len(forms))


class Report:
    """The words of a body in order; where they stand is worked out when first asked for.

    Most reports of a collection are like no other, and need no more than their shingles.
    """

    def __init__(
        self, annotated: AnnotatedArticle, settings: TraceSettings, vocabulary: Vocabulary
    ) -> None:
        article = annotated.article
        self.annotated = annotated
        self._longest = settings.longest_report
        self._body = article.body or (Span(0, len(article.text)),)
        forms = [form for part in self._body for form in _forms(part.quote(article.text))]
        self.written: tuple[str, ...] = tuple(forms[: self._longest])
        self.hashes: Hashes = vocabulary.hashes(self.written)
        self.shingles: Hashes = runs(self.hashes, settings.shingle)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.annotated.id

    @property
    def language(self) -> str:
        """The article's language."""
        return self.annotated.language

    def __len__(self) -> int:
        return len(self.written)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words folded."""
        return tuple(map(_folded, self.written))

    @cached_property
    def _limits(self) -> tuple[Integers, Integers]:
        text = self.annotated.text
        places = np.concatenate([_places(text, part) for part in self._body])[: self._longest]
        return places[:, 0], places[:, 1]

    @property
    def unspaced(self) -> bool:
        """Whether any words are of a script that does not set them apart."""
        text = self.annotated.text
        return any(_UNSPACED.search(text, part.start, part.end) for part in self._body)

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
        return np.unique(runs(self.hashes, 2))

    @cached_property
    def held(self) -> frozenset[str]:
        """The forms that occur."""
        return frozenset(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the text from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def prepare(
    annotated: AnnotatedArticle, settings: TraceSettings, vocabulary: Vocabulary | None = None
) -> Report:
    """Return the words and shingles of an article's body.

    Args:
        annotated: the article.
        settings: the size of a shingle and of the longest report.
        vocabulary: of the reports that it will be compared with; without it words are hashed anew.
    """
    return Report(annotated, settings, vocabulary or Vocabulary(fold))


def runs(hashes: Hashes, size: int) -> Hashes:
    """Return one hash for each run of `size` neighbours; fewer neighbours make no run.

    Example:
        >>> one, other = (np.array(n, dtype=np.uint64) for n in ([1, 2, 3, 4], [9, 2, 3, 4]))
        >>> (runs(one, 3) == runs(other, 3)).tolist()
        [False, True]
    """
    count = max(0, len(hashes) - size + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(size):
            mixed = (mixed ^ hashes[place : place + count]) * _MULTIPLIER
            mixed ^= mixed >> np.uint64(29)
    return mixed


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


def _places(text: str, part: Span) -> Integers:
    """Return where the words of a part stand, each character of a script without spaces alone."""
    body = part.quote(text)
    spans: Iterable[tuple[int, int]] = word_spans(body)
    if _UNSPACED.search(body):
        spans = [
            piece
            for start, end in spans
            for piece in (
                zip(range(start, end), range(start + 1, end + 1), strict=True)
                if _is_unspaced(body[start])
                else ((start, end),)
            )
        ]
    found = np.fromiter(chain.from_iterable(spans), dtype=np.int64)
    return found.reshape(-1, 2) + part.start


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
