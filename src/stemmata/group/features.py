"""A pair of articles as numbers, each one reason for or against one event."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.group.centring import Concepts, centred_cosines
from stemmata.group.collection import Collection, Floats
from stemmata.group.fingerprint import Fingerprint
from stemmata.group.packing import (
    CONCEPTS,
    DAYS,
    FIELDS,
    FIGURES,
    LEAD,
    NAMES,
    OPENING,
    SOUNDS,
    STEMS,
)
from stemmata.group.postings import Rows
from stemmata.lexicon import load_background

# Each feature with the direction in which it speaks for one event; 0 is either.
DIRECTIONS = {
    "nearness": 1,  # centred concept cosine, in the package's spreads of unrelated pairs
    "nearness in this run": 1,  # the same with the run's own means, rarity and spreads
    "concepts": 1,  # centred cosine with the run's means and rarity
    "lead": 1,  # concept cosine of headlines and first words
    "words": 1,  # cosine over rare stems
    "words contained": 1,  # share of the poorer article's rare stems
    "shared words": 1,  # nats of the stems that both use
    "opening": 1,  # cosine over stems of headlines and first sentences
    "sounds": 1,  # cosine over rare words by sound
    "shared sounds": 1,
    "names": 1,
    "shared names": 1,
    "figures": 1,
    "shared figures": 1,
    "number of figures": 1,
    "figures not shared": -1,
    "shared days": 1,
    "days not shared": -1,
    "days apart": 0,  # between the publication intervals; -1 where one is unknown
    "same language": 0,
}
FEATURES = tuple(DIRECTIONS)
UNKNOWN = -1.0
_FARTHEST = 400
_LOUDEST = 1.4  # log count beyond which saying it again adds nothing


class _Sums(NamedTuple):
    """Per candidate and field, (n, fields); `mine` is (fields,)."""

    dots: Floats
    squares: Floats
    shared: Floats
    nats: Floats
    mine: Floats


def pair_features(collection: Collection, row: int, rows: Rows) -> Floats:
    """Return the features of one article with each of others, (n, features).

    Args:
        collection: settled, so that it knows what is usual.
        row: the article.
        rows: the others, at least one.
    """
    others = Concepts(collection, rows)
    language = collection.prints[row].language
    near = centred_cosines(collection, row, others, collection.by_package)
    concepts = centred_cosines(collection, row, others, collection.by_run)
    background = load_background()
    usual = np.array([background.scale(language, other) for other in others.languages])
    here = np.array([collection.scale(language, other) for other in others.languages])
    sums = _sum_fields(collection, row, rows)
    cosines = sums.dots / np.sqrt(np.maximum(sums.squares * sums.mine, 1e-9))
    contained = sums.dots / np.maximum(np.minimum(sums.squares, sums.mine), 1e-9)
    lengths = np.stack([collection.packed[r].lengths for r in rows.tolist()])
    both = np.minimum(lengths, collection.packed[row].lengths)
    unshared = np.where(both > 0, both - sums.shared, UNKNOWN)
    columns = [
        (near - usual[:, 0]) / usual[:, 1],
        (concepts - here[:, 0]) / here[:, 1],
        concepts,
        cosines[:, LEAD],
        cosines[:, STEMS],
        contained[:, STEMS],
        sums.nats[:, STEMS],
        cosines[:, OPENING],
        cosines[:, SOUNDS],
        sums.nats[:, SOUNDS],
        cosines[:, NAMES],
        sums.nats[:, NAMES],
        cosines[:, FIGURES],
        sums.nats[:, FIGURES],
        sums.shared[:, FIGURES],
        unshared[:, FIGURES],
        sums.shared[:, DAYS],
        unshared[:, DAYS],
        _days_apart(collection, row, rows),
        np.array([other == language for other in others.languages], np.float64),
    ]
    return np.stack(columns, axis=1)


def days_between(a: Fingerprint, b: Fingerprint) -> int | None:
    """Return the least number of days between two publications, None where one is unknown."""
    if a.published is None or b.published is None:
        return None
    return max(0, a.published[0] - b.published[1], b.published[0] - a.published[1])


def _days_apart(collection: Collection, row: int, rows: Rows) -> NDArray[np.float64]:
    mine = collection.prints[row]
    gaps = (days_between(mine, collection.prints[other]) for other in rows.tolist())
    return np.array([UNKNOWN if gap is None else min(gap, _FARTHEST) for gap in gaps])


def _sum_fields(collection: Collection, row: int, rows: Rows) -> _Sums:
    """Return dot products, squares, shared features and their rarity, field by field."""
    mine = collection.packed[row]
    others = [collection.packed[other] for other in rows.tolist()]
    count, width = len(others), len(FIELDS)
    places = np.concatenate([other.places[other.lengths[CONCEPTS] :] for other in others])
    weights = np.concatenate([other.weights[other.lengths[CONCEPTS] :] for other in others])
    lengths = np.stack([other.lengths for other in others])
    lengths[:, CONCEPTS] = 0
    segments = np.repeat(np.arange(count * width), lengths.ravel())
    nats = collection.nats(places)
    said = collection.lay_out(mine, places)
    both = np.flatnonzero(said)
    weighed = weights * nats

    def total(values: NDArray[np.float32], chosen: NDArray[np.int64] | slice) -> Floats:
        sums: Floats = np.bincount(segments[chosen], values, count * width).astype(np.float64)
        return sums.reshape(count, width)

    shared = np.minimum(np.minimum(said[both], weights[both]), _LOUDEST) * nats[both]
    fields = np.repeat(np.arange(width), mine.lengths)
    own = (mine.weights * collection.nats(mine.places)) ** 2
    return _Sums(
        dots=total(said[both] * nats[both] * weighed[both], both),
        squares=total(weighed * weighed, slice(None)),
        shared=total(np.ones(len(both), np.float32), both),
        nats=total(shared, both),
        mine=np.bincount(fields, own, width).astype(np.float64),
    )
