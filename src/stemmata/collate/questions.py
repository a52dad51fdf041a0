"""The question that the claims of a point answer, in words a person understands.

The words are English labels of what stands around most of the claims, so that one question is
understood over reports in many languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.bags import Bags, Integers, sum_equal
from stemmata.collate.context import Surroundings
from stemmata.collate.statements import BARE, COUNTED, CURRENCY, Statement
from stemmata.lexicon import load_lexicon
from stemmata.settings import CollateSettings

MEASURES = {
    "%": "What percentage",
    "[pp]": "How many percentage points",
    "rank": "Which rank",
    "day": "How many days",
    "week": "How many weeks",
    "month": "How many months",
    "year": "How many years",
    "hour": "How many hours",
    "minute": "How many minutes",
}
Scores = NDArray[np.float64]
_DECIMALS = 4  # of a score
_BITS = 24  # of a concept: with a group above them it makes one number


def label_groups(
    groups: Sequence[Sequence[int]],
    statements: Sequence[Statement],
    around: Surroundings,
    settings: CollateSettings,
) -> Iterator[list[str]]:
    """Yield the words that tell what each group of aligned figures or dates is about.

    Args:
        groups: the statements of each point, by their places.
        statements: all of the stories.
        around: what stands around them.
        settings: how many words a question holds.
    """
    most = settings.question_words
    about = _find_concepts(groups, statements, around, 3 * most)
    return (_label_all(concepts, most) for concepts in about)


def ask_quantity(
    rows: Sequence[int],
    group: Sequence[Statement],
    around: Surroundings,
    labels: Sequence[str],
    canonical: Mapping[str, str],
) -> str:
    """Return the question that a group of aligned figures or dates answers.

    Args:
        rows: the places of the statements.
        group: the statements.
        around: what stands around them.
        labels: what the group is about.
        canonical: name key to its best written form.
    """
    name = _most_named([around.names[row] for row in rows])
    told = [canonical.get(name, name), *labels] if name else labels
    bracket = f" ({', '.join(told)})" if told else ""
    return f"{_lead(rows, group, around.subjects)}{bracket}?"


def _lead(rows: Sequence[int], group: Sequence[Statement], subjects: Bags) -> str:
    first = group[0]
    if first.kind == "date":
        return "By when" if first.measure == "deadline" else "When"
    measures = {s.measure for s in group}
    if CURRENCY in measures:
        return f"How much money in {_most_frequent([s.claim.unit for s in group if s.claim.unit])}"
    if COUNTED in measures:
        return f"How many {_name_counted(rows, group, subjects)}"
    if first.measure == BARE:
        return "Which number"
    return MEASURES.get(first.measure, f"How much in {first.measure}")


def _name_counted(rows: Sequence[int], group: Sequence[Statement], subjects: Bags) -> str:
    """Return the counted thing: in an English report's word, else translated, else as written."""
    english = [s.claim.unit for s in group if s.claim.unit and s.language == "en"]
    if english:
        return _most_frequent(english)
    weights: dict[int, float] = defaultdict(float)
    for row in rows:
        for concept, weight in zip(*(part.tolist() for part in subjects.of_row(row)), strict=True):
            weights[concept] += weight
    if weights:
        return _label(max(weights, key=lambda concept: (weights[concept], -concept)))
    return _most_frequent([s.claim.unit for s in group if s.claim.unit]) or "of them"


def _find_concepts(
    groups: Sequence[Sequence[int]],
    statements: Sequence[Statement],
    around: Surroundings,
    count: int,
) -> list[list[int]]:
    """Return the concepts that stand around the claims of most articles of each group."""
    group_of = np.empty(len(statements), dtype=np.int64)
    for number, rows in enumerate(groups):
        group_of[rows] = number
    entries = around.concepts
    keys = group_of[entries.rows] << _BITS | entries.features
    if statements[0].article == statements[-1].article:
        found, scores = sum_equal(keys, entries.weights.astype(np.float64))
    else:
        found, scores = _score_by_articles(keys, group_of, statements, entries)
    counted = group_of[around.subjects.rows] << _BITS | around.subjects.features
    places = found.searchsorted(counted)
    # The question's lead names what is counted.
    scores[places[np.append(found, -1)[places] == counted]] = 0.0
    return _pick_best(found, scores, len(groups), count)


def _score_by_articles(
    keys: Integers, group_of: Integers, statements: Sequence[Statement], entries: Bags
) -> tuple[Integers, Scores]:
    """Return the concepts of groups, each weighed by the articles that have it around a claim.

    An English report's own words are the surest labels: they count twice beside others.
    """
    articles = np.array([s.article for s in statements])
    bits = int(articles[-1]).bit_length()
    weighed = entries.weights.astype(np.float64)
    pairs, weights = sum_equal(keys << bits | articles[entries.rows], weighed)
    concepts, speaking = pairs >> bits, pairs & ((1 << bits) - 1)
    several = np.bincount(sum_equal(group_of << bits | articles, articles)[0] >> bits) > 1
    english = np.zeros(int(articles[-1]) + 1, dtype=bool)
    english[articles[[s.language == "en" for s in statements]]] = True
    surest = english[speaking] & several[concepts >> _BITS]
    told = np.column_stack((weights, np.ones(len(weights)), surest))
    found, sums = sum_equal(concepts, told)
    return found, sums[:, 0] * sums[:, 1] * (1 + (sums[:, 2] > 0))


def _pick_best(found: Integers, scores: Scores, groups: int, count: int) -> list[list[int]]:
    """Return the concepts of each group that score best, those without a score left out."""
    group = found >> _BITS
    # Rounded, so that the order in which weights were added up decides nothing.
    order = np.lexsort((-scores.round(_DECIMALS), group))
    order = order[scores[order] > 0]
    bounds = group[order].searchsorted(np.arange(groups + 1)).tolist()
    concepts = (found[order] & ((1 << _BITS) - 1)).tolist()
    return [concepts[first : min(first + count, last)] for first, last in pairwise(bounds)]


def _label_all(concepts: Sequence[int], count: int) -> list[str]:
    labels: dict[str, None] = {}
    for concept in concepts:
        labels[_label(concept)] = None
        if len(labels) == count:
            break
    return list(labels)


@lru_cache(maxsize=50_000)
def _label(concept: int) -> str:
    return load_lexicon().label(concept)


def _most_named(names: Sequence[Sequence[str]]) -> str:
    """Return the name that stands around most of the claims, "" for none."""
    if len(names) == 1:
        return min(names[0], default="")
    return _most_frequent([key for row in names for key in row])


def _most_frequent(items: Sequence[str]) -> str:
    """Return the item met most often, the first in order of those met as often, "" for none."""
    return min(set(items), key=lambda item: (-items.count(item), item), default="")
