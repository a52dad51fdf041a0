"""Turns: tasks by when they are due, one at a time for each host, with the pause it wants."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

Work = TypeVar("Work")


@dataclass(slots=True)
class _Host(Generic[Work]):
    waiting: deque[Work] = field(default_factory=deque)
    is_busy: bool = False
    free: float = 0.0


class Turns(Generic[Work]):
    """Whose turn it is.

    Example:
        >>> turns = Turns()
        >>> turns.plan(0.0, "a.example", "first")
        >>> turns.plan(0.0, "a.example", "second")
        >>> list(turns.ready(1.0)), list(turns.ready(1.0))
        (['first'], [])
        >>> turns.end("a.example", 1.0, pause=2.0)
        >>> list(turns.ready(2.0)), list(turns.ready(3.0))
        ([], ['second'])
    """

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._heap: list[tuple[float, int, str, Work]] = []
        self._numbers = count()
        self._hosts: dict[str, _Host[Work]] = {}

    def __len__(self) -> int:
        return len(self._heap) + sum(len(host.waiting) for host in self._hosts.values())

    def has_begun(self, now: float) -> bool:
        """Tell whether a task that was due at a time runs, or waits for its turn."""
        due = bool(self._heap) and self._heap[0][0] <= now
        return due or any(host.is_busy or host.waiting for host in self._hosts.values())

    def plan(self, due: float, host: str, work: Work) -> None:
        """Add a task that is due at a time, at a host."""
        heapq.heappush(self._heap, (due, next(self._numbers), host, work))

    def ready(self, now: float) -> Iterator[Work]:
        """Yield the tasks that begin now, at most one a host."""
        while self._heap and self._heap[0][0] <= now:
            _, _, name, work = heapq.heappop(self._heap)
            self._hosts.setdefault(name, _Host()).waiting.append(work)
        for host in list(self._hosts.values()):
            if host.waiting and not host.is_busy and host.free <= now:
                host.is_busy = True
                yield host.waiting.popleft()

    def end(self, host: str, now: float, pause: float) -> None:
        """Note that the task of a host has ended; the next begins after a pause."""
        kept = self._hosts[host]
        kept.is_busy, kept.free = False, now + pause
        for name in [
            n for n, h in self._hosts.items() if not h.waiting and not h.is_busy and h.free < now
        ]:
            del self._hosts[name]

    def next_time(self) -> float | None:
        """Return when the next task can begin; None where none waits for time alone."""
        times = [self._heap[0][0]] if self._heap else []
        times += [h.free for h in self._hosts.values() if h.waiting and not h.is_busy]
        return min(times, default=None)
