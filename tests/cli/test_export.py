"""`stemmata export` writes an archive or a dossier in another format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stemmata.demo import articles_folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run stemmata in a folder."""
    command = [sys.executable, "-m", "stemmata", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_dossier_and_an_archive_say_the_same(tmp_path: Path) -> None:
    """The claims of a story are the same, exported from the dossier or from the archive."""
    assert run(tmp_path, "read", str(articles_folder()), "--out", "d", "--quiet").returncode == 0
    assert run(tmp_path, "add", str(articles_folder()), "--quiet").returncode == 0
    one = run(tmp_path, "export", "csv", "--dossier", "d", "--out", "one")
    other = run(tmp_path, "export", "csv", "--out", "other")
    assert (one.returncode, other.returncode) == (0, 0), other.stderr
    for table in ("articles", "copies"):
        lines = [(tmp_path / side / f"{table}.csv").read_text("utf-8").count("\n")
                 for side in ("one", "other")]  # fmt: skip
        assert lines[0] == lines[1] > 1


def test_wrong_format(tmp_path: Path) -> None:
    """An unknown format is wrong usage, and the message names the known ones."""
    found = run(tmp_path, "export", "docx")
    assert found.returncode == 2
    assert "graphml" in found.stderr
