"""Why two articles are held to report one event, in words: "both: 12th of 47; 2026-05-03"."""

from __future__ import annotations

from datetime import date

import numpy as np

from stemmata.group.features import Shared, days_between
from stemmata.group.fingerprint import Fingerprint
from stemmata.lexicon import load_background, load_lexicon

NAMES_SHOWN = 3
CONCEPTS_SHOWN = 4


def say_why(a: Fingerprint, b: Fingerprint, shared: Shared) -> tuple[str, ...]:
    """Return what two articles share, most telling first, and the days between them."""
    reasons = []
    facts = [a.canonical.get(key, key) for key in shared.names[:NAMES_SHOWN]]
    facts += [figure for figure in shared.figures[:NAMES_SHOWN] if a.figures[figure] >= 1]
    facts += [date.fromordinal(day).isoformat() for day in shared.days[:NAMES_SHOWN]]
    if facts:
        reasons.append(f"both: {', '.join(facts)}")
    concepts = _shared_concepts(a, b)
    if concepts:
        reasons.append(f"both about: {', '.join(concepts)}")
    gap = days_between(a, b)
    if gap is not None:
        reasons.append("published the same day" if gap == 0 else f"published {gap} days apart")
    return tuple(reasons)


def _shared_concepts(a: Fingerprint, b: Fingerprint) -> list[str]:
    ids, in_a, in_b = np.intersect1d(a.concepts, b.concepts, return_indices=True)
    if not len(ids):
        return []
    background, lexicon = load_background(), load_lexicon()
    above_a = a.weights[in_a] - background.mean(a.language)[ids]
    above_b = b.weights[in_b] - background.mean(b.language)[ids]
    products = np.minimum(above_a, above_b)
    order = np.argsort(-products, kind="stable")[:CONCEPTS_SHOWN]
    return [lexicon.label(int(ids[place])) for place in order if products[place] > 0]
