"""Every engine keeps the same laws: order, bounded taking, a second try after a death."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import count
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import sleep

import pytest

from stemmata.demo import articles_folder
from stemmata.engine import Engine, LocalEngine, SerialEngine, open_engine
from stemmata.engine.dask import DaskEngine
from stemmata.errors import StageError, UsageError
from stemmata.pipeline import run
from stemmata.settings import EngineSettings

SMALL = EngineSettings(smallest_pool=4, chunk=3, chunks_under_way=1)


@pytest.fixture(scope="module", params=["serial", "local", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine that there is."""
    if request.param == "serial":
        yield SerialEngine()
    elif request.param == "local":
        with LocalEngine(workers=2, settings=SMALL) as local:
            yield local
    else:
        pytest.importorskip("distributed")
        with closing(DaskEngine(workers=2, settings=SMALL)) as cluster:
            yield cluster


def die_once(marks: Path, number: int) -> str:
    """Kill the worker at the first try of one item."""
    mark = marks / f"{number}"
    if number == 7 and not mark.exists():
        mark.touch()
        os._exit(1)
    return hex(number)


def test_order(engine: Engine) -> None:
    """Results come in the order of the items."""
    assert list(engine.map(hex, range(40))) == [hex(n) for n in range(40)]


def test_small_work_stays_in_this_process(engine: Engine) -> None:
    """Fewer items than a pool pays for are sent nowhere, so a lambda will do."""
    assert list(engine.map(lambda n: n + 1, [1, 2, 3])) == [2, 3, 4]


def test_items_are_taken_as_they_are_needed(engine: Engine) -> None:
    """An endless input is worked on without being read to its end."""
    made = engine.map(hex, count())
    assert [next(made) for _ in range(10)] == [hex(n) for n in range(10)]


def test_a_killed_worker(engine: Engine, tmp_path: Path) -> None:
    """A worker killed in the middle costs nothing but time: its chunk is worked on again."""
    if isinstance(engine, SerialEngine):
        pytest.skip("has no workers")
    assert list(engine.map(partial(die_once, tmp_path), range(40))) == [hex(n) for n in range(40)]


def test_the_flow_is_the_same(engine: Engine) -> None:
    """The demo's dossier is the same wherever it is worked out."""
    assert run([str(articles_folder())], engine) == run([str(articles_folder())])


def test_a_chunk_that_kills_every_worker() -> None:
    """What kills one worker after the other ends the run with words."""
    with LocalEngine(workers=2, settings=SMALL) as engine, pytest.raises(StageError, match="died"):
        list(engine.map(os._exit, range(10)))


@pytest.mark.parametrize("name", ["spark", "dask://", ""])
def test_unknown_engines(name: str) -> None:
    """A name that stands for no engine is wrong usage."""
    with pytest.raises(UsageError, match="dask"):
        open_engine(name)


def worker(number: int) -> tuple[int, int]:
    """Return a number and who worked on it."""
    return number, os.getpid()


def test_workers_are_replaced_in_time() -> None:
    """Workers that have done their share give way to others; order stays, and nothing is lost."""
    settings = EngineSettings(smallest_pool=4, chunk=1, chunks_under_way=1, most_chunks=5)
    with LocalEngine(workers=2, settings=settings) as engine:
        done = list(engine.map(worker, range(40)))
    assert [number for number, _ in done] == list(range(40))
    assert len({process for _, process in done}) > 2


def work_on(told: Connection) -> None:
    """Start workers, tell who they are, and wait for the end."""
    with LocalEngine(workers=2, settings=SMALL) as engine:
        told.send([process for _, process in engine.map(worker, range(40))])
        list(engine.map(sleep, [60] * 40))


def test_workers_end_with_their_parent() -> None:
    """Workers of a process that was killed do not stay behind."""
    here, there = Pipe()
    process = get_context("spawn").Process(target=work_on, args=(there,))
    process.start()
    assert here.poll(60)
    workers = set(here.recv())
    process.kill()
    process.join()
    for _ in range(100):
        if not any(map(lives, workers)):
            return
        sleep(0.1)
    pytest.fail("workers stayed behind")


def lives(process: int) -> bool:
    """Tell whether a process is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
