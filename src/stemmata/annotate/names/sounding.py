"""How likely two romanised names are one name in two scripts: a learned weighted edit distance.

A memoryless transducer between letter groups (Ristad & Yianilos 1998): one or two letters of one
side stand for none, one or two of the other, at a cost learned by expectation and maximisation
from name pairs of Wikidata (CC0), one table of costs for each script.
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

LETTERS = "abcdefghijklmnopqrstuvwxyz' "
_CODES = {letter: number + 1 for number, letter in enumerate(LETTERS)}
SINGLE = len(LETTERS) + 1  # 0 stands for no letter
SIZE = SINGLE + (SINGLE - 1) ** 2  # single letters, then pairs
LONGEST = 14
# How many letters of the left and right side one step takes.
STEPS = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (2, 0), (0, 2))


@dataclass(frozen=True, slots=True)
class Sounding:
    """The costs of one script: left letter groups by right letter groups, in nats."""

    costs: NDArray[np.float32]


def groups_of(word: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of single letters and of letter pairs of a romanised word."""
    codes = np.array([_CODES.get(letter, 0) for letter in word[:LONGEST]], dtype=np.int64)
    codes = codes[codes > 0]
    pairs = SINGLE + (codes[:-1] - 1) * (SINGLE - 1) + (codes[1:] - 1)
    return codes, pairs


def distances_to_latin(word: str, others: Sequence[str], sounding: Sounding) -> NDArray[np.float32]:
    """Return the costs of Latin words for a word of the other script, as `distances` does."""
    return distances(word, others, Sounding(sounding.costs.T))


def distances(word: str, others: Sequence[str], sounding: Sounding) -> NDArray[np.float32]:
    """Return the cost of each other word for a word, in nats for each letter of the longer.

    Args:
        word: a romanised word, the Latin side.
        others: romanised words of the other script.
        sounding: costs of that script.
    """
    if not others:
        return np.zeros(0, dtype=np.float32)
    left, left_pairs = groups_of(word)
    sizes = np.array([len(groups_of(other)[0]) for other in others], dtype=np.int64)
    width = max(1, int(sizes.max()))
    right = np.zeros((len(others), width), dtype=np.int64)
    right_pairs = np.zeros((len(others), width), dtype=np.int64)
    for row, other in enumerate(others):
        codes, pairs = groups_of(other)
        right[row, : len(codes)] = codes
        right_pairs[row, : len(pairs)] = pairs
    table = _fill(left, left_pairs, right, right_pairs, sounding.costs)
    total = table[len(left), np.arange(len(others)), sizes]
    longer = np.maximum(np.maximum(sizes, len(left)), 1)
    costs: NDArray[np.float32] = (total / longer).astype(np.float32)
    return costs


def _fill(
    left: NDArray[np.int64],
    left_pairs: NDArray[np.int64],
    right: NDArray[np.int64],
    right_pairs: NDArray[np.int64],
    costs: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the table of least costs: left letters, other words, right letters."""
    count, width = right.shape
    table = np.full((len(left) + 1, count, width + 1), np.inf, dtype=np.float32)
    table[0, :, 0] = 0
    nothing = np.zeros_like(right)
    sides = (nothing, right, right_pairs)
    for i in range(len(left) + 1):
        mine = (0, left[i - 1] if i else 0, left_pairs[i - 2] if i > 1 else 0)
        for j in range(width + 1):
            for take, give in STEPS:
                if take > i or give > j or (take, give) == (0, 0):
                    continue
                theirs = sides[give][:, j - give] if give else nothing[:, 0]
                step = table[i - take, :, j - give] + costs[mine[take], theirs]
                np.minimum(table[i, :, j], step, out=table[i, :, j])
    return table


def script_of(text: str) -> str:
    """Return the script whose costs fit a word, or nothing for Latin and others.

    Example:
        >>> script_of("Меркель"), script_of("默克尔"), script_of("Merkel")
        ('ru', 'zh', '')
    """
    for low, high, name in _SCRIPTS:
        if any(low <= letter <= high for letter in text):
            return name
    return ""


_SCRIPTS = (
    ("\u0400", "\u04ff", "ru"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u30a1", "\u30fa", "ja"),
    ("\uac00", "\ud7a3", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0900", "\u097f", "ru"),  # no pairs for Devanagari: it too writes most vowels
)


@cache
def load_sounding(script: str) -> Sounding:
    """Return the costs of a script that come with the package.

    Raises:
        StageError: the file is missing or damaged.
    """
    path = files("stemmata.annotate.names") / "data" / "sounding.npz"
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            costs = np.full((SIZE, SIZE), arrays["unseen"], dtype=np.float32)
            rows, columns = arrays[f"{script}_rows"], arrays[f"{script}_columns"]
            costs[rows, columns] = arrays[f"{script}_costs"]
            return Sounding(costs)
    except (OSError, ValueError, KeyError) as error:
        advice = "install the package anew, or run python -m stemmata.annotate.names.train"
        raise StageError("cannot be read", where=str(path), advice=advice) from error
