"""What makes two values that differ one question: shared names, one number in two units."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.collate import collate
from stemmata.collate.context import PlacedNames
from stemmata.collate.quantities import share_names
from stemmata.collate.statements import state
from stemmata.collate.unit_slips import is_unit_slip
from stemmata.collate.values import Value, relate
from stemmata.model import AnnotatedArticle, Origin, Point, Record, Story
from stemmata.settings import CollateSettings

DAY = date(2026, 3, 3)


def read(*texts: str) -> list[AnnotatedArticle]:
    """Return English reports of some texts."""
    records = [
        Record(f"r{n}", Origin(f"r{n}.txt"), text=text, language="en", published=str(DAY))
        for n, text in enumerate(texts)
    ]
    return list(resolve([annotate(clean(record)) for record in records]))


def points_of(*texts: str) -> list[Point]:
    """Return the points of figures in some reports."""
    articles = read(*texts)
    story = Story("s", "l", tuple(article.id for article in articles))
    return [point for point in collate(story, articles) if point.kind == "figure"]


@pytest.mark.parametrize(("one", "other"), [("500 g", "500 mg"), ("25 cm", "25 mm")])
def test_one_number_in_two_units_is_disputed_and_suspected(one: str, other: str) -> None:
    """A number that has changed its unit is one claim with two readings, and told as a slip."""
    said = "The medics at Hellvik gave {} of it, the inquest heard."
    (point,) = points_of(said.format(one), said.format(other))
    assert point.verdict == "disputed"
    assert "unit slip" in point.readings[1].note


def test_a_conversion_and_a_span_of_time_are_no_unit_slips() -> None:
    """What agrees by its conversion differs in number; three days and three weeks are two spans."""
    texts = "It is 25 cm wide.", "It is 250 mm wide.", "It took 3 days.", "It took 3 weeks."
    told = [state(article, 0, ())[0] for article in read(*texts)]
    assert not is_unit_slip(told[0], told[1])
    assert not is_unit_slip(told[2], told[3])


@pytest.mark.parametrize(
    ("number", "other", "relation"),
    [(102.0, 108.0, "different"), (100.0, 108.0, "compatible"), (1250.0, 1290.0, "compatible")],
)
def test_about_is_as_close_as_its_digits(number: float, other: float, relation: str) -> None:
    """'About 102' is not 108, for three digits are told closely; 'about 100' may be."""
    settings = CollateSettings()
    about = Value(number, number, approximate=True)
    assert relate(about, Value(other, other), settings) == relation


def test_reports_share_what_both_name() -> None:
    """Two reports that name the same things share most; with a third they share none."""
    articles = read(
        "Marta Lind met Olaf Brenner in Velmora.",
        "In Velmora Olaf Brenner met Marta Lind.",
        "Sigrid Aune spoke in Karsund.",
    )
    shared = share_names(np.array([0, 0, 1, 2]), PlacedNames(articles))
    assert shared[0, 2] > 0.3
    assert shared[0, 3] == shared[2, 3] == 0
    assert np.allclose(shared, shared.T)
