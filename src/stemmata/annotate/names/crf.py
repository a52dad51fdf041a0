"""A linear-chain conditional random field with hashed features (Lafferty et al. 2001).

Emissions are sums of one weight row for each feature of a token. Sequences are decoded in one
batch, padded to the longest, by the Viterbi algorithm.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import StageError
from stemmata.model import Frozen

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Levels = NDArray[np.int8] | Floats  # weights in steps, as stored, or as learned

KINDS = ("person", "organisation", "place", "other")
OUTSIDE = 0
LABELS = 1 + 2 * len(KINDS)  # outside; begin and inside of each kind
# Rows of weights of each tagger: where features share rows, both suffer.
BUCKETS = {"cased": 1 << 20, "caseless": 1 << 18, "han": 1 << 18}
IMPOSSIBLE = -1e4
_FACTORS = np.array(
    [0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0xD3A2646C], dtype=np.uint64
)


class Weights(Frozen, frozen=True):
    """What one tagger has learned: a row of weights a bucket, and label-to-label weights.

    `emissions` are counted in steps: whole numbers of one byte in the files of the package.
    """

    emissions: Levels
    transitions: Floats
    first: Floats
    step: float = 1.0

    @property
    def buckets(self) -> int:
        """Return how many rows of weights there are."""
        return len(self.emissions)

    def sums(self, ids: Integers) -> Floats:
        """Return the sums of the weights of buckets: tokens by labels.

        Args:
            ids: tokens by features.
        """
        total: Floats = self.emissions[ids].sum(axis=1, dtype=np.float32)
        total *= self.step
        return total


def begin(kind: int) -> int:
    """Return the label that begins a name of a kind."""
    return 1 + 2 * kind


def hash_numbers(template: int, *columns: NDArray[np.int64], buckets: int) -> Integers:
    """Return the buckets of a feature made of several small numbers, one for each token.

    Args:
        template: the number of the feature.
        columns: the small numbers.
        buckets: how many there are, a power of two.
    """
    state = np.full(len(columns[0]), template * 0x2545F491 + 7, dtype=np.uint64)
    for factor, column in zip(_FACTORS, columns, strict=False):
        state = (state ^ (column.astype(np.uint64) + np.uint64(3))) * factor
        state ^= state >> np.uint64(23)
    return (state & np.uint64(buckets - 1)).astype(np.int64)


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
    order = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[order]
    # How many sequences, longest first, have a token at each step; the tokens, step by step.
    active = (len(lengths) - np.bincount(lengths).cumsum()[:-1]).tolist()
    tokens = np.concatenate([starts[:count] + step for step, count in enumerate(active)])
    ordered = emissions[tokens]
    links = weights.transitions[:, None, :]
    score = ordered[: active[0]] + weights.first
    scores, done = [score], active[0]
    for count in active[1:]:
        # Previous labels lead, so that the maximum is over whole planes.
        paths = score[:count].T[:, :, None] + links
        score = np.maximum.reduce(paths) + ordered[done : done + count]
        scores.append(score)
        done += count
    best = score.argmax(axis=1)
    labels: list[Integers] = [best]
    for score in scores[-2::-1]:
        score[: len(best)] += weights.transitions.T[best]
        best = score.argmax(axis=1)
        labels.append(best)
    placed = np.empty(len(emissions), dtype=np.int64)
    placed[tokens] = np.concatenate(labels[::-1])
    return placed


def spans_of(labels: list[int]) -> list[tuple[int, int, int]]:
    """Return the names in rows of labels laid end to end: first token, after the last, kind.

    Example:
        >>> spans_of([0, 1, 2, 5])
        [(1, 3, 0), (3, 4, 2)]
    """
    begun = [(place, label) for place, label in enumerate(labels) if label % 2]
    spans = []
    for start, label in begun:
        after = start + 1
        while after < len(labels) and labels[after] == label + 1:
            after += 1
        spans.append((start, after, label // 2))
    return spans


def untrained_weights(buckets: int) -> Weights:
    """Return weights of nothing learned yet."""
    return Weights(np.zeros((buckets, LABELS), dtype=np.int8), *allowed_transitions())


@cache
def load_weights(name: str) -> Weights:
    """Return one of the taggers that come with the package.

    Raises:
        StageError: the file is missing or damaged.
    """
    path = files("stemmata.annotate.names") / "data" / f"{name}.npz"
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            filled = np.unpackbits(arrays["filled"]).view(np.bool_)
            emissions = np.zeros((len(filled), LABELS), dtype=np.int8)
            emissions[filled] = arrays["levels"]
            step = float(arrays["step"])
            return Weights(emissions, arrays["transitions"], arrays["first"], step)
    except (OSError, ValueError, KeyError) as error:
        advice = "install the package anew, or run python -m stemmata.annotate.names.train"
        raise StageError("cannot be read", where=str(path), advice=advice) from error
