"""What a target is, and what may not come out of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Try = Callable[[bytes], None]


class FaultError(AssertionError):
    """Something came out that may not: a span that quotes other words, a number that is none."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that meets bytes from outside.

    Args:
        name: how it is called.
        prepare: loads what it needs and returns what takes one input.
        seeds: makes sound inputs, from which damaged ones are made.
        watched: the modules whose branches are looked at in a guided run.
        longest: how many bytes an input has at most.
        share: how many of all inputs it gets, beside the others.
        words: short pieces that are put into inputs.
    """

    name: str
    prepare: Callable[[], Try]
    seeds: Callable[[], tuple[bytes, ...]]
    watched: tuple[str, ...]
    longest: int = 2000
    share: int = 10
    words: tuple[bytes, ...] = ()


def always(*seeds: bytes) -> Callable[[], tuple[bytes, ...]]:
    """Return what gives the same seeds whenever it is asked."""
    return lambda: seeds


def must(holds: object, what: str) -> None:
    """Raise a fault unless something holds.

    Raises:
        FaultError: it does not.

    Example:
        >>> must(1 < 2, "order")
    """
    if not holds:
        raise FaultError(what)
