"""Learn which candidates are ties: `python -m stemmata.annotate.ties.train GOLD [--folds 5]`.

GOLD is JSON Lines with `text`, `lang` and `ties` ({type, event_text}), `.gz` or not. With folds,
nothing is written: the type F1 of records not learned from is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names import find_names
from stemmata.annotate.ties.actions import find_actions
from stemmata.annotate.ties.choice import find_candidates
from stemmata.annotate.ties.find import find_ties, read_sentences
from stemmata.model import Article, Origin

_WORD = re.compile(r"\w+")
_ROUNDS = 400
_STEP = 0.5
_PENALTY = 0.2  # of 0.02 to 0.2 the best in both languages, cross-validated
# What holds before anything is learned: deeds told with both sides are ties. Weights are drawn to
# these, for the gold is of protests and of single deeds, and news is of much else.
_PRIOR = {"mutual": 1.0, "sides verb True True": 1.0, "sides noun True True": 0.5}
_WEIGHTS = Path(__file__).parent / "data" / "weights.json"


class Example(NamedTuple):
    """The candidates of a record by their features, and which of them are right."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Return the records of a gold file."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def example_of(row: Mapping[str, Any]) -> Example:
    """Return a record as an example; of candidates of its type those in the event's words."""
    article = Article(str(row["id"]), row["text"], Origin("gold"), row["lang"])
    features, types, words = [], [], []
    for sentence in read_sentences(article, find_names(article)):
        for one in find_candidates(sentence, find_actions(sentence)):
            features.append(one.features)
            types.append(one.action.type)
            words.append(sentence.words.folded[one.action.first])
    right = np.zeros(len(types), bool)
    for tie in row["ties"]:
        same = np.array([type_ == tie["type"] for type_ in types], bool)
        told = set(_WORD.findall(tie["event_text"].casefold()))
        inside = same & np.array([word in told for word in words], bool)
        right |= inside if inside.any() else same
    return Example(tuple(features), tuple(right.tolist()))


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Return weights by gradient ascent on the penalised likelihood of a right candidate."""
    names = sorted({name for example in examples for f in example.features for name in f})
    column = {name: place for place, name in enumerate(names)}
    told = [(_matrix(e.features, column), np.array(e.right)) for e in examples if e.features]
    prior = np.array([_PRIOR.get(name, 0.0) for name in names])
    penalty = _PENALTY * len(told) / 10
    weights = prior.copy()
    for _ in range(_ROUNDS):
        gradient = -penalty * (weights - prior)
        for matrix, right in told:
            gradient += matrix.T @ _pull(matrix @ weights, right)
        weights += _STEP * gradient / len(told) * 4
    return dict(zip(names, weights.round(3).tolist(), strict=True))


def _matrix(features: Iterable[Sequence[str]], column: Mapping[str, int]) -> NDArray[np.float64]:
    rows = list(features)
    matrix = np.zeros((len(rows), len(column)))
    for place, names in enumerate(rows):
        for name in names:
            matrix[place, column[name]] = 1
    return matrix


def _pull(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the gradient of one record's log-likelihood by its scores; "none" scores 0."""
    most = max(0.0, float(scores.max()))
    shares = np.exp(scores - most)
    total = float(shares.sum()) + float(np.exp(-most))
    pulled: NDArray[np.float64] = -shares / total
    if right.any():
        pulled[right] += shares[right] / shares[right].sum()
    return pulled


def _type_scores(rows: Sequence[Mapping[str, Any]], weights: Mapping[str, float]) -> list[int]:
    right = gold = found = 0
    for row in rows:
        article = Article(str(row["id"]), row["text"], Origin("gold"), row["lang"])
        types = [tie.type for tie in find_ties(article, find_names(article), weights=weights)]
        gold, found = gold + len(row["ties"]), found + len(types)
        for tie in row["ties"]:
            if tie["type"] in types:
                types.remove(tie["type"])
                right += 1
    return [right, gold, found]


def _cross_validate(rows: Sequence[Mapping[str, Any]], folds: int) -> None:
    examples = [example_of(row) for row in rows]
    tallies: dict[str, list[list[int]]] = {}
    for fold in range(folds):
        weights = learn([e for place, e in enumerate(examples) if place % folds != fold])
        held_out = rows[fold::folds]
        for language in sorted({row["lang"] for row in rows}):
            part = [row for row in held_out if row["lang"] == language]
            tallies.setdefault(language, []).append(_type_scores(part, weights))
    for language, parts in tallies.items():
        right, gold, found = np.sum(parts, axis=0).tolist()
        score = 2 * right / (gold + found)
        sys.stdout.write(f"{language} cross-validated type F1 {score:.3f}\n")


def main() -> None:
    """Learn and write the weights, or print what they do on records not learned from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    rows = read_gold(options.gold)
    if options.folds:
        _cross_validate(rows, options.folds)
        return
    weights = learn([example_of(row) for row in rows])
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= 0.005}
    _WEIGHTS.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
