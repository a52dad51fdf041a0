"""What is usual in a collection: how common each feature is, what each language always says.

What the package knows is the start, what the run shows is blended in as it grows, so that three
bare reports and a stream of one topic are both compared by what tells their events apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.packing import Packed
from stemmata.lexicon import load_background
from stemmata.settings import GroupSettings

Reals = NDArray[np.float32]
_LEAST_NATS = 0.3  # the commonest concepts cannot be weighed up without bound


class Rarity:
    """How rare features are: the package's word, counted as `prior_articles`, and the run's."""

    def __init__(self, prior_articles: float, size: int) -> None:
        self._prior_articles = prior_articles
        self._articles = 0
        self._frequency = np.zeros(size, np.float32)
        self._prior = np.full(size, np.inf, np.float32)
        self._log_expected = np.zeros(size, np.float32)

    def count(self, packed: Packed, size: int) -> None:
        """Count an article; `size` is the number of features that have been seen."""
        if size > len(self._frequency):
            self._grow(max(size, 2 * len(self._frequency)))
        self._articles += 1
        places = packed.places
        self._frequency[places] += 1
        # The least rarity is kept: with it the order of arrival cannot matter.
        self._prior[places] = np.minimum(self._prior[places], packed.rarity)
        expected = self._prior_articles * np.exp(-self._prior[places]) + self._frequency[places]
        self._log_expected[places] = np.log(expected)

    def nats(self, places: NDArray[np.int64]) -> Reals:
        """Return the rarity of features: -log of the share of articles that have them."""
        total = np.log(self._prior_articles + self._articles)
        rarity: Reals = np.float32(total) - self._log_expected[places]
        return rarity

    def seen(self, size: int) -> NDArray[np.bool_]:
        """Return which of the first features any article has."""
        return self._frequency[:size] > 0

    def _grow(self, size: int) -> None:
        more = size - len(self._frequency)
        self._frequency = np.concatenate([self._frequency, np.zeros(more, np.float32)])
        self._prior = np.concatenate([self._prior, np.full(more, np.inf, np.float32)])
        self._log_expected = np.concatenate([self._log_expected, np.zeros(more, np.float32)])


class Vectors:
    """How concept vectors are weighed, and what each language's mean then is.

    Args:
        factors: what each concept's weight is multiplied with, before vectors are made unit.
        means: mean unit vector of each language; the package's where one is missing.
    """

    def __init__(self, factors: Reals, means: Mapping[str, Reals]) -> None:
        self.factors = factors
        self._means = dict(means)
        self._dots: dict[tuple[str, str], float] = {}

    def mean(self, language: str) -> Reals:
        """Return the mean unit vector of a language, dense."""
        if language not in self._means:
            self._means[language] = load_background().mean(language) * self.factors
        return self._means[language]

    def mean_dot(self, language_a: str, language_b: str) -> float:
        """Return the dot product of two means."""
        pair = (language_a, language_b)
        if pair not in self._dots:
            self._dots[pair] = float(self.mean(language_a) @ self.mean(language_b))
        return self._dots[pair]


def package_vectors() -> Vectors:
    """Return how the package weighs concepts."""
    return Vectors(np.ones(len(load_background().rarity), np.float32), {})


def run_vectors(
    prints: Sequence[Fingerprint],
    rarity: Rarity,
    settings: GroupSettings,
) -> Vectors:
    """Return how the run weighs concepts: its own rarity and means blended into the package's."""
    background = load_background()
    size = len(background.rarity)
    run = rarity.nats(np.arange(size)) / np.maximum(background.rarity, _LEAST_NATS)
    factors = np.where(rarity.seen(size), np.maximum(run, 0.0), 1.0).astype(np.float32)
    prior = settings.prior_of_means
    languages = {print_.language for print_ in prints}
    sums = {language: background.mean(language) * factors * prior for language in languages}
    counts = dict.fromkeys(sums, float(prior))
    for print_ in prints:
        weighed = print_.weights * factors[print_.concepts]
        sums[print_.language][print_.concepts] += weighed / (np.linalg.norm(weighed) or 1.0)
        counts[print_.language] += 1
    return Vectors(factors, {language: sums[language] / counts[language] for language in sums})
