"""How well ties are told, on records coded by hand and on a set of our own in thirteen languages.

    python benchmarks/ties.py [--folds 5] [--misses LANGUAGE]

`ties_plover` of the data folder: type F1, sides that share words, ties too many. Its records
taught the weights, so the figure to quote is the one of `--folds`, where a record is judged by
weights that have not seen it (the lists of words were written with these records at hand all the
same). `ties.tsv` is 26 sentences of our own with one tie each, in thirteen languages.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grouping_corpora import DATA

from stemmata.annotate.names import find_names
from stemmata.annotate.ties import find_ties
from stemmata.annotate.ties.train import example_of, learn, read_gold
from stemmata.evaluate.ties import measure_ties
from stemmata.model import Article, Origin
from stemmata.publish.tie_line import tie_line

OWN = Path(__file__).parent / "ties.tsv"
Row = dict[str, Any]


def own_rows() -> Iterator[Row]:
    """Yield the sentences of our own set as gold records."""
    with OWN.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            sides = {
                side: list(filter(None, row[side].split("|"))) for side in ("source", "target")
            }
            record = f"{row['lang']}-{row['id']}"
            tie = {"type": row["type"], **sides}
            yield {"id": record, "lang": row["lang"], "text": row["text"], "ties": [tie]}


def predict(rows: Sequence[Row], weights: Mapping[str, float] | None = None) -> dict[str, Row]:
    """Return annotation lines with ties alone, by record id."""
    lines = {}
    for row in rows:
        article = Article(row["id"], row["text"], Origin("gold"), row["lang"])
        ties = find_ties(article, find_names(article), weights=weights)
        lines[row["id"]] = {"id": row["id"], "ties": [tie_line(tie) for tie in ties]}
    return lines


def cross_validated(rows: Sequence[Row], folds: int) -> dict[str, Row]:
    """Return predictions of each record by weights learned from the other folds."""
    examples = [example_of(row) for row in rows]
    lines = {}
    for fold in range(folds):
        weights = learn([e for place, e in enumerate(examples) if place % folds != fold])
        lines.update(predict(rows[fold::folds], weights))
    return lines


def show(title: str, rows: Sequence[Row], lines: Mapping[str, Row]) -> None:
    """Print the measures of a set, one line each."""
    for measure in measure_ties(rows, lines):
        interval = f"[{measure.low:.3f}, {measure.high:.3f}]"
        print(f"{title} {measure.name:<32} {measure.value:.3f}  {interval}  n={measure.cases}")


def show_misses(rows: Sequence[Row], lines: Mapping[str, Row], language: str) -> None:
    """Print the records of a language whose ties are not all found."""
    for row in rows:
        found = lines[row["id"]]["ties"]
        types = [tie["type"] for tie in found]
        if row["lang"] == language and any(tie["type"] not in types for tie in row["ties"]):
            wanted = [tie["type"] for tie in row["ties"]]
            print(f"  {wanted} {types} {row['text']}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate in so many folds")
    parser.add_argument("--misses", default="", help="print what is missed in a language")
    options = parser.parse_args()
    gold = DATA.parent / "claims" / "ties_plover.jsonl.gz"
    if gold.exists():
        rows = read_gold(gold)
        title = "cross-validated" if options.folds else "in-sample"
        lines = cross_validated(rows, options.folds) if options.folds else predict(rows)
        show(title, rows, lines)
        show_misses(rows, lines, options.misses)
    rows = list(own_rows())
    lines = predict(rows)
    show("own", rows, lines)
    show_misses(rows, lines, options.misses)


if __name__ == "__main__":
    main()
