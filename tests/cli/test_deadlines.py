"""`deadlines` lists what is to be done by a day, from sources, a dossier or an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from stemmata.cli.app import app

ROWS = [
    {
        "id": "a",
        "text": "Brankosa promised to finish the bridge by June 30, 2026, its spokesman said.",
        "date": "2026-03-03",
        "lang": "en",
    },
    {
        "id": "b",
        "text": "The region of Lumarca must answer the court by 12 December 2026, it was told.",
        "date": "2026-03-04",
        "lang": "en",
    },
]


@pytest.fixture
def pile(tmp_path: Path) -> str:
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return str(path)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["deadlines", *arguments])


def test_it_lists_in_order_of_days(pile: str) -> None:
    """One line each: the day, the standing, the kind, the words, who says so."""
    told = call(pile)
    assert told.exit_code == 0
    first, second = told.stdout.splitlines()
    assert first.startswith("by 2026-06-30  [open]  promise")
    assert "promised to finish the bridge by June 30, 2026 (1 report, 1 independent; a)" in first
    assert second.startswith("by 2026-12-12  [open]  order")


def test_only_what_ends_by_the_day_is_listed(pile: str) -> None:
    """`--by` leaves out what runs longer; `--as-of` tells what is over."""
    (line,) = call(pile, "--by", "2026-07-01", "--as-of", "2026-07-01").stdout.splitlines()
    assert "[not heard of]" in line


def test_json_holds_the_spans(pile: str) -> None:
    """Each claim quotes its article to the letter."""
    texts = {row["id"]: row["text"] for row in ROWS}
    for line in call(pile, "--json").stdout.splitlines():
        for reading in json.loads(line)["readings"]:
            for claim in reading["claims"]:
                words = texts[claim["article"]][claim["start"] : claim["end"]]
                assert words == claim["text"]


def test_an_archive_and_a_dossier_say_the_same(pile: str, tmp_path: Path) -> None:
    """What was read once need not be read again."""
    runner = CliRunner()
    assert runner.invoke(app, ["read", pile, "--out", str(tmp_path / "out"), "-q"]).exit_code == 0
    added = runner.invoke(app, ["add", pile, "--store", str(tmp_path / "s.db"), "--quiet"])
    assert added.exit_code == 0
    told = call(pile).stdout
    assert call("--store", str(tmp_path / "out")).stdout == told
    assert call("--store", str(tmp_path / "s.db")).stdout == told


def test_nothing_to_read_is_wrong_usage() -> None:
    """Neither sources nor an archive: the message says what to name."""
    result = call()
    assert result.exit_code != 0
    assert "--store FILE" in str(result.exception)
