"""Training of the conditional random field: mini-batches, exact gradients, AdaGrad.

Likelihood by forward and backward sums (Lafferty et al. 2001); step sizes for each weight by
AdaGrad (Duchi et al. 2011), with an L2 penalty at each touch. The weights returned are the mean of
those after each epoch of the second half (Polyak and Juditsky 1992).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.crf import LABELS, Floats, Weights, allowed_transitions

Sequences = Sequence[tuple[NDArray[np.int32], NDArray[np.int8]]]
_BATCH = 96


@dataclass(slots=True)
class _Batch:
    ids: NDArray[np.int64]  # sequences, steps, features
    labels: NDArray[np.int64]  # sequences, steps
    mask: NDArray[np.bool_]


def train(
    sequences: Sequences,
    epochs: int,
    buckets: int,
    rate: float = 0.05,
    decay: float = 1e-4,
    dropped: float = 0.1,
) -> Weights:
    """Return the weights learned from labelled sequences.

    Args:
        sequences: for each, buckets (tokens by features) and labels (tokens).
        epochs: how often all of them are seen.
        buckets: how many rows of weights there are.
        rate: step size before AdaGrad's scaling.
        decay: share of a weight taken off at each touch.
        dropped: share of features hidden at each sight, so that none is relied on alone
            (Hinton et al. 2012).
    """
    emissions = np.zeros((buckets, LABELS), dtype=np.float32)
    squares = np.full((buckets, LABELS), 1e-3, dtype=np.float32)
    forbidden, forbidden_first = allowed_transitions()
    links = np.zeros((LABELS + 1, LABELS), dtype=np.float32)  # the last row begins a sequence
    link_squares = np.full_like(links, 1e-3)
    mean, mean_links = np.zeros_like(emissions), np.zeros_like(links)
    counted = epochs - epochs // 2
    generator = np.random.default_rng(7)
    for epoch in range(epochs):
        step = rate * (1 - 0.8 * epoch / epochs)
        for batch in _batches(sequences, generator):
            batch.ids[generator.random(batch.ids.shape) < dropped] = 0
            transitions, first = links[:LABELS] + forbidden, links[LABELS] + forbidden_first
            scores = emissions[batch.ids].sum(axis=2)
            slope, link_slope = _gradient(scores, transitions, first, batch)
            flat = batch.ids[batch.mask]
            rows, places = np.unique(flat, return_inverse=True)
            total = np.zeros((len(rows), LABELS), dtype=np.float32)
            spread = np.repeat(slope[batch.mask], flat.shape[1], axis=0)
            for label in range(LABELS):
                total[:, label] = np.bincount(
                    places.ravel(), weights=spread[:, label], minlength=len(rows)
                )
            squares[rows] += total**2
            emissions[rows] -= step * total / np.sqrt(squares[rows]) + decay * emissions[rows]
            link_squares += link_slope**2
            links -= step * link_slope / np.sqrt(link_squares)
        if epoch >= epochs - counted:
            mean += emissions / counted
            mean_links += links / counted
    return Weights(mean, mean_links[:LABELS] + forbidden, mean_links[LABELS] + forbidden_first)


def _batches(sequences: Sequences, generator: np.random.Generator) -> Iterator[_Batch]:
    """Yield batches of sequences of like length, in random order."""
    lengths = np.array([len(labels) for _, labels in sequences]) + generator.random(len(sequences))
    order = np.argsort(lengths)
    starts = np.arange(0, len(order), _BATCH)
    generator.shuffle(starts)
    for start in starts.tolist():
        chosen = [sequences[at] for at in order[start : start + _BATCH].tolist()]
        longest = max(len(labels) for _, labels in chosen)
        width = chosen[0][0].shape[1]
        ids = np.zeros((len(chosen), longest, width), dtype=np.int64)
        gold = np.zeros((len(chosen), longest), dtype=np.int64)
        mask = np.zeros((len(chosen), longest), dtype=np.bool_)
        for row, (features, labels) in enumerate(chosen):
            size = len(labels)
            ids[row, :size], gold[row, :size], mask[row, :size] = features, labels, True
        yield _Batch(ids, gold, mask)


def _gradient(
    scores: Floats, transitions: Floats, first: Floats, batch: _Batch
) -> tuple[Floats, Floats]:
    """Return the slope of the negative log-likelihood by emissions and by links."""
    count, steps, _ = scores.shape
    ends = batch.mask.sum(axis=1) - 1
    forward = np.empty_like(scores)
    forward[:, 0] = scores[:, 0] + first
    for step in range(1, steps):
        paths = _log_sum(forward[:, step - 1, :, None] + transitions, axis=1)
        forward[:, step] = paths + scores[:, step]
    backward = np.zeros_like(scores)
    for step in range(steps - 2, -1, -1):
        inner = transitions + (scores[:, step + 1] + backward[:, step + 1])[:, None, :]
        live = (step < ends)[:, None]
        backward[:, step] = np.where(live, _log_sum(inner, axis=2), 0)
    every = np.arange(count)
    total = _log_sum(forward[every, ends], axis=1)
    # Beyond the end of a sequence sums are of no token; they may be large.
    within = np.where(batch.mask[:, :, None], forward + backward, -np.inf)
    slope = np.exp(within - total[:, None, None])
    slope[every[:, None], np.arange(steps)[None, :], batch.labels] -= 1
    slope *= batch.mask[:, :, None]
    links = np.zeros((LABELS + 1, LABELS), dtype=np.float32)
    links[LABELS] = slope[:, 0].sum(axis=0)
    for step in range(1, steps):
        live = batch.mask[:, step]
        joint = (
            forward[live, step - 1, :, None]
            + transitions
            + (scores[live, step] + backward[live, step])[:, None, :]
        )
        links[:LABELS] += np.exp(joint - total[live, None, None]).sum(axis=0)
        np.subtract.at(links, (batch.labels[live, step - 1], batch.labels[live, step]), 1)
    return slope, links


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    summed = np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top
    squeezed: Floats = np.squeeze(summed, axis=axis)
    return squeezed
