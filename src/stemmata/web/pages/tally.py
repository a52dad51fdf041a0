"""The archive in numbers, counted again as often as a small share of the time allows.

Counting a large archive takes most of a second, and while reports arrive the numbers are others
at every look: they may be as old as counting them takes, twenty times over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from stemmata.model import Frozen
from stemmata.store import Counts, Store

_PATIENCE = 20.0
_MOST_OUTLETS = 10_000


class Numbers(Frozen, frozen=True):
    """What was counted; `outlets` are the largest ones, with the numbers of their articles."""

    counts: Counts
    outlets: dict[str, int]


class Tally:
    """Counts a store.

    Args:
        store: what is counted.
        clock: seconds that only grow.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._known: Numbers | None = None
        self._due = 0.0

    def numbers(self) -> Numbers:
        """Return what was counted last, or counts."""
        with self._lock:
            now, known = self._clock(), self._known
            if known and (now < self._due or known.counts.changed == self._store.last_change()):
                return known
            self._known = Numbers(self._store.counts(), self._store.outlets(_MOST_OUTLETS))
            done = self._clock()
            self._due = done + _PATIENCE * (done - now)
            return self._known
