"""Memory that was freed, given back to the system.

An allocator keeps what was freed for later. What one window needs for a moment lies between what
stays, so that each window took more: of 24,000 reports half of the 0.9 GB that a run held was free.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back what was freed, and what only refers to itself."""
    gc.collect()
    _trimmer()(0)


@cache
def _trimmer() -> Callable[[int], object]:
    """Return how the C library is asked to; others than glibc do it by themselves, or not."""
    import ctypes  # noqa: PLC0415 - asked for by large runs only

    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return int
    return trim
