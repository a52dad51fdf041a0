"""What claims are about: the concepts and names around them, the same in every language.

A claim's neighbourhood is its sentence, each word mapped to weighted English concepts by the
lexicon and weighed by its rarity and by how near it stands to the claim. Names count by their key.
The articles of some stories lie one behind the other on one axis, so that all neighbourhoods are
read at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.bags import Bags, Integers, Weights, expand, join
from stemmata.collate.sentences import Stretch, merge
from stemmata.collate.statements import Statement
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Name, Quote
from stemmata.settings import CollateSettings
from stemmata.text import word_columns

Uttered = tuple[int, Quote]  # the place of the article among all, and what it quotes


@dataclass(frozen=True, slots=True)
class Words:
    """The concepts of words where articles say something, in order on the axis."""

    offsets: Sequence[int]
    concepts: Integers
    weights: Weights
    starts: Integers
    ends: Integers
    in_name: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around each statement, and what each counts."""

    concepts: Bags
    subjects: Bags
    names: Sequence[Sequence[str]]
    placed: PlacedNames


class PlacedNames:
    """The names of articles, found by where they stand."""

    def __init__(self, articles: Sequence[AnnotatedArticle]) -> None:
        self._articles = articles
        self._starts = [[name.start for name in article.names] for article in articles]

    def inside(self, article: int, stretch: Stretch) -> list[Name]:
        """Return the names with a key inside a stretch of an article, told by its place."""
        starts = self._starts[article]
        first, last = bisect_left(starts, stretch[0]), bisect_left(starts, stretch[1])
        found = self._articles[article].names[first:last]
        return [name for name in found if name.end <= stretch[1] and name.key]

    def keys(self, article: int) -> Sequence[str]:
        """Return the key of each thing that an article names, told by its place."""
        return tuple(dict.fromkeys(name.key for name in self._articles[article].names if name.key))


def read_words(
    articles: Sequence[AnnotatedArticle],
    statements: Sequence[Statement],
    said: Sequence[Uttered],
) -> Words:
    """Read the sentences of statements and the words of quotes, each language in one look-up."""
    offsets = [0, *accumulate(len(article.text) + 1 for article in articles)]
    stretches: dict[str, set[Stretch]] = {article.language: set() for article in articles}
    for statement in statements:
        start, end = statement.sentence
        offset = offsets[statement.article]
        stretches[statement.language].add((offset + start, offset + end))
    for place, quote in said:
        start, end = offsets[place] + quote.start, offsets[place] + quote.end
        stretches[articles[place].language].add((start, end))
    text = "\n".join([article.text for article in articles])
    names = _lay_out(articles, offsets)
    parts = [
        _read_stretches(text, merge(wanted), language, names)
        for language, wanted in stretches.items()
        if wanted
    ]
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Words(offsets, none, none.astype(np.float32), none, none, none.astype(bool))
    if len(parts) == 1:
        return Words(offsets, *parts[0])
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = columns[2].argsort(kind="stable")  # by their starts
    return Words(offsets, *(column[order] for column in columns))


def read_surroundings(
    words: Words,
    names: PlacedNames,
    statements: Sequence[Statement],
    settings: CollateSettings,
) -> Surroundings:
    """Return what stands around each statement, its own words left out."""
    offsets = np.array([words.offsets[s.article] for s in statements])
    starts = offsets + [s.claim.start for s in statements]
    ends = offsets + [s.claim.end for s in statements]
    rows, places = _words_inside(words, offsets[:, None] + [s.sentence for s in statements])
    begin, end = words.starts[places], words.ends[places]
    outside = ((end <= starts[rows]) | (begin >= ends[rows])) & ~words.in_name[places]
    rows, places = rows[outside], places[outside]
    middles = (words.starts[places] + words.ends[places]) / 2
    distance = np.minimum(np.abs(middles - starts[rows]), np.abs(middles - ends[rows]))
    weights = words.weights[places] / (1.0 + distance / settings.reach_characters)
    return Surroundings(
        Bags(rows, words.concepts[places], weights.astype(np.float32)),
        _read_subjects(words, statements),
        _names_around(names, statements),
        names,
    )


def read_wordings(
    words: Words,
    names: PlacedNames,
    said: Sequence[Uttered],
    name_weight: float,
) -> Bags:
    """Return the concepts and names of each quote's words, over sentences."""
    spans = np.array([(words.offsets[a] + q.start, words.offsets[a] + q.end) for a, q in said])
    rows, places = _words_inside(words, spans)
    plain = ~words.in_name[places]
    rows, places = rows[plain], places[plain]
    inside = [names.inside(article, (quote.start, quote.end)) for article, quote in said]
    keys = [tuple(dict.fromkeys(name.key for name in found)) for found in inside]
    concepts = Bags(rows, words.concepts[places], words.weights[places])
    return join(concepts, bag_names(keys, name_weight))


def bag_names(keys: Sequence[Sequence[str]], weight: float) -> Bags:
    """Return rows of name keys as bags; their features lie past all concepts."""
    first = len(load_lexicon())
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(key, first + len(numbers)) for row in keys for key in row]
    rows = np.arange(len(keys)).repeat([len(row) for row in keys])
    return Bags(rows, np.array(flat, dtype=np.int64), np.full(len(flat), weight, np.float32))


def _names_around(names: PlacedNames, statements: Sequence[Statement]) -> list[Sequence[str]]:
    return [
        tuple(
            dict.fromkeys(
                name.key
                for name in names.inside(s.article, s.sentence)
                if name.end <= s.claim.start or name.start >= s.claim.end
            )
        )
        for s in statements
    ]


def _read_subjects(words: Words, statements: Sequence[Statement]) -> Bags:
    counting = [(row, s) for row, s in enumerate(statements) if s.subject]
    spans = [
        (
            words.offsets[s.article] + s.subject.start,
            words.offsets[s.article] + s.subject.end,
        )
        for _, s in counting
        if s.subject
    ]
    rows, places = _words_inside(words, np.array(spans, dtype=np.int64).reshape(-1, 2))
    numbers = np.array([row for row, _ in counting], dtype=np.int64)
    return Bags(numbers[rows], words.concepts[places], words.weights[places])


def _words_inside(words: Words, spans: Integers) -> tuple[Integers, Integers]:
    """Return the places of the words inside each span, (n, 2), with the span's row."""
    firsts = words.starts.searchsorted(spans[:, 0], "left")
    lasts = words.ends.searchsorted(spans[:, 1], "right")
    return expand(firsts, lasts)


def _read_stretches(
    text: str, stretches: Sequence[Stretch], language: str, names: Integers
) -> tuple[Integers, Weights, Integers, Integers, NDArray[np.bool_]]:
    """Return the columns of `Words` for stretches of one language on the axis."""
    lexicon = load_lexicon()
    kept = "\n".join([text[start:end] for start, end in stretches])
    starts, ends, forms = _cut(kept, language)
    vector = lexicon.concepts(forms, language)
    spans = np.array(stretches)
    begins = np.zeros(len(spans), dtype=np.int64)
    (spans[:-1, 1] - spans[:-1, 0] + 1).cumsum(out=begins[1:])  # with the line break
    shifts = (spans[:, 0] - begins)[begins.searchsorted(starts, "right") - 1]
    starts, ends = starts + shifts, ends + shifts
    inside = _in_names(starts, ends, names)
    ids = vector.ids.astype(np.int64)
    weights = vector.weights * lexicon.rarity[ids]
    places = vector.positions
    return ids, weights, starts[places], ends[places], inside[places]


def _cut(text: str, language: str) -> tuple[Integers, Integers, Sequence[str]]:
    """Return where the words of a text start and end, and the words."""
    lexicon = load_lexicon()
    if lexicon.has_spaces(language):
        starts, ends, forms, _ = word_columns(text)
        return np.array(starts, np.int64), np.array(ends, np.int64), forms
    spans = lexicon.segment(text, language)
    bounds = np.array(spans, np.int64).reshape(-1, 2)
    return bounds[:, 0], bounds[:, 1], [text[start:end] for start, end in spans]


def _lay_out(articles: Sequence[AnnotatedArticle], offsets: Sequence[int]) -> Integers:
    """Return where the names stand on the axis, (n, 2); they are in order and do not overlap."""
    spans = [
        (offset + name.start, offset + name.end)
        for article, offset in zip(articles, offsets, strict=False)
        for name in article.names
    ]
    return np.array(spans, dtype=np.int64).reshape(-1, 2)


def _in_names(starts: Integers, ends: Integers, names: Integers) -> NDArray[np.bool_]:
    """Say which words overlap a name."""
    if not len(names):
        return np.zeros(len(starts), dtype=bool)
    nearest = names[:, 1].searchsorted(starts, "right")
    there = nearest < len(names)
    overlapped: NDArray[np.bool_] = there & (names[nearest * there, 0] < ends)
    return overlapped
