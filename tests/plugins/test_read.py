"""`stemmata read --encoder`: one more signal in a whole run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.plugins.tiny_model import make_model
from typer.testing import CliRunner

from stemmata.cli.app import app
from stemmata.demo import articles_folder
from stemmata.engine import LocalEngine
from stemmata.pipeline import run
from stemmata.plugins import load_encoder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return an encoder whose cosines count for little."""
    made = make_model(tmp_path / "tiny")
    content = {"languages": ["all"], "weight": 0.05, "sentence_share": 0.1}
    (made / "stemmata.json").write_text(json.dumps(content), "utf-8")
    return made


@pytest.mark.parametrize("workers", [1, 2])
def test_cosines_stand_among_the_reasons(model: Path, workers: int) -> None:
    """Each pair of a run says what the encoder made of it, whatever the number of workers."""
    with LocalEngine(workers) as engine:
        found = run([str(articles_folder())], engine, encoder=load_encoder(str(model)))
    assert found.grouping.pairs
    assert found.copies
    for pair in found.grouping.pairs:
        assert any("cosine of their sentence vectors" in reason for reason in pair.reasons)


def test_a_wrong_encoder_is_told_before_the_run(tmp_path: Path) -> None:
    """A name that leads nowhere is a usage error, and nothing is written."""
    command = ["read", str(articles_folder()), "--out", str(tmp_path / "d"), "--encoder", "nowhere"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code != 0
    assert not (tmp_path / "d").exists()


def test_the_command_takes_an_encoder(model: Path, tmp_path: Path) -> None:
    """A dossier is written as without one."""
    command = ["read", str(articles_folder()), "--out", str(tmp_path / "d"), "-q"]
    command += ["--workers", "1", "--encoder", str(model), "--encoder-languages", "en,de"]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert (tmp_path / "d" / "index.html").is_file()
