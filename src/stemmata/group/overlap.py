"""The features that articles share, found in one pass over all that one is held against."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.group.articles import Articles, Floats, Ints
from stemmata.group.packing import FIELDS
from stemmata.text.growing import Growing

_LOUDEST = 1.4  # log count beyond which saying it again adds nothing
_LEAST_WEIGHT = 1e-9  # a weight of nothing is divided by no less


Pairs = NDArray[np.int64]  # (n, 2) rows; a run of pairs with one first row is looked up at once


class Overlap:
    """What the articles of pairs share, field by field: sums are (n, fields).

    Args:
        articles: whose entries these are.
        mine: entries of the first articles.
        theirs: the entries of the second articles that are the same features.
        counts: how many there are, pair by pair and field by field.
    """

    def __init__(self, articles: Articles, mine: Ints, theirs: Ints, counts: Ints) -> None:
        self._articles, self._mine, self._theirs = articles, mine, theirs
        self._segments = np.repeat(np.arange(counts.size), counts.ravel())
        self.counts = counts

    def dots(self) -> Floats:
        """Return dot products of the weights by what is usual."""
        weighed = self._articles.weighed
        return self._total(weighed[self._mine] * weighed[self._theirs])

    def package_dots(self) -> Floats:
        """Return dot products of the weights as they came."""
        weights = self._articles.weights
        return self._total(weights[self._mine] * weights[self._theirs])

    def nats(self) -> Floats:
        """Return the rarity of what both say, more of it where both say it again."""
        weights, weighed = self._articles.weights, self._articles.weighed
        said, heard = weights[self._mine], weights[self._theirs]
        rarity = weighed[self._theirs] / np.maximum(heard, _LEAST_WEIGHT)
        return self._total(np.minimum(np.minimum(said, heard), _LOUDEST) * rarity)

    def _total(self, values: NDArray[np.floating[Any]]) -> Floats:
        sums = np.bincount(self._segments, values, self.counts.size).astype(np.float64)
        return sums.reshape(self.counts.shape)


class Overlaps:
    """Finds what articles share; keeps the room that it needs."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._slots = Growing(np.int32)  # of each feature: its place in the article at hand, from 1

    def find(self, pairs: Pairs, features: int, fields: int = len(FIELDS)) -> Overlap:
        """Return what the articles of each pair share.

        Args:
            pairs: at least one.
            features: how many features have been seen.
            fields: how many fields are looked at, from the first.
        """
        self._slots.grow(features)
        bounds = self._articles.bounds[pairs[:, 1], : fields + 1]
        starts, ends = bounds[:, 0], bounds[:, -1]
        hits, mine = self._look_up(pairs[:, 0], starts, ends)
        offsets = np.cumsum(ends - starts) - ends  # from an entry to its place among all read
        cuts = np.searchsorted(hits, bounds + offsets[:, None])
        counts = np.diff(cuts, axis=1)
        theirs = hits - np.repeat(offsets, counts.sum(axis=1))
        return Overlap(self._articles, mine, theirs, counts)

    def _look_up(self, rows: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Return which of the entries read are shared, and the entries they are shared with."""
        places, slots = self._articles.places, self._slots.values
        firsts = np.flatnonzero(np.diff(rows, prepend=-1)).tolist()
        spans = list(map(slice, starts.tolist(), ends.tolist()))
        own = self._articles.bounds[rows[firsts]][:, [0, -1]].tolist()
        hits, mine, read = [], [], 0
        for (first, last), (start, end) in zip(pairwise([*firsts, len(rows)]), own, strict=True):
            theirs = np.concatenate([places[span] for span in spans[first:last]], dtype=np.int64)
            slots[places[start:end]] = np.arange(1, end - start + 1)
            found = slots.take(theirs)
            slots[places[start:end]] = 0
            shared = np.flatnonzero(found > 0)
            hits.append(shared + read)
            mine.append(found[shared] + (start - 1))
            read += len(theirs)
        return np.concatenate(hits), np.concatenate(mine)
