"""Candidates without comparing all with all: an inverted index over telling features and time.

Each article is filed under its heaviest features, in the order of days. A newcomer reads the
postings of its own features within reach of its date, and those of undated articles; of a posting
list that is very long only the latest entries are read. The cost of one more article is so bounded
by the number of its features, whatever the size of the collection.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.settings import GroupSettings
from stemmata.text.growing import Growing

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
Days = tuple[int, int] | None
_ENTRY_BITS = 40  # an entry's number stands below its day, so that postings sort by day
_ENTRY = (1 << _ENTRY_BITS) - 1


class Filed(NamedTuple):
    """The features that an article is filed under, with their weights."""

    features: NDArray[np.int64]
    weights: NDArray[np.float32]


class Postings:
    """Which articles are filed under a feature, with their weights, by day."""

    def __init__(self, settings: GroupSettings) -> None:
        self._settings = settings
        self._most = settings.longest_posting
        self._dated: dict[int, array[int]] = {}
        self._undated: dict[int, array[int]] = {}
        self._rows = Growing(np.int64)  # of each entry
        self._weights = Growing(np.float32)
        self._places = Growing(np.int64)  # scratch: where a row stands in what was read

    def file(self, row: int, filed: Filed, published: Days) -> None:
        """File an article under its features."""
        published = self._exact(published)
        postings = self._undated if published is None else self._dated
        code = len(self._rows) + ((published[0] << _ENTRY_BITS) if published else 0)
        for entry, feature in enumerate(filed.features.tolist(), start=code):
            posting = postings.get(feature)
            if posting is None:
                postings[feature] = array("q", (entry,))
            elif entry > posting[-1]:
                posting.append(entry)
            else:
                insort(posting, entry)
        self._rows.extend(np.full(len(filed.features), row))
        self._weights.extend(filed.weights)
        self._places.grow(row + 1)

    def seek(self, filed: Filed, published: Days) -> tuple[Rows, Floats]:
        """Return the rows that share features, with the sum of products of weights."""
        read, counts = array("q"), []
        features = filed.features.tolist()
        span = self._reach(self._exact(published))
        for postings in (self._dated, self._undated) if self._undated else (self._dated,):
            for posting in map(postings.get, features):
                if posting is None:
                    counts.append(0)
                    continue
                near = posting if len(posting) <= self._most else self._latest(posting, *span)
                read += near
                counts.append(len(near))
        entries = np.array(read) & _ENTRY
        own = np.resize(filed.weights, len(counts))
        products = self._weights.values[entries] * np.repeat(own, counts)
        return self._sum(self._rows.values[entries], products)

    def _latest(self, posting: array[int], first: int, last: int) -> array[int]:
        """Return the latest entries within reach; undated ones are always within."""
        if posting[-1] <= _ENTRY:
            return posting[-self._most :]
        end = bisect_left(posting, last)
        return posting[max(bisect_left(posting, first), end - self._most) : end]

    def _sum(self, rows: Rows, products: NDArray[np.float32]) -> tuple[Rows, Floats]:
        """Return distinct rows and their sums, at a cost that only what was read decides."""
        order = np.arange(len(rows))
        self._places.values[rows] = order
        place = self._places.values[rows]
        sums: Floats = np.bincount(place, products, len(rows)).astype(np.float64)
        distinct = np.flatnonzero(place == order)
        return rows[distinct], sums[distinct]

    def _exact(self, published: Days) -> Days:
        if published is None or published[1] - published[0] > self._settings.vague_days:
            return None
        return published

    def _reach(self, published: Days) -> tuple[int, int]:
        """Return the codes between which postings are read; an undated article may be near any."""
        if published is None:
            return 0, 1 << 62
        first = published[0] - self._settings.reach_days - self._settings.vague_days
        return first << _ENTRY_BITS, (published[1] + self._settings.reach_days + 1) << _ENTRY_BITS
