"""What makes two values that differ one question: shared names, one number in two units."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.collate import collate
from stemmata.collate.context import PlacedNames
from stemmata.collate.doubts import DOUBT, is_doubtful, mark_doubtful
from stemmata.collate.drafts import Draft, finish
from stemmata.collate.quantities import share_names
from stemmata.collate.readings import as_reading
from stemmata.collate.statements import state
from stemmata.collate.unit_slips import is_unit_slip
from stemmata.collate.values import Value, relate
from stemmata.model import AnnotatedArticle, Claim, Origin, Point, Reading, Record, Story, replace
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


def ties_of(size: int, **between: float) -> np.ndarray:
    """Return log-odds of some statements, those named like `_0_2` as told, others forbidden."""
    ties = np.full((size, size), -1e6, dtype=np.float32)
    for name, odds in between.items():
        a, b = map(int, name.strip("_").split("_"))
        ties[a, b] = ties[b, a] = odds
    return ties


def test_a_reading_that_is_hardly_tied_is_undecided() -> None:
    """Of three readings the one with little for it is marked; the first asks the question."""
    texts = [f"The fire at Hellvik killed {n} people." for n in ("12", "14", "35")]
    group = [state(article, n, ())[0] for n, article in enumerate(read(*texts))]
    readings = [as_reading([s.claim]) for s in group]
    marked = mark_doubtful(readings, group, ties_of(3, _0_1=3.0, _0_2=0.4), CollateSettings())
    assert [DOUBT in reading.note for reading in marked] == [False, False, True]
    assert not is_doubtful(marked)
    assert is_doubtful([marked[0], marked[2]])


def test_undecided_disputes_stand_behind_sure_ones() -> None:
    """Points in doubt follow the sure ones, whatever number of reports answers them."""
    one, two = (Claim(name, 0, 1, "1", name) for name in "ab")
    sure = Draft("figure", "sure", (Reading("1", (one,)), Reading("2", (two,))), "disputed")
    more = replace(two, article="c", start=5)
    open_readings = Reading("3", (one, two)), Reading("4", (more,), note=DOUBT)
    open_ = Draft("figure", "open", open_readings, "disputed")
    points = finish([open_, sure], "s", ["a", "b", "c"])
    assert [point.question for point in points] == ["sure", "open"]


def test_counted_things_are_one_measure_in_every_script() -> None:
    """A word with vowel signs or a hyphen is a thing that is counted, as any word is."""
    (article,) = read("In all 14 police-officers and 31 miners were hurt near Hellvik.")
    figures = [
        replace(article.figures[0], unit=unit) for unit in ("रिबाउंड", "فوزًا", "iPod-spelers")
    ]
    told = [state(replace(article, figures=(each,)), 0, ())[0].measure for each in figures]
    assert set(told) == {"count"}
    share = replace(article.figures[0], unit="[pp]", subject=None)
    assert state(replace(article, figures=(share,)), 0, ())[0].measure == "[pp]"
