"""A streaming run finds what one run over everything finds, and a stopped one goes on."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.stream.demo_run import run_in

from stemmata.collate import collate_all
from stemmata.demo import articles_folder
from stemmata.engine import LocalEngine
from stemmata.errors import UsageError
from stemmata.group import Change, Fingerprint, PassingGrouper
from stemmata.model import AnnotatedArticle, Dossier, Point, Problem, Story
from stemmata.pipeline import ignore, run
from stemmata.settings import EngineSettings, StreamSettings
from stemmata.stream import Streamed, stream
from stemmata.stream.workplace import Workplace

parquet = pytest.importorskip("pyarrow.parquet")

WIDE = StreamSettings()
NARROW = StreamSettings(segment=4, window=6, part=4, work=3)
DEMO = str(articles_folder())


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """What one run over the demo finds."""
    return run([DEMO])


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of a run in small steps that nobody disturbed."""
    folder = tmp_path_factory.mktemp("narrow")
    stream([DEMO], folder, settings=NARROW)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def rows(folder: Path, dataset: str) -> list[dict[str, object]]:
    """Return the rows of a dataset, without the month of their folder."""
    found = parquet.read_table(folder / dataset).to_pylist()
    return [{key: value for key, value in row.items() if key != "month"} for row in found]


def test_the_same_as_one_run(dossier: Dossier, tmp_path: Path) -> None:
    """Where everything is within one window, stories, points and copies are those of `read`."""
    done = stream([DEMO], tmp_path, settings=WIDE)
    groups = {(row["id"], row["story"], row["storyline"]) for row in rows(tmp_path, "groups")}
    assert groups == {
        (article, story.id, story.storyline)
        for story in dossier.grouping.stories
        for article in story.articles
    }
    assert {row["point"]["id"]: row["verdict"] for row in rows(tmp_path, "points")} == {  # type: ignore[index] # a struct
        point.id: point.verdict for point in dossier.points
    }
    assert {(row["copy"], row["original"]) for row in rows(tmp_path, "copies")} == {
        (copy.copy, copy.original) for copy in dossier.copies
    }
    assert done.counts["articles"] == len(dossier.articles)
    assert json.loads((tmp_path / "summary.json").read_text()) == done.counts


def test_words_are_quoted(narrow: Path) -> None:
    """Every name of the datasets stands in its article where it says."""
    texts = {row["id"]: str(row["text"]) for row in rows(narrow, "articles")}
    found = [(row["id"], name) for row in rows(narrow, "annotations") for name in row["names"]]  # type: ignore[attr-defined] # a list
    assert found
    assert all(texts[id_][name["start"] : name["end"]] == name["text"] for id_, name in found)


def test_every_article_is_in_one_story(dossier: Dossier, narrow: Path) -> None:
    """However small the windows, no article is lost and none is told twice."""
    ids = sorted(article.id for article in dossier.articles)
    for dataset in ("articles", "annotations", "groups"):
        assert sorted(str(row["id"]) for row in rows(narrow, dataset)) == ids


def test_order_never_matters(narrow: Path, tmp_path: Path) -> None:
    """Sources named in another order give the same files."""
    files = sorted(str(path) for path in Path(DEMO).rglob("*") if path.is_file())
    random.Random(4).shuffle(files)  # noqa: S311 # no secret
    stream(files, tmp_path, settings=NARROW)
    assert content(tmp_path) == content(narrow)


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_never_matter(workers: int, narrow: Path, tmp_path: Path) -> None:
    """Any number of workers writes the same bytes, one of them killed in the middle."""
    settings = EngineSettings(smallest_pool=2, chunk=1, chunks_under_way=1)
    waiting = iter([True])

    def kill(stage: str, _: int) -> None:
        workers_now = multiprocessing.active_children()
        if workers > 1 and stage == "group" and workers_now and next(waiting, False):
            os.kill(workers_now[0].pid or 0, signal.SIGKILL)

    with LocalEngine(workers, settings) as engine:
        stream([DEMO], tmp_path, engine, kill, NARROW)
    assert content(tmp_path) == content(narrow)


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_goes_on(seed: int, narrow: Path, tmp_path: Path) -> None:
    """A run killed at random moments and started again writes what one run writes."""
    chance = random.Random(seed)  # noqa: S311 # no secret
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(EngineSettings().preloaded))  # so that it begins at once
    killed = 0
    while True:
        process = context.Process(target=run_in, args=(tmp_path, NARROW))
        process.start()
        if killed < 5:
            process.join(chance.uniform(0.05, 0.6))
        else:
            process.join()
        if process.exitcode is not None:
            break
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        killed += 1
    assert process.exitcode == 0
    assert killed
    assert content(tmp_path) == content(narrow)


class Stopped(Exception):  # noqa: N818 # no error, a place
    """The run was stopped here."""


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what a run keeps."""
    kept: list[str] = []
    write = Workplace.write

    def note(self: Workplace, kind: str, number: int, made: bytes) -> None:
        write(self, kind, number, made)
        kept.append(f"{kind} {number}")

    monkeypatch.setattr(Workplace, "write", note)
    return kept


def stop_at(stage: str, done: int) -> None:
    """Stop a run when so many articles are grouped."""
    if stage == "group" and done >= 12:
        raise Stopped


def test_preparing_goes_on(narrow: Path, tmp_path: Path, writes: list[str]) -> None:
    """A run that is taken up prepares no segment and keys no window anew."""
    with pytest.raises(Stopped):
        stream([DEMO], tmp_path, None, stop_at, NARROW)
    writes.clear()
    stream([DEMO], tmp_path, settings=NARROW)
    assert not [name for name in writes if name.startswith(("segments", "windows"))]
    assert content(tmp_path) == content(narrow)


def test_no_more_are_held_than_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Storylines that never end are let go, too, before more reports are held than is said."""
    held: list[int] = []
    add = PassingGrouper.add

    def note(self: PassingGrouper, prints: Iterable[Fingerprint]) -> tuple[Change, ...]:
        changes = add(self, prints)
        held.append(len(self))
        return changes

    monkeypatch.setattr(PassingGrouper, "add", note)
    done = stream([DEMO], tmp_path, settings=replace(NARROW, most_held=10))
    assert max(held) <= 10
    assert len(rows(tmp_path, "groups")) == done.counts["articles"]


def test_other_sources_begin_anew(tmp_path: Path) -> None:
    """What a stopped run over other articles left does not reach the datasets."""
    with pytest.raises(Stopped):
        stream([DEMO], tmp_path, None, stop_at, NARROW)
    report = tmp_path.with_suffix(".txt")
    report.write_text("Rain fell on Monday over the harbour of Lisbon, the port authority said.")
    done = stream([str(report)], tmp_path, settings=NARROW)
    assert done.counts["articles"] == 1
    assert len(rows(tmp_path, "groups")) == 1


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    """The datasets of an earlier run are removed, files of others beside them are not."""
    report, out = tmp_path / "report.txt", tmp_path / "out"
    report.write_text("Rain fell on Monday over the harbour of Lisbon, the port authority said.")
    stream([str(report)], out, settings=NARROW)
    beside = out / "articles" / "month=undated" / "mine.parquet"
    beside.parent.mkdir(exist_ok=True)
    beside.write_bytes(b"mine")
    report.write_text("Snow fell on Tuesday over the harbour of Porto, the port authority said.")
    stream([str(report)], out, settings=NARROW)
    beside.unlink()
    (row,) = rows(out, "articles")
    assert "Porto" in str(row["text"])


def test_the_dataset_is_read_back(narrow: Path, tmp_path: Path) -> None:
    """A folder of articles is a source: ids and texts come back."""
    done: Streamed = stream([str(narrow / "articles")], tmp_path, settings=WIDE)
    before = {row["id"]: row["text"] for row in rows(narrow, "articles")}
    assert {row["id"]: row["text"] for row in rows(tmp_path, "articles")} == before
    assert not done.problems


def test_bad_input_is_a_problem(tmp_path: Path) -> None:
    """What cannot be read is told, counted and kept; the rest goes on."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "good.txt").write_text("Rain fell on Monday over the harbour of Lisbon.")
    (sources / "bad.jsonl").write_text('{"text": 1')
    done = stream([str(sources)], tmp_path / "out", settings=NARROW)
    assert done.counts["articles"] == 1
    assert [problem.stage for problem in done.problems] == ["read"]
    assert isinstance(done.problems[0], Problem)
    assert len(rows(tmp_path / "out", "problems")) == done.counts["problems"] == 1


@pytest.mark.parametrize("source", [".", "out", "out/articles", "*", "out/*.parquet"])
def test_a_run_never_reads_what_it_writes(source: str, tmp_path: Path) -> None:
    """A folder that is among the sources, or holds one, is refused before anything is removed."""
    kept = tmp_path / "out" / "articles" / "00000-00.parquet"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"kept")
    with pytest.raises(UsageError, match="among the sources"):
        stream([str(tmp_path / source)], tmp_path / "out")
    assert kept.read_bytes() == b"kept"


def test_nothing_to_read(tmp_path: Path) -> None:
    """A pile of nothing is no error here; the command says that nothing was read."""
    (tmp_path / "empty").mkdir()
    done = stream([str(tmp_path / "empty")], tmp_path / "out", watch=ignore)
    assert done.counts.get("articles", 0) == 0


def test_numbers_beyond_any_column(tmp_path: Path) -> None:
    """A figure of any size is kept; a key that nothing can hold costs its article only."""
    texts = (
        "The ministry of Lisbon owes 90071992547409931 euros, it said on Monday.",
        "The ministry of Porto owes 12 euros, it said on Tuesday.",
    )
    lines = [{"text": texts[0]}, {"text": texts[1], "key": 10**30}]
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, lines)))
    done = stream([str(pile)], tmp_path / "out", settings=NARROW)
    assert done.counts["articles"] == 1
    assert [problem.stage for problem in done.problems] == ["annotate"]
    [row] = rows(tmp_path / "out", "annotations")
    assert [figure["low"] for figure in row["figures"]] == [90071992547409931.0]  # type: ignore[attr-defined] # a list


def test_a_storyline_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What cannot be worked out of one storyline is a problem; the others are written whole."""

    def fail(told: list[tuple[Story, list[AnnotatedArticle]]]) -> list[tuple[Point, ...]]:
        if any("harbour" in article.text for _, articles in told for article in articles):
            raise ZeroDivisionError
        return list(collate_all(told))

    monkeypatch.setattr("stemmata.stream.finishing.collate_all", fail)
    (tmp_path / "a.txt").write_text("Rain fell on Monday over the harbour of Lisbon for 12 hours.")
    (tmp_path / "b.txt").write_text("The chess club of Wexmoor has elected 3 new treasurers.")
    done = stream([str(tmp_path / "*.txt")], tmp_path / "out", settings=WIDE)
    assert done.counts["articles"] == 2
    assert done.counts["problems"] == len(rows(tmp_path / "out", "problems")) == 1
    assert len(rows(tmp_path / "out", "points")) >= 1
