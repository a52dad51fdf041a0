"""Candidates without comparing all with all: an inverted index over telling features and time.

Each article is filed under its heaviest features, in buckets of days. A newcomer reads the
postings of its own features in the buckets around its date, and those of undated articles; of a
posting list that is very long only the latest entries are read. The cost of one more article is
so bounded by the number of its features, whatever the size of the collection.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.settings import GroupSettings

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
Filed = Sequence[tuple[int, float]]
Posting = tuple["array[int]", "array[float]"]
UNDATED = -1


class Postings:
    """Which articles are filed under a feature, with their weights, by bucket of days."""

    def __init__(self, settings: GroupSettings) -> None:
        self._settings = settings
        self._buckets: dict[int, dict[int, Posting]] = {}

    def file(self, row: int, features: Filed, published: tuple[int, int] | None) -> None:
        """File an article under its features."""
        for number in self._span(published, 0):
            bucket = self._buckets.setdefault(number, {})
            for feature, weight in features:
                posting = bucket.get(feature)
                if posting is None:
                    posting = bucket[feature] = (array("q"), array("f"))
                posting[0].append(row)
                posting[1].append(weight)

    def seek(self, features: Filed, published: tuple[int, int] | None) -> tuple[Rows, Floats]:
        """Return the rows that share features, ascending, with the sum of products of weights."""
        buckets = list(self._near(published))
        most = self._settings.longest_posting
        rows, weights, counts, own = array("q"), array("f"), [], []
        for feature, weight in features:
            read = 0
            for bucket in buckets:
                posting = bucket.get(feature)
                if posting is None:
                    continue
                rows += posting[0][read - most :]
                weights += posting[1][read - most :]
                read += min(len(posting[0]), most - read)
                if read >= most:
                    break
            counts.append(read)
            own.append(weight)
        distinct, inverse = np.unique(np.array(rows, np.int64), return_inverse=True)
        products = np.array(weights, np.float64) * np.repeat(own, counts)
        sums: Floats = np.bincount(inverse, products, len(distinct)).astype(np.float64)
        return distinct, sums

    def _near(self, published: tuple[int, int] | None) -> Iterator[Mapping[int, Posting]]:
        """Yield the buckets to read, the latest first; an undated article may be near any."""
        span: Iterable[int] = self._span(published, self._settings.reach_days)
        numbers = self._buckets if UNDATED in span else {*span, UNDATED}
        for number in sorted(numbers, reverse=True):
            if number in self._buckets:
                yield self._buckets[number]

    def _span(self, published: tuple[int, int] | None, reach: int) -> Sequence[int]:
        width = self._settings.bucket_days
        if published is None or published[1] - published[0] > self._settings.vague_days:
            return (UNDATED,)
        return range((published[0] - reach) // width, (published[1] + reach) // width + 1)
