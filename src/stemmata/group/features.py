"""A pair of fingerprints as numbers, each one reason for or against one event."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import numpy as np

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.index import Collection

Feature = TypeVar("Feature", str, int)

FEATURES = (
    "bias",
    "concepts",  # centred cosine over concepts, in spreads of unrelated pairs of these languages
    "concepts same language",
    "words",  # cosine over rare romanised words
    "words same language",
    "names",  # cosine over name keys, rare ones first
    "figures",  # specific values that both give
    "days",  # days that both name
    "days apart",  # between the publication intervals, as a logarithm
    "dated",  # whether both have a publication date
    "short",  # how little the shorter one says
)


class Shared(NamedTuple):
    """What two articles have in common, for the reasons in words."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    days: tuple[int, ...]


def pair_features(
    a: Fingerprint, b: Fingerprint, cosine: float, collection: Collection
) -> list[float]:
    """Return the features of a pair, in the order of FEATURES.

    Args:
        a: one fingerprint.
        b: the other.
        cosine: centred cosine over concepts.
        collection: knows what is usual for the two languages and how rare names are.
    """
    mean, spread = collection.scale(a.language, b.language)
    concepts = (cosine - mean) / spread
    words = cosine_of(a.rare_words, b.rare_words)
    same = float(a.language == b.language)
    gap = days_between(a, b)
    return [
        1.0,
        concepts,
        concepts * same,
        words,
        words * same,
        collection.name_similarity(a, b),
        _shared_weight(a.figures, b.figures),
        min(3.0, _shared_weight(a.days, b.days)),
        math.log1p(gap) if gap is not None else 0.0,
        float(gap is not None),
        1.0 / math.sqrt(1 + min(len(a.concepts), len(b.concepts))),
    ]


def shared_by(a: Fingerprint, b: Fingerprint) -> Shared:
    """Return the names, figures and days that two articles share, most telling first."""
    names = sorted(a.names.keys() & b.names.keys(), key=lambda k: (-a.names[k] * b.names[k], k))
    figures = sorted(a.figures.keys() & b.figures.keys(), key=lambda k: (-a.figures[k], k))
    return Shared(tuple(names), tuple(figures), tuple(sorted(a.days.keys() & b.days.keys())))


def cosine_of(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two sparse vectors.

    Example:
        >>> cosine_of({"x": 3.0, "y": 4.0}, {"x": 1.0})
        0.6
    """
    if len(b) < len(a):
        a, b = b, a
    dot = sum(weight * b[key] for key, weight in a.items() if key in b)
    if not dot:
        return 0.0
    return dot / math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))


def days_between(a: Fingerprint, b: Fingerprint) -> int | None:
    """Return the least number of days between two publications, None where one is unknown."""
    if a.published is None or b.published is None:
        return None
    return max(0, a.published[0] - b.published[1], b.published[0] - a.published[1])


def _shared_weight(a: Mapping[Feature, float], b: Mapping[Feature, float]) -> float:
    return float(sum(np.sqrt(a[key] * b[key]) for key in a.keys() & b.keys()))
