"""How well mentions match gold spans: strict, relaxed and, where there is one, with the value.

Strict wants the same span, relaxed an overlap, value an overlap with the same value, as in
TempEval-3 (UzZaman et al. 2013). Each gold span is matched at most once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from stemmata.evaluate.measure import Floats, Measure, precision_recall_f1

Row = Mapping[str, Any]

VALUES: dict[str, tuple[str, ...]] = {
    "names": ("kind",),
    "figures": ("low", "high", "unit"),
    "dates": ("timex",),
    "quotes": ("kind",),
    "attributions": (),
}


def measure_spans(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Measure]:
    """Return span measures for each kind of mention that the gold articles carry.

    Args:
        gold: annotation lines with the right mentions.
        predicted: annotation lines by article id.
    """
    measures: list[Measure] = []
    for kind, fields in VALUES.items():
        articles = [row for row in gold if kind in row]
        if not articles:
            continue
        for name, rows in _count(kind, fields, articles, predicted).items():
            measures += precision_recall_f1(f"{kind} {name}", rows)
    return measures


def _count(
    kind: str, fields: tuple[str, ...], gold: Sequence[Row], predicted: Mapping[str, Row]
) -> dict[str, Floats]:
    modes = {"strict": _same_span, "relaxed": _overlap}
    if fields:
        modes["value"] = lambda a, b: _overlap(a, b) and all(a.get(f) == b.get(f) for f in fields)
    rows = {name: np.zeros((len(gold), 3)) for name in modes}
    for place, row in enumerate(gold):
        wanted = list(row[kind])
        found = list(predicted.get(row["id"], {}).get(kind, []))
        for name, matches in modes.items():
            rows[name][place] = (_match(wanted, found, matches), len(found), len(wanted))
    return rows


def _match(wanted: list[Row], found: list[Row], matches: Any) -> int:
    free = list(found)
    correct = 0
    for row in wanted:
        for candidate in free:
            if matches(row, candidate):
                free.remove(candidate)
                correct += 1
                break
    return correct


def _same_span(a: Row, b: Row) -> bool:
    return bool(a["start"] == b["start"] and a["end"] == b["end"])


def _overlap(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])
