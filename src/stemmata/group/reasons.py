"""Why two articles are held to report one event, in words ("pemilu ~ election")."""

from __future__ import annotations

from calendar import month_name
from datetime import date

import numpy as np

from stemmata.group.fingerprint import OPEN_MONTH, Fingerprint
from stemmata.group.packing import outlets_of
from stemmata.lexicon import load_background, load_lexicon
from stemmata.text import fold

FACTS_SHOWN = 3
CONCEPTS_SHOWN = 4
_MONTHS = 12
TELLING_FIGURE = 1.0  # weight from which a figure is more than a chance agreement


def say_why(a: Fingerprint, b: Fingerprint) -> tuple[str, ...]:
    """Return what two articles share, most telling first, the days between them, one outlet."""
    names = sorted(a.names.keys() & b.names.keys(), key=lambda k: (-a.names[k] * b.names[k], k))
    figures = sorted(a.figures.keys() & b.figures.keys(), key=lambda k: (-a.figures[k], k))
    facts = [a.canonical.get(key, key) for key in names[:FACTS_SHOWN]]
    facts += [f for f in figures[:FACTS_SHOWN] if a.figures[f] >= TELLING_FIGURE]
    days = sorted(a.days.keys() & b.days.keys())[:FACTS_SHOWN]
    facts += [_say_day(day) for day in days]
    reasons = [f"both: {', '.join(facts)}"] if facts else []
    concepts = _shared_concepts(a, b)
    if concepts:
        reasons.append(f"both about: {', '.join(concepts)}")
    gap = days_between(a, b)
    if gap is not None:
        reasons.append("published the same day" if gap == 0 else f"published {gap} days apart")
    if set(outlets_of(a)) & set(outlets_of(b)):
        reasons.append("one outlet, which seldom reports an event twice")
    return tuple(reasons)


def _say_day(day: int) -> str:
    """Return a day in words; of an open year, month and day.

    Example:
        >>> _say_day(517), _say_day(date(2020, 5, 17).toordinal())
        ('17 May', '2020-05-17')
    """
    month, rest = divmod(day, OPEN_MONTH)
    if month <= _MONTHS:
        return f"{rest} {month_name[month]}"
    return date.fromordinal(day).isoformat()


def _shared_concepts(a: Fingerprint, b: Fingerprint) -> list[str]:
    if not len(a.concepts) or not len(b.concepts):
        return []
    in_b = np.minimum(np.searchsorted(b.concepts, a.concepts), len(b.concepts) - 1)
    in_a = np.flatnonzero(b.concepts[in_b] == a.concepts)
    ids, in_b = a.concepts[in_a], in_b[in_a]
    background = load_background()
    above_a = a.weights[in_a] - background.mean(a.language)[ids]
    above_b = b.weights[in_b] - background.mean(b.language)[ids]
    products = np.minimum(above_a, above_b)
    order = np.argsort(-products, kind="stable")[:CONCEPTS_SHOWN]
    said = (_say(int(ids[place]), a, b) for place in order if products[place] > 0)
    return list(dict.fromkeys(said))


def _say(concept: int, a: Fingerprint, b: Fingerprint) -> str:
    """Return the words for a concept as the two articles write them."""
    first, second = a.forms.get(concept), b.forms.get(concept)
    if first is None or second is None:
        label = load_lexicon().label(concept)
        first, second = first or label, second or label
    if first == second:
        return first
    return first if fold(first) == fold(second) else f"{first} ~ {second}"


def days_between(a: Fingerprint, b: Fingerprint) -> int | None:
    """Return the least number of days between two publications, None where one is unknown."""
    if a.published is None or b.published is None:
        return None
    return max(0, a.published[0] - b.published[1], b.published[0] - a.published[1])
