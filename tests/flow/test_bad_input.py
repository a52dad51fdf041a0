"""Bad input costs one clear line and one record each; every good article is in the dossier."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from stemmata.cli.app import app

GOOD = "The ferry from Torvela ran aground on Monday, harbour master Elin Dravik said."


def good_row(name: str) -> str:
    return json.dumps({"id": name, "text": f"{GOOD} ({name})", "date": "2026-03-02"})


def bad_files() -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of files that are wrong in one way each."""
    yield "empty.txt", b""
    yield "binary.txt", bytes(range(256)) * 40
    yield "cut.jsonl.gz", gzip.compress((good_row("before-cut") + "\n").encode() * 400)[:-40]
    yield "cut.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200"
    yield "long.txt", b"x" * 50_000_000
    yield "deep.html", b"<html><body>" + b"<div>" * 10_000 + b"deep" + b"</div>" * 10_000
    rows = [good_row(f"line-{n}") for n in range(1, 11)]
    rows[6] = '{"id": "line-7", "text": '
    yield "line7.jsonl", "\n".join(rows).encode()
    twins = [json.dumps({"id": "twin", "text": f"{GOOD} Version {n}."}) for n in (1, 2)]
    yield "twins.jsonl", "\n".join(twins).encode()
    yield "future.jsonl", json.dumps({"id": "far", "text": GOOD, "date": "9999-01-01"}).encode()
    yield "nul.jsonl", json.dumps({"id": "nul", "text": "NUL \x00 byte. " + GOOD}).encode()
    yield "half.jsonl", b'{"id": "half", "text": "Half a pair: \\ud83d. ' + GOOD.encode() + b'"}'
    yield "rlo.jsonl", json.dumps({"id": "rlo", "text": "\u202egnp.exe\u202c " + GOOD}).encode()
    yield "latin.txt", ("Grüße aus der Bücherstraße über fünf Brücken. " * 8).encode("latin-1")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("bad")
    pile, out = folder / "pile", folder / "dossier"
    pile.mkdir()
    for name, content in bad_files():
        (pile / name).write_bytes(content)
    (pile / "good.jsonl").write_text("\n".join(good_row(f"good-{n}") for n in range(5)))
    start = time.process_time()
    arguments = ["read", str(pile), str(folder / "missing.txt"), "--out", str(out)]
    run = CliRunner().invoke(app, [*arguments, "--quiet", "--workers", "1"])
    return {
        "run": run,
        "seconds": time.process_time() - start,
        "articles": {
            row["id"]: row
            for row in map(json.loads, (out / "articles.jsonl").read_text("utf-8").splitlines())
        },
        "annotations": {
            row["id"]: row
            for row in map(json.loads, (out / "annotations.jsonl").read_text("utf-8").splitlines())
        },
        "problems": [
            json.loads(line) for line in (out / "problems.jsonl").read_text("utf-8").splitlines()
        ],
    }


def test_every_good_article_is_in_the_dossier(result: dict[str, Any]) -> None:
    """Good rows beside, before and after the bad ones are all there, and the run ends well."""
    assert result["run"].exit_code == 0, result["run"].output
    wanted = {f"good-{n}" for n in range(5)} | {f"line-{n}" for n in range(1, 11) if n != 7}
    wanted |= {"far", "nul", "half", "rlo", "twin", "before-cut"}
    assert wanted <= set(result["articles"])


@pytest.mark.parametrize(
    "name",
    [
        "empty.txt",
        "binary.txt",
        "cut.jsonl.gz",
        "cut.warc",
        "long.txt",
        "line7.jsonl",
        "twins.jsonl",
        "future.jsonl",
        "nul.jsonl",
        "half.jsonl",
        "missing.txt",
    ],
)
def test_each_fault_is_one_record_that_says_what_to_do(result: dict[str, Any], name: str) -> None:
    """The record names the file, what is wrong with it, and what to do next."""
    found = [problem for problem in result["problems"] if name in problem["where"]]
    assert found, result["problems"]
    assert all(problem["what"] and problem["advice"] for problem in found)


def test_each_problem_is_one_line_on_standard_error(result: dict[str, Any]) -> None:
    """As many lines as records, none of them with control characters."""
    told = result["run"].stderr.splitlines()
    assert len(told) == len(result["problems"])
    assert all(line.isprintable() for line in told)


def test_line_seven_is_named(result: dict[str, Any]) -> None:
    """The broken line of ten is told by its number."""
    (problem,) = [p for p in result["problems"] if "line7.jsonl" in p["where"]]
    assert problem["where"].endswith(":7")


def test_two_articles_with_one_id_are_both_there(result: dict[str, Any]) -> None:
    """The second of two articles with one id gets an id of its own."""
    twins = [row for row in result["articles"].values() if "Version" in row["text"]]
    assert len({row["id"] for row in twins}) == 2


def test_another_encoding_is_detected(result: dict[str, Any]) -> None:
    """Latin-1 text comes out with its umlauts."""
    texts = [row["text"] for row in result["articles"].values()]
    assert any(text.startswith("Grüße aus der Bücherstraße") for text in texts)


def test_the_year_9999_is_no_publication_date(result: dict[str, Any]) -> None:
    """A date far in the future is not believed."""
    assert "9999" not in str(result["annotations"]["far"]["published"])


def test_bad_input_takes_seconds(result: dict[str, Any]) -> None:
    """Fifty megabytes on one line and ten thousand nested tags take no minute."""
    assert result["seconds"] < 60
