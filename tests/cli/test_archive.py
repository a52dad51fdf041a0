"""`add`, `show`, `check` and `backup` keep to the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archive.reports import TEXTS

from stemmata.cli.app import main


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file with all reports."""
    path = tmp_path / "reports.jsonl"
    lines = [{"id": name, "text": text, "date": day} for name, (day, text) in TEXTS.items()]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run a command; return its exit status and what it said."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.argv", ["stemmata", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as left:
            status = int(left.code or 0)
    return status, *capsys.readouterr()


def test_what_is_printed_is_kept(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each article is one line; a second time it is known; the store is sound."""
    store = tmp_path / "a.db"
    status, out, _ = run(capsys, "add", source, "--store", store, "--workers", 1)
    assert status == 0
    assert {tuple(line.split("\t")[:2]) for line in out.splitlines()} == {
        ("added", name) for name in TEXTS
    }
    status, out, _ = run(capsys, "add", source, "--store", store, "--json", "--workers", 1)
    assert {json.loads(line)["status"] for line in out.splitlines()} == {"known"}
    assert run(capsys, "check", "--store", store)[0] == 0


def test_every_id_can_be_shown(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An article leads to its story, the story to its storyline and its points."""
    store = tmp_path / "a.db"
    run(capsys, "add", source, "--store", store, "--quiet", "--workers", 1)

    def shown(name: str) -> dict[str, object]:
        status, out, _ = run(capsys, "show", name, "--store", store, "--json")
        assert status == 0
        assert run(capsys, "show", name, "--store", store)[1].count("\n") > 1
        found: dict[str, object] = json.loads(out)
        return found

    article = shown("dam-de")
    assert article["kind"] == "article"
    story = shown(str(article["story"]))
    assert (story["kind"], story["articles"]) == ("story", 4)
    assert shown(str(story["storyline"]))["kind"] == "storyline"
    readings = story["readings"]
    assert isinstance(readings, list)
    assert shown(readings[0]["point"]["id"])["kind"] == "point"


def test_what_is_wrong_is_said_with_its_status(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No store and no such id are wrong usage; nothing read and a taken file are failures."""
    store = tmp_path / "a.db"
    assert run(capsys, "show", "x", "--store", store)[0] == 2
    assert run(capsys, "check", "--store", store)[0] == 2
    assert not store.exists()
    assert run(capsys, "add", tmp_path / "none", "--store", store)[0] == 1
    assert run(capsys, "add", source, "--store", store, "-q", "--workers", 1)[0] == 0
    assert run(capsys, "show", "x", "--store", store)[0] == 2
    assert run(capsys, "backup", tmp_path / "b.db", "--store", store)[0] == 0
    assert run(capsys, "backup", tmp_path / "b.db", "--store", store)[0] == 1
    assert run(capsys, "check", "--store", tmp_path / "b.db")[0] == 0
