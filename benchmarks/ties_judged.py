"""How many ties of general news are right, of all that are found and of those that pages show.

    python benchmarks/ties_judged.py [--fit]

`ties_judged.tsv` names ties of `stream_xl` (article, first character, type), drawn at random
in seven drawings and judged by hand by those who wrote the code: right where the type is, and
each side that is told. Ties that are no longer found are counted apart. `--fit` prints the
weights of `TieSoundness` learned from them, and what a page would show by weights that have not
seen a tie.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from grouping_corpora import DATA
from numpy.typing import NDArray

from stemmata.annotate.names import find_names
from stemmata.annotate.ties.actions import find_actions
from stemmata.annotate.ties.choice import choose
from stemmata.annotate.ties.find import read_sentences
from stemmata.annotate.ties.soundness import facts, soundness
from stemmata.model import Article, Origin
from stemmata.settings import PublishSettings, TieSettings, TieSoundness

JUDGED = Path(__file__).parent / "ties_judged.tsv"
WEIGHTS = [name for name in TieSoundness.__slots__ if name != "bias"]
PENALTY = 0.02
Found = tuple[list[str], float, bool]


def judged() -> dict[str, list[tuple[int, str, bool]]]:
    """Return the judged ties of each article: first character, type, whether right."""
    found: dict[str, list[tuple[int, str, bool]]] = {}
    with JUDGED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            tie = int(row["start"]), row["type"], row["right"] == "1"
            found.setdefault(row["article"], []).append(tie)
    return found


def articles(wanted: dict[str, list[tuple[int, str, bool]]]) -> Iterator[Article]:
    """Yield the articles of the collection that hold judged ties, as the pile reads them."""
    with gzip.open(DATA / "stream_xl.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["id"] in wanted:
                yield Article(row["id"], row["text"], Origin("xl"), row["lang"])


def found_ties(article: Article, wanted: list[tuple[int, str, bool]]) -> Iterator[Found]:
    """Yield facts and probability of each judged tie of an article that is found."""
    for sentence in read_sentences(article, find_names(article)):
        words = sentence.words
        for one in choose(sentence, find_actions(sentence), TieSettings()):
            phrases = (*one.roles.source, *one.roles.target)
            starts = [words.starts[p.first] for p in phrases]
            begins = {words.starts[one.action.first], min(starts, default=0)}
            for start, type_, right in wanted:
                if type_ == one.action.type and start in begins:
                    yield facts(sentence, one), soundness(sentence, one), right


def fit(matrix: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a penalised logistic regression, the bias first."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(2_500):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        held = np.concatenate(([0.0], weights[1:]))
        weights += 0.5 * (matrix.T @ (right - likely) / len(right) - PENALTY * held)
    return weights


def show_fit(found: list[Found], least: float) -> None:
    """Print fitted weights, and what they show of ties left out in twenty folds."""
    matrix = np.array([[1.0, *(float(name in told) for name in WEIGHTS)] for told, _, _ in found])
    right = np.array([float(fine) for _, _, fine in found])
    for name, weight in zip(["bias", *WEIGHTS], fit(matrix, right).round(2), strict=True):
        print(f"{name} = {weight}")
    likely = np.zeros(len(right))
    folds = np.random.default_rng(0).permutation(len(right)) % 20
    for fold in range(20):
        weights = fit(matrix[folds != fold], right[folds != fold])
        likely[folds == fold] = 1 / (1 + np.exp(-matrix[folds == fold] @ weights))
    shown = likely >= least
    print(f"held out: shown {shown.sum()}, right {right[shown].mean():.2f}")


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    wanted = judged()
    found = [
        each for article in articles(wanted) for each in found_ties(article, wanted[article.id])
    ]
    least = PublishSettings().least_tie_probability
    total = sum(map(len, wanted.values()))
    right = [fine for _, _, fine in found]
    shown = [fine for _, likely, fine in found if likely >= least]
    print(f"judged ties {total}, still found {len(found)}, right {np.mean(right):.2f}")
    print(
        f"shown {len(shown)}, right {np.mean(shown):.2f},"
        f" of all right {sum(shown) / sum(right):.2f}"
    )
    if options.fit:
        show_fit(found, least)


if __name__ == "__main__":
    main()
