"""What a claim is about: the concepts and names around it, the same in every language.

A claim's neighbourhood is its sentence, each word mapped to weighted English concepts by the
lexicon and weighed by its rarity and by how near it stands to the claim. Names count by their key.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon import Lexicon, load_lexicon
from stemmata.model import AnnotatedArticle, Name, Span
from stemmata.settings import CollateSettings
from stemmata.text import Token, sentences, words

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
class _Sentence:
    span: Span
    concepts: Ids
    weights: Weights
    middles: NDArray[np.float32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    names: tuple[Name, ...]


class ArticleContext:
    """The sentences of one article, read once, for all its claims.

    Args:
        article: with resolved names.
        settings: how fast a word's weight falls with its distance from the claim.
    """

    def __init__(self, article: AnnotatedArticle, settings: CollateSettings) -> None:
        self._article = article
        self._settings = settings
        self._lexicon: Lexicon = load_lexicon()
        self._spans = sentences(article.text, article.language)
        self._starts = [span.start for span in self._spans]
        self._read: dict[int, _Sentence] = {}

    def around(self, start: int, end: int) -> Neighbourhood:
        """Return what stands around the words at a span, the words themselves left out."""
        sentence = self._sentence_at(start)
        outside = (sentence.ends <= start) | (sentence.starts >= end)
        distance = np.minimum(np.abs(sentence.middles - start), np.abs(sentence.middles - end))
        nearness = 1.0 / (1.0 + distance / self._settings.reach_characters)
        weights = (sentence.weights * nearness)[outside]
        names = dict.fromkeys(
            name.key for name in sentence.names if name.end <= start or name.start >= end
        )
        return Neighbourhood(
            sentence.concepts[outside], weights.astype(np.float32), tuple(names), sentence.span
        )

    def within(self, start: int, end: int) -> Neighbourhood:
        """Return the concepts and names of all words inside a span, over sentences."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first + 1, bisect_right(self._starts, max(start, end - 1)))
        parts = [self._sentence_at(self._starts[i]) for i in range(first, last) if self._starts]
        chosen = [(part, (part.starts >= start) & (part.ends <= end)) for part in parts]
        nothing = self._sentence_at(start)
        concepts = [part.concepts[inside] for part, inside in chosen] or [nothing.concepts[:0]]
        weights = [part.weights[inside] for part, inside in chosen] or [nothing.weights[:0]]
        names = dict.fromkeys(
            name.key
            for part in parts
            for name in part.names
            if start <= name.start and name.end <= end
        )
        span = Span(start, end)
        return Neighbourhood(np.concatenate(concepts), np.concatenate(weights), tuple(names), span)

    def concepts_of(self, start: int, end: int) -> tuple[Ids, Weights]:
        """Return the concepts of the words inside a span."""
        sentence = self._sentence_at(start)
        inside = (sentence.starts >= start) & (sentence.ends <= end)
        return sentence.concepts[inside], sentence.weights[inside]

    def _sentence_at(self, start: int) -> _Sentence:
        place = max(0, bisect_right(self._starts, start) - 1)
        if place not in self._read:
            span = self._spans[place] if self._spans else Span(0, len(self._article.text))
            self._read[place] = self._read_sentence(span)
        return self._read[place]

    def _read_sentence(self, span: Span) -> _Sentence:
        language = self._article.language
        tokens = _tokens(span.quote(self._article.text), language, self._lexicon)
        names = tuple(
            name
            for name in self._article.names
            if span.start <= name.start and name.end <= span.end
        )
        plain = [t for t in tokens if not _in_names(t, span.start, names) and not t.form.isdigit()]
        vector = self._lexicon.concepts([token.form for token in plain], language)
        starts = np.array([span.start + t.start for t in plain], dtype=np.int64)[vector.positions]
        ends = np.array([span.start + t.end for t in plain], dtype=np.int64)[vector.positions]
        ids = vector.ids.astype(np.int64)
        weights = (vector.weights * self._lexicon.rarity[ids]).astype(np.float32)
        middles = ((starts + ends) / 2).astype(np.float32)
        return _Sentence(span, ids, weights, middles, starts, ends, names)


def _tokens(sentence: str, language: str, lexicon: Lexicon) -> list[Token]:
    tokens: list[Token] = []
    for token in words(sentence):
        if token.form[0] < "\u0e00" or token.form.isascii():
            tokens.append(token)
            continue
        for start, end in lexicon.segment(token.form, language):
            tokens.append(Token(token.start + start, token.start + end, token.form[start:end]))
    return tokens


def _in_names(token: Token, offset: int, names: Sequence[Name]) -> bool:
    start, end = token.start + offset, token.end + offset
    return any(name.start < end and start < name.end for name in names)


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
