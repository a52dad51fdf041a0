"""Learn when two reports are of one event, from the development corpora.

    python benchmarks/train_grouping.py [--cache FILE]

Each corpus counts the same, whatever its size, and inside a corpus each gold event counts by the
square root of its pairs, so that neither large corpora nor large events decide alone. The
candidates are those that grouping itself would compare. Every example is learned from three
times: as it is, without dates, and as a tiny pile would see it. The log-odds are moved so that 0
is the threshold of joining that is best on average over the corpora, by cross-validation over two
halves of every corpus.

Prints each corpus as measured on the half that was not learned from, and as learned without the
whole corpus. Writes `src/stemmata/group/data/weights.json`. A few minutes with a cache.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from boosting import Recipe, learn_forest
from grouping_corpora import FOLDS, ROOT, Corpus, Judged, load_corpora
from numpy.typing import NDArray

from stemmata.evaluate.grouping import related
from stemmata.evaluate.ranking import area_under_curve, average_precision, pearson
from stemmata.group.collection import Collection
from stemmata.group.features import DIRECTIONS, FEATURES, UNKNOWN, pair_features
from stemmata.group.linking import link
from stemmata.group.scoring import Forest, log_odds
from stemmata.settings import GroupSettings

TARGET = ROOT / "src" / "stemmata" / "group" / "data" / "weights.json"
JUDGED_WEIGHT = 1500.0  # of a corpus of judged pairs; a clustered corpus has about 2,000
CLUSTERED_WEIGHT = 1000.0  # of the positive pairs of a clustered corpus
MOST_NEGATIVES = 12_000  # of each corpus; more are sampled
PILE = replace(GroupSettings(), prior_articles=1e9, prior_of_means=1e9, prior_of_scales=1e12)
THRESHOLDS = np.arange(-4.0, 1.01, 0.25)
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Examples:
    """Candidate pairs of one corpus as features, with what is true of them."""

    corpus: Corpus
    pairs: NDArray[np.int64]
    rows: Floats
    bare: Floats  # the same as a tiny pile would see it: no dates, nothing known of the run
    same: Mask
    judged: Mask
    folds: NDArray[np.int64]  # of the pair; -1 where its articles are in two folds

    @property
    def missed(self) -> int:
        """How many true pairs are no candidates."""
        sizes = Counter(article.event for article in self.corpus.gold)
        return sum(n * (n - 1) // 2 for n in sizes.values()) - int(self.same.sum())


@dataclass(frozen=True, slots=True)
class JudgedExamples:
    """Judged pairs as features."""

    corpus: Judged
    rows: Floats
    bare: Floats
    folds: NDArray[np.int64]


def settled(prints: Sequence[object], settings: GroupSettings) -> Collection:
    """Return a collection that knows what is usual in it."""
    collection = Collection(settings)
    collection.add(prints)  # type: ignore[arg-type] # fingerprints of a pickled corpus
    collection.settle()
    return collection


def examples_of(corpus: Corpus) -> Examples:
    """Return the candidate pairs of a corpus."""
    collection, pile = settled(corpus.prints, GroupSettings()), settled(corpus.prints, PILE)
    pairs = np.array([(row, o) for row, met in enumerate(collection.met) for o in met.tolist()])
    rows, bare = pair_features(collection, pairs), pair_features(pile, pairs)
    gold, folds = corpus.gold, corpus.folds()
    same = np.array([gold[a].event == gold[b].event for a, b in pairs.tolist()])
    told = np.array([not related(gold[a], gold[b]) for a, b in pairs.tolist()])
    fold = np.array([folds[a] if folds[a] == folds[b] else -1 for a, b in pairs.tolist()])
    return Examples(corpus, pairs, rows, without_dates(bare), same, told, fold)


def judged_examples_of(corpus: Judged) -> JudgedExamples:
    """Return judged pairs as features."""
    place = {print_.id: row for row, print_ in enumerate(corpus.prints)}
    pairs = np.array([(place[a], place[b]) for a, b in corpus.pairs])
    features = [
        pair_features(settled(corpus.prints, settings), pairs)
        for settings in (GroupSettings(), PILE)
    ]
    return JudgedExamples(corpus, features[0], without_dates(features[1]), corpus.folds())


def without_dates(rows: Floats) -> Floats:
    """Return features as if no publication date were known."""
    undated = rows.copy()
    undated[:, FEATURES.index("days apart")] = UNKNOWN
    return undated


def learn(
    examples: Sequence[Examples], judged: Sequence[JudgedExamples], left_out: int | None
) -> Forest:
    """Return trees learned from all examples but those of a fold."""
    generator = np.random.default_rng(1)
    parts = [
        _weigh([e for e in examples if e.corpus.family == family], left_out, generator)
        for family in dict.fromkeys(e.corpus.family for e in examples)
    ]
    for example in judged:
        use = np.ones(len(example.rows), bool) if left_out is None else example.folds != left_out
        truth = np.array(example.corpus.truth)[use]
        weight = np.full(use.sum(), JUDGED_WEIGHT / use.sum())
        parts.append((example.rows[use], example.bare[use], truth, weight))
    rows, bare, labels, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return learn_forest(
        np.concatenate([rows, without_dates(rows), bare]),
        np.tile(labels, 3),
        np.tile(weights, 3) / 3,
        list(DIRECTIONS.values()),
        Recipe(),
    )


def _weigh(
    family: Sequence[Examples], left_out: int | None, generator: np.random.Generator
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the examples of a family with labels and weights, negatives sampled."""
    uses = [
        e.judged & (np.ones(len(e.rows), bool) if left_out is None else _learned(e, left_out))
        for e in family
    ]
    rows = np.concatenate([e.rows[use] for e, use in zip(family, uses, strict=True)])
    bare = np.concatenate([e.bare[use] for e, use in zip(family, uses, strict=True)])
    same = np.concatenate([e.same[use] for e, use in zip(family, uses, strict=True)])
    events = [
        e.corpus.gold[a].event
        for e, use in zip(family, uses, strict=True)
        for a in e.pairs[use, 0].tolist()
    ]
    sizes = Counter(event for event, true in zip(events, same, strict=True) if true)
    negatives = ~same
    share = min(1.0, MOST_NEGATIVES / max(1, negatives.sum()))
    kept = same | (generator.random(len(same)) < share)
    weights = np.array(
        [sizes[e] ** -0.5 if true else 1 / share for e, true in zip(events, same, strict=True)]
    )
    scale = CLUSTERED_WEIGHT / max(100, same.sum())
    labels = same[kept].astype(np.float64)
    return rows[kept], bare[kept], labels, weights[kept] * scale


def _learned(examples: Examples, left_out: int) -> Mask:
    learned: Mask = (examples.folds != left_out) & (examples.folds >= 0)
    return learned


def joined_f1(examples: Examples, odds: Floats, fold: int | None, threshold: float) -> float:
    """Return the pairwise F1 of the stories of a fold (or of all) at a threshold."""
    gold, folds = examples.corpus.gold, examples.corpus.folds()
    chosen = [row for row in range(len(gold)) if fold is None or folds[row] == fold]
    place = {row: number for number, row in enumerate(chosen)}
    edges = [
        (place[a], place[b], value)
        for (a, b), value in zip(examples.pairs.tolist(), odds.tolist(), strict=True)
        if a in place and b in place
    ]
    right = found = 0
    absent = threshold + GroupSettings().absent
    for members in link(len(chosen), edges, threshold, absent):
        for number, a in enumerate(members):
            for b in members[:number]:
                first, second = gold[chosen[a]], gold[chosen[b]]
                if not related(first, second):
                    found += 1
                    right += first.event == second.event
    sizes = Counter(gold[row].event for row in chosen)
    wanted = sum(n * (n - 1) // 2 for n in sizes.values())
    return 2 * right / (found + wanted) if found + wanted else 1.0


def choose_threshold(curves: dict[str, list[Floats]]) -> float:
    """Return the threshold whose F1, averaged over corpora, is best."""
    means = np.mean([np.mean(curve, axis=0) for curve in curves.values()], axis=0)
    return float(THRESHOLDS[int(means.argmax())])


def cross_validate(examples: Sequence[Examples], judged: Sequence[JudgedExamples]) -> float:
    """Print how well the other half of each corpus comes out; return the best threshold."""
    curves: dict[str, list[Floats]] = {}
    precisions: dict[str, list[float]] = {}
    held = [np.zeros(len(example.rows)) for example in judged]
    for fold in range(FOLDS):
        forest = learn(examples, judged, fold)
        for example in examples:
            odds = log_odds(example.rows, forest)
            curve = [joined_f1(example, odds, fold, t) for t in THRESHOLDS]
            use = example.judged & (example.folds == fold)
            family = example.corpus.family
            curves.setdefault(family, []).append(np.array(curve))
            if example.same[use].any():
                found = average_precision(example.same[use].astype(float), odds[use])
                precisions.setdefault(family, []).append(found)
        for pairs, found_odds in zip(judged, held, strict=True):
            use = pairs.folds == fold
            found_odds[use] = log_odds(pairs.rows[use], forest)
    threshold = choose_threshold(curves)
    place = int(np.flatnonzero(threshold == THRESHOLDS)[0])
    print(f"the other half of each corpus; best threshold {threshold}")
    for family, found_curves in curves.items():
        curve = np.mean(found_curves, axis=0)
        near = "  ".join(f"{value:.3f}" for value in curve[max(0, place - 2) : place + 3])
        print(f"  {family:<10} AP {np.mean(precisions[family]):.3f}  F1 around it {near}")
    for pairs, found_odds in zip(judged, held, strict=True):
        print_judged(pairs.corpus, found_odds - threshold)
    return threshold


def print_judged(corpus: Judged, odds: Floats) -> None:
    """Print Pearson of graded pairs, or AUC of labelled ones by language."""
    grades = np.array(corpus.grades)
    if corpus.name == "semeval22":
        chances = 1 / (1 + np.exp(-odds))
        print(f"  {corpus.name:<10} Pearson {-pearson(grades, odds):.3f} of log-odds, ", end="")
        print(f"{-pearson(grades, chances):.3f} of probabilities")
        return
    for language in sorted(set(corpus.languages)):
        chosen = np.array([name == language for name in corpus.languages])
        area = area_under_curve(grades[chosen], odds[chosen])
        print(f"  {corpus.name:<10} AUC {language} {area:.3f}")


def leave_corpora_out(
    examples: Sequence[Examples], judged: Sequence[JudgedExamples], threshold: float
) -> None:
    """Print how well each corpus comes out for trees that have seen nothing of it."""
    print("each corpus as learned without it")
    for family in dict.fromkeys(e.corpus.family for e in examples):
        forest = learn([e for e in examples if e.corpus.family != family], judged, None)
        precisions, scores = [], []
        for example in (e for e in examples if e.corpus.family == family):
            odds = log_odds(example.rows, forest)
            truth = np.append(example.same[example.judged], np.ones(example.missed))
            ranked = np.append(odds[example.judged], np.full(example.missed, -99.0))
            precisions.append(average_precision(truth.astype(float), ranked))
            scores.append(joined_f1(example, odds, None, threshold))
        print(f"  {family:<10} AP {np.mean(precisions):.3f}  F1 {np.mean(scores):.3f}", flush=True)
    for left in judged:
        forest = learn(examples, [e for e in judged if e is not left], None)
        print_judged(left.corpus, log_odds(left.rows, forest) - threshold)


def main() -> None:
    """Learn, print how well it generalises, and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--quick", action="store_true", help="do not leave corpora out")
    options = parser.parse_args()
    corpora, judged_corpora = load_corpora(options.cache)
    examples = [examples_of(corpus) for corpus in corpora]
    judged = [judged_examples_of(corpus) for corpus in judged_corpora]
    threshold = cross_validate(examples, judged)
    if not options.quick:
        leave_corpora_out(examples, judged, threshold)
    write(learn(examples, judged, None), threshold)
    print("wrote", TARGET.relative_to(ROOT), file=sys.stderr)


def write(forest: Forest, threshold: float) -> None:
    """Write the trees, their log-odds moved so that the threshold is 0."""
    thresholds = np.where(np.isinf(forest.thresholds), 1e9, forest.thresholds)
    content = {
        "names": FEATURES,
        "base": round(forest.base - threshold, 4),
        "features": forest.features.tolist(),
        "thresholds": [[float(f"{t:.4g}") for t in tree] for tree in thresholds.tolist()],
        "answers": [[round(a, 4) for a in tree] for tree in forest.answers.tolist()],
    }
    TARGET.write_text(json.dumps(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
