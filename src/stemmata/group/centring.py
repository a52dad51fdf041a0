"""Centred cosines of concept vectors: what two reports share beyond what their languages share.

For unit vectors a and b and language means m and n, (a - m)·(b - n) = a·b - a·n - m·b + m·n, so
that centring, which carries most of the gain across languages, keeps the vectors sparse; a·n is
kept for each article and language.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.group.articles import Articles, Floats, Ints
from stemmata.group.packing import CONCEPTS, Reals
from stemmata.group.usual import Vectors
from stemmata.lexicon import load_background
from stemmata.text.growing import Growing

_LEAST_SQUARE = 1e-6  # a vector that is its language's mean is divided by no less
_SMALLEST_SPREAD = 0.005
_MAD_TO_SPREAD = 1.4826  # of a normal distribution
_UPPER_SHARE = 0.95  # of chance pairs; those above may well be of one event


class Centring:
    """What centring takes from the dot products of articles.

    Args:
        articles: whose first rows are measured by `extend`.
        weights: of all their features, concepts as unit vectors.
        vectors: how the concepts are weighed, with the means of all languages laid out.
    """

    def __init__(self, articles: Articles, vectors: Vectors) -> None:
        self._articles = articles
        self._vectors = vectors
        self._with_means = Growing(np.float32, vectors.means.shape[1])
        self._lengths = Growing(np.float64)

    def __len__(self) -> int:
        return len(self._lengths)

    def extend(self, weights: Reals) -> None:
        """Measure the articles that have come since.

        Args:
            weights: of all features of all articles, concepts as unit vectors.
        """
        articles, means = self._articles, self._vectors.means
        rows = range(len(self._lengths), len(articles))
        self._with_means.grow(len(articles))
        ends = articles.bounds[rows.start :, CONCEPTS : CONCEPTS + 2].tolist()
        for row, (start, end) in zip(rows, ends, strict=True):
            ids = articles.places[start:end]
            self._with_means.values[row] = weights[start:end] @ means[ids]
        languages = articles.languages[rows.start :]
        own = self._with_means.values[np.arange(rows.start, rows.stop), languages]
        squares = 1.0 - 2.0 * own + self._vectors.dots[languages, languages]
        self._lengths.extend(np.sqrt(np.maximum(squares, _LEAST_SQUARE)))

    def cosines(self, a: Ints, b: Ints, dots: Floats) -> Floats:
        """Return centred cosines of pairs of rows from their dot products, (n,)."""
        first, second = self._articles.languages[a], self._articles.languages[b]
        with_means, lengths = self._with_means.values, self._lengths.values
        common = with_means[a, second] + with_means[b, first]
        centred = dots - common + self._vectors.dots[first, second]
        cosines: Floats = centred / (lengths[a] * lengths[b])
        return cosines


def blend_scale(
    languages: tuple[str, str], cosines: NDArray[np.float64], prior: float
) -> tuple[float, float]:
    """Return median and robust spread of cosines of chance pairs of two languages.

    The package's scale counts as `prior` pairs, so that few pairs decide little.
    """
    mean, spread = load_background().scale(*languages)
    usual = np.sort(cosines)[: int(_UPPER_SHARE * (len(cosines) - 1)) + 1]
    middle = _middle(usual)
    width = max(_SMALLEST_SPREAD, _MAD_TO_SPREAD * _middle(np.sort(np.abs(usual - middle))))
    share = len(cosines) / (len(cosines) + prior)
    return mean + share * (middle - mean), spread + share * (width - spread)


def _middle(ascending: Floats) -> float:
    """Return the median of values in order; numpy's own is slow for few."""
    count = len(ascending)
    return float(ascending[(count - 1) // 2] + ascending[count // 2]) / 2
