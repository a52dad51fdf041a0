"""Every engine gives the same answers in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from stemmata.engine import LocalEngine, SerialEngine
from stemmata.errors import StageError
from stemmata.settings import EngineSettings

SMALL = EngineSettings(smallest_pool=4, chunk=3, chunks_under_way=1)


def test_processes_keep_the_order() -> None:
    """A pool of processes yields what one process yields, in the order of the items."""
    with LocalEngine(workers=2, settings=SMALL) as engine:
        assert list(engine.map(hex, range(40))) == list(SerialEngine().map(hex, range(40)))


def test_small_work_stays_in_this_process() -> None:
    """Fewer items than a pool pays for start no process, so a lambda will do."""
    with LocalEngine(workers=2, settings=SMALL) as engine:
        assert list(engine.map(lambda n: n + 1, [1, 2, 3])) == [2, 3, 4]


def test_items_are_taken_as_they_are_needed() -> None:
    """An endless input is worked on without being read to its end."""
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with LocalEngine(workers=2, settings=SMALL) as engine:
        results = engine.map(hex, numbers())
        assert [next(results) for _ in range(10)] == [hex(n) for n in range(1, 11)]
    assert taken < 40


def test_a_dead_worker_is_told_in_words() -> None:
    """A killed worker process ends the map with an error that says what to do."""
    with (
        LocalEngine(workers=2, settings=SMALL) as engine,
        pytest.raises(StageError, match="--workers 1"),
    ):
        list(engine.map(os._exit, range(10)))
