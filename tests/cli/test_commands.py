"""The commands keep the contract: forms, files, exit statuses, and words on errors."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result
from typer.testing import CliRunner

from stemmata.cli.app import app, main
from stemmata.publish import schema

ROWS: list[dict[str, Any]] = [
    {
        "id": "a",
        "title": "Bridge in Torvela to cost 1.42 billion euros",
        "text": "TORVELA (Ibermar) - The Almira Bridge will cost 1.42 billion euros, the audit "
        "chamber said on Tuesday.\n“We will not sign a blank cheque,” Mayor Ilda Marquezan said.",
        "lang": "en",
        "date": "2026-03-03",
        "source": "Ibermar",
        "shelf": 7,
    },
    {
        "id": "b",
        "text": "Brücke in Torvela wird teurer\n\nDie Almira-Brücke kostet 1,42 Milliarden "
        "Euro, teilte die Rechnungskammer am Dienstag mit. „Wir unterschreiben keinen "
        "Blankoscheck“, sagte Bürgermeisterin Ilda Marquezan.",
        "date": "2026-03-03",
    },
    {
        "id": "c",
        "text": "Two hens won the race in Lower Pesk on Sunday, their owner Ansa Ohlm said.",
        "date": "2026-03-01",
    },
]


@pytest.fixture
def pile(tmp_path: Path) -> str:
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return str(path)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "kind"),
    [("annotate", "annotation"), ("group", "group"), ("collate", "point"), ("trace", "copy")],
)
def test_each_stage_command_keeps_its_form(pile: str, command: str, kind: str) -> None:
    """Every line of a stage command is valid against the schema that ships with the package."""
    for line in lines(call(command, pile)):
        jsonschema.validate(line, schema(kind))


def test_lines_come_in_the_order_of_the_input(pile: str) -> None:
    """`annotate` and `group` write one line an article, in the input's order."""
    for command in ("annotate", "group"):
        assert [line["id"] for line in lines(call(command, pile))] == ["a", "b", "c"]


def test_every_span_quotes_the_text(pile: str) -> None:
    """Wherever start, end and text stand together, they agree to the letter."""
    texts = {str(row["id"]): str(row["text"]) for row in ROWS}
    spans = 0
    for line in lines(call("annotate", pile)):
        for kind in ("names", "figures", "dates", "quotes", "attributions"):
            for mention in line[kind]:
                spans += 1
                assert texts[line["id"]][mention["start"] : mention["end"]] == mention["text"]
    for point in lines(call("collate", pile)):
        for reading in point["readings"]:
            for claim in reading["articles"]:
                spans += 1
                assert texts[claim["id"]][claim["start"] : claim["end"]] == claim["text"]
    assert spans > 20


def test_one_event_in_two_languages_is_one_story(pile: str) -> None:
    """The two reports of the bridge share a story, the hens stand alone."""
    story = {line["id"]: line["story"] for line in lines(call("group", pile))}
    assert story["a"] == story["b"] != story["c"]


def test_similar_writes_the_table(pile: str, tmp_path: Path) -> None:
    """`similar` scores the asked pairs, with reasons, and tells an unknown id."""
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("first\tsecond\na\tb\nc\ta\na\tnobody\n", encoding="utf-8")
    result = call("similar", pile, "--pairs", str(pairs))
    header, *rows = (line.split("\t") for line in result.stdout.splitlines())
    assert header == ["id_a", "id_b", "same_event", "reasons"]
    assert [row[:2] for row in rows] == [["a", "b"], ["c", "a"], ["a", "nobody"]]
    assert float(rows[0][2]) > 0.5 > float(rows[1][2])
    assert "Almira" in rows[0][3] or "Marquezan" in rows[0][3]
    assert "not read" in rows[2][3]


def test_a_table_without_a_header_keeps_its_first_pair(pile: str, tmp_path: Path) -> None:
    """A first line that names articles is a pair; a table that cannot be read is told in words."""
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("a\tb\nc\ta\n", encoding="utf-8")
    result = call("similar", pile, "--pairs", str(pairs))
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["id_a", "a", "c"]
    pairs.write_bytes(b"\xff\xfe\x00")
    assert "is not text in UTF-8" in str(call("similar", pile, "--pairs", str(pairs)).exception)
    gone = str(tmp_path / "gone.tsv")
    assert "Errno" not in str(call("similar", pile, "--pairs", gone).exception)


def test_read_of_nothing_names_no_page_to_open(tmp_path: Path) -> None:
    """Where nothing could be read, `read` says so and shows no empty table."""
    result = call("read", str(tmp_path / "no.txt"), "--out", str(tmp_path / "d"))
    assert result.exit_code == 1
    assert "nothing could be read" in result.output
    assert "browser" not in result.output


def test_one_is_told_in_the_singular(tmp_path: Path) -> None:
    """One article in one language is one story."""
    (tmp_path / "one.txt").write_text("The mill burned on 3 May 2027. Nobody was hurt.", "utf-8")
    result = call("read", str(tmp_path / "one.txt"), "--out", str(tmp_path / "d"))
    first = result.output.splitlines()[0]
    assert first.startswith("1 article in 1 language: 1 story (1 of one report), 0 copies, ")


def test_read_writes_the_dossier(pile: str, tmp_path: Path) -> None:
    """`read` leaves the contract's files, keeps other keys, and sums up as JSON."""
    out = tmp_path / "dossier"
    result = call("read", pile, "--out", str(out), "--json")
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert (summary["articles"], summary["stories"]) == (3, 2)
    for name in ("articles", "annotations", "groups", "points", "copies", "problems"):
        assert (out / f"{name}.jsonl").exists()
    assert "<html" in (out / "index.html").read_text("utf-8")
    first = json.loads((out / "articles.jsonl").read_text("utf-8").splitlines()[0])
    assert first["shelf"] == 7


def test_quiet_says_nothing(pile: str, tmp_path: Path) -> None:
    """`--quiet` prints nothing where nothing is wrong."""
    result = call("read", pile, "--out", str(tmp_path / "d"), "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_output_goes_to_the_file(pile: str, tmp_path: Path) -> None:
    """`-o` writes there, and a folder that is missing is told in words."""
    target = tmp_path / "groups.jsonl"
    assert call("group", pile, "-o", str(target)).exit_code == 0
    assert len(target.read_text("utf-8").splitlines()) == 3
    result = call("group", pile, "-o", str(tmp_path / "no" / "groups.jsonl"))
    assert "folder that exists" in str(result.exception)


def test_nothing_readable_is_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pile of which nothing can be read ends with 1 and says which source and what to do."""
    missing = str(tmp_path / "no.jsonl")
    monkeypatch.setattr(sys, "argv", ["stemmata", "annotate", missing])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert missing in line
    assert ";" in line


def test_wrong_usage_is_status_2(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown option and an unknown task end with 2."""
    assert call("read", "--nonsense").exit_code == 2
    monkeypatch.setattr(sys, "argv", ["stemmata", "evaluate", "grouping", "a", "b"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2


def test_evaluate_takes_what_group_writes(pile: str, tmp_path: Path) -> None:
    """Gold and output of a command meet in `evaluate`, in words and as JSON."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        "".join(
            json.dumps({"id": i, "lang": lang, "cluster": c}) + "\n"
            for i, lang, c in (("a", "en", "1"), ("b", "de", "1"), ("c", "en", "2"))
        )
    )
    output = tmp_path / "groups.jsonl"
    call("group", pile, "-o", str(output))
    found = lines(call("evaluate", "group", str(gold), str(output), "--json"))
    measures = {measure["measure"]: measure["value"] for measure in found}
    assert measures["pairwise F1"] == 1.0
    assert "pairwise F1" in call("evaluate", "group", str(gold), str(output)).stdout


def test_doctor_names_what_is_there() -> None:
    """`doctor` lists the lexicon with its languages, and each extra with what it brings."""
    found = {f["what"]: f for f in json.loads(call("doctor", "--json").stdout)}
    assert found["lexicon"]["present"]
    assert "Parquet" in found["extra parquet"]["detail"]


def test_help_starts_fast() -> None:
    """`stemmata --help` needs under half a second of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "stemmata", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < 0.5


def test_nothing_heavy_is_imported_for_help() -> None:
    """Importing the command line imports no stage."""
    code = "import sys, stemmata.cli.app; print({'numpy', 'stemmata.read'} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert result.stdout.strip() == "set()"
