"""Where the work runs: in this process, or in several."""

from stemmata.engine.base import Engine
from stemmata.engine.local import LocalEngine, SerialEngine, tune_process

__all__ = ["Engine", "LocalEngine", "SerialEngine", "tune_process"]
