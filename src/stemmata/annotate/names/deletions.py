"""What words leave without one of their letters, of thousands of words at once, as hashes.

A word is hashed as the sum of its letters, each times a power for its place; so what it leaves
without a letter is one running sum up to there and another, shifted, from there on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LETTER, _PLACE = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_BITS = 23  # of a hash that are compared
Hashes = NDArray[np.uint64]


def leaving_alike(words: Sequence[str], others: Sequence[str]) -> NDArray[np.bool_]:
    """Tell of each word whether it may leave what one of others leaves; few more than do.

    Example:
        >>> leaving_alike(["volkswagon", "wolfsburg"], ["volkswagen"]).tolist()
        [True, False]
    """
    marked = np.zeros(1 << _BITS, dtype=np.bool_)
    marked[_deletions(others)] = True
    met = marked[_deletions(words)]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    owners = np.repeat(np.arange(len(words)), lengths)
    return np.bincount(owners[met], minlength=len(words)) > 0


def _deletions(words: Sequence[str]) -> Hashes:
    """Return the bits of each word whole and without each of its letters but the first."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.repeat(lengths.cumsum(), lengths)
    places = np.arange(len(letters))
    starts = ends - np.repeat(lengths, lengths)
    powers = np.full(int(lengths.max(initial=0)) + 1, _PLACE, dtype=np.uint64).cumprod()
    numbers = letters * np.uint64(_LETTER)
    staying = _running(numbers * powers[places - starts + 1])
    moving = _running(numbers * powers[places - starts])
    left = staying[places] - staying[starts] + moving[ends] - moving[places + 1]
    first = places == starts
    left[first] = (staying[ends] - staying[starts])[first]
    bits: Hashes = left >> np.uint64(64 - _BITS)
    return bits


def _running(numbers: Hashes) -> Hashes:
    sums = np.zeros(len(numbers) + 1, dtype=np.uint64)
    numbers.cumsum(out=sums[1:])
    return sums
