"""Items to chunks: as they come, or those of one kind together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic

from stemmata.engine.base import Given
from stemmata.engine.chunks import chunks_of
from stemmata.model import Frozen

Kind = Callable[[Given], Hashable]


class Chunk(Frozen, Generic[Given], frozen=True, eq=False):
    """Items that are worked on together, their places among all, and the kind that all are of."""

    items: list[Given]
    places: range | list[int]
    kind: Hashable = None


def chunks_in_order(items: Iterable[Given], size: int) -> Iterator[Chunk[Given]]:
    """Yield chunks of so many items, the last one shorter.

    Example:
        >>> [chunk.items for chunk in chunks_in_order("abc", 2)]
        [['a', 'b'], ['c']]
    """
    place = 0
    for held in chunks_of(iter(items), size):
        yield Chunk(held, range(place, place + len(held)))
        place += len(held)


def chunks_by_kind(
    items: Iterable[Given], kind: Kind[Given], size: int, reach: int
) -> Iterator[Chunk[Given]]:
    """Yield chunks of at most so many items of one kind.

    Args:
        items: taken as they are needed.
        kind: of an item.
        size: items of a chunk.
        reach: how many others an item waits for, at most, until its chunk is full.

    Example:
        >>> [chunk.items for chunk in chunks_by_kind("aBcD", str.isupper, 2, 100)]
        [['a', 'c'], ['B', 'D']]
    """
    held: dict[Hashable, Chunk[Given]] = {}  # in the order of their first items
    for place, item in enumerate(items):
        of = kind(item)
        chunk = held.setdefault(of, Chunk([], [], of))
        chunk.items.append(item)
        chunk.places.append(place)  # type: ignore[union-attr] # a list, as all are here
        if len(chunk.items) == size:
            yield held.pop(of)
        oldest = next(iter(held.values()), None)
        if oldest and place - oldest.places[0] >= reach:
            yield held.pop(oldest.kind)
    yield from held.values()
