"""A pair of articles as numbers, each one reason for or against one event."""

from __future__ import annotations

import numpy as np

from stemmata.group.articles import Floats
from stemmata.group.collection import Collection
from stemmata.group.overlap import Pairs
from stemmata.group.packing import (
    CONCEPTS,
    DAYS,
    FIGURES,
    LEAD,
    NAMES,
    OPENING,
    OUTLET,
    SOUNDS,
    STEMS,
)

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
    "shared days": 1,  # nats: in a stream of one weekend its days say little
    "days not shared": -1,
    "days apart": 0,  # between the publication intervals; -1 where one is unknown
    "same language": 0,
    "same outlet": -1,  # nats: its reports are alike in form, and it seldom tells an event twice
}
FEATURES = tuple(DIRECTIONS)
UNKNOWN = -1.0
_FARTHEST = 400


def pair_features(collection: Collection, pairs: Pairs) -> Floats:
    """Return the features of pairs of articles, (n, features).

    Args:
        collection: settled, so that it knows what is usual.
        pairs: (n, 2) rows, at least one pair.
    """
    articles, (a, b) = collection.articles, pairs.T
    shared = collection.overlap(pairs)
    dots, nats = shared.dots(), shared.nats()
    near = collection.by_package.cosines(a, b, shared.package_dots()[:, CONCEPTS])
    concepts = collection.by_run.cosines(a, b, dots[:, CONCEPTS])
    languages = articles.languages
    usual = collection.package_scales[languages[a], languages[b]]
    here = collection.run_scales[languages[a], languages[b]]
    squares, others = articles.squares[a], articles.squares[b]
    cosines = dots / np.sqrt(np.maximum(squares * others, 1e-9))
    poorer = np.maximum(np.minimum(squares, others)[:, STEMS], 1e-9)
    both = np.minimum(np.diff(articles.bounds[a], axis=1), np.diff(articles.bounds[b], axis=1))
    unshared = np.where(both > 0, both - shared.counts, UNKNOWN)
    columns = [
        (near - usual[:, 0]) / usual[:, 1],
        (concepts - here[:, 0]) / here[:, 1],
        concepts,
        cosines[:, LEAD],
        cosines[:, STEMS],
        dots[:, STEMS] / poorer,
        nats[:, STEMS],
        cosines[:, OPENING],
        cosines[:, SOUNDS],
        nats[:, SOUNDS],
        cosines[:, NAMES],
        nats[:, NAMES],
        cosines[:, FIGURES],
        nats[:, FIGURES],
        shared.counts[:, FIGURES],
        unshared[:, FIGURES],
        nats[:, DAYS],
        unshared[:, DAYS],
        np.minimum(articles.days_apart(a, b), _FARTHEST),
        languages[a] == languages[b],
        nats[:, OUTLET],
    ]
    return np.stack(columns, axis=1)
