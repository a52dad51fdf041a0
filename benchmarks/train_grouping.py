"""Learn the weights of "same event" from the development corpora.

    python benchmarks/train_grouping.py [--cache FILE]

Each corpus counts the same, whatever its size, and inside a corpus each gold event counts by the
square root of its pairs, so that neither large corpora nor large events decide alone. The candidates
are those that grouping itself would compare. Writes `src/stemmata/group/data/weights.json`.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from grouping_corpora import CLUSTERED, ROOT, Corpus, clustered
from numpy.typing import NDArray

from stemmata.engine import LocalEngine
from stemmata.evaluate.grouping import related
from stemmata.evaluate.ranking import average_precision, calibration_error
from stemmata.group.features import FEATURES, pair_features
from stemmata.group.index import Collection
from stemmata.group.scoring import fit
from stemmata.settings import GroupSettings

TARGET = ROOT / "src" / "stemmata" / "group" / "data" / "weights.json"
RIDGE = 1.0
UNDATED_SHARE = 0.5  # of the pairs are learned from as if no date were known
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Candidate pairs of one corpus as features, labels and how much each counts."""

    family: str
    rows: Floats
    labels: Floats
    weights: Floats


def examples_of(corpus: Corpus) -> Examples:
    """Return the candidate pairs of a corpus that are judged."""
    collection = Collection(corpus.prints, GroupSettings())
    gold, prints = corpus.gold, collection.prints
    rows, labels, events = [], [], []
    for a, b, cosine in collection.candidates():
        if related(gold[a], gold[b]):
            continue
        rows.append(pair_features(prints[a], prints[b], cosine, collection))
        labels.append(gold[a].event == gold[b].event)
        events.append(gold[a].event if labels[-1] else "")
    sizes = Counter(events)
    weights = np.array([1.0 if not e else sizes[e] ** -0.5 for e in events])
    family = "xl_indep" if corpus.name.startswith("xi") else corpus.name
    return Examples(family, np.array(rows), np.array(labels, dtype=float), weights)


def learn(examples: Iterable[Examples]) -> Floats:
    """Return the weights learned from all examples together."""
    chosen = list(examples)
    total = Counter(e.family for e in chosen)
    positives: Counter[str] = Counter()
    for e in chosen:
        positives[e.family] += int(e.labels.sum())
    rows = np.concatenate([e.rows for e in chosen])
    labels = np.concatenate([e.labels for e in chosen])
    weights = np.concatenate(
        [e.weights * 1000 / max(100, positives[e.family]) / len(total) for e in chosen]
    )
    undated = rows.copy()
    undated[:, [FEATURES.index("days apart"), FEATURES.index("dated")]] = 0.0
    both = np.concatenate([rows, undated])
    shares = np.concatenate([weights * (1 - UNDATED_SHARE), weights * UNDATED_SHARE])
    return fit(both, np.concatenate([labels, labels]), shares, RIDGE)


def load_corpora(cache: Path | None) -> list[Corpus]:
    """Return the development corpora, from a cache of an earlier call where one is named."""
    if cache and cache.exists():
        corpora: list[Corpus] = pickle.loads(cache.read_bytes())  # noqa: S301 # our own file
        return corpora
    with LocalEngine() as engine:
        corpora = [corpus for name in CLUSTERED for corpus in clustered(name, engine)]
    if cache:
        cache.write_bytes(pickle.dumps(corpora))
    return corpora


def main() -> None:
    """Learn, print each corpus as learned without it, and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    examples = [examples_of(corpus) for corpus in load_corpora(parser.parse_args().cache)]
    for family in dict.fromkeys(e.family for e in examples):
        weights = learn(e for e in examples if e.family != family)
        held = [e for e in examples if e.family == family]
        odds = [e.rows @ weights for e in held]
        precision = np.mean(
            [average_precision(e.labels, o) for e, o in zip(held, odds, strict=True)]
        )
        labels = np.concatenate([e.labels for e in held])
        error = calibration_error(labels, 1 / (1 + np.exp(-np.concatenate(odds))))
        print(f"{family:<10} learned without it: AP {precision:.3f}, calibration error {error:.3f}")
    weights = learn(examples)
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"  {name:<24} {weight:8.3f}")
    content = {"features": FEATURES, "weights": [round(float(w), 4) for w in weights]}
    TARGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
