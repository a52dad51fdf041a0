"""`stemmata read --worded`: briefs in other words, beside what they rest on."""

from __future__ import annotations

import re
from pathlib import Path

from fake_endpoint import running_endpoint
from tests.wording.test_wording import parrot
from typer.testing import CliRunner

from stemmata.cli.app import app
from stemmata.demo import articles_folder

RUNNER = CliRunner()


def read(out: Path, *options: str, **environment: str) -> str:
    """Read the invented reports; return what was printed."""
    command = ["read", str(articles_folder()), "--out", str(out), "--workers", "1", *options]
    done = RUNNER.invoke(app, command, env=environment)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_dossier_shows_other_words_beside_their_sources(tmp_path: Path) -> None:
    """The page and the Markdown of an affair say who worded it, and what each sentence rests on."""
    with running_endpoint(parrot) as fake:
        printed = read(
            tmp_path / "d", "--worded", STEMMATA_LLM_URL=fake.address, STEMMATA_LLM_MODEL="a<b>c"
        )
    assert re.search(r"worded: [1-9]\d* sentences", printed)
    pages = [path.read_text("utf-8") for path in (tmp_path / "d" / "affairs").glob("*.html")]
    assert any("In other words" in page and "a&lt;b&gt;c" in page for page in pages)
    assert not any("a<b>c" in page for page in pages)
    briefs = [path.read_text("utf-8") for path in (tmp_path / "d" / "affairs").glob("*.md")]
    assert any("## In other words, by a\\<b\\>c" in brief for brief in briefs)


def test_an_endpoint_is_asked_only_where_it_is_wanted(tmp_path: Path) -> None:
    """Variables alone start nothing; the option without them is a usage error."""
    with running_endpoint(parrot) as fake:
        read(tmp_path / "d", STEMMATA_LLM_URL=fake.address, STEMMATA_LLM_MODEL="m")
        assert not fake.asked
    command = ["read", str(articles_folder()), "--out", str(tmp_path / "e"), "--worded"]
    names = ("STEMMATA_LLM_URL", "STEMMATA_LLM_MODEL")
    done = RUNNER.invoke(app, command, env=dict.fromkeys(names, ""))
    assert done.exit_code != 0
    assert not (tmp_path / "e").exists()
