"""Engines agree: whatever works where, in whatever order, and whoever dies, the stories are one."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from stemmata.demo import articles_folder
from stemmata.engine import DaskEngine, LocalEngine
from stemmata.model import Dossier
from stemmata.pipeline import run
from stemmata.settings import EngineSettings, StreamSettings
from stemmata.stream import stream

FILES = sorted(str(path) for path in Path(articles_folder()).rglob("*") if path.is_file())
ENGINE = EngineSettings(smallest_pool=2, chunk=2, chunks_under_way=1)
STREAM = StreamSettings(segment=4, window=6, part=4, work=3)
Work = LocalEngine | DaskEngine


@pytest.fixture(scope="module", params=["local-3", "dask-2"])
def engine(request: pytest.FixtureRequest) -> Iterator[Work]:
    """Engines with several workers."""
    name, workers = request.param.split("-")
    if name == "dask":
        pytest.importorskip("distributed")
        with closing(DaskEngine(workers=int(workers), settings=ENGINE)) as cluster:
            yield cluster
    else:
        with LocalEngine(int(workers), ENGINE) as local:
            yield local


@pytest.fixture(scope="module")
def alone() -> Dossier:
    """What one process finds."""
    return run(FILES)


def who(_: int) -> int:
    """Return who works on this."""
    sleep(0.01)
    return os.getpid()


def killer(engine: Work, stage: str) -> Callable[[str, int], None]:
    """Return what kills a worker when a stage has begun, once: one of those that work then."""
    times = iter([1])

    def watch(now: str, _: int) -> None:
        if now == stage and next(times, 0):
            workers = set(engine.map(who, range(40))) - {os.getpid()}
            os.kill(min(workers), signal.SIGKILL)

    return watch


def shuffled(seed: int) -> list[str]:
    """Return the sources in another order."""
    files = FILES.copy()
    random.Random(seed).shuffle(files)  # noqa: S311 # no secret
    return files


@pytest.mark.parametrize("stage", ["names", "trace"])
def test_a_killed_worker_changes_nothing(engine: Work, stage: str, alone: Dossier) -> None:
    """A worker killed in any stage of a run costs time only."""
    assert run(FILES, engine, killer(engine, stage)) == alone


def test_order_changes_nothing(engine: Work, alone: Dossier) -> None:
    """Sources in another order give the same stories, points and copies."""
    found = run(shuffled(1), engine)
    assert found.grouping == alone.grouping
    assert found.copies == alone.copies
    assert found.points == alone.points
    assert found.affairs == alone.affairs
    assert sorted(a.id for a in found.articles) == sorted(a.id for a in alone.articles)


def test_streams_agree(engine: Work, tmp_path: Path) -> None:
    """A streaming run in any order, with a worker killed, writes the same bytes."""
    pytest.importorskip("pyarrow")
    stream(FILES, tmp_path / "alone", settings=STREAM)
    stream(shuffled(7), tmp_path / "many", engine, killer(engine, "group"), STREAM)
    assert written(tmp_path / "many") == written(tmp_path / "alone")


def written(folder: Path) -> dict[str, bytes]:
    """Return the files of a run."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
