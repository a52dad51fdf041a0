"""Where the work runs: in this process, or in several."""

from stemmata.engine.base import Engine
from stemmata.engine.local import LocalEngine, SerialEngine, collect_seldom

__all__ = ["Engine", "LocalEngine", "SerialEngine", "collect_seldom"]
