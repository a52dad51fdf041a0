"""A worker process does what it is given in order, and its end is noticed at any moment."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Thread, main_thread
from time import sleep

import pytest

from stemmata.engine import LocalEngine
from stemmata.engine.local import tune_process
from stemmata.engine.worker import WorkerProcess
from stemmata.errors import StageError
from stemmata.settings import EngineSettings

MANY = 200_000_000  # bytes, more than are sent before a process is killed


class Closed(Exception):  # noqa: N818 # it has a name of its own
    """An error that can not travel."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    """A process of its own."""
    one = WorkerProcess(get_context("forkserver"), tune_process)
    yield one
    one.shutdown(cancel_futures=True)


def fail(number: int) -> int:
    """Raise what can travel, or what can not."""
    if number:
        raise ValueError(number)
    raise Closed("a", "b")


def die_while_sending(mark: Path) -> bytes:
    """Be killed when a part of the result has been sent, the first time."""
    if mark.exists():
        return b"whole"
    mark.touch()
    Thread(target=end_while_sending, args=(main_thread().ident,), daemon=True).start()
    return bytes(MANY)


def end_while_sending(sender: int) -> None:
    """Kill this process once one of its threads is writing many bytes."""
    while True:
        sleep(0.001)
        frame = sys._current_frames()[sender]  # there is no other way to see it
        if frame.f_code.co_name == "_send" and len(frame.f_locals["buf"]) >= MANY:
            os.kill(os.getpid(), signal.SIGKILL)


def die_once_while_sending(mark: Path, number: int) -> bytes:
    """Be killed while one of the results is sent."""
    return die_while_sending(mark) if number == 7 else b"small"


def test_results_come_in_order(worker: WorkerProcess) -> None:
    """What is given first is done first."""
    futures = [worker.submit(pow, 2, n) for n in range(50)]
    assert [future.result(60) for future in futures] == [2**n for n in range(50)]


def test_keywords_arrive(worker: WorkerProcess) -> None:
    """Arguments may have names."""
    assert worker.submit(int, "11", base=2).result(60) == 3


def test_errors_are_raised_here(worker: WorkerProcess) -> None:
    """An error comes back with the place where it was raised; the process goes on."""
    failed = worker.submit(fail, 3)
    with pytest.raises(ValueError, match="3") as told:
        failed.result(60)
    assert "in fail" in "".join(told.value.__notes__)
    assert worker.submit(abs, -1).result(60) == 1


def test_an_error_that_can_not_travel(worker: WorkerProcess) -> None:
    """Its words arrive."""
    with pytest.raises(StageError, match="Closed: ab"):
        worker.submit(fail, 0).result(60)


def test_what_can_not_be_sent(worker: WorkerProcess) -> None:
    """Work that has no name in other processes is refused; the process goes on."""
    with pytest.raises(Exception, match="pickle"):
        worker.submit(lambda: 1)
    assert worker.submit(abs, -1).result(60) == 1


def test_a_result_that_can_not_be_sent(worker: WorkerProcess) -> None:
    """A result that can not travel is an error."""
    with pytest.raises(Exception, match="pickle"):
        worker.submit(open, os.devnull).result(60)


def test_killed_while_it_sends(worker: WorkerProcess, tmp_path: Path) -> None:
    """A process that is killed in the middle of a message is gone, and nobody waits for it."""
    future = worker.submit(die_while_sending, tmp_path / "mark")
    with pytest.raises(BrokenExecutor):
        future.result(60)
    with pytest.raises(BrokenExecutor):
        worker.submit(abs, -1)


def test_an_engine_does_it_again(tmp_path: Path) -> None:
    """A worker killed while it sends a result costs nothing but time."""
    settings = EngineSettings(smallest_pool=2, chunk=1, chunks_under_way=1)
    with LocalEngine(2, settings) as engine:
        work = partial(die_once_while_sending, tmp_path / "mark")
        made = list(engine.map(work, range(12)))
    assert made == [b"small"] * 7 + [b"whole"] + [b"small"] * 4


def test_large_work_both_ways(worker: WorkerProcess) -> None:
    """Who sends much never waits for results that nobody has taken."""
    large = bytes(3_000_000)
    futures = [worker.submit(bytes.swapcase, large) for _ in range(8)]
    assert all(future.result(60) == large for future in futures)


def test_ending_finishes_what_is_under_way() -> None:
    """A process that is told to end does first what it was given."""
    one = WorkerProcess(get_context("forkserver"), tune_process)
    futures = [one.submit(sleep, 0.05), one.submit(abs, -2)]
    one.shutdown()
    assert futures[1].result(0) == 2
    with pytest.raises(BrokenExecutor):
        one.submit(abs, -1)
