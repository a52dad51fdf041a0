"""The body of an article as arrays, ready to be compared word by word with other bodies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stemmata.model import AnnotatedArticle, Span
from stemmata.settings import TraceSettings
from stemmata.text import NumberedWords, fold_all, number_words, sentence_bounds
from stemmata.trace.signatures import (
    BodyWords,
    Hashes,
    Integers,
    Signature,
    body_words,
    count_equal,
    runs,
    sign,
    stretches,
)

Flags = NDArray[np.bool_]

_OPENING = '"“„«「『‹'
_CLOSING = '"”“»」』›'
_MARK = re.compile(r"[\n\"“„«「『‹”»」』›]")
_LONGEST_QUOTE = 1200
_PARENTHESIS = re.compile(r"[(（]([^()（）\n]{3,80})[)）]")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Report:
    """The words of a body in order; what is asked of them is worked out when first asked for."""

    def __init__(
        self, annotated: AnnotatedArticle, signature: Signature, settings: TraceSettings
    ) -> None:
        self.annotated = annotated
        self.signature = signature
        self._longest = settings.longest_report
        self._shingle = settings.shingle
        self._stretches = stretches(annotated.article)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.annotated.id

    @property
    def language(self) -> str:
        """The article's language."""
        return self.annotated.language

    def __len__(self) -> int:
        return len(self.signature)

    @cached_property
    def whole(self) -> BodyWords:
        """The words, runs of scripts without spaces whole."""
        return body_words(self.annotated.article)

    @cached_property
    def _parted(self) -> BodyWords:
        return self.whole.parted

    @property
    def unspaced(self) -> bool:
        """Whether any words are of a script that does not set them apart."""
        return self._parted is not self.whole

    @cached_property
    def written(self) -> Sequence[str]:
        """The words as written, each character of a script without spaces alone."""
        return self._parted.forms[: self._longest]

    @cached_property
    def numbered(self) -> NumberedWords:
        """The words of sentences by number, runs of scripts without spaces whole."""
        return number_words(self.whole.forms if self.unspaced else self.written)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each word starts in the text."""
        return self._parted.starts[: self._longest]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words folded."""
        return tuple(fold_all(self.written))

    @cached_property
    def held(self) -> frozenset[str]:
        """The forms that occur."""
        return frozenset(self.forms)

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Where the sentences of the body start and end."""
        text, language = self.annotated.text, self.language
        return [
            (part.start + start, part.start + end)
            for part in self._stretches
            for start, end in sentence_bounds(part.quote(text), language)
        ]

    @cached_property
    def sentence_of(self) -> Integers:
        """The number of the sentence of each word."""
        return self.sentences_at(self.starts)

    def sentences_at(self, starts: Sequence[int]) -> Integers:
        """Return the number of the sentence at each place of the text, places in order."""
        firsts = [bisect_left(starts, start) for start, _ in self.sentences[1:]]
        return np.repeat(np.arange(len(firsts) + 1), np.diff([0, *firsts, len(starts)]))

    @cached_property
    def quoted(self) -> Flags:
        """Which words stand between quotation marks."""
        starts = np.array(self.starts, dtype=np.int64)
        return _inside(starts, quoted_spans(self.annotated.text))

    @cached_property
    def bracketed(self) -> Sequence[tuple[Span, Sequence[str]]]:
        """What stands in brackets and has longer words in small letters, with these words."""
        found = [
            (Span(*match.span(1)), [word for word in _WORD.findall(match[1]) if word.islower()])
            for match in _PARENTHESIS.finditer(self.annotated.text)
        ]
        return [(span, held) for span, held in found if held]

    @cached_property
    def shingles(self) -> Hashes:
        """One hash for each run of words."""
        return runs(self.signature.words, self._shingle)

    @cached_property
    def ranked_shingles(self) -> tuple[Hashes, Integers]:
        """The shingles in order of their hashes, and where each stands."""
        order = np.argsort(self.shingles, kind="stable")
        return self.shingles[order], order

    @cached_property
    def pairs(self) -> Hashes:
        """The hashes of neighbouring words, each once, in order."""
        ordered = np.sort(runs(self.signature.words, 2))
        return ordered[count_equal(ordered)[0]]

    def span(self, first: int, last: int) -> Span:
        """Return the span in the text from word `first` to word `last`, both included."""
        return Span(self.starts[first], self.starts[last] + len(self.written[last]))


def prepare(annotated: AnnotatedArticle, settings: TraceSettings) -> Report:
    """Return the report of an article without a signature.

    Args:
        annotated: the article.
        settings: the size of a shingle and of the longest report.
    """
    return Report(annotated, sign(annotated, settings), settings)


def shared_pairs(a: Report, b: Report) -> float:
    """Return the share of the neighbouring words of the shorter report that the other has too."""
    shorter, longer = sorted((a.pairs, b.pairs), key=len)
    if not len(shorter):
        return 0.0
    places = longer.searchsorted(shorter)
    places[places == len(longer)] = 0
    return np.count_nonzero(longer[places] == shorter) / len(shorter)


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
