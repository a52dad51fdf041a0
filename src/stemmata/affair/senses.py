"""What the words of a sentence mean: concepts of the lexicon, each at its place in the text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle

Stretch = tuple[int, int]
Bag = dict[int, float]
Integers = NDArray[np.int64]


class Senses(NamedTuple):
    """One entry for each word and concept, in order of the words' starts.

    Args:
        starts: int64 (n,), where the word of each entry begins in the text.
        ends: int64 (n,), where it ends.
        ids: int64 (n,), the concept.
        weights: float32 (n,), the probability that the word means it.
    """

    starts: Integers
    ends: Integers
    ids: Integers
    weights: NDArray[np.float32]

    def inside(self, stretch: Stretch) -> slice:
        """Return the entries whose words lie in a stretch of the text."""
        first = int(self.starts.searchsorted(stretch[0], "left"))
        return slice(first, max(first, int(self.ends.searchsorted(stretch[1], "right"))))


def read_senses(text: str, language: str, stretches: Sequence[Stretch]) -> Senses:
    """Return the concepts of the words in some stretches of a text, in one look-up.

    Args:
        text: of an article.
        language: it is in.
        stretches: in order, none overlapping another.

    Example:
        >>> senses = read_senses("Nobody came. He promised it.", "en", [(13, 28)])
        >>> load_lexicon().label(int(senses.ids[senses.inside((16, 24))][0]))
        'promise'
    """
    lexicon = load_lexicon()
    kept = "\n".join([text[start:end] for start, end in stretches])
    forms = lexicon.words(kept, language)
    vector = lexicon.concepts(forms, language)
    starts = np.array(_locate(forms, kept, stretches), dtype=np.int64)
    lengths = np.array([len(form) for form in forms], dtype=np.int64)
    begins = starts[vector.positions]
    ends = begins + lengths[vector.positions]
    return Senses(begins, ends, vector.ids.astype(np.int64), vector.weights)


def read_many(
    sentences: Sequence[tuple[AnnotatedArticle, Stretch]],
) -> list[Senses]:
    """Return the concepts of sentences of many articles, each language in one look-up.

    Their entries count into the texts of their articles.
    """
    by_language: dict[str, list[int]] = {}
    for place, (article, _) in enumerate(sentences):
        by_language.setdefault(article.language, []).append(place)
    found: dict[int, Senses] = {}
    for language, places in by_language.items():
        texts = [sentences[place][0].text[slice(*sentences[place][1])] for place in places]
        begins = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
        stretches = [(begin, begin + len(text)) for begin, text in zip(begins, texts, strict=False)]
        senses = read_senses("\n".join(texts), language, stretches)
        for place, stretch in zip(places, stretches, strict=True):
            found[place] = _shifted(senses, stretch, sentences[place][1][0] - stretch[0])
    return [found[place] for place in range(len(sentences))]


def _shifted(senses: Senses, stretch: Stretch, shift: int) -> Senses:
    entries = senses.inside(stretch)
    starts, ends = senses.starts[entries] + shift, senses.ends[entries] + shift
    return Senses(starts, ends, senses.ids[entries], senses.weights[entries])


def _locate(forms: Sequence[str], kept: str, stretches: Sequence[Stretch]) -> list[int]:
    """Return where each word of the joined stretches begins in the text they are of."""
    found: list[int] = []
    place, number, edge, shift = 0, -1, 0, 0
    for form in forms:
        place = kept.index(form, place)
        while place >= edge:
            number += 1
            start, end = stretches[number]
            shift = start - edge
            edge += end - start + 1
        found.append(place + shift)
        place += len(form)
    return found


def bag_of(senses: Senses, whole: Stretch, core: Stretch, share: float) -> Bag:
    """Return the concepts of a stretch weighed by rarity.

    Args:
        senses: of the text.
        whole: the stretch.
        core: a part of it that counts in full.
        share: what the rest counts.
    """
    entries = senses.inside(whole)
    starts, ids = senses.starts[entries], senses.ids[entries]
    weights = senses.weights[entries] * load_lexicon().rarity[ids]
    weights = np.where((starts >= core[0]) & (starts < core[1]), weights, weights * share)
    order = weights.argsort(kind="stable")  # of a concept met twice, the heavier counts
    return dict(zip(ids[order].tolist(), weights[order].tolist(), strict=True))


def leave_out(senses: Senses, stretches: Sequence[Stretch]) -> Senses:
    """Return the entries that begin in none of some stretches, which are in order."""
    if not stretches:
        return senses
    spans = np.array(stretches, dtype=np.int64)
    before = spans[:, 0].searchsorted(senses.starts, "right") - 1
    kept = (before < 0) | (senses.starts >= spans[before, 1])
    return Senses(senses.starts[kept], senses.ends[kept], senses.ids[kept], senses.weights[kept])


def likeness(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Return how alike two normalised bags are: their cosine.

    Example:
        >>> round(likeness(normalised({1: 3.0, 2: 4.0}), normalised({2: 1.0})), 1)
        0.8
    """
    if len(other) < len(one):
        one, other = other, one
    return sum([weight * other[concept] for concept, weight in one.items() if concept in other])


def normalised(bag: Mapping[int, float]) -> Bag:
    """Return a bag of Euclidean length one; an empty one stays empty."""
    length = math.sqrt(sum([weight * weight for weight in bag.values()]))
    return {concept: weight / length for concept, weight in bag.items()} if length else {}


@cache
def concepts_of(words: tuple[str, ...]) -> frozenset[int]:
    """Return the concepts that English words stand for.

    Example:
        >>> sorted(load_lexicon().label(each) for each in concepts_of(("pledge", "require")))
        ['pledge', 'required']
    """
    vector = load_lexicon().concepts(words, "en")
    return frozenset(vector.ids.tolist())
