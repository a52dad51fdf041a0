"""`search`, `correct` and `alerts` as a desk uses them, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archive.reports import TEXTS, record
from typer.testing import CliRunner

from stemmata.archive import Archive
from stemmata.cli.app import app
from stemmata.store import open_store


@pytest.fixture
def store(tmp_path: Path) -> str:
    opened = open_store(tmp_path / "a.db")
    archive = Archive(opened)
    garbled = TEXTS["theatre-en"][1].replace("Joren Valdic", "Joren Valdick")
    other = record("theatre-en", id_="garbled", text=f"{garbled} Tickets are sold out.")
    names = ("dam-en", "dam-de", "theatre-de", "honey-en")
    list(archive.add_records([*map(record, names), other]))
    archive.finish()
    opened.close()
    return str(tmp_path / "a.db")


def run(*words: str) -> list[str]:
    """Run a command and return its lines."""
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout.splitlines()


def test_a_search_without_a_hit_says_so(store: str) -> None:
    """Where nothing is found, a person is told, and standard output stays empty."""
    done = CliRunner().invoke(app, ["search", "Talsperre", "--store", store, "--lang", "xx"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing found" in done.stderr


def test_search_keeps_to_the_contract(store: str) -> None:
    """A hit is one JSON object a line, with id, story, snippet and score."""
    lines = [json.loads(line) for line in run("search", "Talsperre", "--store", store, "--json")]
    assert {"dam-de", "dam-en"} >= {line["id"] for line in lines} >= {"dam-de"}
    assert all(line.keys() >= {"id", "story", "snippet", "score"} for line in lines)
    assert "dam-de" in "".join(run("search", "Talsperre", "--store", store))


def test_the_right_form_finds_a_garbled_one(store: str) -> None:
    """A name as it is written finds reports that write it otherwise."""
    lines = [json.loads(line) for line in run("search", "Joren Valdic", "--store", store, "--json")]
    assert {"theatre-de", "garbled"} <= {line["id"] for line in lines}


def test_correct_list_and_undo(store: str) -> None:
    """A decision is made, listed and undone, with who did it."""
    [made] = run("correct", "outlet", "dam-en", "Sarne Post", "--store", store, "--author", "Ana")
    assert "fix outlet" in made
    listed = run("correct", "list", "--store", store, "--json")
    assert json.loads(listed[0])["author"] == "Ana"
    start = TEXTS["dam-en"][1].strip().index("A bridge")
    run("correct", "boilerplate", "dam-en", str(start), str(start + 8), "--store", store)
    [undone] = run("correct", "undo", "1", "--store", store, "--author", "Ben")
    assert "undone by Ben" in undone


def test_alerts_once(store: str, tmp_path: Path) -> None:
    """What the rules ask for is printed once."""
    rules = tmp_path / "rules.toml"
    rules.write_text('[[alert]]\nname = "Figures"\nwhen = "disputed"\n', "utf-8")
    assert "Figures" in run("alerts", str(rules), "--store", store, "--once")[0]
    assert run("alerts", str(rules), "--store", store, "--once") == []
