"""Units of one dimension meet, a pair's lead is what it beats, a question leaves a gap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.collate.questions import GAP, leave_gap
from stemmata.collate.rivals import lead
from stemmata.collate.statements import Statement
from stemmata.collate.units import UNITS, convert, dimension
from stemmata.collate.values import Value, convert_value, relate
from stemmata.model import Claim, Span
from stemmata.settings import CollateSettings

TEXT = "Late on Monday, more than 240 sheep were killed on the coast road. Nobody was hurt."


def closest(a: Value, b: Value) -> str:
    order = ("same", "compatible", "slip", "different")
    found = [relate(x, y, CollateSettings()) for x in convert_value(a) for y in convert_value(b)]
    return min(found, key=order.index)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (Value(385, 385, "[mi_i]"), Value(620, 620, "km"), "compatible"),
        (Value(200, 200, "[ft_i]"), Value(60, 60, "m"), "compatible"),
        (Value(200, 200, "[ft_i]"), Value(150, 150, "m"), "different"),
        (Value(25, 25, "mm"), Value(25, 25, "cm"), "different"),
        (Value(250, 250, "mm"), Value(25, 25, "cm"), "same"),
        (Value(2, 4, "[in_i]"), Value(5, 10, "cm"), "compatible"),
        (Value(14, 14, "day"), Value(2, 2, "week"), "same"),
    ],
)
def test_units_of_one_dimension_are_compared(a: Value, b: Value, relation: str) -> None:
    """Miles and kilometres may tell one distance; the same number of two units does not."""
    assert closest(a, b) == relation


@given(st.sampled_from(sorted(UNITS)), st.floats(1e-3, 1e9))
def test_a_conversion_holds_what_it_converts(unit: str, number: float) -> None:
    """Bounds stay in order, and a unit's own dimension converts to itself."""
    low, high = convert(number, number, unit)
    assert low is not None
    assert high is not None
    assert low <= high
    own = dimension(unit)
    assert own is not None
    assert dimension(own) == own


def plain_lead(scores: np.ndarray, articles: list[int], values: list[int], a: int, b: int) -> float:
    """Return the lead as it is defined, pair by pair."""
    ahead = []
    for one, other in ((a, b), (b, a)):
        rivals = [
            float(scores[one, n])
            for n in range(len(articles))
            if articles[n] == articles[other] and values[n] != values[other]
        ]
        ahead.append(float(scores[one, other]) - max(0.0, *rivals, 0.0))
    return min(ahead)


@given(st.integers(2, 9), st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_the_lead_is_over_the_best_other_value_of_either_report(count: int, seed: int) -> None:
    """All leads at once are what each pair's own reckoning gives; one report has no lead."""
    random = np.random.default_rng(seed)
    half = random.normal(size=(count, count)).astype(np.float32)
    scores = half + half.T
    articles = np.sort(random.integers(0, 3, count))
    values = random.integers(0, 4, count)
    led = lead(scores, articles, values)
    for a in range(count):
        for b in range(count):
            told = plain_lead(scores, articles.tolist(), values.tolist(), a, b)
            if articles[a] == articles[b]:
                assert led[a, b] == 0
            # The best of a report's own equal values speaks for all of them.
            elif not tied(values, articles, a, b):
                assert led[a, b] == pytest.approx(told, abs=1e-5)


def tied(values: np.ndarray, articles: np.ndarray, a: int, b: int) -> bool:
    """Say whether a value of the pair is stated twice in its report."""
    return any(
        np.count_nonzero((articles == articles[n]) & (values == values[n])) > 1 for n in (a, b)
    )


def test_a_question_is_the_clause_with_a_gap() -> None:
    """The words next to a claim ask for it; what is counted stays, the value goes."""
    start = TEXT.index("240 sheep")
    claim = Claim("a", start, start + 9, "240 sheep", "240")
    subject = Span(start + 4, start + 9)
    stated = Statement(0, claim, "figure", "count", (), (0, TEXT.index(" Nobody")), subject, "en")
    assert leave_gap(stated, TEXT) == f"more than {GAP} sheep were killed on the coast"
