"""Shingles: overlapping runs of words, hashed, for comparing texts (Broder 1997)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def shingle_hashes(forms: Sequence[str], size: int) -> NDArray[np.uint64]:
    """Return one hash for each run of `size` words, in order, the same on every machine.

    Args:
        forms: folded words.
        size: words in a run; a text shorter than that gives no shingle.

    Example:
        >>> a = shingle_hashes("the mayor of the town".split(), 3)
        >>> b = shingle_hashes("as the mayor of it".split(), 3)
        >>> len(a), bool(a[0] == b[1])
        (3, True)
    """
    if len(forms) < size:
        return np.empty(0, dtype=np.uint64)
    single = np.fromiter(map(_hash_form, forms), dtype=np.uint64, count=len(forms))
    hashes = np.zeros(len(forms) - size + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(size):
            window = single[place : place + len(hashes)]
            hashes = (hashes ^ window) * _MULTIPLIER
            hashes ^= hashes >> np.uint64(29)
    return hashes


@lru_cache(maxsize=200_000)
def _hash_form(form: str) -> int:
    return int.from_bytes(
        blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )
