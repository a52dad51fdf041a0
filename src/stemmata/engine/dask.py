"""Many machines: a Dask cluster through the same executor interface (Rocklin 2015)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any, Self

from stemmata.engine.base import Given, Made
from stemmata.engine.chunks import RenewedPool
from stemmata.engine.dealing import Dealing, Hand
from stemmata.engine.pooled import PooledEngine
from stemmata.engine.sorting import Kind, chunks_in_order
from stemmata.errors import StageError, UsageError
from stemmata.settings import EngineSettings


class DaskEngine(PooledEngine):
    """Runs large work on a cluster and small work in this process.

    A worker that dies costs its chunks a second try on another; the cluster sees to it.

    Args:
        address: of a scheduler, `HOST:PORT`; empty to start workers on this machine.
        workers: processes to start, where the cluster is started here.
        settings: from how many items on the cluster pays, and how they are handed out.

    Raises:
        UsageError: Dask is not installed, or nobody answers at the address.
    """

    def __init__(
        self, address: str = "", workers: int | None = None, settings: EngineSettings | None = None
    ) -> None:
        super().__init__(settings)
        self.shares_disk = not address
        self._client = _connect(address, workers)
        executor = self._client.get_executor(pure=False, retries=self._settings.most_deaths)
        self._cluster = Hand(RenewedPool(lambda: executor, self._settings.most_deaths))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster, and end it where it was started here."""
        self._client.close()
        if self._client.cluster is not None:
            self._client.cluster.close()

    def _deal(
        self,
        function: Callable[[list[Given]], list[Made]],
        items: Iterator[Given],
        kind: Kind[Given] | None,  # noqa: ARG002 # the cluster chooses who works on what
    ) -> Iterator[Made]:
        cores = sum(self._client.ncores().values()) or 1
        most = self._settings.chunks_under_way * cores
        chunks = chunks_in_order(items, self._settings.chunk)
        dealing = Dealing([self._cluster], function, chunks, most, self._settings.reach)
        return _told(iter(dealing))

    def rest(self) -> None:
        """Do nothing: the cluster sees to its own memory."""

    def warm_up(self) -> None:
        """Begin to load what workers need, while this process still loads its own."""
        for module in self._settings.preloaded:
            self._client.submit(_load, module, pure=False)


def _told(made: Iterator[Made]) -> Iterator[Made]:
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    try:
        yield from made
    except KilledWorker as error:
        raise StageError(
            "workers of the cluster died again and again, as a rule for want of memory",
            where="engine",
            advice="give workers more memory, or run again on fewer articles",
        ) from error


def _load(module: str) -> None:
    from importlib import import_module  # noqa: PLC0415 - runs in a worker

    import_module(module)


def _connect(address: str, workers: int | None) -> Any:
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        advice = "pip install 'stemmata[cluster]'"
        raise UsageError("working on a cluster needs Dask", advice=advice) from error
    if not address:
        return Client(
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
        )
    try:
        return Client(f"tcp://{address}", timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no scheduler answers ({error})",
            where=address,
            advice="start one with `dask scheduler`, and name its host and port",
        ) from error
