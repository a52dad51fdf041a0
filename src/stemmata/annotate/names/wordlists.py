"""What kind of word a form is, apart from this article: everyday, part of a person's name, a place.

Hash tables of forms, learned by `python -m stemmata.annotate.names.train` from word counts, from
names of people on Wikidata and from proper names in Wiktionary. A form is kept as a 32-bit hash
and one byte, so that the tables are small and no list of words travels with the package; one
form in 10,000 is taken for another. In the file, hashes are counted by their first half and told
by their second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import StageError

CODE_POINTS = "utf-32-le"  # as which forms are hashed
_MASK = 0xFFFFFFFF
LISTS = ("common", "proper", "known")
_HALVES = 1 << 16
_ADVICE = "install the package anew, or run python -m stemmata.annotate.names.train"


@dataclass(frozen=True, slots=True)
class HashTable:
    """Sorted hashes of forms, each with a small number; 0 stands for a form that is not there."""

    keys: NDArray[np.uint32]
    values: NDArray[np.uint8]
    views: tuple[memoryview, memoryview, memoryview] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note where the hashes of each first half begin: few are left to look through."""
        halves = np.bincount(self.keys >> 16, minlength=_HALVES)
        edges = np.append(0, halves.cumsum()).astype(np.int32)
        object.__setattr__(self, "views", (self.keys.data, self.values.data, edges.data))

    @classmethod
    def from_halves(
        cls, counts: NDArray[np.uint8], seconds: NDArray[np.uint16], values: NDArray[np.uint8]
    ) -> Self:
        """Return the table that `halves` took apart."""
        firsts = np.repeat(np.arange(_HALVES, dtype=np.uint32) << 16, counts)
        return cls(firsts | seconds, values)

    def halves(self) -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
        """Return how many hashes have each first half, and the second halves of all in order."""
        counts = np.bincount(self.keys >> 16, minlength=_HALVES)
        return counts.astype(np.uint8), self.keys.astype(np.uint16)

    def find(self, key: int) -> int:
        """Return the number kept for a hash."""
        keys, values, edges = self.views
        half = key >> 16
        last = edges[half + 1]
        row = bisect_left(keys, key, edges[half], last)
        found: int = values[row] if row < last and keys[row] == key else 0
        return found

    def find_all(self, keys: NDArray[np.uint32] | list[int]) -> NDArray[np.uint8]:
        """Return the numbers kept for many hashes at once."""
        sought = np.asarray(keys, dtype=np.uint32)
        if not len(self.keys):
            return np.zeros(len(sought), dtype=np.uint8)
        rows = self.keys.searchsorted(sought)
        found = self.values.take(rows, mode="clip")
        found[self.keys.take(rows, mode="clip") != sought] = 0
        return found


@dataclass(frozen=True, slots=True)
class WordLists:
    """Commonness (1 rare to 7) by language; person (1-3) plus 4 times place (1-3) by form."""

    common: HashTable
    proper: HashTable
    known: HashTable  # names of several words: see the gazetteer


def form_hash(form: str, seed: int = 0) -> int:
    """Return a 32-bit hash of a form (CRC-32 of its code points), the same on every machine.

    Example:
        >>> form_hash("ab") == form_hash("ba")
        False
    """
    return crc32(encoded(form), seed)


def encoded(form: str) -> bytes:
    """Return the code points of a form as the bytes that are hashed."""
    return form.encode(CODE_POINTS, "surrogatepass")


def window_hashes(
    codes: NDArray[np.uint32], longest: int, seed: int = 0
) -> Iterator[NDArray[np.uint32]]:
    """Yield `form_hash` of every run of one letter of a text, of two letters, and so on.

    Args:
        codes: the text as code points.
        longest: how many letters the longest runs have.
        seed: as for `form_hash`.
    """
    steps = _crc_steps()
    state: NDArray[np.uint32] = np.full(len(codes), seed ^ _MASK, dtype=np.uint32)
    for width in range(1, min(longest, len(codes)) + 1):
        count = len(codes) - width + 1
        letters = codes[width - 1 :]
        state = state[:count] ^ letters
        for _ in range(4):  # bytes of a letter
            state = steps[state & 0xFF] ^ (state >> 8)
        yield ~state


@cache
def _crc_steps() -> NDArray[np.uint32]:
    """Return what each byte adds to a CRC-32."""
    every = [crc32(bytes([byte]), _MASK) ^ _MASK for byte in range(256)]
    return np.array(every, dtype=np.uint32)


@cache
def language_seed(language: str) -> int:
    """Return the seed that keeps the forms of one language apart from those of others."""
    return form_hash(language)


@cache
def load_word_lists() -> WordLists:
    """Return the tables that come with the package.

    Raises:
        StageError: the file is missing or damaged.
    """
    path = files("stemmata.annotate.names") / "data" / "wordlists.npz"
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            columns = ("counts", "seconds", "values")
            tables = (
                HashTable.from_halves(*(arrays[f"{name}_{column}"] for column in columns))
                for name in LISTS
            )
            return WordLists(*tables)
    except (OSError, ValueError, KeyError) as error:
        raise StageError("cannot be read", where=str(path), advice=_ADVICE) from error
