"""Learn what speaks for two claims answering one question: the weights of `CollateSettings`.

    STEMMATA_DATA=../shared/data python benchmarks/fit_points.py

Logistic regression on the development half of `points.tsv`, on what an earlier state of the
collation called disputed there (`points_hard.tsv`, judged by people) and on pairs drawn at random
from the same stories. The lead of a pair over its rivals hangs on the other weights: they are
learned in rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from points import ROOT, Pair, annotate_stories, half_of, read_pairs

from stemmata.collate.alignment import FORBIDDEN, number_keys
from stemmata.collate.bags import join, measure_cosines
from stemmata.collate.context import PlacedNames, bag_names, read_surroundings, read_words
from stemmata.collate.quantities import (
    UNLIKE,
    are_unlike,
    magnitude,
    relate_block,
    share_names,
)
from stemmata.collate.relations import COMPATIBLE, DIFFERENT, SAME
from stemmata.collate.rivals import lead
from stemmata.collate.statements import Statement, state
from stemmata.collate.values import significant_digits
from stemmata.model import AnnotatedArticle
from stemmata.settings import CollateSettings

HARD = ROOT / "benchmarks" / "points_hard.tsv"
WEIGHTS = (
    *("context", "same_subject", "other_subject", "same_value", "digit", "compatible_value"),
    *("same_day", "compatible_day", "different_day", "factor", "shared_names", "base"),
)
ROUNDS = 4
STEPS = 40
RIDGE = 0.3
DRAWN = 80  # random pairs of a story; together they weigh half of what is judged
SURE = {"disputed": 1.5, "unrelated": 1.5, "same": 1.0, "compatible": 1.0}
FOUND = 0.7  # weight of a pair that was found as disputed, so that its kind does not rule

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """A story as matrices: the evidence for each two statements, and the pairs to learn from."""

    evidence: Numbers
    barred: NDArray[np.bool_]
    articles: NDArray[np.int64]
    values: NDArray[np.int64]
    pairs: Sequence[tuple[int, int, bool, float]]


def lay_ground(members: Sequence[AnnotatedArticle], pairs: Sequence[tuple[Pair, float]]) -> Ground:
    """Return a story's evidence; each pair comes with its weight."""
    settings = CollateSettings()
    ordered = sorted(members, key=lambda article: article.id)
    block = [s for place, article in enumerate(ordered) for s in state(article, place, ())]
    names = PlacedNames(ordered)
    around = read_surroundings(read_words(ordered, block, ()), names, block, settings)
    nearby = bag_names(around.names, settings.near_name_weight)
    context = measure_cosines(join(around.concepts, nearby), len(block))
    subjects = measure_cosines(around.subjects, len(block))
    counting = np.bincount(around.subjects.rows, minlength=len(block)) > 0
    relations = relate_block(block, settings)
    articles = np.array([s.article for s in block])
    values = number_keys([s.claim.value for s in block])
    sizes = np.array([magnitude(s) for s in block])
    digits = np.array([_digits(s) for s in block])
    day = np.array([s.kind == "date" for s in block])
    same, near, apart = (relations == code for code in (SAME, COMPATIBLE, DIFFERENT))
    elsewhere = counting[:, None] & counting & (subjects < UNLIKE)
    gaps = np.minimum(np.abs(sizes[:, None] - sizes), settings.largest_factor)
    columns = (
        *(context, subjects, elsewhere & (values[:, None] != values)),
        *(same & ~day, np.where(same & ~day, np.minimum(digits[:, None], digits), 0), near & ~day),
        *(same & day, near & day, apart & day, np.where(apart, -gaps, 0)),
        np.where(apart, share_names(articles, names) - settings.usual_share, 0),
        np.ones_like(context),
    )
    evidence = np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=-1)
    unlike = are_unlike(block, relations)
    barred = unlike | ((articles[:, None] == articles) & ~same)
    placed = _place(pairs, block, context + same - 9 * unlike)
    drawn = _draw(apart & ~barred & (articles[:, None] < articles), placed)
    return Ground(evidence, barred, articles, values, [*placed, *drawn])


def _digits(statement: Statement) -> int:
    value = statement.values[0]
    number = value.low if value.low is not None else value.high
    return min(4, significant_digits(abs(number or 0.0))) - 1


def _place(
    pairs: Sequence[tuple[Pair, float]], block: Sequence[Statement], likeness: Numbers
) -> list[tuple[int, int, bool, float]]:
    placed = []
    for pair, weight in pairs:
        ends = [
            [
                n
                for n, s in enumerate(block)
                if side.meets(s.claim.article, s.claim.start, s.claim.end)
            ]
            for side in (pair.a, pair.b)
        ]
        met = [(a, b) for a in ends[0] for b in ends[1] if likeness[a, b] > -1]
        if met:
            a, b = max(met, key=lambda ab: float(likeness[ab]))
            placed.append((a, b, pair.judgement != "unrelated", weight))
    return placed


def _draw(
    wanted: NDArray[np.bool_], placed: Sequence[tuple[int, int, bool, float]]
) -> list[tuple[int, int, bool, float]]:
    """Draw random pairs; they are no answers to one question, as a rule. Weight 0 marks them."""
    known = {(a, b) for a, b, _, _ in placed} | {(b, a) for a, b, _, _ in placed}
    rows, columns = np.nonzero(wanted)
    chosen = np.random.default_rng(0).permutation(len(rows))[:DRAWN].tolist()
    drawn = [(int(rows[n]), int(columns[n])) for n in chosen]
    return [(a, b, False, 0.0) for a, b in drawn if (a, b) not in known]


def tell_rows(grounds: Sequence[Ground], weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return evidence with the lead under some weights, what is true, and what each row counts."""
    longest = CollateSettings().longest_lead
    rows, truth, counts = [], [], []
    for ground in grounds:
        scores = (ground.evidence @ weights).astype(np.float32)
        scores[ground.barred] = FORBIDDEN
        ahead = np.clip(lead(scores, ground.articles, ground.values), -longest, longest)
        for a, b, joined, weight in ground.pairs:
            rows.append(np.append(ground.evidence[a, b], ahead[a, b]))
            truth.append(float(joined))
            counts.append(weight)
    weighed = np.array(counts)
    weighed[weighed == 0] = 0.5 * (weighed > 0).sum() / max(1, (weighed == 0).sum())
    return np.array(rows), np.array(truth), weighed


def fit(rows: Numbers, truth: Numbers, counts: Numbers) -> Numbers:
    """Return the weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (truth - told)) - RIDGE * weights
        bend = (rows.T * (counts * told * (1 - told))) @ rows + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Print the weights by the names of the settings."""
    judged = [(pair, SURE[pair.judgement]) for pair in read_pairs() if pair.kind != "name"]
    judged += [(pair, FOUND) for pair in read_pairs(HARD)]
    event_of, stories = annotate_stories([pair for pair, _ in judged])
    grounds = [
        lay_ground(members, [(p, w) for p, w in judged if event_of[p.a.article] == event])
        for event, members in stories.items()
        if half_of(event) == "dev"
    ]
    settings = CollateSettings()
    weights = np.array([getattr(settings, name) for name in WEIGHTS])
    for _ in range(ROUNDS):
        found = fit(*tell_rows(grounds, weights))
        weights = found[:-1]
    for name, weight in zip((*WEIGHTS, "lead"), found, strict=True):
        print(f"{name:<18}{weight:6.2f}   now {getattr(settings, name):6.2f}")


if __name__ == "__main__":
    main()
