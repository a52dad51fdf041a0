"""Laws of the whole flow: order never matters, engines agree, nothing reaches for the network."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from stemmata.annotate import begin, find_acts
from stemmata.demo import articles_folder
from stemmata.engine import LocalEngine
from stemmata.model import Dossier
from stemmata.pipeline import run
from stemmata.settings import EngineSettings

STRANGER = {
    "id": "stranger",
    "text": "The chess club of Nether Wexmoor has elected a new treasurer, Olwen Tarrick. "
    "She keeps bees, and promised honey for the next tournament.",
    "date": "2026-02-11",
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    feed = articles_folder() / "feed.jsonl"
    return [json.loads(line) for line in feed.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def dossier(rows: Sequence[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return run_rows(rows, tmp_path_factory.mktemp("rows"))


def run_rows(rows: Sequence[dict[str, Any]], folder: Path) -> Dossier:
    path = folder / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return run([str(path)])


def stories(dossier: Dossier) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(s.id, s.storyline, s.articles) for s in dossier.grouping.stories}


def test_order_never_matters(
    rows: Sequence[dict[str, Any]], dossier: Dossier, tmp_path: Path
) -> None:
    """Stories, copies, points and affairs are the same in whichever order the articles come."""
    shuffled = Random(3).sample(list(rows), len(rows))  # noqa: S311 # no secret
    again = run_rows(shuffled, tmp_path)
    assert stories(again) == stories(dossier)
    assert {p.id: p for p in again.points} == {p.id: p for p in dossier.points}
    assert {(c.copy, c.original, c.kind) for c in again.copies} == {
        (c.copy, c.original, c.kind) for c in dossier.copies
    }
    assert {a.storyline: a for a in again.affairs} == {a.storyline: a for a in dossier.affairs}


def test_an_unrelated_article_changes_no_story(
    rows: Sequence[dict[str, Any]], dossier: Dossier, tmp_path: Path
) -> None:
    """A report of something else founds its own story and leaves the others as they were."""
    with_stranger = run_rows([*rows, STRANGER], tmp_path)
    assert {s[2] for s in stories(with_stranger)} == {s[2] for s in stories(dossier)} | {
        ("stranger",)
    }


def test_engines_agree(rows: Sequence[dict[str, Any]], dossier: Dossier, tmp_path: Path) -> None:
    """A pool of processes finds what one process finds."""
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with LocalEngine(2, EngineSettings(smallest_pool=2, chunk=3)) as engine:
        again = run([str(path)], engine)
    assert stories(again) == stories(dossier)
    assert again.points == dossier.points


def test_nothing_reaches_for_the_network(
    rows: Sequence[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole flow runs where opening a socket is an error."""

    def refuse(*_: object, **__: object) -> None:
        message = "the network was asked"
        raise AssertionError(message)

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(run_rows(rows[:4], tmp_path).articles) == 4


def test_every_span_of_the_run_quotes_its_text(dossier: Dossier) -> None:
    """Mentions, claims and evidence point to the words they name, in all languages."""
    texts = {article.id: article.text for article in dossier.articles}
    for article in dossier.articles:
        for kind in (article.names, article.figures, article.dates, article.quotes):
            for mention in kind:
                assert article.text[mention.start : mention.end] == mention.text
    for point in dossier.points:
        for reading in point.readings:
            for claim in reading.claims:
                assert texts[claim.article][claim.start : claim.end] == claim.text
    for copy in dossier.copies:
        for evidence in copy.evidence:
            assert 0 <= evidence.copy.start <= evidence.copy.end <= len(texts[copy.copy])


def failing(work: Callable[[Any], Any], id_: str) -> Callable[[Any], Any]:
    """Return work that fails on one article."""

    def fail_on_one(article: Any) -> Any:
        if article.id == id_:
            message = "boom"
            raise ValueError(message)
        return work(article)

    return fail_on_one


def test_a_failing_stage_costs_one_article(
    rows: Sequence[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage that fails on one article leaves a problem that names it, and the rest goes on."""
    monkeypatch.setattr("stemmata.pipeline.preparing.begin", failing(begin, rows[0]["id"]))
    dossier = run_rows(rows[:3], tmp_path)
    (problem,) = dossier.problems
    assert (problem.article, problem.stage) == (rows[0]["id"], "annotate")
    assert "boom" in problem.what
    assert len(dossier.articles) == 2


def test_failing_quotes_cost_the_quotes_of_one_article(
    rows: Sequence[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article whose quotes or ties cannot be found keeps its names, and a problem says so."""
    failing_acts = failing(find_acts, rows[0]["id"])
    monkeypatch.setattr("stemmata.pipeline.preparing.find_acts", failing_acts)
    monkeypatch.setattr(
        "stemmata.pipeline.preparing.find_all_acts", lambda begun: list(map(failing_acts, begun))
    )
    dossier = run_rows(rows[:3], tmp_path)
    (problem,) = dossier.problems
    assert (problem.article, problem.stage) == (rows[0]["id"], "annotate")
    assert len(dossier.articles) == 3
    (bare,) = [article for article in dossier.articles if article.id == rows[0]["id"]]
    assert not bare.quotes
    assert not bare.ties
    assert bare.names
