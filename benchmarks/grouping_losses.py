"""Where the quality of grouping is lost, by language and by feature.

    python benchmarks/grouping_losses.py [--cache FILE]

All scores are of pairs that were not learned from (the other half of each corpus). By language:
measure, pairs, and which share of the whole loss they have. By feature: how well it ranks alone,
and what the measure loses when the feature is set to its median, so that it tells nothing.
By evidence: the same pairs by what they share.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from asking import JudgedExamples
from grouping_corpora import FOLDS, load_corpora
from numpy.typing import NDArray
from train_grouping import Examples, examples_of, joined, judged_examples_of, learn

from stemmata.evaluate.ranking import area_under_curve, average_precision, pearson
from stemmata.group.features import DIRECTIONS, FEATURES
from stemmata.group.scoring import Scorer, asked_odds, load_asked, log_odds

THRESHOLD = -2.0  # that `train_grouping.py` finds best
BANDS = {"none": (-99.0, 0.0), "little": (0.0, 10.0), "much": (10.0, 1e9)}  # nats
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Labels = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Asked:
    """Pairs that are asked for: features, folds (-1 is across), grades from 0 to 1, languages."""

    name: str
    rows: Floats
    folds: NDArray[np.int64]
    truth: Floats
    languages: Labels
    measure: Callable[[Floats, Floats], float]

    def chosen(self, use: Mask) -> Asked:
        """Return some of the pairs."""
        rows, folds, truth = self.rows[use], self.folds[use], self.truth[use]
        return replace(self, rows=rows, folds=folds, truth=truth, languages=self.languages[use])


def held_odds(rows: Floats, folds: NDArray[np.int64], scorers: Sequence[Scorer]) -> Floats:
    """Return log-odds of pairs by what was learned from the other half."""
    held = np.zeros(len(rows))
    for fold, scorer in enumerate(scorers):
        held += ((folds == fold) + (folds < 0) / FOLDS) * log_odds(rows, scorer)
    return held - THRESHOLD


def read_asked(pairs: Asked, scorers: Sequence[Scorer]) -> Floats:
    """Return probabilities of pairs as they are told to who asks for them."""
    odds = asked_odds(pairs.rows, held_odds(pairs.rows, pairs.folds, scorers), load_asked())
    told: Floats = 1 / (1 + np.exp(-odds))
    return told


def asked_of(judged: JudgedExamples) -> Asked:
    """Return judged pairs, graded from 0 to 1."""
    corpus, grades = judged.corpus, np.array(judged.corpus.grades)
    graded = corpus.name == "semeval22"
    truth = (4.0 - grades) / 3.0 if graded else grades
    measure = pearson if graded else area_under_curve
    return Asked(corpus.name, judged.rows, judged.folds, truth, np.array(corpus.languages), measure)


def foreign_of(examples: Examples) -> Asked:
    """Return the pairs of two languages, each named by both."""
    gold = examples.corpus.gold
    names = [sorted((gold[a].language, gold[b].language)) for a, b in examples.pairs.tolist()]
    use = np.array([a != b for a, b in names]) & examples.judged
    languages = np.array(["-".join(pair) for pair in names])
    truth = examples.same.astype(np.float64)
    every = Asked(
        examples.corpus.name,
        examples.rows,
        examples.folds,
        truth,
        languages,
        average_precision,
    )
    return every.chosen(use)


def losses(truth: Floats, told: Floats, measure: Callable[[Floats, Floats], float]) -> Floats:
    """Return what each pair adds to the loss: squared errors, or pairs that stand the wrong way."""
    if measure is pearson:
        slope, base = np.polyfit(told, truth, 1)
        errors: Floats = (truth - slope * told - base) ** 2
        return errors
    lost = np.zeros(len(truth))
    true, false = np.flatnonzero(truth > 0), np.flatnonzero(truth == 0)
    wrong = told[false][None] >= told[true][:, None]
    if measure is average_precision:  # a wrong pair costs more, the higher it stands
        ranks = 1 + (told[None] > told[true][:, None]).sum(axis=1)
        wrong = wrong / ranks[:, None]
    lost[true] = wrong.sum(axis=1)
    lost[false] = wrong.sum(axis=0)
    return lost


def print_parts(kind: str, pairs: Asked, told: Floats, parts: Labels) -> None:
    """Print measure, grade and share of the loss of each part of the pairs."""
    lost = losses(pairs.truth, told, pairs.measure)
    print(f"{pairs.name} by {kind}: pairs, mean grade, mean told, measure, share of the loss")
    for part in sorted(set(parts.tolist())):
        use = parts == part
        truth = pairs.truth[use]
        value = pairs.measure(truth, told[use]) if len(set(truth.tolist())) > 1 else np.nan
        share = lost[use].sum() / max(lost.sum(), 1e-9)
        print(f"  {part:<28} {use.sum():>5} {truth.mean():>6.2f} {told[use].mean():>6.2f}", end="")
        print(f" {value:>6.3f} {share:>6.2f}")


def print_features(pairs: Asked, scorers: Sequence[Scorer]) -> None:
    """Print how each feature ranks alone, and what is lost without it."""
    whole = pairs.measure(pairs.truth, read_asked(pairs, scorers))
    print(f"{pairs.name} by feature: alone, lost without it; all together {whole:.3f}")
    for place, name in enumerate(FEATURES):
        rows = pairs.rows.copy()
        rows[:, place] = np.median(rows[:, place])
        without = pairs.measure(pairs.truth, read_asked(replace(pairs, rows=rows), scorers))
        alone = pairs.measure(pairs.truth, pairs.rows[:, place] * (DIRECTIONS[name] or 1))
        print(f"  {name:<22} {alone:>6.3f} {whole - without:>+7.3f}")


def print_asked(pairs: Asked, scorers: Sequence[Scorer]) -> None:
    """Print where the loss of pairs sits that are asked for."""
    told = read_asked(pairs, scorers)
    print_parts("language", pairs, told, pairs.languages)
    for name in ("shared names", "shared figures", "same outlet", "shared words"):
        values = pairs.rows[:, FEATURES.index(name)]
        parts = np.full(len(values), "", dtype="<U28")
        for band, (low, high) in BANDS.items():
            parts[(values > low) & (values <= high)] = f"{name}: {band}"
        print_parts(name, pairs, told, parts)
    print_features(pairs, scorers)


def print_joined(examples: Examples, scorers: Sequence[Scorer]) -> None:
    """Print which joined pairs are wrong and which true ones are missed, by what they share."""
    odds = held_odds(examples.rows, examples.folds, scorers) + THRESHOLD
    found = set(joined(examples, odds, None, THRESHOLD))
    rows, same = examples.rows, examples.same
    together = np.array([(min(p), max(p)) in found for p in examples.pairs.tolist()])
    missed, wrong = same & ~together, ~same & examples.judged & together
    kinds = {"right": same & together, "missed": missed, "wrong": wrong}
    print(
        f"{examples.corpus.name}: medians of joined, missed and wrongly joined candidates", end=""
    )
    print(f"; {examples.missed} true pairs are no candidates")
    print(f"  {'':<22}", "".join(f"{kind:>9}" for kind in kinds))
    print(f"  {'pairs':<22}", "".join(f"{use.sum():>9}" for use in kinds.values()))
    for place, name in enumerate(FEATURES):
        medians = [np.median(rows[use, place]) if use.any() else np.nan for use in kinds.values()]
        print(f"  {name:<22}", "".join(f"{value:>9.2f}" for value in medians))


def main() -> None:
    """Print where the loss of each corpus sits whose target is missed or near."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    corpora, judged_corpora = load_corpora(options.cache)
    examples = [examples_of(corpus) for corpus in corpora]
    judged = [judged_examples_of(corpus) for corpus in judged_corpora]
    scorers = [learn(examples, judged, fold) for fold in range(FOLDS)]
    for pairs in map(asked_of, judged):
        if pairs.name == "semeval22":
            print_asked(pairs, scorers)
            continue
        for language in sorted(set(pairs.languages.tolist())):
            part = pairs.chosen(pairs.languages == language)
            print_asked(replace(part, name=f"{pairs.name} {language}"), scorers)
    for example in examples:
        if example.corpus.name == "weekend":
            print_asked(foreign_of(example), scorers)
        if example.corpus.name in ("gva_clean", "ecbplus"):
            print_joined(example, scorers)


if __name__ == "__main__":
    main()
