"""Chunks of one kind go together, to workers that know it, and nothing waits for ever."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from itertools import count, islice
from time import sleep
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.engine import LocalEngine, working_ahead
from stemmata.engine.chunks import RenewedPool
from stemmata.engine.dealing import Dealing, Hand
from stemmata.engine.sorting import chunks_by_kind, chunks_in_order
from stemmata.settings import EngineSettings

Made = TypeVar("Made")
SMALL = EngineSettings(smallest_pool=4, chunk=4, chunks_under_way=2, reach=200)


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    """An engine with two workers."""
    with LocalEngine(workers=2, settings=SMALL) as local:
        yield local


def dozen(number: int) -> int:
    """Return whether a number is in an odd dozen."""
    return number // 12 % 2


def worker(number: int) -> tuple[int, int]:
    """Return a number and who worked on it."""
    sleep(0.002)
    return number, os.getpid()


def test_order_stays(engine: LocalEngine) -> None:
    """Results come in the order of the items, whatever their kinds."""
    assert list(engine.map(hex, range(100), lambda n: n % 7)) == [hex(n) for n in range(100)]


class AtOnce(Executor):
    """A worker that is done with whatever it is given, and remembers of which kinds it was."""

    def __init__(self) -> None:
        self.kinds: Counter[int] = Counter()

    def submit(self, fn: Callable[..., Made], /, *args: Any, **kwargs: Any) -> Future[Made]:
        """Work on a chunk of numbers and return what was made of it."""
        self.kinds.update(map(dozen, args[0]))
        done: Future[Made] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def test_each_worker_keeps_to_its_kind() -> None:
    """Of two kinds that are equally common, workers of one speed take one kind each."""
    one, other = AtOnce(), AtOnce()
    hands = [Hand(RenewedPool(lambda: one, 0)), Hand(RenewedPool(lambda: other, 0))]
    chunks = chunks_by_kind(range(480), dozen, 4, 200)  # three of a kind, then three of the other
    made = list(Dealing(hands, list[int], chunks, most=2, reach=200))
    assert made == list(range(480))
    assert sorted([*one.kinds.items(), *other.kinds.items()]) == [(0, 240), (1, 240)]


def test_a_lone_kind_keeps_all_workers_busy(engine: LocalEngine) -> None:
    """Work of a single kind is shared out."""
    workers = Counter(process for _, process in engine.map(worker, range(200), lambda _: "en"))
    assert len(workers) == 2


def test_endless_items_of_kinds(engine: LocalEngine) -> None:
    """A rare item in an endless input comes in its turn: nothing waits until its chunk is full."""
    made = engine.map(hex, count(), lambda n: n == 5)
    assert list(islice(made, 300)) == [hex(n) for n in range(300)]


@given(st.lists(st.integers(0, 4)), st.integers(1, 5), st.integers(1, 20))
def test_chunks_by_kind_hold_everything_once(kinds: list[int], size: int, reach: int) -> None:
    """Every item is in one chunk, with others of its kind only, and at its own place."""
    chunks = list(chunks_by_kind(enumerate(kinds), lambda item: item[1], size, reach))
    places = sorted(place for chunk in chunks for place in chunk.places)
    assert places == list(range(len(kinds)))
    for chunk in chunks:
        assert 0 < len(chunk.items) <= size
        assert [item[0] for item in chunk.items] == list(chunk.places)
        assert {item[1] for item in chunk.items} == {chunk.kind}


@given(st.lists(st.integers(0, 4)), st.integers(1, 5), st.integers(1, 20))
def test_no_item_waits_for_more_than_its_reach(kinds: list[int], size: int, reach: int) -> None:
    """When a chunk is given out, so many items at most have been read since its first."""
    read = -1

    def reading() -> Iterator[int]:
        nonlocal read
        for read, kind in enumerate(kinds):  # noqa: B007 # told outside
            yield kind

    for chunk in chunks_by_kind(reading(), lambda kind: kind, size, reach):
        ended = read == len(kinds) - 1
        assert ended or read - chunk.places[0] <= reach


def test_chunks_in_order() -> None:
    """Chunks without kinds follow each other."""
    assert [list(c.places) for c in chunks_in_order("abcde", 2)] == [[0, 1], [2, 3], [4]]


def test_what_works_ahead_fails_where_it_is_read() -> None:
    """An error in the other thread is raised where the items are read, after those before it."""
    with working_ahead(10 // n for n in (5, 2, 0)) as numbers:
        assert next(numbers) == 2
        assert next(numbers) == 5
        with pytest.raises(ZeroDivisionError):
            next(numbers)
