"""Who is told how far a run is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from stemmata.model import Problem

Made = TypeVar("Made")
Watch = Callable[[str, int], None]


def ignore(stage: str, done: int) -> None:
    """Watch a run without saying anything."""


def keep(
    items: Iterable[Made | Problem], problems: list[Problem], watch: Callable[[int], None]
) -> Iterator[Made]:
    """Yield what is no problem, and put the problems aside.

    Args:
        items: what a stage made, and what went wrong.
        problems: where problems are put.
        watch: is told how many items have passed.
    """
    done = 0
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        done += 1
        watch(done)
        yield item
