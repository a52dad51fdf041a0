"""Which engine a name stands for."""

from __future__ import annotations

from stemmata.engine.dask import DaskEngine
from stemmata.engine.local import LocalEngine
from stemmata.errors import UsageError
from stemmata.settings import EngineSettings

_DASK = "dask://"


def open_engine(
    name: str = "local", workers: int | None = None, settings: EngineSettings | None = None
) -> LocalEngine | DaskEngine:
    """Return the engine that a name stands for.

    Args:
        name: `local`, `dask` (a cluster on this machine) or `dask://HOST:PORT`.
        workers: processes to start, where they are started here.
        settings: from how many items on they are used, and how these are handed out.

    Raises:
        UsageError: the name stands for none, or the cluster cannot be reached.
    """
    if name == "local":
        return LocalEngine(workers, settings)
    if name == "dask":
        return DaskEngine(workers=workers, settings=settings)
    if name.startswith(_DASK) and name != _DASK:
        return DaskEngine(name.removeprefix(_DASK), settings=settings)
    raise UsageError("no such engine", where=name, advice="name local, dask or dask://HOST:PORT")
