"""The page of the archive tells of every command, option, decision, rule and tool there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from typer.main import get_command

from stemmata.alerts.rules import Rules
from stemmata.archive.decisions import FIELDS
from stemmata.cli import alerting, archive, assisting, correcting, searching, serving, watching
from stemmata.cli.app import app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "archive.md").read_text("utf-8")
PARTS = (archive, searching, correcting, alerting, assisting, serving, watching)
COMMANDS = [name for part in PARTS for name in part.COMMANDS]
SHOWN = ("search", "correct", "alerts", "mcp")  # all their options stand in the page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told(name: str) -> None:
    """A command of the archive is on its page."""
    assert f"stemmata {name}" in PAGE


@pytest.mark.parametrize("name", SHOWN)
def test_every_option_is_told(name: str) -> None:
    """An option of these commands is on the page, unless all commands have it."""
    command = get_command(app).commands[name]  # type: ignore[attr-defined] # a group
    options = {opt for each in command.params for opt in each.opts if opt.startswith("--")}
    told = set(re.findall(r"--[a-z-]+", PAGE))
    assert options - {"--help", "--every", "--limit"} <= told


def test_every_decision_is_told_with_its_fields() -> None:
    """A kind of decision is on the page, with the fields that it takes."""
    for kind, fields in FIELDS.items():
        (row,) = [line for line in PAGE.splitlines() if f"`{kind}`" in line and "|" in line]
        assert all(f"`{field.rstrip('+')}`" in row for field in fields)


def test_the_rules_of_the_page_can_be_read() -> None:
    """The example of alerts is a file of rules, of all three kinds."""
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    rules = msgspec.convert(tomllib.loads(example), Rules)
    assert {rule.when for rule in rules.alert} == {"sources", "disputed", "deadline"}


def test_every_tool_is_told() -> None:
    """The tools of assistants are on the page."""
    source = Path(__file__).resolve().parents[2] / "src" / "stemmata" / "assistant" / "server.py"
    tools = re.findall(r"_add\(server, (\w+),", source.read_text("utf-8"))
    assert len(tools) == 7
    assert all(f"`{tool}`" in PAGE for tool in tools)
