"""From two files to measures: what `stemmata evaluate TASK GOLD PREDICTION` does."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from stemmata.errors import MissingSourceError, SourceError, UsageError
from stemmata.evaluate.grouping import GoldArticle, measure_grouping
from stemmata.evaluate.measure import Measure
from stemmata.evaluate.ranking import measure_binary, measure_graded
from stemmata.evaluate.spans import measure_spans
from stemmata.evaluate.ties import measure_ties
from stemmata.evaluate.tracing import Edge, measure_tracing

Row = dict[str, Any]
_OPENERS: dict[str, Callable[..., IO[str]]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
GRADES = ("overall", "similarity", "score")
LABELS = ("label", "is_copy", "same_event")
POSITIVE = frozenset({"1", "1.0", "ok", "true", "yes", "same"})


def evaluate(task: str, gold: Path, prediction: Path) -> list[Measure]:
    """Return the measures of a task, from a gold file and a file that a command wrote.

    Raises:
        UsageError: there is no such task, or a file lacks the columns it needs.
        SourceError: a file cannot be read.
    """
    if task not in TASKS:
        raise UsageError("no such task", where=task, advice=f"one of: {', '.join(TASKS)}")
    return TASKS[task](gold, prediction)


def _evaluate_group(gold: Path, prediction: Path) -> list[Measure]:
    articles = [
        GoldArticle(
            str(row["id"]),
            str(row.get("cluster", row.get("story"))),
            str(row.get("lang", row.get("language", "und"))),
            frozenset(map(str, row.get("topics") or ())),
        )
        for row in _rows(gold)
        if row.get("cluster", row.get("story")) is not None
    ]
    return measure_grouping(articles, {str(r["id"]): str(r["story"]) for r in _rows(prediction)})


def _evaluate_similar(gold: Path, prediction: Path) -> list[Measure]:
    scores = {_pair(row): float(row["same_event"]) for row in _table(prediction)}
    rows = [row for row in _table(gold) if _pair(row) in scores]
    found = np.array([scores[_pair(row)] for row in rows])
    columns = set(rows[0]) if rows else set()
    for grade in GRADES:
        if grade in columns:
            return measure_graded(np.array([float(row[grade]) for row in rows]), found)
    for label in LABELS:
        if label in columns:
            truth = [float(row[label].strip().lower() in POSITIVE) for row in rows]
            return measure_binary(np.array(truth), found)
    advice = f"name one column {' or '.join((*GRADES, *LABELS))}, and give pairs that were scored"
    raise UsageError("no judgement to compare with", where=str(gold), advice=advice)


def _evaluate_annotate(gold: Path, prediction: Path) -> list[Measure]:
    return measure_spans(list(_rows(gold)), {str(row["id"]): row for row in _rows(prediction)})


def _evaluate_trace(gold: Path, prediction: Path) -> list[Measure]:
    return measure_tracing(_edges(gold), _edges(prediction))


def _evaluate_ties(gold: Path, prediction: Path) -> list[Measure]:
    return measure_ties(list(_rows(gold)), {str(row["id"]): row for row in _rows(prediction)})


TASKS: dict[str, Callable[[Path, Path], list[Measure]]] = {
    "group": _evaluate_group,
    "similar": _evaluate_similar,
    "annotate": _evaluate_annotate,
    "ties": _evaluate_ties,
    "trace": _evaluate_trace,
}


def _edges(path: Path) -> list[Edge]:
    """Read copy lines, or a table of (source, copy) pairs with a column `is_copy`."""
    if ".tsv" in path.suffixes:
        return [
            (row["id_b"], row["id_a"])
            for row in _table(path)
            if row.get("is_copy", "1").strip().lower() in POSITIVE
        ]
    return [(str(row["copy"]), str(row["original"])) for row in _rows(path)]


def _rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise SourceError(
                    "not JSON", where=f"{path}:{number}", advice="give one object a line"
                ) from error
            if isinstance(row, dict):
                yield row


def _table(path: Path) -> list[dict[str, str]]:
    """Read tab-separated rows whose first two columns, whatever their names, are article ids."""
    reader = csv.reader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader, [])
    names = ["id_a", "id_b", *header[2:]]
    return [dict(zip(names, row, strict=False)) for row in reader if len(row) >= 2]


def _pair(row: Row) -> frozenset[str]:
    return frozenset((row["id_a"], row["id_b"]))


def _lines(path: Path) -> Iterator[str]:
    opener = _OPENERS.get(path.suffix, open)
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            yield from file
    except FileNotFoundError as error:
        raise MissingSourceError(
            "no such file", where=str(path), advice="check the path"
        ) from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise SourceError(str(error), where=str(path), advice="check the file") from error
