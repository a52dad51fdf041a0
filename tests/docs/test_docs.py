"""The docs tell the truth: commands, settings, links and the README's example."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path

import pytest

from stemmata import settings
from stemmata.cli import reading, stages, tools

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", [*reading.COMMANDS, *stages.COMMANDS, *tools.COMMANDS])
def test_every_command_is_in_the_readme(name: str) -> None:
    """A command that the README does not show is not there for a new user."""
    assert f"stemmata {name}" in README


def test_every_setting_says_why() -> None:
    """Each settings class says in its docstring what it decides."""
    classes = [
        value
        for _, value in inspect.getmembers(settings, inspect.isclass)
        if dataclasses.is_dataclass(value)
    ]
    assert len(classes) > 5
    for found in classes:
        assert len(inspect.getdoc(found) or "") > 40, found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page exists."""
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_readmes_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python of the README prints disputed points of the demo."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 # our own page
    assert "2027-06-30" in capsys.readouterr().out


def test_the_two_commands_are_marked() -> None:
    """The script that checks the project takes both commands from the README."""
    for mark in ("<!-- first command -->", "<!-- second command -->"):
        assert re.search(re.escape(mark) + r"\n```sh\n.+\n```", README)


def test_no_path_of_a_machine_is_told() -> None:
    """Neither pages nor code name folders of the machine they were written on."""
    pattern = re.compile(r"/(?:home|root|Users|opt)/\w+")
    for path in [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.toml")]:
        assert not pattern.search(path.read_text("utf-8")), path
