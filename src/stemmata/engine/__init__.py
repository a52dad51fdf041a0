"""Where the work runs: in this process, in several, on many machines."""

from stemmata.engine.ahead import working_ahead
from stemmata.engine.base import Engine
from stemmata.engine.choosing import open_engine
from stemmata.engine.dask import DaskEngine
from stemmata.engine.local import LocalEngine, SerialEngine, tune_process

__all__ = [
    "DaskEngine",
    "Engine",
    "LocalEngine",
    "SerialEngine",
    "open_engine",
    "tune_process",
    "working_ahead",
]
