"""How the log-odds of pairs that somebody asks for are read, learned from judged pairs.

Grouping learns most from look-alike events, which are as near in their concepts as reports of one
event. Among judged pairs of any reports, nearness says more than it may say there, and so do the
first words. How much more was chosen on the development corpora (`docs/method-grouping.md`);
scale and base are learned here, each pair counting the same, from log-odds that were not learned
from the same pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from grouping_corpora import Judged
from logistic import learn_line
from numpy.typing import NDArray

from stemmata.evaluate.ranking import area_under_curve, pearson
from stemmata.group.scoring import Asked, asked_odds
from stemmata.model import replace

# docs/method-grouping.md: what others give
NEARNESS, NEARNESS_ACROSS, MOST_NEAR, OPENING, OUTLET = 0.4, 0.5, 25.0, 8.0, 1.0
PAIR_WEIGHT = 20.0  # beside the ridge of the line
BEST, WORST = 1.0, 4.0  # grades of people
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class JudgedExamples:
    """Judged pairs as features."""

    corpus: Judged
    rows: Floats
    bare: Floats
    folds: NDArray[np.int64]


def learn_asked(
    judged: Sequence[JudgedExamples], held: Sequence[Floats], uses: Sequence[Mask]
) -> Asked:
    """Return how pairs are read that somebody asks for.

    Args:
        judged: judged pairs of each corpus.
        held: their log-odds, from what was learned without them.
        uses: which of them to learn from.
    """
    plain = Asked(NEARNESS, NEARNESS_ACROSS, MOST_NEAR, OPENING, OUTLET, 1.0, 0.0)
    sums, truth, weights = [], [], []
    for pairs, odds, use in zip(judged, held, uses, strict=True):
        sums.append(asked_odds(pairs.rows, odds, plain)[use])
        truth.append(_shares(pairs.corpus)[use])
        weights.append(np.full(use.sum(), PAIR_WEIGHT))
    told = np.concatenate(sums)[:, None]
    line = learn_line(told, np.concatenate(truth), np.concatenate(weights), [1])
    scale = float(line.weights[0] / line.spreads[0])
    base = line.base - scale * float(line.means[0])
    return replace(plain, scale=round(scale, 4), base=round(base, 4))


def _shares(corpus: Judged) -> Floats:
    """Return grades as shares of one event, from 0 to 1."""
    grades = np.array(corpus.grades)
    return (WORST - grades) / (WORST - BEST) if corpus.name == "semeval22" else grades


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
