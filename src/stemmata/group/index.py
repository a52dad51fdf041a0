"""The collection as an inverted index: centred cosines of concepts, candidates for each article.

For unit vectors a and b and language means m, (a - m)·(b - n) = a·b - a·n - m·b + m·n, so that
centring, which carries most of the gain across languages, keeps the vectors sparse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint
from stemmata.lexicon import load_background
from stemmata.settings import GroupSettings

Floats = NDArray[np.float64]


class Collection:
    """The fingerprints of a run, with what is usual for their languages and names.

    Args:
        prints: all fingerprints.
        settings: how many candidates an article has at most, and how near they must be.
    """

    def __init__(self, prints: Sequence[Fingerprint], settings: GroupSettings) -> None:
        self.prints = tuple(prints)
        self._settings = settings
        self._background = load_background()
        self._languages = sorted({p.language for p in prints})
        self._place = {language: row for row, language in enumerate(self._languages)}
        self._row_language = np.array([self._place[p.language] for p in prints], dtype=np.int64)
        self._centre()
        self._file()
        self._name_count = Counter(key for p in prints for key in p.names)

    def scale(self, language_a: str, language_b: str) -> tuple[float, float]:
        """Return mean and spread of the centred cosine of unrelated reports."""
        return self._background.scale(language_a, language_b)

    def cosines(self, row: int) -> Floats:
        """Return the centred cosine of one article with every article, (n,)."""
        mine = self.prints[row]
        dots = self._dots(mine)
        language = self._row_language[row]
        centred = (
            dots
            - self._with_means[row][self._row_language]
            - self._with_means[:, language]
            + self._mean_dots[language][self._row_language]
        )
        cosines: Floats = centred / (self._lengths[row] * self._lengths)
        return cosines

    def candidates(self) -> Iterator[tuple[int, int, float]]:
        """Yield pairs of rows that are near enough to be compared, with their centred cosine."""
        seen: set[tuple[int, int]] = set()
        scales = np.array(
            [[self.scale(a, b) for b in self._languages] for a in self._languages]
        ).reshape(len(self._languages), -1, 2)
        for row in range(len(self.prints)):
            cosines = self.cosines(row)
            usual = scales[self._row_language[row]][self._row_language]
            nearness = (cosines - usual[:, 0]) / usual[:, 1]
            nearness[row] = -np.inf
            chosen = np.flatnonzero(nearness >= self._settings.least_nearness)
            if len(chosen) > self._settings.most_candidates:
                order = np.argsort(-nearness[chosen], kind="stable")
                chosen = chosen[order[: self._settings.most_candidates]]
            for other in chosen.tolist():
                pair = (min(row, other), max(row, other))
                if pair not in seen:
                    seen.add(pair)
                    yield *pair, float(cosines[other])

    def name_similarity(self, a: Fingerprint, b: Fingerprint) -> float:
        """Return the cosine over name keys, each weighed by its rarity in the collection."""
        shared = a.names.keys() & b.names.keys()
        if not shared:
            return 0.0
        dot = sum(a.names[k] * b.names[k] * self._name_rarity(k) ** 2 for k in shared)
        return dot / math.sqrt(self._name_length(a) * self._name_length(b))

    def _name_length(self, print_: Fingerprint) -> float:
        return sum((w * self._name_rarity(k)) ** 2 for k, w in print_.names.items())

    def _name_rarity(self, key: str) -> float:
        # A pile of three cannot say what is rare: it counts as part of a larger stream.
        total = max(len(self.prints), self._settings.smallest_stream)
        return math.log(1 + total / self._name_count[key])

    def _centre(self) -> None:
        means = [self._background.mean(language) for language in self._languages]
        self._mean_dots = np.array([[float(m @ n) for n in means] for m in means]).reshape(
            len(means), len(means)
        )
        self._with_means = np.array(
            [[float(p.weights @ m[p.concepts]) for m in means] for p in self.prints]
        ).reshape(len(self.prints), len(means))
        own = self._with_means[np.arange(len(self.prints)), self._row_language]
        squares = np.array([float(p.weights @ p.weights) for p in self.prints])
        mean_squares = self._mean_dots[self._row_language, self._row_language]
        self._lengths = np.sqrt(np.maximum(squares - 2 * own + mean_squares, 1e-6))

    def _file(self) -> None:
        concepts = np.concatenate([p.concepts for p in self.prints] or [np.empty(0, np.int32)])
        weights = np.concatenate([p.weights for p in self.prints] or [np.empty(0, np.float32)])
        rows = np.repeat(np.arange(len(self.prints)), [len(p.concepts) for p in self.prints])
        order = np.argsort(concepts, kind="stable")
        self._posting_rows, self._posting_weights = rows[order], weights[order]
        size = int(concepts.max()) + 2 if len(concepts) else 1
        self._starts = np.searchsorted(concepts[order], np.arange(size))

    def _dots(self, print_: Fingerprint) -> Floats:
        starts, ends = self._starts[print_.concepts], self._starts[print_.concepts + 1]
        counts = ends - starts
        places = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        products = self._posting_weights[places] * np.repeat(print_.weights, counts)
        sums = np.bincount(self._posting_rows[places], products, len(self.prints))
        return sums.astype(np.float64)
