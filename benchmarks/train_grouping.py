"""Learn when two reports are of one event, from the development corpora.

    python benchmarks/train_grouping.py [--cache FILE]

Each corpus counts the same, whatever its size, and inside a corpus each gold event counts by the
square root of its pairs, so that neither large corpora nor large events decide alone. The
candidates are those that grouping itself would compare, both from one half of the corpus: the
look-alikes of an event are in its half, so that they count for more. Every example is learned
from three times: as it is, without dates, and as a tiny pile would see it. The log-odds are moved
so that 0 is the threshold of joining that is best on average over the corpora, by
cross-validation over two halves of every corpus.

Prints each corpus as scored by what was learned from other halves, the same by language, and each
corpus as learned without the whole of it. Writes `src/stemmata/group/data/weights.json`. A few
minutes with a cache.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from asking import JudgedExamples, learn_asked, print_judged
from boosting import Recipe, learn_forest
from grouping_corpora import FOLDS, ROOT, Corpus, Judged, load_corpora
from logistic import learn_line
from numpy.typing import NDArray

from stemmata.evaluate.grouping import related
from stemmata.evaluate.ranking import average_precision
from stemmata.group.collection import Collection
from stemmata.group.features import DIRECTIONS, FEATURES, UNKNOWN, pair_features
from stemmata.group.linking import link, linkage_of
from stemmata.group.scoring import Asked, Scorer, asked_odds, log_odds
from stemmata.settings import GroupSettings

TARGET = ROOT / "src" / "stemmata" / "group" / "data" / "weights.json"
JUDGED_WEIGHT = 4500.0  # of a corpus of judged pairs; a third of it or twice it is worse
CLUSTERED_WEIGHT = 1000.0  # of the positive pairs of a clustered corpus
MOST_NEGATIVES = 12_000  # of each corpus; more are sampled
PILE = replace(GroupSettings(), prior_articles=1e9, prior_of_means=1e9, prior_of_scales=1e12)
THRESHOLDS = np.arange(-4.0, -0.49, 0.25)
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
) -> Scorer:
    """Return a line and trees learned from all examples but those of a fold."""
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
    rows = np.concatenate([rows, without_dates(rows), bare])
    told = np.tile(labels, 3), np.tile(weights, 3) / 3, list(DIRECTIONS.values())
    return Scorer(learn_line(rows, *told), learn_forest(rows, *told, Recipe()))


def _weigh(
    family: Sequence[Examples], left_out: int | None, generator: np.random.Generator
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the examples of a family with labels and weights, negatives sampled."""
    uses = [e.judged & (e.folds >= 0) & (e.folds != left_out) for e in family]
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
    # Inside the halves are all true pairs, but only one in so many of the others.
    weights = np.array(
        [sizes[e] ** -0.5 if t else FOLDS / share for e, t in zip(events, same, strict=True)]
    )
    scale = CLUSTERED_WEIGHT / max(100, same.sum())
    labels = same[kept].astype(np.float64)
    return rows[kept], bare[kept], labels, weights[kept] * scale


def joined(
    examples: Examples, odds: Floats, fold: int | None, threshold: float
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that stories of a fold (or of all) join, where they are judged."""
    gold, folds = examples.corpus.gold, examples.corpus.folds()
    chosen = [row for row in range(len(gold)) if fold is None or folds[row] == fold]
    place = {row: number for number, row in enumerate(chosen)}
    moved = replace(GroupSettings(), join=threshold, absent=threshold + GroupSettings().absent)
    edges = [
        (place[a], place[b], value)
        for (a, b), value in zip(examples.pairs.tolist(), odds.tolist(), strict=True)
        if a in place and b in place and value > moved.absent
    ]
    for members in link(len(chosen), edges, linkage_of(moved)):
        for first, second in combinations(members, 2):
            if not related(gold[chosen[first]], gold[chosen[second]]):
                yield chosen[first], chosen[second]


def joined_f1(examples: Examples, odds: Floats, fold: int | None, threshold: float) -> float:
    """Return the pairwise F1 of the stories of a fold (or of all) at a threshold."""
    gold, folds = examples.corpus.gold, examples.corpus.folds()
    pairs = list(joined(examples, odds, fold, threshold))
    right = sum(gold[a].event == gold[b].event for a, b in pairs)
    chosen = (a.event for a, part in zip(gold, folds, strict=True) if fold in (None, part))
    wanted = sum(n * (n - 1) // 2 for n in Counter(chosen).values())
    return 2 * right / (len(pairs) + wanted) if pairs or wanted else 1.0


def choose_threshold(curves: dict[str, list[Floats]]) -> float:
    """Return the threshold whose F1, averaged over corpora and both next steps, is best.

    A few large stories make single steps go up and down by chance.
    """
    means = np.mean([np.mean(curve, axis=0) for curve in curves.values()], axis=0)
    near = np.convolve(means, np.full(3, 1 / 3), "valid")
    return float(THRESHOLDS[1 + int(near.argmax())])


def cross_validate(
    examples: Sequence[Examples], judged: Sequence[JudgedExamples]
) -> tuple[float, Asked]:
    """Print how well each corpus comes out where not learned from.

    Return the best threshold, and how pairs that somebody asks for are read.

    A pair inside a half has the log-odds that were learned from the other half, a pair across the
    halves the mean of both.
    """
    held = [np.zeros(len(example.rows)) for example in examples]
    held_judged = [np.zeros(len(example.rows)) for example in judged]
    for fold in range(FOLDS):
        scorer = learn(examples, judged, fold)
        for place, example in enumerate(examples):
            share = (example.folds == fold) + (example.folds < 0) / FOLDS
            held[place] += share * log_odds(example.rows, scorer)
        for place, pairs in enumerate(judged):
            held_judged[place] += (pairs.folds == fold) * log_odds(pairs.rows, scorer)
    curves: dict[str, list[Floats]] = {}
    for example, odds in zip(examples, held, strict=True):
        curve = np.array([joined_f1(example, odds, None, t) for t in THRESHOLDS])
        curves.setdefault(example.corpus.family, []).append(curve)
    threshold = choose_threshold(curves)
    print(f"each corpus as learned from the other half; best threshold {threshold}")
    print_curves(curves, threshold)
    print_held(examples, held, threshold)
    moved = [odds - threshold for odds in held_judged]
    for pairs, odds in zip(judged, moved, strict=True):
        print_judged(pairs.corpus, odds)
    print_languages(examples, held, threshold)
    return threshold, print_asked(examples, [odds - threshold for odds in held], judged, moved)


def print_asked(
    examples: Sequence[Examples],
    held: Sequence[Floats],
    judged: Sequence[JudgedExamples],
    held_judged: Sequence[Floats],
) -> Asked:
    """Print the same as pairs are read that somebody asks for; return how they are."""
    print("the same, as asked for")
    rows = [pairs.rows for pairs in judged]
    for fold in range(FOLDS):
        other = learn_asked(judged, held_judged, [pairs.folds != fold for pairs in judged])
        print(f"  without half {fold}: {other}")
    asked = learn_asked(judged, held_judged, [np.ones(len(r), bool) for r in rows])
    for pairs, odds in zip(judged, held_judged, strict=True):
        print_judged(pairs.corpus, asked_odds(pairs.rows, odds, asked))
    found: dict[str, list[tuple[float, float]]] = {}
    for example, odds in zip(examples, held, strict=True):
        read = asked_odds(example.rows, odds, asked)
        measures = pair_precision(example, read), foreign_precision(example, read)
        found.setdefault(example.corpus.family, []).append(measures)
    for family, values in found.items():
        means = np.mean(values, axis=0)
        print(f"  {family:<10} AP {means[0]:.3f}  cross-lingual AP {means[1]:.3f}", flush=True)
    return asked


def print_curves(curves: dict[str, list[Floats]], threshold: float) -> None:
    """Print F1 at the threshold and two steps to either side."""
    place = int(np.flatnonzero(threshold == THRESHOLDS)[0])
    for family, found in curves.items():
        near = np.mean(found, axis=0)[max(0, place - 2) : place + 3]
        print(f"  {family:<10} F1 around it", "  ".join(f"{value:.3f}" for value in near))


def print_held(examples: Sequence[Examples], held: Sequence[Floats], threshold: float) -> None:
    """Print AP of all pairs and of those of two languages, and F1 of each half by itself."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for example, odds in zip(examples, held, strict=True):
        halves = [joined_f1(example, odds, fold, threshold) for fold in range(FOLDS)]
        half = float(np.mean(halves))
        measures = pair_precision(example, odds), foreign_precision(example, odds), half
        found.setdefault(example.corpus.family, []).append(measures)
    for family, values in found.items():
        means = np.mean(values, axis=0)
        print(f"  {family:<10} AP {means[0]:.3f}  cross-lingual AP {means[1]:.3f}", end="")
        print(f"  F1 of halves {means[2]:.3f}", flush=True)


def pair_precision(example: Examples, odds: Floats) -> float:
    """Return average precision over all judged pairs; what is no candidate comes last."""
    truth = np.append(example.same[example.judged], np.ones(example.missed))
    ranked = np.append(odds[example.judged], np.full(example.missed, -99.0))
    return average_precision(truth.astype(float), ranked)


def foreign_precision(example: Examples, odds: Floats) -> float:
    """Return average precision over the judged pairs of two languages."""
    gold = example.corpus.gold
    pairs = example.pairs.tolist()
    foreign = np.array([gold[a].language != gold[b].language for a, b in pairs])
    chosen = foreign & example.judged
    wanted = sum(a.event == b.event and a.language != b.language for a, b in combinations(gold, 2))
    missed = wanted - int(example.same[chosen].sum())
    truth = np.append(example.same[chosen], np.ones(missed))
    ranked = np.append(odds[chosen], np.full(missed, -99.0))
    return average_precision(truth.astype(float), ranked)


def print_languages(examples: Sequence[Examples], held: Sequence[Floats], threshold: float) -> None:
    """Print for each language how many of its true pairs are joined, and how many are right.

    Over all corpora together; a pair counts for both of its languages.
    """
    wanted, right, found = (defaultdict[str, Counter[str]](Counter) for _ in range(3))
    for example, odds in zip(examples, held, strict=True):
        gold = example.corpus.gold
        for a, b in combinations(gold, 2):
            if a.event == b.event:
                _count(wanted, a.language, b.language)
        for first, second in joined(example, odds, None, threshold):
            a, b = gold[first], gold[second]
            _count(found, a.language, b.language)
            if a.event == b.event:
                _count(right, a.language, b.language)
    print("by language: true pairs, share joined, share of the joined that is right;")
    print("  the same for those with another language")
    for language in sorted(wanted):
        columns = []
        for kind in ("all", "foreign"):
            true, good = wanted[language][kind], right[language][kind]
            joins = found[language][kind]
            columns.append(f"{true:>6} {good / max(1, true):.2f} {good / max(1, joins):.2f}")
        print(f"  {language:<4}", "  |".join(columns))


def _count(counts: defaultdict[str, Counter[str]], one: str, other: str) -> None:
    """Count a pair of articles for its languages."""
    for language in {one, other}:
        counts[language]["all"] += 1
        counts[language]["foreign"] += one != other


def leave_corpora_out(
    examples: Sequence[Examples], judged: Sequence[JudgedExamples], threshold: float
) -> None:
    """Print how well each corpus comes out for trees that have seen nothing of it."""
    print("each corpus as learned without it")
    for family in dict.fromkeys(e.corpus.family for e in examples):
        scorer = learn([e for e in examples if e.corpus.family != family], judged, None)
        precisions, scores = [], []
        for example in (e for e in examples if e.corpus.family == family):
            odds = log_odds(example.rows, scorer)
            precisions.append(pair_precision(example, odds))
            scores.append(joined_f1(example, odds, None, threshold))
        print(f"  {family:<10} AP {np.mean(precisions):.3f}  F1 {np.mean(scores):.3f}", flush=True)
    for left in judged:
        scorer = learn(examples, [e for e in judged if e is not left], None)
        print_judged(left.corpus, log_odds(left.rows, scorer) - threshold)


def main() -> None:
    """Learn, print how well it generalises, and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--quick", action="store_true", help="do not leave corpora out")
    options = parser.parse_args()
    corpora, judged_corpora = load_corpora(options.cache)
    examples = [examples_of(corpus) for corpus in corpora]
    judged = [judged_examples_of(corpus) for corpus in judged_corpora]
    threshold, asked = cross_validate(examples, judged)
    if not options.quick:
        leave_corpora_out(examples, judged, threshold)
    write(learn(examples, judged, None), threshold, asked)
    print("wrote", TARGET.relative_to(ROOT), file=sys.stderr)


def write(scorer: Scorer, threshold: float, asked: Asked) -> None:
    """Write line and trees, their log-odds moved so that the threshold is 0."""
    line, forest = scorer.line, scorer.forest
    thresholds = np.where(np.isinf(forest.thresholds), 1e9, forest.thresholds)
    content = {
        "names": FEATURES,
        "asked": msgspec.structs.asdict(asked),
        "line": {
            "base": round(line.base - threshold, 4),
            "means": [float(f"{value:.5g}") for value in line.means],
            "spreads": [float(f"{value:.5g}") for value in line.spreads],
            "weights": [round(weight, 4) for weight in line.weights.tolist()],
        },
        "forest": {
            "base": round(forest.base - threshold, 4),
            "features": forest.features.tolist(),
            "thresholds": [[float(f"{t:.4g}") for t in tree] for tree in thresholds.tolist()],
            "answers": [[round(a, 4) for a in tree] for tree in forest.answers.tolist()],
        },
    }
    TARGET.write_text(json.dumps(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
