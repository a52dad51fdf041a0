"""How alike a sentence and its translation come out, by language.

The lexicon knows some languages better than others, so that a cosine of one half is much between
Arabic and Japanese and little between English and Spanish. Each language has a factor, and a pair
of languages the product of its two, fitted on parallel sentences by `trace.train_expected`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def expected_likeness(one: str, other: str) -> float:
    """Return the likeness that translated sentences of two languages have on average.

    Languages without parallel sentences are taken for average ones; one language is wholly like
    itself.

    Example:
        >>> expected_likeness("en", "en")
        1.0
        >>> expected_likeness("en", "es") > expected_likeness("ja", "ar")
        True
    """
    if one == other:
        return 1.0
    factors = load_factors()
    return factors.get(one, factors[""]) * factors.get(other, factors[""])


@cache
def load_factors() -> Mapping[str, float]:
    """Return the factor of each language, and under the empty name that of all others."""
    path = files("stemmata.trace") / "data" / "expected.json"
    factors: Mapping[str, float] = json.loads(path.read_text("utf-8"))["factors"]
    return factors
