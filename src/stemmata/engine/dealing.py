"""Chunks dealt to workers, each by preference to the one that has met most of its kind.

What a worker knows of a language it has worked out word by word, and other workers know nothing of
it. So each language goes to few workers, as far as that keeps all of them busy: a worker takes what
it knows best of all, else what nobody knows yet, else from the kind that waits most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic

from stemmata.engine.base import Given, Made
from stemmata.engine.chunks import RenewedPool, worker_died
from stemmata.engine.sorting import Chunk


@dataclass(eq=False, slots=True)
class Hand:
    """A worker: the pool that it is alone in, and how many chunks of each kind it has met."""

    pool: RenewedPool
    met: Counter[Hashable] = field(default_factory=Counter)


@dataclass(eq=False, slots=True)
class _Sent(Generic[Given]):
    """A chunk on its way: who works on it, and how often that died."""

    chunk: Chunk[Given]
    hand: Hand
    executor: Executor
    deaths: int


class Dealing(Generic[Given, Made]):
    """Yields what workers make of chunks, in the order of the items.

    Args:
        hands: the workers.
        function: from the items of a chunk to what is made of each.
        chunks: taken as they are needed.
        most: chunks that each worker has before it, at most.
        reach: results that wait for one before them, at most, until that is hurried.
    """

    def __init__(
        self,
        hands: Sequence[Hand],
        function: Callable[[list[Given]], list[Made]],
        chunks: Iterable[Chunk[Given]],
        most: int,
        reach: int,
    ) -> None:
        self._hands = hands
        self._function = function
        self._chunks = iter(chunks)
        self._most = most
        self._reach = reach
        self._ready: list[Chunk[Given]] = []
        self._under_way: dict[Future[list[Made]], _Sent[Given]] = {}
        self._made: dict[int, Made] = {}
        self._dealt = 0

    def __iter__(self) -> Iterator[Made]:
        """Work on everything.

        Raises:
            StageError: a chunk has killed one worker after the other.
        """
        place = 0
        while self._deal():
            done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
            for future in done:
                self._receive(future)
            while place in self._made:
                yield self._made.pop(place)
                place += 1

    def _deal(self) -> bool:
        """Give each worker what is missing before it; tell whether anything is under way."""
        before = Counter(sent.hand for sent in self._under_way.values())
        for share in range(1, self._most + 1):
            for hand in self._hands:
                if before[hand] < share and (chunk := self._choose(hand)):
                    before[hand] += 1
                    self._send(hand, chunk, 0)
        return bool(self._under_way)

    def _choose(self, hand: Hand) -> Chunk[Given] | None:
        """Return the chunk that is best for a worker, or None if there is none."""
        # At first little is looked at, so that the first worker need not wait for it.
        wanted = len(self._hands) * self._most * min(4, 1 + self._dealt) - len(self._ready)
        self._ready += islice(self._chunks, max(0, wanted))
        if not self._ready:
            return None
        self._dealt += 1
        hurried = len(self._made) >= self._reach
        return self._ready.pop(0 if hurried else self._best(hand))

    def _best(self, hand: Hand) -> int:
        """Return the place of the chunk that a worker is best for: of equals the first."""
        waiting = Counter(chunk.kind for chunk in self._ready)
        rank = {kind: self._rank(hand, kind, count) for kind, count in waiting.items()}
        return max(range(len(self._ready)), key=lambda place: rank[self._ready[place].kind])

    def _rank(self, hand: Hand, kind: Hashable, waiting: int) -> tuple[int, int]:
        met = max((other.met[kind] for other in self._hands if other is not hand), default=0)
        if hand.met[kind] > met:
            return 2, 0
        return int(not met), waiting

    def _send(self, hand: Hand, chunk: Chunk[Given], deaths: int) -> None:
        hand.met[chunk.kind] += 1
        for _ in range(hand.pool.most_deaths + 1):
            executor = hand.pool.get()
            try:
                future = executor.submit(self._function, chunk.items)
            except BrokenExecutor:
                hand.pool.renew(executor)
            else:
                self._under_way[future] = _Sent(chunk, hand, executor, deaths)
                return
        raise worker_died()

    def _receive(self, future: Future[list[Made]]) -> None:
        sent = self._under_way.pop(future)
        try:
            made = future.result()
        except BrokenExecutor as error:
            if sent.deaths == sent.hand.pool.most_deaths:
                raise worker_died() from error
            sent.hand.pool.renew(sent.executor)
            self._send(sent.hand, sent.chunk, sent.deaths + 1)
        else:
            self._made.update(zip(sent.chunk.places, made, strict=True))
