"""What a stage may ask of the place it runs in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Engine(Protocol):
    """Runs a function over items, in order, with bounded memory."""

    def map(
        self,
        function: Callable[[Given], Made],
        items: Iterable[Given],
        kind: Callable[[Given], Hashable] | None = None,
    ) -> Iterator[Made]:
        """Yield `function(item)` for each item, in the order of the items.

        Args:
            function: pure, and known by its name in other processes.
            items: taken as they are needed.
            kind: of an item, as its language: who has met one of a kind is quicker with the next.
        """
        ...

    def map_batches(
        self,
        function: Callable[[list[Given]], list[Made]],
        items: Iterable[Given],
        kind: Callable[[Given], Hashable] | None = None,
    ) -> Iterator[Made]:
        """Yield what `function(batch)` returns for batches of the items, in order, as `map`."""
        ...

    def rest(self) -> None:
        """Let go of what workers remember; they are there again when there is work."""
        ...
