"""The features that an article is filed under: the heaviest of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.packing import CONCEPTS, FIGURES, NAMES, SOUNDS, STEMS, Packed
from stemmata.group.postings import Filed
from stemmata.lexicon import load_background

_MOST = ((CONCEPTS, 40), (STEMS, 20), (SOUNDS, 10), (NAMES, 12), (FIGURES, 6))
_CONCEPT_SCALE = 20.0  # brings weights of unit vectors to the size of those in nats
_NATS_SCALE = 0.25


def choose_telling(prints: Sequence[Fingerprint], packed: Packed) -> Iterator[Filed]:
    """Yield for each article the features that it is filed under, with their weights."""
    heavy = packed.weights * packed.rarity * np.float32(_NATS_SCALE)
    background = load_background()
    for print_, bounds in zip(prints, packed.bounds.tolist(), strict=True):
        above = print_.weights - background.mean(print_.language)[print_.concepts]
        heavy[bounds[CONCEPTS] : bounds[CONCEPTS + 1]] = above * np.float32(_CONCEPT_SCALE)
        chosen = []
        for field, most in _MOST:
            start, end = bounds[field], bounds[field + 1]
            if end - start <= most:
                chosen.append(np.arange(start, end))
            else:
                heaviest = np.argsort(-heavy[start:end], kind="stable")[:most]
                chosen.append(heaviest + start)
        places = np.concatenate(chosen)
        places = places[heavy[places] > 0]
        yield Filed(packed.places[places], heavy[places])
