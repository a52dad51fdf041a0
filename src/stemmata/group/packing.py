"""Fingerprints as arrays: every feature of a collection has one number, in fields laid end to end.

All that an article says is one sparse vector, so that one pass over the vectors of its candidates
gives the sums of every field at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint

Places = NDArray[np.int64]
Reals = NDArray[np.float32]

FIELDS = ("concepts", "lead", "stems", "opening", "sounds", "names", "figures", "days")
CONCEPTS, LEAD, STEMS, OPENING, SOUNDS, NAMES, FIGURES, DAYS = range(len(FIELDS))

# Rarity in nats that a feature of these fields has before the run has shown how common it is: a
# name or figure seen once stands in about one report of a thousand, a day in one of fifty.
NAME_NATS, FIGURE_NATS, DAY_NATS = 7.0, 5.0, 4.0


class Packed(NamedTuple):
    """One article: places in the collection's features, weights, prior rarity, field lengths."""

    places: Places
    weights: Reals
    rarity: Reals
    lengths: NDArray[np.int64]

    def field(self, number: int) -> slice:
        """Return where a field stands."""
        start = int(self.lengths[:number].sum())
        return slice(start, start + int(self.lengths[number]))


class Packer:
    """Gives every feature its number; concepts keep those of the lexicon.

    Args:
        concept_rarity: nats, for each concept of the lexicon.
    """

    def __init__(self, concept_rarity: Reals) -> None:
        self._concept_rarity = concept_rarity
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return 2 * len(self._concept_rarity) + len(self._numbers)

    def pack(self, print_: Fingerprint) -> Packed:
        """Return a fingerprint as arrays; features not seen before get the next numbers."""
        sparse = (print_.stems, print_.opening, print_.sounds)
        named = (
            (_digests(print_.names), print_.names, NAME_NATS),
            (_digests(print_.figures), print_.figures, FIGURE_NATS),
            (list(print_.days), print_.days, DAY_NATS),
        )
        keys = [s.keys.tolist() for s in sparse] + [keys for keys, _, _ in named]
        numbers = chain.from_iterable(
            self._number(field, values) for field, values in enumerate(keys, start=STEMS)
        )
        lengths = [len(print_.concepts), len(print_.lead), *map(len, keys)]
        rarity = self._concept_rarity
        return Packed(
            np.concatenate(
                [print_.concepts, print_.lead + len(rarity), np.fromiter(numbers, np.int64)]
            ).astype(np.int64),
            np.concatenate(
                [print_.weights, print_.lead_weights]
                + [s.counts for s in sparse]
                + [np.array(list(weights.values()), np.float32) for _, weights, _ in named]
            ),
            np.concatenate(
                [rarity[print_.concepts], rarity[print_.lead]]
                + [s.rarity for s in sparse]
                + [np.full(len(keys), nats, np.float32) for keys, _, nats in named]
            ),
            np.array(lengths, np.int64),
        )

    def _number(self, field: int, keys: list[int]) -> list[int]:
        numbers, shift = self._numbers, field << 40
        first = 2 * len(self._concept_rarity)
        return [first + numbers.setdefault(key + shift, len(numbers)) for key in keys]


def _digests(names: Mapping[str, float]) -> list[int]:
    return [crc32(name.encode("utf-8", "replace")) for name in names]
