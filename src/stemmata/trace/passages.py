"""Passages that two reports share word for word: greedy tiling over shingle matches.

Wise (1993), "String similarity via greedy string tiling", made fast by hashing: equal shingles
give cells on diagonals, runs of cells are maximal matches, the longest are laid down first, and no
word is used twice. Reordering costs nothing. Neighbouring matches with small gaps on both sides
join into one edited passage, as in seed-and-extend alignment (Altschul et al. 1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import or_
from typing import NamedTuple

import numpy as np

from stemmata.trace.reports import Flags, Report
from stemmata.trace.signatures import Hashes, Integers

# A shingle repeated more often than this in one report (a refrain, a list) seeds no match: the
# number of cells would grow with the square, and its neighbours find the passage anyway.
_MOST_REPEATS = 6
_WHOLE = 0.9  # of the words of a sentence that is copied whole: a dateline or a source may go


class Tile(NamedTuple):
    """A run of `length` equal words, from word `a` of one report and word `b` of the other."""

    a: int
    b: int
    length: int


class Passage(NamedTuple):
    """Matching stretches with small gaps: words `a` to `a_end` and `b` to `b_end`, end exclusive.

    `equal` counts the words that are the same.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int

    @property
    def verbatim(self) -> bool:
        """Whether both stretches are the same words."""
        return self.equal == self.a_end - self.a == self.b_end - self.b


def shared_tiles(a: Report, b: Report, shortest: int) -> list[Tile]:
    """Return the runs of at least `shortest` words that both reports have, none overlapping.

    Args:
        a: one report.
        b: the other.
        shortest: words in the shortest run; not below the size of a shingle.
    """
    if not len(a.shingles) or not len(b.shingles):
        return []
    runs = _diagonal_runs(*_matching_places(a.shingles, *b.ranked_shingles))
    size = len(a) - len(a.shingles) + 1
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    tiles: list[Tile] = []
    for first_a, first_b, cells in runs:
        tile = _longest_free(Tile(first_a, first_b, cells + size - 1), taken_a, taken_b)
        if tile.length >= shortest:
            taken_a[tile.a : tile.a + tile.length] = b"\1" * tile.length
            taken_b[tile.b : tile.b + tile.length] = b"\1" * tile.length
            tiles.append(tile)
    return sorted(tiles, key=lambda tile: (tile.b, tile.a))


def _diagonal_runs(places_a: Integers, places_b: Integers) -> list[tuple[int, int, int]]:
    """Return (place in a, place in b, cells) of each run of matching shingles, longest first."""
    if not len(places_a):
        return []
    diagonal = places_a - places_b
    order = np.lexsort((places_a, diagonal))
    places_a, diagonal = places_a[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(places_a) != 1)) + 1
    begins = np.concatenate(([0], breaks))
    cells = np.diff(begins, append=len(places_a)).tolist()
    first_a, first_b = places_a[begins].tolist(), (places_a - diagonal)[begins].tolist()
    runs = list(zip(first_a, first_b, cells, strict=True))
    return sorted(runs, key=lambda run: (-run[2], run[0], run[1]))


def _matching_places(a: Hashes, ranked: Hashes, order: Integers) -> tuple[Integers, Integers]:
    low = ranked.searchsorted(a, side="left")
    counts = ranked.searchsorted(a, side="right") - low
    counts[counts > _MOST_REPEATS] = 0
    places_a = np.repeat(np.arange(len(a)), counts)
    offsets = np.arange(len(places_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places_a, order[np.repeat(low, counts) + offsets]


def _longest_free(tile: Tile, taken_a: bytearray, taken_b: bytearray) -> Tile:
    """Return the longest part of a tile whose words no longer tile has taken."""
    of_a = taken_a[tile.a : tile.a + tile.length]
    of_b = taken_b[tile.b : tile.b + tile.length]
    if 1 not in of_a and 1 not in of_b:
        return tile
    taken = bytes(map(or_, of_a, of_b)).split(b"\1")
    starts = accumulate((len(part) + 1 for part in taken), initial=0)
    length, shift = max((len(part), -start) for part, start in zip(taken, starts, strict=False))
    return Tile(tile.a - shift, tile.b - shift, length)


def join_tiles(tiles: list[Tile], gap: int) -> list[Passage]:
    """Return passages: neighbouring tiles in the same order with at most `gap` words between.

    Example:
        >>> join_tiles([Tile(0, 5, 6), Tile(7, 12, 8)], 3)
        [Passage(a=0, a_end=15, b=5, b_end=20, equal=14)]
    """
    passages: list[Passage] = []
    for tile in tiles:
        last = passages[-1] if passages else None
        if last and 0 <= tile.a - last.a_end <= gap and 0 <= tile.b - last.b_end <= gap:
            passages[-1] = Passage(
                last.a, tile.a + tile.length, last.b, tile.b + tile.length, last.equal + tile.length
            )
        else:
            passages.append(
                Passage(tile.a, tile.a + tile.length, tile.b, tile.b + tile.length, tile.length)
            )
    return passages


def whole_sentence(tiles: Sequence[Tile], a: Report, b: Report, least: int) -> int:
    """Return how many words beyond `least` an equal run has that stand in whole sentences of both.

    Quoted words do not count; a sentence is whole where nearly all of its words are in the run.
    """
    longest = least
    for tile in sorted(tiles, key=lambda tile: -tile.length):
        if tile.length <= longest:
            break
        in_a = slice(tile.a, tile.a + tile.length)
        in_b = slice(tile.b, tile.b + tile.length)
        whole = _in_whole_sentences(a, in_a) & _in_whole_sentences(b, in_b)
        longest = max(longest, int(np.count_nonzero(whole & ~a.quoted[in_a])))
    return longest - least


def _in_whole_sentences(report: Report, run: slice) -> Flags:
    """Return which words of a run stand in sentences that the run covers."""
    sentences = report.sentence_of
    first, last = sentences[run.start], sentences[run.stop - 1]
    begins, ends = sentences.searchsorted((first, last + 1))
    sizes = np.bincount(sentences[begins:ends] - first)
    held = np.bincount(sentences[run] - first, minlength=len(sizes))
    whole: Flags = (held >= _WHOLE * sizes)[sentences[run] - first]
    return whole
