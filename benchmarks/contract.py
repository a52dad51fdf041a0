"""The contract on real corpora: `read` completes, every line keeps its form, every span its words.

    python benchmarks/contract.py [CORPUS...]

By default on stream_xl, xl_indep and semeval22 of the data folder, each read as a user reads it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
from grouping_corpora import DATA

from stemmata.publish import schema

CORPORA = ("stream_xl.jsonl.gz", "xl_indep.jsonl.gz", "semeval22.articles.jsonl.gz")
FILES = {
    "articles": "article",
    "annotations": "annotation",
    "groups": "group",
    "points": "point",
    "copies": "copy",
    "problems": "problem",
}
KINDS = ("names", "figures", "dates", "quotes", "attributions", "ties")


def main() -> None:
    """Read each corpus and count what is checked; any fault ends with an error."""
    for name in sys.argv[1:] or CORPORA:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "stemmata", "read", str(DATA / name), "--out", folder]
            subprocess.run([*command, "--quiet"], check=True, stderr=subprocess.DEVNULL)
            print(f"{name}: {check(Path(folder))}")


def check(folder: Path) -> str:
    """Hold a dossier's files against the schemas and their spans against the texts."""
    lines = spans = 0
    for name, kind in FILES.items():
        validator = jsonschema.Draft202012Validator(schema(kind))
        for line in rows(folder / f"{name}.jsonl"):
            validator.validate(line)
            lines += 1
    texts = {row["id"]: row["text"] for row in rows(folder / "articles.jsonl")}
    for row in rows(folder / "annotations.jsonl"):
        for mention in (mention for kind in KINDS for mention in row[kind]):
            spans += quotes(texts[row["id"]], mention)
            sides = (*mention["source"], *mention["target"]) if "mutual" in mention else ()
            spans += sum(quotes(texts[row["id"]], side) for side in sides)
            for part in ("speaker", "cue"):
                spans += quotes(texts[row["id"]], mention[part]) if mention.get(part) else 0
    for point in rows(folder / "points.jsonl"):
        for reading in point["readings"]:
            spans += sum(quotes(texts[claim["id"]], claim) for claim in reading["articles"])
    return (
        f"{len(texts)} articles, {lines} lines of the contract's form, {spans} spans to the letter"
    )


def quotes(text: str, mention: dict[str, Any]) -> int:
    """Return 1 where a span quotes its text to the letter.

    Raises:
        ValueError: it does not.
    """
    if text[mention["start"] : mention["end"]] != mention["text"]:
        message = f"span {mention} does not quote its text"
        raise ValueError(message)
    return 1


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
