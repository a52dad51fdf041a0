"""How likely two romanised names are one name in two scripts: a learned weighted edit distance.

A memoryless transducer between letter groups (Ristad & Yianilos 1998): one or two letters of one
side stand for none, one or two of the other, at a cost learned by expectation and maximisation
from name pairs of Wikidata (CC0), one table of costs for each script.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import StageError
from stemmata.model import Frozen

LETTERS = "abcdefghijklmnopqrstuvwxyz' "
_CODES = bytes.maketrans(LETTERS.encode(), bytes(range(1, len(LETTERS) + 1)))
_NO_LETTERS = bytes(set(range(256)).difference(LETTERS.encode()))
SINGLE = len(LETTERS) + 1  # 0 stands for no letter
SIZE = SINGLE + (SINGLE - 1) ** 2  # single letters, then pairs
LONGEST = 14
_BATCH = 2048  # pairs of words compared at once
# How many letters of the left and right side one step takes.
STEPS = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (2, 0), (0, 2))


class Sounding(Frozen, frozen=True):
    """The costs of one script: left letter groups by right letter groups, in nats."""

    costs: NDArray[np.float32]


def _codes_of(word: str) -> bytes:
    return word[:LONGEST].encode("ascii", "ignore").translate(_CODES, _NO_LETTERS)


def distances_to_latin(word: str, others: Sequence[str], sounding: Sounding) -> NDArray[np.float32]:
    """Return the costs of Latin words for a word of the other script, as `distances` does."""
    return distances(others, [word] * len(others), sounding)


def distances(
    latin: Sequence[str], foreign: Sequence[str], sounding: Sounding
) -> NDArray[np.float32]:
    """Return the cost of each pair of words, in nats for each letter of their mean length.

    The Latin side counts twice: other scripts leave vowels out or write them in several letters.

    Args:
        latin: romanised words, the Latin side.
        foreign: as many romanised words of the other script.
        sounding: costs of that script.
    """
    found = np.zeros(len(latin), dtype=np.float32)
    left = [_codes_of(word) for word in latin]
    right = [_codes_of(word) for word in foreign]
    order = sorted(range(len(left)), key=lambda row: (len(left[row]), len(right[row])))
    for start in range(0, len(order), _BATCH):
        rows = order[start : start + _BATCH]
        found[rows] = _costs([left[r] for r in rows], [right[r] for r in rows], sounding.costs)
    return found


def _costs(
    left: Sequence[bytes], right: Sequence[bytes], costs: NDArray[np.float32]
) -> NDArray[np.float32]:
    ones, ones_sizes = _padded(left)
    others, others_sizes = _padded(right)
    table = _fill(ones, others, costs)
    total = table[ones_sizes, others_sizes, np.arange(len(left))]
    mean = np.maximum((2 * ones_sizes + others_sizes) / 3, 1)
    per_letter: NDArray[np.float32] = (total / mean).astype(np.float32)
    return per_letter


def _padded(words: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return letters by words, padded with no letter, and the lengths of the words."""
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    longest = max(1, int(sizes.max()))
    letters = np.frombuffer(b"".join([codes.ljust(longest, b"\0") for codes in words]), np.uint8)
    return letters.reshape(-1, longest).T.astype(np.int64), sizes


def _fill(
    left: NDArray[np.int64], right: NDArray[np.int64], costs: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the table of least costs: left letters, right letters, pairs of words."""
    mine, theirs = [side * SIZE for side in _sides(left)], _sides(right)
    flat = costs.ravel()
    table = np.full((len(left) + 1, len(right) + 1, left.shape[1]), np.inf, dtype=np.float32)
    table[0, 0] = 0
    at = np.empty(left.shape[1], dtype=np.int64)
    step = np.empty(left.shape[1], dtype=np.float32)
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            least = table[i, j]
            for take, give in STEPS:
                if take <= i and give <= j:
                    np.add(mine[take][i - take], theirs[give][j - give], out=at)
                    flat.take(at, out=step, mode="clip")
                    step += table[i - take, j - give]
                    np.minimum(least, step, out=least)
    return table


def _sides(letters: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Return the numbers of no letter, one letter and two letters from each place on."""
    following = np.zeros_like(letters)
    following[:-1] = letters[1:]
    pairs = SINGLE + (letters - 1) * (SINGLE - 1) + (following - 1)
    pairs[(letters == 0) | (following == 0)] = 0
    nothing = np.zeros((len(letters) + 1, letters.shape[1]), dtype=np.int64)
    return nothing, letters, pairs


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
    names = (f"{script}_rows", f"{script}_columns", f"{script}_costs")
    unseen, rows, columns, values = stored_soundings("unseen", *names)
    costs = np.full((SIZE, SIZE), unseen, dtype=np.float32)
    costs[rows, columns] = values
    return Sounding(costs)


def stored_soundings(*names: str) -> tuple[NDArray[Any], ...]:
    """Return arrays of the file of costs.

    Raises:
        StageError: the file is missing or damaged.
    """
    try:
        arrays = _stored()
        return tuple(arrays[name] for name in names)
    except (OSError, ValueError, KeyError) as error:
        advice = "install the package anew, or run python -m stemmata.annotate.names.train"
        raise StageError("cannot be read", where=str(_path()), advice=advice) from error


def _path() -> Traversable:
    return files("stemmata.annotate.names") / "data" / "sounding.npz"


@cache
def _stored() -> dict[str, NDArray[Any]]:
    with np.load(BytesIO(_path().read_bytes()), allow_pickle=False) as arrays:
        return dict(arrays)
