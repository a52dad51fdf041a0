"""The body of an article as a few short arrays: all that is needed to find its likely relatives.

Only `Article.body` counts: what an outlet's template adds to every page is no copy. A signature is
made from the article alone and is small, so that any process can make it and send it back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.model import AnnotatedArticle, Article, Frozen, Span
from stemmata.settings import TraceSettings
from stemmata.text import (
    NumberedWords,
    number_words,
    numbered_columns,
    places_within,
    word_columns,
)
from stemmata.trace.word_hashes import known_hashes

Hashes = NDArray[np.uint64]
Integers = NDArray[np.int64]

# Scripts whose words are not set apart: each character is compared as a word.
_FIRST_UNSPACED = "\u0e00"
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_DEFAULT = TraceSettings()


class Signature(Frozen, frozen=True, eq=False):
    """What of an article is compared first.

    Args:
        id: the article's.
        language: the article's.
        words: uint32, a hash for each word of the body, in order.
        solid: uint64, the hashes of its figures and of what may be names, in order.
        places: which word each of them is.
    """

    id: str
    language: str
    words: NDArray[np.uint32]
    solid: Hashes
    places: Integers

    def __len__(self) -> int:
        return len(self.words)


def sign(annotated: AnnotatedArticle, settings: TraceSettings = _DEFAULT) -> Signature:
    """Return the signature of an article.

    Args:
        annotated: the article; its body and its language count.
        settings: how much of a long body counts.
    """
    words, solid = known_hashes(_numbered_body(annotated.article, settings.longest_report))
    return Signature(annotated.id, annotated.language, words, *_held(solid))


def blank_signature(annotated: AnnotatedArticle) -> Signature:
    """Return the signature of an article that shall be like no other: it has no words."""
    none = np.zeros(0, dtype=np.uint64)
    return Signature(
        annotated.id, annotated.language, none.astype(np.uint32), none, none.astype(np.int64)
    )


def solid_words(forms: Sequence[str]) -> tuple[Hashes, Integers]:
    """Return the hashes of the figures and possible names among words, and which words they are."""
    return _held(known_hashes(number_words(forms))[1])


def _numbered_body(article: Article, most: int) -> NumberedWords:
    """Return the first words of `body_words(article).parted` by number."""
    if _UNSPACED.search(article.text):
        return number_words(body_words(article).parted.forms[:most])
    words = numbered_columns(article.text)
    held = np.concatenate([words.numbers[place] for place in _places(article)])
    return NumberedWords(words.vocabulary, held[:most])


def _held(solid: Hashes) -> tuple[Hashes, Integers]:
    places = solid.nonzero()[0]
    return solid[places], places


def stretches(article: Article) -> list[Span]:
    """Return the body as few spans: paragraphs with nothing but line breaks between are one."""
    joined: list[Span] = []
    for part in article.body or (Span(0, len(article.text)),):
        if joined and article.text[joined[-1].end : part.start].strip(" \n") == "":
            joined[-1] = Span(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


class BodyWords(NamedTuple):
    """The words of a body: where each starts, and its form as written."""

    starts: Sequence[int]
    forms: Sequence[str]

    @property
    def parted(self) -> BodyWords:
        """The same words, each character of a script without spaces a word."""
        if max(self.forms, default="") < _FIRST_UNSPACED:
            return self
        single = [_UNSPACED.match(form) is not None for form in self.forms]
        if not any(single):
            return self
        words = list(zip(self.starts, self.forms, single, strict=True))
        starts = [range(at, at + len(form)) if each else (at,) for at, form, each in words]
        forms = [form if each else (form,) for _, form, each in words]
        return BodyWords(list(chain.from_iterable(starts)), list(chain.from_iterable(forms)))


def body_words(article: Article) -> BodyWords:
    """Return the words of an article's body, runs of scripts without spaces whole."""
    columns = word_columns(article.text)
    starts: list[int] = []
    forms: list[str] = []
    for held in _places(article):
        starts += columns.starts[held]
        forms += columns.forms[held]
    return BodyWords(starts, forms)


def _places(article: Article) -> list[slice]:
    """Return which words of an article's text are those of its body."""
    parts = [(part.start, part.end) for part in stretches(article)]
    return places_within(word_columns(article.text), parts)


def runs(words: NDArray[np.unsignedinteger], size: int) -> Hashes:
    """Return one hash for each run of `size` neighbours; fewer neighbours make no run.

    Example:
        >>> one, other = (np.array(n, dtype=np.uint32) for n in ([1, 2, 3, 4], [9, 2, 3, 4]))
        >>> (runs(one, 3) == runs(other, 3)).tolist()
        [False, True]
    """
    count = max(0, len(words) - size + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(size):
            mixed = (mixed ^ words[place : place + count]) * _MULTIPLIER
            mixed ^= mixed >> np.uint64(29)
    return mixed


def count_equal(ordered: Hashes | Integers) -> tuple[Integers, Integers]:
    """Return where each value of a sorted array begins, and how often it stands there.

    Example:
        >>> [part.tolist() for part in count_equal(np.array([3, 3, 5]))]
        [[0, 2], [2, 1]]
    """
    fresh = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    begins = fresh.nonzero()[0]
    counts = np.full(len(begins), len(ordered))
    counts[:-1] = begins[1:]
    return begins, counts - begins
