"""The collection: packed fingerprints, what is usual among them, candidates for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

import numpy as np

from stemmata.group.articles import Articles, Floats
from stemmata.group.centring import Centring, blend_scale
from stemmata.group.fingerprint import Fingerprint
from stemmata.group.overlap import Overlap, Overlaps, Pairs
from stemmata.group.packing import CONCEPTS, Packer
from stemmata.group.postings import Filed, Postings, Rows
from stemmata.group.telling import choose_telling
from stemmata.group.usual import Rarity, package_vectors, run_vectors
from stemmata.lexicon import load_background
from stemmata.settings import GroupSettings

_SAMPLE = 150  # articles whose cosines with others show what is usual for two languages
_PARTNERS = 200
_DRAWN = 350  # articles that these pairs are of
_RECALLED_AT_ONCE = 4096  # articles; packing more at once only takes more room

Scale = tuple[float, float]


class Collection:
    """Fingerprints that arrive one after another; `settle` takes stock of what is usual.

    Args:
        settings: how candidates are sought, and how soon a run's own habits count.
    """

    def __init__(self, settings: GroupSettings) -> None:
        self.prints: list[Fingerprint] = []
        self.met: list[Rows] = []
        self.settings = settings
        self.articles = Articles()
        self._packer = Packer(load_background().rarity)
        self._rarity = Rarity(settings.prior_articles, len(self._packer))
        self._postings = Postings(settings)
        self._overlaps = Overlaps(self.articles)
        self._settled = 0
        self._package_vectors = package_vectors()
        self._run_vectors = self._package_vectors
        self._scales: dict[tuple[str, str], Scale] = {}
        self._lay_out()

    def add(self, prints: Sequence[Fingerprint]) -> range:
        """Add fingerprints, find the earlier ones that each may go with, and return their rows."""
        rows = range(len(self.prints), len(self.prints) + len(prints))
        if not prints:
            return rows
        for row, filed in zip(rows, self._take(prints), strict=True):
            self.met.append(self._meet(row, filed))
            self._postings.file(row, filed, self.prints[row].published)
        return rows

    def part(self, rows: Sequence[int]) -> tuple[list[Fingerprint], list[Rows]]:
        """Return what `recall` takes, so that another collection knows only these ascending rows.

        Whom they met are then rows of that collection.
        """
        places = np.full(len(self.prints), -1, np.int64)
        places[list(rows)] = np.arange(len(rows))
        met = (places[self.met[row]] for row in rows)
        return [self.prints[row] for row in rows], [beside[beside >= 0] for beside in met]

    def recall(self, prints: Sequence[Fingerprint], met: Sequence[Rows] = ()) -> None:
        """Take in fingerprints whose neighbours are known, once, and take stock of them.

        Args:
            prints: in the order in which they came.
            met: the earlier rows that each was compared with; may be given later.
        """
        for first in range(0, len(prints), _RECALLED_AT_ONCE):
            some = prints[first : first + _RECALLED_AT_ONCE]
            for row, filed in enumerate(self._take(some), start=first):
                self._postings.file(row, filed, self.prints[row].published)
        self.met += met
        if prints:
            self.settle()

    @property
    def unsettled(self) -> bool:
        """Whether so much is new that what is usual has to be measured again."""
        return len(self.prints) > 2 * self._settled

    def settle(self) -> None:
        """Take stock of what is usual in the collection as it is now, and weigh all by it."""
        self._settled = len(self.prints)
        self._run_vectors = run_vectors(self.prints, self._rarity, self.settings)
        self._scales = {}
        self._lay_out()
        self._scales = self._measure_scales()
        self._lay_out_scales()

    def weigh(self) -> None:
        """Weigh what has come since, by what was usual when stock was last taken."""
        if len(self.articles.language_numbers) > self._languages:
            self._lay_out()
        else:
            self._weigh(range(len(self.by_run), len(self.prints)))

    def overlap(self, pairs: Pairs) -> Overlap:
        """Return what the articles of each pair share."""
        return self._overlaps.find(pairs, len(self._packer))

    def _take(self, prints: Sequence[Fingerprint]) -> Iterator[Filed]:
        """Take fingerprints in, and return the features to file each of them under."""
        packed = self._packer.pack(prints)
        self._rarity.count(packed, len(self._packer))
        self.prints += prints
        self.articles.extend(prints, packed)
        return choose_telling(prints, packed)

    def _meet(self, row: int, filed: Filed) -> Rows:
        """Return the earlier rows near enough to be compared with one, ascending.

        Reports in other languages share fewer features, so places are kept for them.
        """
        rows, scores = self._postings.seek(filed, self.prints[row].published)
        near = self.articles.days_apart(np.array(row), rows) <= self.settings.reach_days
        rows, scores = rows[near], scores[near]
        order = np.argsort(-scores, kind="stable")
        foreign = self.articles.languages[rows] != self.articles.languages[row]
        near = np.zeros(len(rows), bool)
        near[order[: self.settings.most_candidates]] = True
        near[order[foreign[order]][: self.settings.most_foreign_candidates]] = True
        return np.sort(rows[near])

    def _lay_out(self) -> None:
        """Weigh all articles, with room for the means and scales of all languages."""
        languages = list(self.articles.language_numbers)
        self._languages = len(languages)
        for vectors in (self._package_vectors, self._run_vectors):
            vectors.lay_out(languages)
        self.by_package = Centring(self.articles, self._package_vectors)
        self.by_run = Centring(self.articles, self._run_vectors)
        self._lay_out_scales()
        self._weigh(range(len(self.prints)))

    def _weigh(self, rows: range) -> None:
        self.articles.weigh(rows, self._rarity, self._run_vectors)
        self.by_package.extend(self.articles.weights)
        self.by_run.extend(self.articles.weighed)

    def _lay_out_scales(self) -> None:
        """Lay mean and spread of unrelated reports out by the numbers of two languages."""
        scale, names = load_background().scale, list(self.articles.language_numbers)
        pairs = [(min(a, b), max(a, b)) for a in names for b in names]
        shape = (len(names), len(names), 2)
        self.package_scales: Floats = np.array([scale(*p) for p in pairs]).reshape(shape)
        run = [self._scales.get(pair) or scale(*pair) for pair in pairs]
        self.run_scales: Floats = np.array(run).reshape(shape)

    def _measure_scales(self) -> dict[tuple[str, str], Scale]:
        """Return mean and spread of cosines of chance pairs in the run, by pair of languages."""
        pairs = _chance_pairs(len(self.prints))
        if not len(pairs):
            return {}
        shared = self._overlaps.find(pairs, len(self._packer), CONCEPTS + 1)
        a, b = pairs.T
        cosines = self.by_run.cosines(a, b, shared.dots()[:, CONCEPTS])
        names = sorted(self.articles.language_numbers)
        numbers = np.argsort([self.articles.language_numbers[name] for name in names])
        first, second = numbers[self.articles.languages[pairs]].T
        codes = np.minimum(first, second) * len(names) + np.maximum(first, second)
        order = np.argsort(codes, kind="stable")
        codes, cosines = codes[order], cosines[order]
        cuts = np.flatnonzero(np.diff(codes, prepend=-1, append=-1)).tolist()
        prior, found = self.settings.prior_of_scales, {}
        for start, end in pairwise(cuts):
            pair = names[codes[start] // len(names)], names[codes[start] % len(names)]
            found[pair] = blend_scale(pair, cosines[start:end], prior)
        return found


def _chance_pairs(count: int) -> Pairs:
    """Return pairs of different rows drawn by chance, the same for the same count."""
    chance = Random(count)  # noqa: S311 # a sample, no secret; numpy's takes long to load
    drawn = np.array(chance.sample(range(count), min(count, _DRAWN)), np.int64)
    first = np.arange(min(count, _SAMPLE))[:, None]
    second = (first + 1 + np.arange(min(count - 1, _PARTNERS))) % len(drawn)
    return np.stack([drawn[np.broadcast_to(first, second.shape)], drawn[second]], axis=-1).reshape(
        -1, 2
    )
