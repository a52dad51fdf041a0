"""What a claim is about: the concepts and names around it, the same in every language.

A claim's neighbourhood is its sentence, each word mapped to weighted English concepts by the
lexicon and weighed by its rarity and by how near it stands to the claim. Names count by their key.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Name, Span
from stemmata.settings import CollateSettings
from stemmata.text import sentences

Ids = NDArray[np.int64]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The concepts and name keys around a claim, with their weights; names by key."""

    concepts: Ids
    weights: Weights
    names: tuple[str, ...]
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Words:
    """The concepts of an article's words, in order of the words; names by their places."""

    concepts: Ids
    weights: Weights
    starts: Ids
    ends: Ids
    in_name: NDArray[np.bool_]


class ArticleContext:
    """What stands where in one article, read once, for all its claims.

    Args:
        article: with resolved names.
        settings: how fast a word's weight falls with its distance from the claim.
    """

    def __init__(self, article: AnnotatedArticle, settings: CollateSettings) -> None:
        self._article = article
        self._settings = settings
        self._sentences = sentences(article.text, article.language)
        self._starts = [span.start for span in self._sentences]
        self._name_starts = [name.start for name in article.names]
        self._read: _Words | None = None

    def around(self, start: int, end: int) -> Neighbourhood:
        """Return what stands around the words at a span, the words themselves left out."""
        sentence = self._sentence_at(start)
        known, part = self._all_words(), self._between(sentence)
        starts, ends = known.starts[part], known.ends[part]
        outside = ((ends <= start) | (starts >= end)) & ~known.in_name[part]
        middles = (starts + ends) / 2
        distance = np.minimum(np.abs(middles - start), np.abs(middles - end))
        weights = known.weights[part] / (1.0 + distance / self._settings.reach_characters)
        names = dict.fromkeys(
            name.key for name in self._names_in(sentence) if name.end <= start or name.start >= end
        )
        return Neighbourhood(
            known.concepts[part][outside],
            weights[outside].astype(np.float32),
            tuple(names),
            sentence,
        )

    def within(self, start: int, end: int) -> Neighbourhood:
        """Return the concepts and names of all words inside a span, over sentences."""
        span = Span(start, end)
        known, part = self._all_words(), self._between(span)
        inside = ~known.in_name[part]
        names = dict.fromkeys(name.key for name in self._names_in(span))
        return Neighbourhood(
            known.concepts[part][inside], known.weights[part][inside], tuple(names), span
        )

    def concepts_of(self, start: int, end: int) -> tuple[Ids, Weights]:
        """Return the concepts of the words inside a span."""
        known, part = self._all_words(), self._between(Span(start, end))
        return known.concepts[part], known.weights[part]

    def _all_words(self) -> _Words:
        if self._read is None:
            self._read = _read_words(self._article)
        return self._read

    def _sentence_at(self, start: int) -> Span:
        place = max(0, bisect_right(self._starts, start) - 1)
        return self._sentences[place] if self._sentences else Span(0, len(self._article.text))

    def _between(self, span: Span) -> slice:
        known = self._all_words()
        first = int(np.searchsorted(known.starts, span.start, "left"))
        return slice(first, int(np.searchsorted(known.ends, span.end, "right")))

    def _names_in(self, span: Span) -> list[Name]:
        first = bisect_left(self._name_starts, span.start)
        last = bisect_left(self._name_starts, span.end)
        return [name for name in self._article.names[first:last] if name.end <= span.end]


def _read_words(article: AnnotatedArticle) -> _Words:
    lexicon = load_lexicon()
    text, language = article.text, article.language
    spans = lexicon.segment(text, language)
    vector = lexicon.concepts([text[start:end] for start, end in spans], language)
    places = np.array(spans, dtype=np.int64).reshape(-1, 2)[vector.positions]
    starts, ends = places[:, 0], places[:, 1]
    ids = vector.ids.astype(np.int64)
    weights = (vector.weights * lexicon.rarity[ids]).astype(np.float32)
    return _Words(ids, weights, starts, ends, _in_names(starts, ends, article.names))


def _in_names(starts: Ids, ends: Ids, names: Sequence[Name]) -> NDArray[np.bool_]:
    """Say which words overlap a name; names come in order and do not overlap."""
    if not names:
        return np.zeros(len(starts), dtype=bool)
    name_starts = np.array([name.start for name in names])
    name_ends = np.array([name.end for name in names])
    nearest = np.searchsorted(name_ends, starts, "right")
    there = nearest < len(names)
    return there & (name_starts[np.minimum(nearest, len(names) - 1)] < ends)


def stack(neighbourhoods: Sequence[Neighbourhood], name_weight: float) -> Weights:
    """Return unit-length rows over the concepts and names of all neighbourhoods, (n, features)."""
    columns: dict[int | str, int] = {}
    for around in neighbourhoods:
        for key in (*around.concepts.tolist(), *around.names):
            columns.setdefault(key, len(columns))
    matrix = np.zeros((len(neighbourhoods), max(1, len(columns))), dtype=np.float32)
    for row, around in enumerate(neighbourhoods):
        places = [columns[key] for key in around.concepts.tolist()]
        np.add.at(matrix[row], places, around.weights)
        for name in around.names:
            matrix[row, columns[name]] = name_weight
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Weights = matrix / np.maximum(lengths, 1e-9)
    return unit
