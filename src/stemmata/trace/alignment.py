"""Sentences of two reports set side by side in order.

Dynamic programming over 1-1, 1-2 and 2-1 beads and sentences left out, after Gale and Church
(1993), with the likeness of what is said in place of length alone. A translation gives a long
unbroken path; two writers who report one event share facts, not the order of sentences. Many pairs
of reports are aligned at once, row by row: numpy then costs each of them next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.trace.signatures import Integers
from stemmata.trace.vectors import Matrix, SentenceVectors

_CELLS = 30_000  # of the tables that are filled together: more leave the processor's cache
_DOUBLE = 1.1  # times the least likeness: what a bead of three sentences must reach,
_DOUBLE_GAIN = 1.3  # times its likeness: what it then is worth
_LEFT, _UP, _ONE, _ONE_TWO, _TWO_ONE = range(5)

Cosines = tuple[Matrix, Matrix, Matrix]


class Bead(NamedTuple):
    """Sentences `a` to `a_end` say what sentences `b` to `b_end` say, end exclusive."""

    a: int
    a_end: int
    b: int
    b_end: int
    likeness: float


def likeness(a: SentenceVectors, b: SentenceVectors) -> Cosines:
    """Return the cosine of each sentence of `a` with each of `b`, and with pairs of neighbours.

    Returns:
        [n, m] for single sentences; [n, m-1] for one of `a` with two of `b`; [n-1, m] for two of
        `a` with one of `b`.
    """
    in_a, in_b = shared_terms(a, b)
    dots = a.weights[in_a].T @ b.weights[in_b]
    single_a, single_b = a.single[:, None], b.single
    one: Matrix = dots / (single_a * single_b)
    one_two: Matrix = (dots[:, :-1] + dots[:, 1:]) / (single_a * b.double)
    two_one: Matrix = (dots[:-1] + dots[1:]) / (a.double[:, None] * single_b)
    return one, one_two, two_one


def shared_terms(a: SentenceVectors, b: SentenceVectors) -> tuple[Integers, Integers]:
    """Return the rows of the terms that both have, in the one and in the other."""
    if not len(b.terms):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    places = b.terms.searchsorted(a.terms)
    places[places == len(b.terms)] = 0
    in_a = np.flatnonzero(b.terms[places] == a.terms)
    return in_a, places[in_a]


def align(pairs: Sequence[Cosines], least: float) -> list[list[Bead]]:
    """Return for each pair of reports the beads of the best monotone alignment.

    Args:
        pairs: what `likeness` returned for two reports each.
        least: cosine from which setting two sentences side by side beats leaving them out.
    """
    beads: list[list[Bead]] = [[] for _ in pairs]
    for chosen in _of_like_size(pairs):
        choices = _best_choices(*_gains([pairs[number] for number in chosen], least))
        for place, number in enumerate(chosen):
            beads[number] = _walk_back(choices[:, place], pairs[number])
    return beads


def _of_like_size(pairs: Sequence[Cosines]) -> Iterable[list[int]]:
    """Yield the numbers of pairs whose tables, filled up to one size, are of bounded size."""
    together: list[int] = []
    for number in sorted(range(len(pairs)), key=lambda number: pairs[number][0].shape):
        rows, columns = pairs[number][0].shape
        if together and (len(together) + 1) * rows * columns > _CELLS:
            yield together
            together = []
        together.append(number)
    if together:
        yield together


def _gains(part: Sequence[Cosines], least: float) -> tuple[Matrix, Matrix, Matrix]:
    """Return what a bead is worth that ends at each [sentence of a, pair, sentence of b]."""
    rows = max(one.shape[0] for one, _, _ in part)
    columns = max(one.shape[1] for one, _, _ in part)
    gains = np.full((3, rows, len(part), columns), -1.0, dtype=np.float32)
    for place, (one, one_two, two_one) in enumerate(part):
        n, m = one.shape
        gains[0, :n, place, :m] = one - least
        gains[1, :n, place, 1:m] = _DOUBLE_GAIN * (one_two - _DOUBLE * least)
        gains[2, 1:n, place, :m] = _DOUBLE_GAIN * (two_one - _DOUBLE * least)
    return gains[0], gains[1], gains[2]


def _best_choices(one: Matrix, one_two: Matrix, two_one: Matrix) -> NDArray[np.int8]:
    """Return what the best path does that ends at each [sentence of a, pair, sentence of b]."""
    rows, pairs, columns = one.shape
    best = np.zeros((rows + 1, pairs, columns + 1), dtype=np.float32)
    for i in range(rows):
        above, row = best[i], best[i + 1]
        row[:, 1:] = np.maximum(above[:, 1:], above[:, :-1] + one[i])
        row[:, 2:] = np.maximum(row[:, 2:], above[:, :-2] + one_two[i, :, 1:])
        if i:
            row[:, 1:] = np.maximum(row[:, 1:], best[i - 1, :, :-1] + two_one[i])
        np.maximum.accumulate(row, axis=1, out=row)
    here = best[1:, :, 1:]
    choices = np.full(here.shape, _TWO_ONE, dtype=np.int8)
    choices[:, :, 1:][here[:, :, 1:] == best[:-1, :, :-2] + one_two[:, :, 1:]] = _ONE_TWO
    choices[here == best[:-1, :, :-1] + one] = _ONE
    choices[here == best[:-1, :, 1:]] = _UP
    choices[here == best[1:, :, :-1]] = _LEFT
    return choices


def _walk_back(choices: NDArray[np.int8], cosines: Cosines) -> list[Bead]:
    one, one_two, two_one = cosines
    beads: list[Bead] = []
    i, j = one.shape
    path = choices[:i, :j].tolist()
    while i and j:
        choice = path[i - 1][j - 1]
        if choice == _LEFT:
            j -= 1
        elif choice == _UP:
            i -= 1
        elif choice == _ONE:
            beads.append(Bead(i - 1, i, j - 1, j, float(one[i - 1, j - 1])))
            i, j = i - 1, j - 1
        elif choice == _ONE_TWO:
            beads.append(Bead(i - 1, i, j - 2, j, float(one_two[i - 1, j - 2])))
            i, j = i - 1, j - 2
        else:
            beads.append(Bead(i - 2, i, j - 1, j, float(two_one[i - 2, j - 1])))
            i, j = i - 2, j - 1
    return beads[::-1]
