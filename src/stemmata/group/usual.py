"""What is usual in a collection: how common each feature is, what each language always says.

What the package knows is the start, what the run shows is blended in as it grows, so that three
bare reports and a stream of one topic are both compared by what tells their events apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.packing import Packed, Places, Reals
from stemmata.lexicon import load_background
from stemmata.settings import GroupSettings
from stemmata.text.growing import Growing

_LEAST_NATS = 0.3  # the commonest concepts cannot be weighed up without bound


class Rarity:
    """How rare features are: the package's word, counted as `prior_articles`, and the run's."""

    def __init__(self, prior_articles: float, size: int) -> None:
        self._prior_articles = prior_articles
        self._articles = 0
        self._frequency = Growing(np.float32)
        self._prior = Growing(np.float32)
        self._grow(size)

    def count(self, packed: Packed, size: int) -> None:
        """Count articles; `size` is the number of features that have been seen."""
        self._grow(size)
        self._articles += len(packed.bounds)
        np.add.at(self._frequency.values, packed.places, np.float32(1))
        # The least rarity is kept: with it the order of arrival cannot matter.
        np.minimum.at(self._prior.values, packed.places, packed.rarity)

    def nats(self, places: NDArray[np.integer[Any]]) -> Reals:
        """Return the rarity of features: -log of the share of articles that have them."""
        expected = self._prior_articles * np.exp(-self._prior.values[places])
        total = np.log(self._prior_articles + self._articles)
        rarity: Reals = np.float32(total) - np.log(expected + self._frequency.values[places])
        return rarity

    def seen(self, size: int) -> Places:
        """Return which of the first features any article has."""
        return np.flatnonzero(self._frequency.values[:size])

    def _grow(self, size: int) -> None:
        self._frequency.grow(size)
        self._prior.grow(size, np.inf)


class Vectors:
    """How concept vectors are weighed, and what each language's mean then is.

    Args:
        factors: what each concept's weight is multiplied with, before vectors are made unit.
        means: mean unit vector of each language; the package's where one is missing.
    """

    def __init__(self, factors: Reals, means: Mapping[str, Reals]) -> None:
        self.factors = factors
        self._known = means
        self.lay_out(())

    def lay_out(self, languages: Sequence[str]) -> None:
        """Lay the means of these languages side by side."""
        means = [self._mean(language) for language in languages]
        beside = np.array(means, np.float32).reshape(len(means), len(self.factors))
        self.means: Reals = np.ascontiguousarray(beside.T)  # (concepts, languages)
        self.dots: Reals = beside @ self.means  # (languages, languages)

    def _mean(self, language: str) -> Reals:
        if language in self._known:
            return self._known[language]
        return load_background().mean(language) * self.factors


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
    seen = rarity.seen(size)
    factors = np.ones(size, np.float32)
    usual = np.maximum(background.rarity[seen], _LEAST_NATS)
    factors[seen] = np.maximum(rarity.nats(seen) / usual, 0.0)
    prior = settings.prior_of_means
    languages = {print_.language for print_ in prints}
    sums = {language: background.mean(language) * factors * prior for language in languages}
    counts = dict.fromkeys(sums, float(prior))
    for print_ in prints:
        weighed = print_.weights * factors[print_.concepts]
        sums[print_.language][print_.concepts] += weighed / (np.sqrt(weighed @ weighed) or 1.0)
        counts[print_.language] += 1
    return Vectors(factors, {language: sums[language] / counts[language] for language in sums})
