"""Fits the classifier of copies and writes `trace/data/copies.json`.

Run `python -m stemmata.trace.train` with `STEMMATA_DATA` pointing at the data, anew after each
change of the lexicon. Pairs are those of `copies/pairs.tsv`; reports of one event that were written
independently (`group/xl_indep` across languages, `ecbplus` and `gva_clean` in English) add to the
pairs that are no copies. Cross-validation keeps pairs that share an article in one fold.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.model import AnnotatedArticle, Article, Origin
from stemmata.settings import TraceSettings
from stemmata.trace.classifier import Logistic, fit, probability
from stemmata.trace.comparison import ACROSS, SAME_LANGUAGE, Prepared, compare
from stemmata.trace.reports import prepare

_FOLDS = 5
_RIDGE = 1.0
_LEAST_WORDS = 40  # of an independent report: one sentence of news is alike everywhere
_INDEPENDENT_PAIRS = {"xl_indep": 300, "ecbplus": 60, "gva_clean": 60}
_TARGET = Path(__file__).parent / "data" / "copies.json"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One pair with its measures; `group` joins pairs that share an article."""

    relation: str
    copied: bool
    same_language: bool
    group: str
    measures: dict[str, float]


def data_folder() -> Path:
    """Return where the data lies: `STEMMATA_DATA`, or beside the repository."""
    return Path(os.environ.get("STEMMATA_DATA", "../shared/data"))


def read_articles(path: Path) -> dict[str, Prepared]:
    """Return the articles of a JSON Lines file by id, ready to be compared."""
    articles = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            article = Article(
                id=row["id"], text=row["text"], origin=Origin(path.name), language=row["lang"]
            )
            articles[row["id"]] = Prepared(prepare(AnnotatedArticle(article), TraceSettings()))
    return articles


def labelled_pairs(folder: Path) -> list[Labelled]:
    """Return the pairs of `copies` with their measures."""
    articles = read_articles(folder / "copies" / "articles.jsonl.gz")
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    groups = _groups([(row["id_a"], row["id_b"]) for row in rows])
    return [
        _labelled(
            articles[row["id_a"]],
            articles[row["id_b"]],
            row["relation"],
            row["is_copy"],
            groups[row["id_a"]],
        )
        for row in rows
    ]


def independent_pairs(folder: Path) -> list[Labelled]:
    """Return pairs of independent reports of one event, in one language and in two.

    Reports in one language that share a long run of words may be reprints whatever the corpus
    says, and are left out.
    """
    across = _cluster_pairs(folder / "group" / "xl_indep.jsonl.gz", same_language=False)
    within = [
        pair
        for name in ("ecbplus", "gva_clean")
        for pair in _cluster_pairs(folder / "group" / f"{name}.jsonl.gz", same_language=True)
        if pair.measures["telling"] == 0.0
    ]
    return across + within


def _cluster_pairs(path: Path, *, same_language: bool) -> list[Labelled]:
    clusters: dict[tuple[str, str], list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            clusters.setdefault((row["id"].split(":")[0], row["cluster"]), []).append(row["id"])
    pairs = [(key, pair) for key, ids in sorted(clusters.items()) for pair in combinations(ids, 2)]
    articles = read_articles(path)
    pairs = [
        (key, (a, b))
        for key, (a, b) in pairs
        if (articles[a].report.language == articles[b].report.language) == same_language
        and min(len(articles[a].report), len(articles[b].report)) >= _LEAST_WORDS
    ]
    return [
        _labelled(articles[a], articles[b], "independent", "0", f"{path.name} {key[1]}")
        for key, (a, b) in pairs[
            :: max(1, len(pairs) // _INDEPENDENT_PAIRS[path.name.split(".")[0]])
        ]
    ]


def _labelled(a: Prepared, b: Prepared, relation: str, copied: str, group: str) -> Labelled:
    found = compare(a, b, TraceSettings())
    return Labelled(relation, copied == "1", found.same_language, group, found.measures)


def _groups(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for a, b in pairs:
        parent[find(a)] = find(b)
    return {name: find(name) for name in list(parent)}


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
    pairs = labelled_pairs(folder) + independent_pairs(folder)
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
