"""Executors that are made anew when a worker dies, and work in chunks.

Our functions are pure: a chunk whose worker was killed can be worked on again by another. A chunk
that has killed several is the cause, and ends the run with words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from itertools import chain, islice
from threading import Lock

from stemmata.engine.base import Given, Made
from stemmata.errors import StageError


class RenewedPool:
    """An executor that is made when it is needed, and made anew when it has broken.

    Args:
        make: makes an executor.
        most_deaths: how often one chunk may have to be handed out anew.
        most_chunks: after so many chunks an executor is left to end, and another is made; what
            its workers remember then goes with them. 0 for never.
    """

    def __init__(
        self, make: Callable[[], Executor], most_deaths: int, most_chunks: int = 0
    ) -> None:
        self.most_deaths = most_deaths
        self._make = make
        self._most_chunks = most_chunks
        self._given = 0
        self._lock = Lock()
        self._executor: Executor | None = None

    def get(self) -> Executor:
        """Return the executor that works now, for one more chunk."""
        with self._lock:
            if self._most_chunks and self._given >= self._most_chunks:
                self._leave()
            if self._executor is None:
                self._executor = self._make()
                self._given = 0
            self._given += 1
            return self._executor

    def _leave(self) -> None:
        """Let the executor finish what it has, and end."""
        if self._executor is not None:
            self._executor.shutdown()  # before another one needs room
            self._executor = None

    def renew(self, broken: Executor) -> None:
        """Make another in place of one that broke, unless somebody has done so."""
        with self._lock:
            if self._executor is broken:
                broken.shutdown(wait=False, cancel_futures=True)
                self._executor = None

    def give_up(self) -> None:
        """Begin to end the executor; `close` waits for that."""
        with self._lock:
            if self._executor is not None:
                self._executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the executor."""
        with self._lock:
            if self._executor is not None:
                self._executor.shutdown(cancel_futures=True)
                self._executor = None


def apply(function: Callable[[Given], Made], chunk: list[Given]) -> list[Made]:
    """Return what a function makes of each item of a chunk."""
    return [function(item) for item in chunk]


def chunks_of(items: Iterator[Given], size: int) -> Iterator[list[Given]]:
    """Yield lists of so many items, the last one shorter."""
    while chunk := list(islice(items, size)):
        yield chunk


def work_here(
    function: Callable[[list[Given]], list[Made]], items: Iterable[Given], size: int
) -> Iterator[Made]:
    """Yield what a function makes of chunks of so many items, in this process."""
    return chain.from_iterable(map(function, chunks_of(iter(items), size)))


def look_ahead(items: Iterable[Given], least: int) -> tuple[Iterator[Given], bool]:
    """Return all items, and whether they are fewer than pay for a pool."""
    rest = iter(items)
    first = list(islice(rest, least))
    return chain(first, rest), len(first) < least


def worker_died() -> StageError:
    """Return what is raised when a chunk has killed one worker after the other."""
    return StageError(
        "worker processes died again and again, as a rule for want of memory",
        where="engine",
        advice="run again with --workers 1, or on fewer articles",
    )
