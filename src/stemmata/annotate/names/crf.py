"""A linear-chain conditional random field with hashed features (Lafferty et al. 2001).

Emissions are sums of one weight row for each feature of a token. Sequences are decoded in one
batch, padded to the longest, by the Viterbi algorithm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import StageError

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

KINDS = ("person", "organisation", "place", "other")
OUTSIDE = 0
LABELS = 1 + 2 * len(KINDS)  # outside; begin and inside of each kind
BITS = 18
BUCKETS = 1 << BITS
IMPOSSIBLE = -1e4
_FACTORS = np.array(
    [0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0xD3A2646C], dtype=np.uint64
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What one tagger has learned: a row of weights a bucket, and label-to-label weights."""

    emissions: Floats
    transitions: Floats
    first: Floats


def begin(kind: int) -> int:
    """Return the label that begins a name of a kind."""
    return 1 + 2 * kind


def hash_numbers(template: int, *columns: NDArray[np.int64]) -> Integers:
    """Return the buckets of a feature made of several small numbers, one for each token."""
    state = np.full(len(columns[0]), template * 0x2545F491 + 7, dtype=np.uint64)
    for factor, column in zip(_FACTORS, columns, strict=False):
        state = (state ^ (column.astype(np.uint64) + np.uint64(3))) * factor
        state ^= state >> np.uint64(23)
    return (state & np.uint64(BUCKETS - 1)).astype(np.int64)


def hash_columns(features: Sequence[Sequence[Integers]], first: int = 1) -> Integers:
    """Return `hash_numbers` of many features at once: tokens by features.

    Args:
        features: for each its columns, all of one length.
        first: template number of the first.
    """
    order = sorted(range(len(features)), key=lambda n: -len(features[n]))
    widths = [len(features[n]) for n in order]
    state = np.empty((len(order), len(features[0][0])), dtype=np.uint64)
    state[:] = [[(first + n) * 0x2545F491 + 7] for n in order]
    for place, factor in enumerate(_FACTORS[: widths[0]]):
        count = sum(width > place for width in widths)
        column = np.array([features[n][place] for n in order[:count]]).astype(np.uint64)
        part = (state[:count] ^ (column + np.uint64(3))) * factor
        state[:count] = part ^ (part >> np.uint64(23))
    hashed = np.empty(state.shape[::-1], dtype=np.int64)
    hashed[:, order] = (state & np.uint64(BUCKETS - 1)).T
    return hashed


def allowed_transitions() -> tuple[Floats, Floats]:
    """Return penalties that forbid an inside label after anything but its own kind."""
    transitions = np.zeros((LABELS, LABELS), dtype=np.float32)
    first = np.zeros(LABELS, dtype=np.float32)
    for kind in range(len(KINDS)):
        inside = begin(kind) + 1
        transitions[:, inside] = IMPOSSIBLE
        transitions[begin(kind), inside] = transitions[inside, inside] = 0
        first[inside] = IMPOSSIBLE
    return transitions, first


def decode(emissions: Floats, lengths: Integers, weights: Weights) -> Integers:
    """Return the best label of each token, sequences laid end to end.

    Args:
        emissions: tokens by labels, the sequences one after the other.
        lengths: how many tokens each sequence has, at least one.
        weights: label-to-label weights.
    """
    longest = int(lengths.max())
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")
    starts, sizes = starts[order], lengths[order]
    active = np.array([int((sizes > step).sum()) for step in range(longest)])
    back = np.zeros((longest, len(sizes), LABELS), dtype=np.int64)
    score = emissions[starts] + weights.first
    for step in range(1, longest):
        count = int(active[step])
        paths = score[:count, :, None] + weights.transitions
        back[step, :count] = paths.argmax(axis=1)
        score[:count] = paths.max(axis=1) + emissions[starts[:count] + step]
    labels = np.zeros(len(emissions), dtype=np.int64)
    current = score.argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        count = int(active[step])
        labels[starts[:count] + step] = current[:count]
        rows = np.arange(count)
        if step:
            current[:count] = back[step, rows, current[:count]]
    return labels


def spans_of(labels: list[int]) -> list[tuple[int, int, int]]:
    """Return the names in a row of labels: first token, token after the last, kind.

    Example:
        >>> spans_of([0, 1, 2, 5])
        [(1, 3, 0), (3, 4, 2)]
    """
    spans: list[tuple[int, int, int]] = []
    start, kind = -1, 0
    for place, label in enumerate([*labels, OUTSIDE]):
        inside = label and label % 2 == 0
        if not inside and start >= 0:
            spans.append((start, place, kind))
            start = -1
        if label % 2 == 1:
            start, kind = place, label // 2
    return spans


@cache
def load_weights(name: str) -> Weights:
    """Return one of the taggers that come with the package.

    Raises:
        StageError: the file is missing or damaged.
    """
    path = files("stemmata.annotate.names") / "data" / f"{name}.npz"
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            emissions = np.zeros((BUCKETS, LABELS), dtype=np.float32)
            emissions[arrays["rows"]] = arrays["levels"].astype(np.float32) * arrays["step"]
            return Weights(emissions, arrays["transitions"], arrays["first"])
    except (OSError, ValueError, KeyError) as error:
        advice = "install the package anew, or run python -m stemmata.annotate.names.train"
        raise StageError("cannot be read", where=str(path), advice=advice) from error
