"""Resolving: words never seen before to rows of the tables, many at once.

What is not filed is sought as a form of a filed word, a compound of filed words, behind the
little words that are written in front of it, by its longest filed beginning, and as a word
borrowed from English, in this order. Each step takes all words
that the steps before left over, so that one search in the sorted digests serves them all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon.paradigms import CandidateDigests, Paradigms
from stemmata.lexicon.tables import Reals, Rows, Table, digests_of
from stemmata.lexicon.units import Variety, units_maker, varieties
from stemmata.text import romanise_all

_SHORTEST_PART = 4
_SHORTEST_REST = 3  # of a word behind its proclitics
_LONGEST_WORD = 80  # letters; a longer run is no word, and its parts are too many to try
_BEGINNING = (4, 0.6)  # letters, and share of a word, that its filed beginning must have
_SYLLABLES = (2, 0.5)  # the same where a letter is a syllable
_PART_WEIGHT = 0.7
_BEGINNING_WEIGHT = 0.8
_BORROWED_WEIGHT = 0.6

Pieces = Callable[[Sequence[str]], list[list[str]]]


class Resolved(NamedTuple):
    """Words with their concepts end to end.

    Args:
        ids, weights: the concepts of all words.
        counts: how many of them each word has.
        commonness: of each word, 0 unseen to 255.
    """

    ids: NDArray[np.int32]
    weights: Reals
    counts: Rows
    commonness: NDArray[np.uint8]


class _Hit(NamedTuple):
    """The row that one of the words sought was found under, and how surely it means the same."""

    place: int
    row: int
    weight: float


_Step = Callable[[Sequence[str], Sequence[str]], list[_Hit]]


class Resolver:
    """Resolves words of one language; not safe to share between threads.

    Args:
        pieces: cuts words into the parts that are filed apart, folded.
    """

    def __init__(
        self,
        variety: Variety,
        tables: tuple[Table, Table],
        paradigms: Paradigms,
        pieces: Pieces,
    ) -> None:
        self._variety = variety
        self._table, english = tables
        self._paradigms = paradigms
        self._pieces = pieces
        self._least = _SYLLABLES if variety.syllables else _BEGINNING
        self._units = units_maker(variety)
        self._english_units = units_maker(varieties()["en"])
        self._candidates = CandidateDigests(paradigms)
        steps: list[tuple[Table, _Step]] = []
        if not variety.unspaced:
            steps += [(self._table, self._as_forms)] if paradigms else []
            steps += [(self._table, self._as_compounds)] if variety.linkers else []
            steps += [(self._table, self._behind_proclitics)] if variety.proclitics else []
            steps += [(self._table, self._by_beginnings)]
        steps += [(english, self._as_borrowed)] if english is not self._table else []
        self._english = english
        self._steps = steps

    def resolve(self, forms: Sequence[str]) -> Resolved:
        """Return the concepts and the commonness of words."""
        pieces = self._pieces(forms)
        lengths = np.fromiter(map(len, pieces), np.intp, len(pieces))
        atoms = [atom[: _LONGEST_WORD + 1] for atom in chain.from_iterable(pieces)]
        units = self._units(atoms)
        places, rows = self._table.find(digests_of(units))
        levels = np.zeros(len(atoms), np.uint8)
        levels[places] = self._table.commonness[rows]
        filed = self._table.translated(places, rows)
        ids, weights, counts = self._concepts(atoms, units, filed)
        return Resolved(ids, weights, _sums(counts, lengths), _rarest(levels, lengths))

    def commonness(self, form: str) -> int:
        """Return the commonness of one word, many times as fast as its concepts."""
        (atoms,) = self._pieces([form])
        places, rows = self._table.find(digests_of(self._units(atoms)))
        filed = 0 < len(places) == len(atoms)
        return int(self._table.commonness[rows].min()) if filed else 0

    def _concepts(
        self, atoms: Sequence[str], units: Sequence[str], filed: tuple[Rows, Rows]
    ) -> tuple[NDArray[np.int32], Reals, Rows]:
        """Return the concepts of all parts of words, and how many each part has."""
        found = [_Found(self._table, *filed, np.ones(len(filed[0]), np.float32))]
        missing = sorted(set(range(len(atoms))).difference(filed[0].tolist()))
        left = [place for place in missing if len(atoms[place]) <= _LONGEST_WORD]
        for table, step in self._steps:
            if not left:
                break
            hits = step([atoms[place] for place in left], [units[place] for place in left])
            if hits:
                found.append(_found(table, hits, left))
                met = {hit.place for hit in hits}
                left = [place for number, place in enumerate(left) if number not in met]
        return _gather(found, len(atoms))

    def _as_forms(self, _atoms: Sequence[str], units: Sequence[str]) -> list[_Hit]:
        digests, counts = self._candidates.of(units)
        likely, _ = self._table.find_translated(np.array(digests, np.uint32))
        owners = np.repeat(np.arange(len(units)), counts)[likely]
        hits = []
        for place in dict.fromkeys(owners.tolist()):
            base, weight = self._paradigms.base_of(units[place], self._table.first_translated)
            if base:
                hits.append(_Hit(place, self._table.row_of(base), weight))
        return hits

    def _as_compounds(self, atoms: Sequence[str], _units: Sequence[str]) -> list[_Hit]:
        """Find the two known words a compound is made of, its ending the longest."""
        cuts = [
            (place, cut)
            for place, atom in enumerate(atoms)
            for cut in range(_SHORTEST_PART, len(atom) - _SHORTEST_PART + 1)
        ]
        tries = [
            (place, atoms[place][: cut - len(linker)], last)
            for number, last in self._filed([atoms[place][cut:] for place, cut in cuts])
            for place, cut in (cuts[number],)
            for linker in self._variety.linkers
            if cut - len(linker) >= _SHORTEST_PART - 1 and atoms[place].endswith(linker, 0, cut)
        ]
        hits: dict[int, tuple[int, int]] = {}
        for number, first in self._filed([head for _, head, _ in tries]):
            place, _, last = tries[number]
            hits.setdefault(place, (first, last))
        return [_Hit(place, row, _PART_WEIGHT) for place, pair in hits.items() for row in pair]

    def _filed(self, atoms: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the places and rows of those parts of words that have a translation."""
        places, rows = self._table.find_translated(digests_of(self._units(atoms)))
        return zip(places.tolist(), rows.tolist(), strict=True)

    def _behind_proclitics(self, atoms: Sequence[str], _units: Sequence[str]) -> list[_Hit]:
        """Find what is filed behind an article, a preposition or "and"; the longest rest first."""
        tries = [
            (place, atom[len(proclitic) :])
            for place, atom in enumerate(atoms)
            for proclitic in self._variety.proclitics
            if atom.startswith(proclitic) and len(atom) - len(proclitic) >= _SHORTEST_REST
        ]
        rows: dict[int, int] = {}
        for number, row in self._filed([rest for _, rest in tries]):
            rows.setdefault(tries[number][0], row)
        return [_Hit(place, row, _BEGINNING_WEIGHT) for place, row in rows.items()]

    def _by_beginnings(self, _atoms: Sequence[str], units: Sequence[str]) -> list[_Hit]:
        """Find the longest filed beginning of each unit."""
        digests: list[int] = []
        counts = []
        for unit in units:
            beginnings = _beginnings(unit, *self._least)
            digests += beginnings
            counts.append(len(beginnings))
        filed, rows = self._table.find_translated(np.array(digests, np.uint32))
        owners = np.repeat(np.arange(len(units)), counts)[filed]
        longest = dict(zip(owners.tolist(), rows.tolist(), strict=True))
        return [_Hit(place, row, _BEGINNING_WEIGHT) for place, row in longest.items()]

    def _as_borrowed(self, atoms: Sequence[str], _units: Sequence[str]) -> list[_Hit]:
        units = self._english_units(romanise_all(atoms))
        places, rows = self._english.find_translated(digests_of(units))
        found = zip(places.tolist(), rows.tolist(), strict=True)
        return [_Hit(place, row, _BORROWED_WEIGHT) for place, row in found]


class _Found(NamedTuple):
    """Parts of words by their places, the rows of a table they were found under, weights."""

    table: Table
    places: Rows
    rows: Rows
    weights: Reals


def _found(table: Table, hits: Sequence[_Hit], sought: Sequence[int]) -> _Found:
    places, rows, weights = zip(*hits, strict=True)
    return _Found(
        table,
        np.array([sought[place] for place in places], np.intp),
        np.array(rows, np.intp),
        np.array(weights, np.float32),
    )


def _gather(found: Sequence[_Found], size: int) -> tuple[NDArray[np.int32], Reals, Rows]:
    """Return the entries of all rows found in the order of the places."""
    ids, weights, owners = [], [], []
    for part in found:
        concepts, shares, counts = part.table.entries(part.rows)
        ids.append(concepts)
        weights.append(shares * part.weights.repeat(counts))
        owners.append(part.places.repeat(counts))
    places = np.concatenate(owners)
    order = places.argsort(kind="stable")
    counts = np.bincount(places, minlength=size)
    return np.concatenate(ids)[order], np.concatenate(weights)[order], counts


def _sums(counts: Rows, lengths: Rows) -> Rows:
    """Return the sums of consecutive stretches of counts."""
    sums = np.concatenate([[0], counts.cumsum()])
    ends = lengths.cumsum()
    stretches: Rows = sums[ends] - sums[ends - lengths]
    return stretches


def _rarest(levels: NDArray[np.uint8], lengths: Rows) -> NDArray[np.uint8]:
    """Return the least of consecutive stretches, 0 for an empty one."""
    filled = lengths.nonzero()[0]
    found = np.zeros(len(lengths), np.uint8)
    if len(filled):
        found[filled] = np.minimum.reduceat(levels, (lengths.cumsum() - lengths)[filled])
    return found


def _beginnings(unit: str, fewest: int, share: float) -> list[int]:
    """Return the digests of a unit's beginnings of so many letters and such a share of it.

    The shortest comes first.
    """
    shortest = max(fewest, math.ceil(len(unit) * share))
    if shortest >= len(unit):
        return []
    letters = map(_bytes_of, unit[shortest:-1])
    return list(accumulate(letters, _extend, initial=crc32(_bytes_of(unit[:shortest]))))


def _bytes_of(letters: str) -> bytes:
    return letters.encode("utf-8", "surrogatepass")


def _extend(digest: int, letter: bytes) -> int:
    return crc32(letter, digest)
