"""What the class of a form says of the words near it, worked out once a class.

A class is the five categories of a form as one number, the same in all languages: what is learned
of classes carries over to languages without training text.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.categories import SIZES
from stemmata.annotate.names.crf import LABELS, Integers
from stemmata.annotate.names.rows import distinct
from stemmata.annotate.names.surroundings import Surroundings

# The places of words that a token's features are of, in this order everywhere.
ITSELF, BEFORE, AFTER, TWO_BEFORE, TWO_AFTER = range(5)
PLACES = 5
_MARKS = ("s", "p", "n", "pp", "nn")  # of the places, in the names of features
_OWN_WITHOUT_WORDS = 13  # features of a form itself, filled up where words are not seen
_CLASSES = int(np.prod(SIZES))
Shares = NDArray[np.int16]


class Classes:
    """What forms of a class add to the tokens around them, by place.

    First to the rows of the tables of combinations, then to the scores of the labels, in steps.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        """Begin with no classes."""
        self.surroundings = surroundings
        self._known = np.zeros(_CLASSES, dtype=np.bool_)
        width = surroundings.count + LABELS
        self._shares = np.zeros((_CLASSES, PLACES, width), dtype=np.int16)

    def shares(self, classes: Integers) -> Shares:
        """Return what forms of classes add: forms by places by combinations and labels."""
        if not self._known[classes].all():
            self._learn(distinct(classes[~self._known[classes]]))
        shares: Shares = self._shares[classes]
        return shares

    def buckets(self, one: int) -> tuple[list[int], ...]:
        """Return the buckets of the features of a class, for each place."""
        space = "u" if self.surroundings.lexical else "c"
        count = self.surroundings.weights.buckets
        named = zip(_MARKS, self._features(one), strict=True)
        return tuple(
            [crc32(f"{space}:{mark}:{each}".encode()) % count for each in features]
            for mark, features in named
        )

    def _learn(self, fresh: Integers) -> None:
        count = self.surroundings.count
        categories = np.stack(np.unravel_index(fresh, SIZES), axis=1)
        self._shares[fresh, : AFTER + 1, :count] = self.surroundings.of_forms(categories)
        emissions = self.surroundings.weights.emissions
        every = zip(*map(self.buckets, fresh.tolist()), strict=True)
        for place, buckets in enumerate(every):
            self._shares[fresh, place, count:] = emissions[np.array(buckets)].sum(axis=1)
        self._known[fresh] = True

    def _features(self, one: int) -> Iterator[list[str]]:
        """Yield the names of the features of a class, for each place."""
        shape, common, person, place, cue = (int(each) for each in np.unravel_index(one, SIZES))
        lexical = self.surroundings.lexical
        every = f"{common}|{person}|{place}|{cue}"
        own = [f"shape={shape}", f"{shape}|{common}", f"{shape}|{cue}"]
        own += [f"{shape}|{person}{place}", f"all={shape}|{every}"]
        near = [f"shape={shape}", f"cue={cue}|{shape}", f"common={common}", f"list={person}{place}"]
        far = [f"far={shape}|{cue}", f"far={person}{place}"]
        yield own if lexical else own + ["none"] * (_OWN_WITHOUT_WORDS - len(own))
        for _ in (BEFORE, AFTER):
            yield near if lexical else [*near, f"all={every}", "none"]
        for _ in (TWO_BEFORE, TWO_AFTER):
            yield far
