"""The body of an article as a few short arrays: all that is needed to find its likely relatives.

Only `Article.body` counts: what an outlet's template adds to every page is no copy. A signature is
made from the article alone and is small, so that any process can make it and send it back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from stemmata.model import AnnotatedArticle, Article, Span
from stemmata.settings import TraceSettings
from stemmata.text import word_columns
from stemmata.trace.word_hashes import known_hashes

Hashes = NDArray[np.uint64]
Integers = NDArray[np.int64]

# Scripts whose words are not set apart: each character is compared as a word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_DEFAULT = TraceSettings()


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """What of an article is compared first.

    Args:
        id: the article's.
        language: the article's.
        words: uint32, a hash for each word of the body, in order.
        solid: uint64, the hashes of its figures and names, each once, in order.
    """

    id: str
    language: str
    words: NDArray[np.uint32]
    solid: Hashes

    def __len__(self) -> int:
        return len(self.words)


def sign(annotated: AnnotatedArticle, settings: TraceSettings = _DEFAULT) -> Signature:
    """Return the signature of an article.

    Args:
        annotated: the article; its body and its language count.
        settings: how much of a long body counts.
    """
    _, _, written = body_words(annotated.article, settings.longest_report)
    distinct = set(written)
    hashes, solid = known_hashes(distinct)
    words = np.array([hashes[form] for form in written], dtype=np.uint32)
    held = {solid[form] for form in solid.keys() & distinct}
    return Signature(
        annotated.id, annotated.language, words, np.array(sorted(held), dtype=np.uint64)
    )


def stretches(article: Article) -> list[Span]:
    """Return the body as few spans: paragraphs with nothing but line breaks between are one."""
    joined: list[Span] = []
    for part in article.body or (Span(0, len(article.text)),):
        if joined and article.text[joined[-1].end : part.start].strip(" \n") == "":
            joined[-1] = Span(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


def body_words(article: Article, most: int) -> tuple[Sequence[int], Sequence[int], Sequence[str]]:
    """Return where the words of a body start and end, and their forms as written.

    Each character of a script without spaces is a word.

    Args:
        article: the article.
        most: how many words count.
    """
    columns = word_columns(article.text)
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    for part in stretches(article):
        first = bisect_left(columns.starts, part.start)
        last = bisect_left(columns.starts, part.end)
        starts += columns.starts[first:last]
        ends += columns.ends[first:last]
        forms += columns.forms[first:last]
    if UNSPACED.search(article.text):
        pieces = chain.from_iterable(map(_pieces, starts, forms))
        starts, ends, forms = map(list, zip(*pieces, strict=True)) if forms else ([], [], [])
    return starts[:most], ends[:most], forms[:most]


def _pieces(start: int, form: str) -> Sequence[tuple[int, int, str]]:
    if form < "\u0e00" or UNSPACED.match(form) is None:
        return ((start, start + len(form), form),)
    return [(start + place, start + place + 1, letter) for place, letter in enumerate(form)]


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
    begins = np.flatnonzero(np.concatenate((ordered[:1] == ordered[:1], np.diff(ordered) != 0)))
    return begins, np.diff(begins, append=len(ordered))
