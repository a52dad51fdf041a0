"""Features made of several small categories of a word and its neighbours, looked up, not hashed.

Every combination of the categories has its own place in a table of buckets (18,000 in all), so
that a token's features are sums of what each of its neighbours adds to the places.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.categories import COMMON, CUE, PERSON, PLACE, SHAPE, SIZES
from stemmata.annotate.names.crf import Integers, Weights, hash_numbers

# Categories are numbered: five of the word itself, five of the one before, five of the one after,
# whether it begins a sentence, was seen in lower case, how loud its line is, 0 if it leads.
_BEFORE, _AFTER = len(SIZES), 2 * len(SIZES)
_STARTS, _SEEN, _LOUD, _LEADS = range(3 * len(SIZES), 3 * len(SIZES) + 4)
_EVERY_SIZE = (*SIZES * 3, 2, 2, 3, 2)
_TEMPLATES: tuple[tuple[int, ...], ...] = (
    (SHAPE, COMMON, _SEEN, _STARTS),
    (_STARTS, SHAPE, _AFTER + SHAPE, PERSON),
    (_BEFORE + SHAPE, SHAPE, _AFTER + SHAPE),
    (_BEFORE + CUE, CUE, SHAPE, _AFTER + CUE),
    (_BEFORE + PERSON, PERSON, _AFTER + PERSON, SHAPE),
    (_BEFORE + PLACE, PLACE, _BEFORE + SHAPE, SHAPE),
    (_LOUD, SHAPE, COMMON, PERSON, PLACE),
    (_BEFORE + COMMON, COMMON, _AFTER + COMMON),
    (_BEFORE + CUE, PERSON, PLACE, COMMON),
    (_AFTER + CUE, PERSON, PLACE, COMMON),
    (_STARTS, _SEEN, _LOUD, _LEADS),
)


class Surroundings:
    """The buckets of all combinations, with what a tagger learned for them.

    `lexical` taggers see the words themselves, the others their classes alone.
    """

    def __init__(self, weights: Weights, *, lexical: bool) -> None:
        """Work out all buckets."""
        self.lexical = lexical
        self.weights = weights
        self.count = len(_TEMPLATES)
        buckets: list[Integers] = []
        offsets = np.zeros(len(_TEMPLATES), dtype=np.int64)
        strides = np.zeros((len(_EVERY_SIZE), len(_TEMPLATES)), dtype=np.int64)
        for number, template in enumerate(_TEMPLATES):
            sizes = [_EVERY_SIZE[category] for category in template]
            combinations = np.indices(sizes).reshape(len(sizes), -1)
            tagger = np.full_like(combinations[0], int(lexical))
            offsets[number] = sum(map(len, buckets))
            strides[list(template), number] = np.cumprod([1, *sizes[:0:-1]])[::-1]
            buckets.append(hash_numbers(number + 1, tagger, *combinations, buckets=weights.buckets))
        self.buckets: Integers = np.concatenate(buckets)
        self.levels = weights.emissions[self.buckets].astype(np.int16)
        self._of_forms = strides[:_STARTS].reshape(3, len(SIZES), -1).transpose(1, 0, 2)
        places = np.indices(_EVERY_SIZE[_STARTS:]).reshape(len(_EVERY_SIZE) - _STARTS, -1).T
        self._of_places: Integers = places @ strides[_STARTS:] + offsets

    def of_forms(self, categories: Integers) -> Integers:
        """Return what forms add: forms by places (itself, before, after) by features.

        Args:
            categories: forms by their five categories.
        """
        shares: Integers = np.tensordot(categories, self._of_forms, axes=1)
        return shares

    def of_places(self, *categories: Integers | NDArray[np.bool_]) -> Integers:
        """Return what the places of tokens add: tokens by features.

        Args:
            categories: of each token, if it begins a sentence, was seen in lower case, how loud
                its line is, and 0 if it leads the text.
        """
        shares: Integers = self._of_places[np.ravel_multi_index(categories, _EVERY_SIZE[_STARTS:])]
        return shares
