"""One machine: this process, or workers of its own through `concurrent.futures.Executor`."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from typing import Self

from stemmata.engine.base import Given, Made
from stemmata.engine.chunks import RenewedPool, work_here
from stemmata.engine.dealing import Dealing, Hand
from stemmata.engine.pooled import PooledEngine
from stemmata.engine.sorting import Kind, chunks_by_kind, chunks_in_order
from stemmata.engine.worker import WorkerProcess
from stemmata.settings import EngineSettings


class SerialEngine:
    """Runs everything in this process.

    Example:
        >>> list(SerialEngine().map(str.upper, ["a", "b"]))
        ['A', 'B']
    """

    def map(
        self,
        function: Callable[[Given], Made],
        items: Iterable[Given],
        kind: Kind[Given] | None = None,  # noqa: ARG002 # one process meets all kinds
    ) -> Iterator[Made]:
        """Yield `function(item)` for each item, in order."""
        return map(function, items)

    def map_batches(
        self,
        function: Callable[[list[Given]], list[Made]],
        items: Iterable[Given],
        kind: Kind[Given] | None = None,  # noqa: ARG002 # one process meets all kinds
    ) -> Iterator[Made]:
        """Yield what `function(batch)` returns for batches of the items, in order."""
        return work_here(function, items, EngineSettings().chunk)

    def rest(self) -> None:
        """Do nothing: there are no workers."""


class LocalEngine(PooledEngine):
    """Runs large work on all cores and small work in this process.

    Args:
        workers: processes; by default as many as there are cores.
        settings: from how many items on a pool pays, and how they are handed out.
    """

    shares_disk = True  # what a worker writes, this process can read

    def __init__(self, workers: int | None = None, settings: EngineSettings | None = None) -> None:
        super().__init__(settings)
        self._workers = workers or os.cpu_count() or 1
        # A pool for each worker: it can be chosen who works on what.
        deaths, chunks = self._settings.most_deaths, self._settings.most_chunks
        self._hands = [Hand(RenewedPool(self._make, deaths, chunks)) for _ in range(self._workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        for hand in self._hands:
            hand.pool.give_up()  # all of them, before one is waited for
        for hand in self._hands:
            hand.pool.close()
            hand.met.clear()

    def _deal(
        self,
        function: Callable[[list[Given]], list[Made]],
        items: Iterator[Given],
        kind: Kind[Given] | None,
    ) -> Iterator[Made]:
        settings = self._settings
        if self._workers == 1:
            return work_here(function, items, settings.chunk)
        chunks = (
            chunks_by_kind(items, kind, settings.chunk, settings.reach)
            if kind
            else chunks_in_order(items, settings.chunk)
        )
        most, reach = settings.chunks_under_way, settings.reach
        return iter(Dealing(self._hands, function, chunks, most, reach))

    def rest(self) -> None:
        """End the worker processes; others are started when there is work."""
        self.close()

    def warm_up(self) -> None:
        """Begin to load what workers need, while this process still loads its own."""
        if self._workers > 1:
            self._context()
            forkserver.ensure_running()

    def _make(self) -> Executor:
        return WorkerProcess(self._context(), partial(_begin_worker, self._settings.niceness))

    def _context(self) -> ForkServerContext:
        # Not fork: the parent may run threads (a progress bar), which a fork would cut off.
        context = multiprocessing.get_context("forkserver")
        # Imports and tables are paid for once, by the process that workers are forked from.
        context.set_forkserver_preload(list(self._settings.preloaded))
        tune_process()
        return context


def _begin_worker(niceness: int) -> None:
    tune_process()
    if hasattr(os, "nice"):
        os.nice(niceness)


def tune_process() -> None:
    """Fit this process to our work; call it before numpy is imported.

    Frozen values form no reference cycles, and looking through millions of them took a fifth of
    the time, at 200,000 new objects a twentieth. Our matrix products are small: a second thread
    spins for longer than it works, which cost a quarter of the time of `collate`.
    """
    gc.set_threshold(1_000_000, 50, 50)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
