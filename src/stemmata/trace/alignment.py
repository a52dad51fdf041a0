"""Sentences of two reports set side by side in order.

Dynamic programming over 1-1, 1-2 and 2-1 beads and sentences left out, after Gale and Church
(1993), with the likeness of what is said in place of length alone. A translation gives a long
unbroken path; two writers who report one event share facts, not the order of sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stemmata.trace.reports import Integers
from stemmata.trace.vectors import Matrix, SentenceVectors


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences `a` to `a_end` say what sentences `b` to `b_end` say, end exclusive."""

    a: int
    a_end: int
    b: int
    b_end: int
    likeness: float


def likeness(a: SentenceVectors, b: SentenceVectors) -> tuple[Matrix, Matrix, Matrix]:
    """Return the cosine of each sentence of `a` with each of `b`, and with pairs of neighbours.

    Returns:
        [n, m] for single sentences; [n, m-1] for one of `a` with two of `b`; [n-1, m] for two of
        `a` with one of `b`.
    """
    in_a, in_b = shared_columns(a, b)
    dots = a.weights[:, in_a] @ b.weights[:, in_b].T
    single_a, double_a = _norms(a.weights)
    single_b, double_b = _norms(b.weights)
    one: Matrix = dots / (single_a[:, None] * single_b)
    one_two: Matrix = (dots[:, :-1] + dots[:, 1:]) / (single_a[:, None] * double_b)
    two_one: Matrix = (dots[:-1] + dots[1:]) / (double_a[:, None] * single_b)
    return one, one_two, two_one


def shared_columns(a: SentenceVectors, b: SentenceVectors) -> tuple[Integers, Integers]:
    """Return the columns of the terms that both have, in the one and in the other."""
    if not len(b.terms):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    places = np.minimum(np.searchsorted(b.terms, a.terms), len(b.terms) - 1)
    in_a = np.flatnonzero(b.terms[places] == a.terms)
    return in_a, places[in_a]


def _norms(weights: Matrix) -> tuple[Matrix, Matrix]:
    squares = np.einsum("ij,ij->i", weights, weights)
    products = np.einsum("ij,ij->i", weights[:-1], weights[1:])
    doubles = squares[:-1] + squares[1:] + 2 * products
    least = np.float32(1e-3)
    return np.sqrt(squares) + least, np.sqrt(doubles) + least


def align(cosines: tuple[Matrix, Matrix, Matrix], least: float) -> list[Bead]:
    """Return the beads of the best monotone alignment.

    Args:
        cosines: what `likeness` returned for the two reports.
        least: cosine from which setting two sentences side by side beats leaving them out.
    """
    one, one_two, two_one = cosines
    one, one_two, two_one = one - least, one_two - 1.1 * least, two_one - 1.1 * least
    rows, columns = one.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for i in range(1, rows + 1):
        row = best[i - 1].copy()
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + one[i - 1])
        row[2:] = np.maximum(row[2:], best[i - 1, :-2] + 1.3 * one_two[i - 1])
        if i > 1:
            row[1:] = np.maximum(row[1:], best[i - 2, :-1] + 1.3 * two_one[i - 2])
        best[i] = np.maximum.accumulate(row)
    return _walk_back(best, one, one_two, two_one, least)


def _walk_back(
    best: Matrix, one: Matrix, one_two: Matrix, two_one: Matrix, least: float
) -> list[Bead]:
    beads: list[Bead] = []
    i, j = best.shape[0] - 1, best.shape[1] - 1
    while i and j:
        here = best[i, j]
        if here == best[i, j - 1]:
            j -= 1
        elif here == best[i - 1, j]:
            i -= 1
        elif here == best[i - 1, j - 1] + one[i - 1, j - 1]:
            beads.append(Bead(i - 1, i, j - 1, j, float(one[i - 1, j - 1]) + least))
            i, j = i - 1, j - 1
        elif j > 1 and here == best[i - 1, j - 2] + np.float32(1.3) * one_two[i - 1, j - 2]:
            beads.append(Bead(i - 1, i, j - 2, j, float(one_two[i - 1, j - 2]) + 1.1 * least))
            i, j = i - 1, j - 2
        else:
            beads.append(Bead(i - 2, i, j - 1, j, float(two_one[i - 2, j - 1]) + 1.1 * least))
            i, j = i - 2, j - 1
    return beads[::-1]
