"""Work that goes on elsewhere while this thread does something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

from stemmata.engine.base import Made


@contextmanager
def working_ahead(items: Iterable[Made]) -> Iterator[Iterator[Made]]:
    """Take what an iterator yields as soon as it is there; give it on when it is asked for.

    What an engine's `map` returns is worked on only while somebody asks for it.

    Args:
        items: asked in a thread of its own; what it raises is raised where its items are read.

    Example:
        >>> with working_ahead(map(str.upper, "ab")) as letters:
        ...     list(letters)
        ['A', 'B']
    """
    taken: SimpleQueue[tuple[Made, ...]] = SimpleQueue()
    with ThreadPoolExecutor(1) as aside:
        taking = aside.submit(_take, items, taken)
        yield _given_on(taken, taking)


def _take(items: Iterable[Made], taken: SimpleQueue[tuple[Made, ...]]) -> None:
    try:
        for item in items:
            taken.put((item,))
    finally:
        taken.put(())


def _given_on(taken: SimpleQueue[tuple[Made, ...]], taking: Future[None]) -> Iterator[Made]:
    while item := taken.get():
        yield item[0]
    taking.result()
