"""Words and their counts in each table; for scripts without spaces, first where words end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.build.sources import DICTIONARY_WEIGHT, SENTENCE_WEIGHT, Material
from stemmata.lexicon.lookup import RAREST
from stemmata.lexicon.segmentation import UnigramSegmenter, unspaced_spans
from stemmata.lexicon.units import Variety, atoms, unit_maker
from stemmata.text import fold, words

_ROUNDS = 3
_MOST_SENTENCES = 40_000
# A word that only a dictionary has is taken to have been seen this often in the corpus: enough
# to win against its letters one by one.
_DICTIONARY_COUNT = 0.3
# What the frequency list counts for beside the sentences: films speak otherwise than news.
_PRIOR_SHARE = 0.3
_LARGE = 1e6  # frequency lists are brought to this many words before corpora are added

Counts = dict[str, float]


def splitter_for(variety: Variety, material: Material) -> Callable[[str], list[str]]:
    """Return the function from a text to its units.

    The words of scripts without spaces are learned first: a unigram model over the words of the
    frequency list and the dictionaries, its counts estimated anew on the sentences.
    """
    unit = lru_cache(maxsize=500_000)(unit_maker(variety))
    if not variety.unspaced:
        return lambda text: [unit(atom) for token in words(text) for atom in atoms(token.form)]
    cut = _learn_words(variety, material)
    return lambda text: [unit(atom) for word in cut(text) for atom in atoms(word)]


def _learn_words(variety: Variety, material: Material) -> Callable[[str], list[str]]:
    prior = _unspaced_vocabulary(variety, material)
    texts = [f for f, _, weight in material.pairs if weight <= SENTENCE_WEIGHT and len(f) > 6]
    cut = _cutter(variety, prior)
    for _ in range(_ROUNDS):
        seen = Counter(word for text in texts[:_MOST_SENTENCES] for word in cut(text))
        scale = _PRIOR_SHARE * sum(seen.values()) / (sum(prior.values()) or 1)
        counts = {w: seen[w] + scale * c + _DICTIONARY_COUNT for w, c in prior.items()}
        cut = _cutter(variety, counts)
    return cut


def _unspaced_vocabulary(variety: Variety, material: Material) -> Counts:
    total = sum(material.frequencies.values()) or 1
    counts: Counts = {}
    for word, count in material.frequencies.items():
        _add(counts, fold(word), count / total * _LARGE)
    for word, _, weight in material.pairs:
        if weight >= DICTIONARY_WEIGHT or len(word) <= variety.unspaced:
            _add(counts, fold(word), 0.0)
    return {
        word: count
        for word, count in counts.items()
        if 0 < len(word) <= variety.unspaced and unspaced_spans(word) == [(0, len(word))]
    }


def _add(counts: Counts, word: str, count: float) -> None:
    counts[word] = counts.get(word, 0.0) + count


def _cutter(variety: Variety, counts: Counts) -> Callable[[str], list[str]]:
    digests = np.array([crc32(word.encode()) for word in counts], dtype=np.uint32)
    segmenter = UnigramSegmenter(digests, commonness_of(list(counts.values())), variety.unspaced)

    def cut(text: str) -> list[str]:
        folded = fold(text)
        found: list[str] = []
        position = 0
        for start, end in unspaced_spans(folded):
            found += [token.form for token in words(folded[position:start])]
            found += [folded[start + a : start + b] for a, b in segmenter.cut(folded[start:end])]
            position = end
        return found + [token.form for token in words(folded[position:])]

    return cut


def count_units(
    material: Material, split: Callable[[str], list[str]], sentences: Iterable[Sequence[str]]
) -> Counts:
    """Return how often each unit was seen: the frequency list's words, then the sentences'."""
    total = sum(material.frequencies.values()) or 1
    counts: Counts = {}
    for word, count in material.frequencies.items():
        for unit in split(word):
            _add(counts, unit, count / total * _LARGE)
    for units in sentences:
        for unit in units:
            _add(counts, unit, 1.0)
    return counts


def commonness_of(counts: Iterable[float]) -> NDArray[np.uint8]:
    """Return counts as logarithmic commonness, 255 for all, 1 for the rarest.

    Example:
        >>> commonness_of([1.0, 1.0]).tolist()
        [247, 247]
    """
    array = np.fromiter(counts, dtype=np.float64)
    share = np.maximum(array, 1e-12) / max(array.sum(), 1e-12)
    level: NDArray[np.float64] = np.rint(255 * (1 + np.log(share) / RAREST))
    return np.clip(level, 1, 255).astype(np.uint8)
