"""Days that are told without a year, and pairs in two languages that somebody asks for."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.group import Fingerprint, compare, fingerprint, read_print, write_print
from stemmata.group.features import FEATURES
from stemmata.group.scoring import asked_odds, load_asked
from stemmata.model import Origin, Record


def report(name: str, text: str, published: str | None = None) -> Fingerprint:
    """Return the fingerprint of a report, of no known day where none is given."""
    cleaned = clean(Record(name, Origin("test"), text=text, published=published))
    return fingerprint(resolve([annotate(cleaned)])[0])


def weather(name: str, day: str, published: str | None = None) -> Fingerprint:
    """Return a forecast for a day."""
    text = f"On {day} the harbour of Lowen expects rain in the morning and wind from the west."
    return report(name, text, published)


def test_a_day_of_an_open_year_is_compared() -> None:
    """A report without a date has month and day of what it tells; one with a date has the day."""
    assert set(weather("a", "17 May").days) == {517}
    dated = weather("b", "17 May", "2021-05-16").days
    assert date(2021, 5, 17).toordinal() in dated
    assert 517 not in dated


@pytest.mark.parametrize("words", ["in May", "in 2019", "for two days"])
def test_more_than_a_day_is_no_day(words: str) -> None:
    """Months, years and spans of days are not compared."""
    assert not report("a", f"The bridge of Lowen was closed to lorries {words}.").days


def test_a_forecast_of_another_day_is_another() -> None:
    """The same words of another day are less likely of one event, and what is shared is said."""
    first, same, other = weather("a", "17 May"), weather("b", "17 May"), weather("c", "24 May")
    near, far = compare([(first, same), (first, other)], [first, same, other])
    assert near.probability > far.probability
    assert any("17 May" in reason for reason in near.reasons)
    assert not any("May" in reason for reason in far.reasons if reason.startswith("both: "))


def test_open_days_are_kept() -> None:
    """A fingerprint comes back from bytes with its open days."""
    print_ = weather("a", "17 May")
    assert read_print(write_print(print_)).days == print_.days


def test_nearness_says_more_in_two_languages() -> None:
    """Where no opening and no outlet can be compared, nearer concepts raise the odds by more."""
    rows = np.zeros((2, len(FEATURES)))
    rows[:, FEATURES.index("nearness in this run")] = 10.0
    rows[0, FEATURES.index("same language")] = 1.0
    within, across = asked_odds(rows, np.zeros(2), load_asked())
    assert across > within


def test_nearness_says_no_more_beyond_a_bound() -> None:
    """Forms of one outlet are nearer than two reports of one event; that raises no odds."""
    rows = np.zeros((2, len(FEATURES)))
    rows[:, FEATURES.index("nearness in this run")] = [load_asked().most_near, 60.0]
    near, nearer = asked_odds(rows, np.zeros(2), load_asked())
    assert near == nearer
