"""The question that the claims of a point answer, in words a person understands.

The words are English labels of what stands around most of the claims, so that one question is
understood over reports in many languages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from stemmata.collate.statements import BARE, COUNTED, CURRENCY, Statement
from stemmata.lexicon import Lexicon
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


def ask_quantity(
    group: Sequence[Statement],
    lexicon: Lexicon,
    canonical: Mapping[str, str],
    settings: CollateSettings,
) -> str:
    """Return the question that aligned figures or dates answer.

    Args:
        group: the statements of one point.
        lexicon: for the English words of concepts.
        canonical: name key to its best written form.
        settings: how many words a question holds.
    """
    words = _about(group, lexicon, settings)
    names = _named(group, canonical)
    return f"{_lead(group, lexicon)}{_bracket([*names, *words])}?"


def _lead(group: Sequence[Statement], lexicon: Lexicon) -> str:
    first = group[0]
    if first.kind == "date":
        return "By when" if first.measure == "deadline" else "When"
    measures = {s.measure for s in group}
    if CURRENCY in measures:
        units = Counter(s.claim.unit for s in group if s.claim.unit)
        return f"How much money in {units.most_common(1)[0][0]}"
    if COUNTED in measures:
        return f"How many {_counted(group, lexicon)}"
    if first.measure == BARE:
        return "Which number"
    return MEASURES.get(first.measure, f"How much in {first.measure}")


def _counted(group: Sequence[Statement], lexicon: Lexicon) -> str:
    """Return the counted thing: in an English report's word, else translated, else as written."""
    english = Counter(s.claim.unit for s in group if s.claim.unit and s.language == "en")
    if english:
        return min(english, key=lambda unit: (-english[unit], unit))
    weights: dict[int, float] = defaultdict(float)
    for statement in group:
        for concept, weight in zip(*(part.tolist() for part in statement.subject), strict=True):
            weights[concept] += weight
    if weights:
        return lexicon.label(max(weights, key=lambda concept: (weights[concept], -concept)))
    units = Counter(s.claim.unit for s in group if s.claim.unit)
    return min(units, key=lambda unit: (-units[unit], unit)) if units else "of them"


def _about(group: Sequence[Statement], lexicon: Lexicon, settings: CollateSettings) -> list[str]:
    """Return the labels of the concepts that stand around the claims of most articles."""
    concepts = np.concatenate([s.around.concepts for s in group])
    if not len(concepts):
        return []
    lengths = [len(s.around.concepts) for s in group]
    found, inverse = np.unique(concepts, return_inverse=True)
    scores = np.bincount(inverse, np.concatenate([s.around.weights for s in group]))
    articles = {name: number for number, name in enumerate({s.claim.article for s in group})}
    if len(articles) > 1:
        speaking = np.repeat([articles[s.claim.article] for s in group], lengths)
        places = np.unique(inverse * len(articles) + speaking) // len(articles)
        scores *= np.bincount(places, minlength=len(found))
        # An English report's own words are the surest labels.
        english = np.repeat([s.language == "en" for s in group], lengths)
        scores *= 1 + (np.bincount(inverse, english) > 0)
    for statement in group:
        scores[np.isin(found, statement.subject[0])] = 0.0
    order = np.argsort(-scores, kind="stable")[: 3 * settings.question_words]
    labels = dict.fromkeys(_label(lexicon, int(found[n])) for n in order if scores[n] > 0)
    return list(labels)[: settings.question_words]


@lru_cache(maxsize=50_000)
def _label(lexicon: Lexicon, concept: int) -> str:
    return lexicon.label(concept)


def _named(group: Sequence[Statement], canonical: Mapping[str, str]) -> list[str]:
    counts = Counter(key for statement in group for key in statement.around.names if key)
    if not counts:
        return []
    key, _ = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return [canonical.get(key, key)]


def _bracket(words: Sequence[str]) -> str:
    return f" ({', '.join(words)})" if words else ""
