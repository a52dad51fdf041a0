"""The command: what it prints, when it fails, what it asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stemmata.cli.app import app
from stemmata.errors import UsageError

pytest.importorskip("pyarrow")


def test_the_summary(tmp_path: Path) -> None:
    """The command counts what it wrote, as one JSON object if asked."""
    report = tmp_path / "report.txt"
    report.write_text("Rain fell on Monday over the harbour of Lisbon, the port authority said.")
    arguments = ["stream", str(report), "--out", str(tmp_path / "out"), "--workers", "1"]
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["articles"], told["stories"]) == (1, 1)
    again = CliRunner().invoke(app, arguments)
    assert "1 articles, 1 stories" in again.stdout


def test_nothing_read(tmp_path: Path) -> None:
    """Exit status 1 where nothing could be read, and a line that says why."""
    arguments = ["stream", str(tmp_path / "none.txt"), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*arguments, "--workers", "1"])
    assert done.exit_code == 1
    assert "none.txt" in done.output


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without pyarrow the command says what to install, before it reads anything."""
    monkeypatch.setattr("stemmata.publish.dataset.find_spec", lambda _: None)
    done = CliRunner().invoke(app, ["stream", "x.txt", "--out", str(tmp_path / "out")])
    assert isinstance(done.exception, UsageError)
    assert "stemmata[parquet]" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A file where the folder should be is wrong usage."""
    (tmp_path / "out").write_text("mine")
    done = CliRunner().invoke(app, ["stream", "x.txt", "--out", str(tmp_path / "out")])
    assert isinstance(done.exception, UsageError)
    assert (tmp_path / "out").read_text() == "mine"
