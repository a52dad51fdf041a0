"""Fits the classifier of copies and writes `trace/data/copies.json`.

Run `python -m stemmata.trace.train` with `STEMMATA_DATA` pointing at the data, anew after each
change of the lexicon (and `python -m stemmata.trace.train_expected` before it). What it learns from
stands in `trace.training_pairs`. Cross-validation keeps pairs that share an article in one fold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.trace.classifier import Logistic, fit, probability
from stemmata.trace.comparison import ACROSS, SAME_LANGUAGE
from stemmata.trace.training_pairs import (
    Labelled,
    data_folder,
    independent_pairs,
    labelled_pairs,
    stand_ins,
)

_FOLDS = 5
_RIDGE = 1.0
_TARGET = Path(__file__).parent / "data" / "copies.json"


def cross_validate(pairs: Sequence[Labelled], names: Sequence[str]) -> NDArray[np.float64]:
    """Return a log-odds for each pair from a model that has not seen its group."""
    rows, truth = _design(pairs, names)
    ordered = sorted({pair.group for pair in pairs})
    fold_of = {group: place % _FOLDS for place, group in enumerate(ordered)}
    folds = np.array([fold_of[pair.group] for pair in pairs])
    logits = np.zeros(len(pairs))
    for fold in range(_FOLDS):
        model = fit(rows[folds != fold], truth[folds != fold], _RIDGE)
        held = folds == fold
        logits[held] = rows[held] @ np.array(model.weights) + model.bias
    return logits


def _design(
    pairs: Sequence[Labelled], names: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows = np.array([[pair.measures[name] for name in names] for pair in pairs])
    return rows, np.array([float(pair.copied) for pair in pairs])


def report_lines(pairs: Sequence[Labelled], logits: NDArray[np.float64]) -> Iterator[str]:
    """Yield a table: each relation with how many of its pairs are called copies."""
    called = logits > 0
    truth = np.array([pair.copied for pair in pairs])
    for relation in sorted({pair.relation for pair in pairs}):
        where = np.array([pair.relation == relation for pair in pairs])
        yield f"{relation:<22}{int(called[where].sum()):>5} of {int(where.sum()):<5}"
    right = int((called & truth).sum())
    score = 2 * right / max(1, int(called.sum()) + int(truth.sum()))
    chances = np.array([probability(value) for value in logits])
    yield f"F1 {score:.3f}   calibration error {_calibration_error(chances, truth):.3f}"


def _calibration_error(chances: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = [
        abs(chances[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    return float(sum(gaps))


def _part(model: Logistic, names: Sequence[str]) -> dict[str, object]:
    weights = [round(weight, 4) for weight in model.weights]
    return {"names": list(names), "weights": weights, "bias": round(model.bias, 4)}


def main() -> None:
    """Fit both models, print what cross-validation says, write the file."""
    folder = data_folder()
    pairs = labelled_pairs(folder) + independent_pairs(folder) + stand_ins(folder)
    models = {}
    for key, names, same in (("same_language", SAME_LANGUAGE, True), ("across", ACROSS, False)):
        part = [pair for pair in pairs if pair.same_language == same]
        sys.stdout.write(f"{key}: {len(part)} pairs, cross-validated\n")
        sys.stdout.writelines(
            f"  {line}\n" for line in report_lines(part, cross_validate(part, names))
        )
        models[key] = _part(fit(*_design(part, names), _RIDGE), names)
    content = {
        "about": "logistic regressions from measures of two reports to log-odds of copying",
        "command": "python -m stemmata.trace.train",
        "models": models,
    }
    _TARGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
