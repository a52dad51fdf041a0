"""The collection: packed fingerprints, what is usual among them, candidates for each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.packing import FIGURES, NAMES, SOUNDS, STEMS, Packed, Packer
from stemmata.group.postings import Postings, Rows
from stemmata.group.usual import Rarity, Reals, Vectors, package_vectors, run_vectors
from stemmata.lexicon import load_background
from stemmata.settings import GroupSettings

Floats = NDArray[np.float64]
Scales = Mapping[tuple[str, str], tuple[float, float]]
_CONCEPTS_FILED = 40
_FILED = ((STEMS, 20), (SOUNDS, 10), (NAMES, 12), (FIGURES, 6))  # features filed of each field
_CONCEPT_SCALE = 20.0  # brings weights of unit vectors to the size of those in nats


class Collection:
    """Fingerprints that arrive one after another; `settle` takes stock of what is usual.

    Args:
        settings: how candidates are sought, and how soon a run's own habits count.
    """

    def __init__(self, settings: GroupSettings) -> None:
        self.prints: list[Fingerprint] = []
        self.packed: list[Packed] = []
        self.settings = settings
        self._packer = Packer(load_background().rarity)
        self.rarity = Rarity(settings.prior_articles, len(self._packer))
        self._postings = Postings(settings)
        self._filed: list[list[tuple[int, float]]] = []
        self._languages_of = array("q")
        self._settled = 0
        self._first_word = len(self._packer)
        self._dense = np.zeros(1, np.float32)
        self.by_package = package_vectors()
        self.by_run = self.by_package
        self._lengths: dict[tuple[int, bool], float] = {}
        self.scales: Scales = {}

    def add(self, prints: Iterable[Fingerprint]) -> range:
        """Add fingerprints and return their rows."""
        first = len(self.prints)
        for print_ in prints:
            packed = self._packer.pack(print_)
            self.prints.append(print_)
            self.packed.append(packed)
            self._languages_of.append(crc32(print_.language.encode()))
            self.rarity.count(packed, len(self._packer))
            self._filed.append(_telling(print_, packed))
            self._postings.file(len(self.prints) - 1, self._filed[-1], print_.published)
        return range(first, len(self.prints))

    @property
    def unsettled(self) -> bool:
        """Whether so much is new that what is usual has to be measured again."""
        return len(self.prints) > 2 * self._settled

    def settle(self) -> None:
        """Take stock of what is usual in the collection as it is now."""
        self._settled = len(self.prints)
        self.by_run = run_vectors(self.prints, self.rarity, self.settings)
        self._lengths.clear()

    def candidates(self, row: int) -> Rows:
        """Return the rows near enough to be compared with one, ascending.

        Reports in other languages share fewer features, so places are kept for them.
        """
        rows, scores = self._postings.seek(self._filed[row], self.prints[row].published)
        rows, scores = rows[rows != row], scores[rows != row]
        best = rows[np.argsort(-scores, kind="stable")[: self.settings.most_candidates]]
        languages = np.frombuffer(self._languages_of, np.int64)
        foreign = languages[rows] != languages[row]
        order = np.argsort(-scores[foreign], kind="stable")
        return np.union1d(best, rows[foreign][order[: self.settings.most_foreign_candidates]])

    def nats(self, places: NDArray[np.int64]) -> Reals:
        """Return the rarity of features in the run; lead concepts are weighed already."""
        nats = self.rarity.nats(places)
        nats[places < self._first_word] = 1.0
        return nats

    def lay_out(self, packed: Packed, places: NDArray[np.int64]) -> Reals:
        """Return an article's weights at given places, 0 where it does not have the feature."""
        if len(self._dense) < len(self._packer):
            self._dense = np.zeros(2 * len(self._packer), np.float32)
        self._dense[packed.places] = packed.weights
        found: Reals = self._dense[places]
        self._dense[packed.places] = 0.0
        return found

    def scale(self, language_a: str, language_b: str) -> tuple[float, float]:
        """Return mean and spread of the run's centred cosines of reports in two languages."""
        pair = (min(language_a, language_b), max(language_a, language_b))
        return self.scales.get(pair) or load_background().scale(*pair)

    def length(self, row: int, vectors: Vectors) -> float:
        """Return the length of an article's centred concept vector, its own being unit."""
        key = (row, vectors is self.by_run)
        if key not in self._lengths:
            print_ = self.prints[row]
            mean = vectors.mean(print_.language)
            weights = print_.weights * vectors.factors[print_.concepts]
            own = float(mean[print_.concepts] @ weights) / float(np.linalg.norm(weights) or 1.0)
            square = vectors.mean_dot(print_.language, print_.language)
            self._lengths[key] = float(max(1.0 - 2 * own + square, 1e-6)) ** 0.5
        return self._lengths[key]


def _telling(print_: Fingerprint, packed: Packed) -> list[tuple[int, float]]:
    """Return the features an article is filed under, with their weights: the heaviest ones."""
    mean = load_background().mean(print_.language)
    above = print_.weights - mean[print_.concepts]
    chosen = np.argsort(-above, kind="stable")[:_CONCEPTS_FILED]
    chosen = chosen[above[chosen] > 0]
    weights = (above[chosen] * _CONCEPT_SCALE).tolist()
    found = list(zip(print_.concepts[chosen].tolist(), weights, strict=True))
    for field, most in _FILED:
        part = packed.field(field)
        nats = packed.weights[part] * packed.rarity[part]
        heaviest = np.argsort(-nats, kind="stable")[:most]
        places = packed.places[part][heaviest].tolist()
        found += zip(places, (nats[heaviest] / 4).tolist(), strict=True)
    return found
