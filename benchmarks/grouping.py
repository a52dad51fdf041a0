"""How well reports of one event are found and joined, on the development corpora.

    python benchmarks/grouping.py [--cache FILE] [--without-dates]

Pair AP over all judged pairs (xl_indep: mean over its rotations, each scored alone), pairwise and
B-cubed measures of the stories, Pearson and AUC of judged pairs. The weights were learned on the
same development parts; `train_grouping.py` prints each corpus as learned without it.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
from grouping_corpora import JUDGED, Corpus, gold_pairs, judged
from numpy.typing import NDArray
from train_grouping import load_corpora

from stemmata.engine import LocalEngine
from stemmata.evaluate.grouping import measure_grouping
from stemmata.evaluate.ranking import area_under_curve, average_precision, pearson
from stemmata.group import compare, group
from stemmata.group.features import pair_features
from stemmata.group.index import Collection
from stemmata.group.scoring import load_weights, log_odds
from stemmata.settings import GroupSettings

SHOWN = ("pairwise F1", "cross-lingual pairwise F1", "cross-lingual pairwise recall", "B-cubed F1")
NOT_COMPARED = -99.0  # what is no candidate is never joined
Floats = NDArray[np.float64]


def measure_pairs(corpus: Corpus) -> dict[str, float]:
    """Return pair AP over all judged pairs, and over those of two languages."""
    labels, scores, across = score_all(corpus)
    return {
        "pair AP": average_precision(labels, scores),
        "cross-lingual pair AP": average_precision(labels[across], scores[across]),
    }


def score_all(corpus: Corpus) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return label, log-odds and whether the languages differ, for each judged pair."""
    collection = Collection(corpus.prints, GroupSettings())
    weights, prints = load_weights(), corpus.prints
    scored = {
        (a, b): log_odds(pair_features(prints[a], prints[b], cosine, collection), weights)
        for a, b, cosine in collection.candidates()
    }
    labels, scores, across = [], [], []
    for a, b, same in gold_pairs(corpus.gold):
        labels.append(float(same))
        scores.append(scored.get((a, b), NOT_COMPARED))
        across.append(corpus.gold[a].language != corpus.gold[b].language)
    return np.array(labels), np.array(scores), np.array(across, dtype=bool)


def measure_stories(corpus: Corpus) -> dict[str, float]:
    """Return the measures of the stories that grouping makes."""
    stories = {name: s.id for s in group(corpus.prints).stories for name in s.articles}
    found = {m.name: m.value for m in measure_grouping(corpus.gold, stories)}
    return {name: found[name] for name in (*SHOWN, "largest story share")}


def undated(corpus: Corpus) -> Corpus:
    """Return the corpus as if no publication date were known."""
    return replace(corpus, prints=tuple(replace(p, published=None) for p in corpus.prints))


def measure_judged() -> dict[str, float]:
    """Return Pearson on graded pairs and AUC on labelled ones, by language."""
    found = {}
    with LocalEngine() as engine:
        for name, column in JUDGED.items():
            prints, table = judged(name, engine)
            by_id = {p.id: p for p in prints}
            pairs = [(by_id[row["id_a"]], by_id[row["id_b"]]) for row in table]
            scores = np.array([pair.probability for pair in compare(pairs, prints)])
            odds = np.log(scores / (1 - scores))
            if column == "overall":
                grades = np.array([float(row[column]) for row in table])
                found[f"{name} Pearson"] = pearson(grades, odds)
                continue
            for language in sorted({row["lang"] for row in table}):
                chosen = np.array([row["lang"] == language for row in table])
                labels = np.array([float(row[column] == "OK") for row in table])
                found[f"{name} AUC {language}"] = area_under_curve(labels[chosen], odds[chosen])
    return found


def main() -> None:
    """Print a line for each corpus and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--without-dates", action="store_true")
    options = parser.parse_args()
    rows: dict[str, list[dict[str, float]]] = {}
    for corpus in load_corpora(options.cache):
        chosen = undated(corpus) if options.without_dates else corpus
        family = "xl_indep" if corpus.name.startswith("xi") else corpus.name
        rows.setdefault(family, []).append({**measure_pairs(chosen), **measure_stories(chosen)})
    for family, measured in rows.items():
        for name in measured[0]:
            mean = float(np.mean([found[name] for found in measured]))
            print(f"{family:<12} {name:<32} {mean:.3f}", flush=True)
    for name, value in measure_judged().items():
        print(f"{name:<45} {value:.3f}")


if __name__ == "__main__":
    main()
