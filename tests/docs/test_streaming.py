"""The page of streaming tells of its command, options and datasets."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from stemmata.cli import streaming
from stemmata.cli.app import app
from stemmata.publish.dataset import DATASETS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "streaming.md").read_text("utf-8")


@pytest.mark.parametrize("name", streaming.COMMANDS)
def test_every_option_is_told(name: str) -> None:
    """The command is on the page with all its options."""
    assert f"stemmata {name}" in PAGE
    command = get_command(app).commands[name]  # type: ignore[attr-defined] # a group
    options = [max(each.opts, key=len) for each in command.params]
    assert all(each in PAGE for each in options if each.startswith("--"))


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_is_told(name: str) -> None:
    """A folder that is written is on the page."""
    assert name in PAGE
