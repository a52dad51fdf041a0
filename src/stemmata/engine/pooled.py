"""What engines with workers have in common: small work stays here, the rest is dealt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from stemmata.engine.base import Given, Made
from stemmata.engine.chunks import apply, look_ahead, work_here
from stemmata.engine.sorting import Kind
from stemmata.settings import EngineSettings


class PooledEngine(ABC):
    """Hands out large work in chunks, and does small work in this process.

    Args:
        settings: from how many items on workers pay, and how these are handed out.
    """

    def __init__(self, settings: EngineSettings | None) -> None:
        self._settings = settings or EngineSettings()

    def map(
        self,
        function: Callable[[Given], Made],
        items: Iterable[Given],
        kind: Kind[Given] | None = None,
    ) -> Iterator[Made]:
        """Yield `function(item)` for each item, in order, with a bounded number under way."""
        return self.map_batches(partial(apply, function), items, kind)

    def map_batches(
        self,
        function: Callable[[list[Given]], list[Made]],
        items: Iterable[Given],
        kind: Kind[Given] | None = None,
    ) -> Iterator[Made]:
        """Yield what `function(batch)` returns, in order, with a bounded number under way.

        Raises:
            StageError: a chunk has killed one worker after the other.
        """
        rest, few = look_ahead(items, self._settings.smallest_pool)
        if few:
            return work_here(function, rest, self._settings.chunk)
        return self._deal(function, rest, kind)

    @abstractmethod
    def _deal(
        self,
        function: Callable[[list[Given]], list[Made]],
        items: Iterator[Given],
        kind: Kind[Given] | None,
    ) -> Iterator[Made]:
        """Yield what workers make of many items, in order."""
