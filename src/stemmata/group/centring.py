"""Centred cosines of concept vectors: what two reports share beyond what their languages share.

For unit vectors a and b and language means m and n, (a - m)·(b - n) = a·b - a·n - m·b + m·n, so
that centring, which carries most of the gain across languages, keeps the vectors sparse.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.group.collection import Collection, Floats
from stemmata.group.postings import Rows
from stemmata.group.usual import Vectors
from stemmata.lexicon import load_background

_SAMPLE = 150  # articles whose cosines with others show what is usual for two languages
_PARTNERS = 200
_SMALLEST_SPREAD = 0.005
_MAD_TO_SPREAD = 1.4826  # of a normal distribution
_UPPER_SHARE = 0.95  # of chance pairs; those above may well be of one event


class Concepts:
    """The concept vectors of some articles end to end, with the row each entry belongs to."""

    def __init__(self, collection: Collection, rows: Rows) -> None:
        self.rows = rows
        prints = [collection.prints[row] for row in rows.tolist()]
        self.languages = [print_.language for print_ in prints]
        self.ids = np.concatenate([p.concepts for p in prints])
        self.weights = np.concatenate([p.weights for p in prints])
        self.segments = np.repeat(np.arange(len(prints)), [len(p.concepts) for p in prints])

    def sum(self, values: NDArray[np.float32]) -> Floats:
        """Return the sum of values over the entries of each article."""
        sums: Floats = np.bincount(self.segments, values, len(self.rows)).astype(np.float64)
        return sums


def centred_cosines(collection: Collection, row: int, others: Concepts, vectors: Vectors) -> Floats:
    """Return the centred cosine of one article with others, (n,)."""
    mine = collection.prints[row]
    mean = vectors.mean(mine.language)
    weights = mine.weights * vectors.factors[mine.concepts]
    weights /= np.linalg.norm(weights) or 1.0
    dense = -mean
    dense[mine.concepts] += weights
    theirs = others.weights * vectors.factors[others.ids]
    norms = np.sqrt(others.sum(theirs * theirs))
    dots = others.sum(dense[others.ids] * theirs) / np.maximum(norms, 1e-9)
    with_means = {
        language: float(weights @ vectors.mean(language)[mine.concepts])
        - vectors.mean_dot(mine.language, language)
        for language in set(others.languages)
    }
    dots -= np.array([with_means[language] for language in others.languages])
    lengths = np.array([collection.length(r, vectors) for r in others.rows.tolist()])
    cosines: Floats = dots / (collection.length(row, vectors) * lengths)
    return cosines


def measure_scales(collection: Collection) -> dict[tuple[str, str], tuple[float, float]]:
    """Return median and robust spread of cosines of chance pairs, by pair of languages.

    The package's scales are blended in, so that few pairs decide little.
    """
    count = len(collection.prints)
    generator = np.random.default_rng(count)
    found: dict[tuple[str, str], list[float]] = {}
    for row in generator.permutation(count)[:_SAMPLE].tolist():
        rows = generator.permutation(count)[:_PARTNERS]
        rows = rows[rows != row]
        if not len(rows):
            continue
        others = Concepts(collection, rows)
        cosines = centred_cosines(collection, row, others, collection.by_run)
        language = collection.prints[row].language
        for other, cosine in zip(others.languages, cosines.tolist(), strict=True):
            found.setdefault((min(language, other), max(language, other)), []).append(cosine)
    return {pair: _blend(pair, np.array(c), collection) for pair, c in sorted(found.items())}


def _blend(pair: tuple[str, str], cosines: Floats, collection: Collection) -> tuple[float, float]:
    mean, spread = load_background().scale(*pair)
    usual = cosines[cosines <= np.quantile(cosines, _UPPER_SHARE)]
    middle = float(np.median(usual))
    width = max(_SMALLEST_SPREAD, _MAD_TO_SPREAD * float(np.median(np.abs(usual - middle))))
    share = len(cosines) / (len(cosines) + collection.settings.prior_of_scales)
    return mean + share * (middle - mean), spread + share * (width - spread)
