"""Fingerprints as arrays: every feature of a collection has one number, in fields laid end to end.

All that an article says is one sparse vector, so that one pass over the vectors of its candidates
gives the sums of every field at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Fingerprint

Places = NDArray[np.int64]
Reals = NDArray[np.float32]

FIELDS = ("concepts", "lead", "stems", "opening", "sounds", "names", "figures", "days", "outlet")
CONCEPTS, LEAD, STEMS, OPENING, SOUNDS, NAMES, FIGURES, DAYS, OUTLET = range(len(FIELDS))

# Rarity in nats that a feature of these fields has before the run has shown how common it is: a
# name or figure seen once stands in about one report of a thousand, a day or an outlet in one of
# fifty.
NAME_NATS, FIGURE_NATS, DAY_NATS, OUTLET_NATS = 7.0, 5.0, 4.0, 4.0
_NATS = np.array([0, 0, 0, 0, 0, NAME_NATS, FIGURE_NATS, DAY_NATS, OUTLET_NATS], np.float32)
_KEY_BITS = 40  # more than a key of any field takes


class Packed(NamedTuple):
    """Articles end to end: places in the collection's features, weights, prior rarity.

    `bounds` says where each field of each article begins and where its last one ends,
    (articles, fields + 1).
    """

    places: Places
    weights: Reals
    rarity: Reals
    bounds: NDArray[np.int64]


class Packer:
    """Gives every feature its number; concepts keep those of the lexicon.

    Args:
        concept_rarity: nats, for each concept of the lexicon.
    """

    def __init__(self, concept_rarity: Reals) -> None:
        self._concept_rarity = concept_rarity
        self._numbers: defaultdict[int, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__

    def __len__(self) -> int:
        return 2 * len(self._concept_rarity) + len(self._numbers)

    def pack(self, prints: Sequence[Fingerprint]) -> Packed:
        """Return fingerprints as arrays; features not seen before get the next numbers."""
        keys = [field for print_ in prints for field in _keys(print_)]
        lengths = np.array([len(field) for field in keys])
        fields = np.repeat(np.tile(np.arange(len(FIELDS)), len(prints)), lengths)
        places = np.concatenate(keys, dtype=np.int64)
        rarity = _NATS[fields]
        for field, sparse in enumerate(("stems", "opening", "sounds"), start=STEMS):
            known = [getattr(print_, sparse).rarity for print_ in prints]
            rarity[fields == field] = np.concatenate(known)
        concepts = np.flatnonzero(fields <= LEAD)
        rarity[concepts] = self._concept_rarity[places[concepts]]
        places[fields == LEAD] += len(self._concept_rarity)
        named = np.flatnonzero(fields > LEAD)
        keyed = (places[named] + (fields[named] << _KEY_BITS)).tolist()
        numbers = self._numbers
        places[named] = [numbers[key] for key in keyed]
        places[named] += 2 * len(self._concept_rarity)
        weights = np.concatenate([field for print_ in prints for field in _weights(print_)])
        ends = np.concatenate([[0], np.cumsum(lengths)])
        first = np.arange(len(prints)) * len(FIELDS)
        return Packed(places, weights, rarity, ends[first[:, None] + np.arange(len(FIELDS) + 1)])


def _keys(print_: Fingerprint) -> Iterator[NDArray[np.integer[Any]]]:
    """Yield the keys of each field."""
    yield print_.concepts
    yield print_.lead
    yield print_.stems.keys
    yield print_.opening.keys
    yield print_.sounds.keys
    yield _digests(print_.names)
    yield _digests(print_.figures)
    yield np.array(list(print_.days), np.int64)
    yield _digests(outlets_of(print_))


def _weights(print_: Fingerprint) -> Iterator[Reals]:
    """Yield the weights of all fields, in their order."""
    yield print_.weights
    yield print_.lead_weights
    yield print_.stems.counts
    yield print_.opening.counts
    yield print_.sounds.counts
    named = *print_.names.values(), *print_.figures.values(), *print_.days.values()
    yield np.array([*named, *(1.0 for _ in outlets_of(print_))], np.float32)


def outlets_of(print_: Fingerprint) -> list[str]:
    """Return the outlet, if it is known; its editions in other languages are others."""
    return [f"{print_.language} {print_.outlet.casefold()}"] if print_.outlet else []


def _digests(names: Iterable[str]) -> NDArray[np.int64]:
    return np.array([crc32(name.encode("utf-8", "replace")) for name in names], np.int64)
