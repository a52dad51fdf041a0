"""What differs only because the reader closed it, converted it or took two people for one."""

from __future__ import annotations

from datetime import date

import pytest

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.collate import collate
from stemmata.model import Origin, Point, PointKind, Record, Story


def points_of(kind: PointKind, *texts: tuple[str, str, date]) -> list[Point]:
    """Return the points of a kind of reports, each a language, a text and a day."""
    records = [
        Record(f"r{n}", Origin(f"r{n}.txt"), text=text, language=language, published=str(day))
        for n, (language, text, day) in enumerate(texts)
    ]
    articles = resolve([annotate(clean(record)) for record in records])
    story = Story("s", "l", tuple(article.id for article in articles))
    return [point for point in collate(story, articles) if point.kind == kind]


def verdicts(points: list[Point]) -> list[str]:
    """Return the verdicts of points that more than one report answers."""
    return sorted(point.verdict for point in points if len(set(_articles(point))) > 1)


def _articles(point: Point) -> list[str]:
    return [claim.article for reading in point.readings for claim in reading.claims]


EARLY, LATE = date(2026, 3, 3), date(2026, 9, 8)


def test_a_day_without_its_year_is_compatible_with_itself() -> None:
    """Two reports of one sentence close "June 21" to two years; neither said a year."""
    said = "The new ferry to Karsund was launched on June 21, the yard at Hellvik said."
    (point,) = points_of("date", ("en", said, EARLY), ("en", said, LATE))
    assert [reading.value for reading in point.readings] == ["2025-06-21", "2026-06-21"]
    assert point.verdict == "compatible"


def test_yesterday_is_compatible_with_itself_in_a_reprint() -> None:
    """A translation of the next day says "yesterday" still; another day in other words disputes."""
    said = "The council of Velmora closed the old bridge at Hellvik to lorries {}."
    day, next_day = EARLY, date(2026, 3, 4)
    points = points_of(
        "date",
        ("en", said.format("yesterday"), day),
        ("de", "Der Rat von Velmora sperrte die alte Brücke bei Hellvik gestern.", next_day),
    )
    assert set(verdicts(points)) <= {"compatible"}
    again = [("en", said.format("yesterday"), one) for one in (day, next_day)]
    assert verdicts(points_of("date", *again)) == ["compatible"]
    weeks = [("en", said.format("yesterday"), one) for one in (day, date(2026, 3, 12))]
    assert verdicts(points_of("date", *weeks)) == ["disputed"]
    other = [("en", said.format(word), day) for word in ("yesterday", "today")]
    assert verdicts(points_of("date", *other)) == ["disputed"]


def test_two_years_that_are_said_are_disputed() -> None:
    """A year that stands there counts."""
    said = "The new ferry to Karsund was launched at the yard at Hellvik on June 21, {}."
    (point,) = points_of("date", ("en", said.format(2019), EARLY), ("en", said.format(2020), EARLY))
    assert point.verdict == "disputed"


def test_a_weekday_is_compatible_with_itself_a_week_later() -> None:
    """A Sunday in a report and in its copy of a week later is no second day."""
    said = "The grid operator Nordnetz mended both lines by the river at Velmora on Sunday."
    points = points_of("date", ("en", said, EARLY), ("en", said, date(2026, 3, 10)))
    assert verdicts(points) == ["compatible"]


def test_a_time_of_day_is_no_day() -> None:
    """A clock time of reports of two days is one time, whichever day it was."""
    said = "The ferry Astrid ran aground off the island of Karsund at 6:40 p.m."
    (point,) = points_of("date", ("en", said, EARLY), ("en", said, LATE))
    assert [reading.value for reading in point.readings] == ["18:40"]
    assert point.verdict == "agreed"
    assert "at what time" in point.question


@pytest.mark.parametrize(
    ("one", "other"), [("150 tons", "150 t"), ("about 2 kilometres", "1.6 kilometres")]
)
def test_a_ton_is_any_ton_and_about_two_may_be_less(one: str, other: str) -> None:
    """A word of several units, and a rounded number, dispute nothing."""
    said = "The Astrid carried {} of cable to the yard at Hellvik."
    pile = [("en", said.format(amount), EARLY) for amount in (one, other)]
    assert verdicts(points_of("figure", *pile)) == ["compatible"]


def test_two_conversions_of_one_value_are_compatible() -> None:
    """85 miles an hour are 135 kilometres for one reporter and 138 for another."""
    said = "The storm reached the coast at Velmora with winds of {} on Monday."
    speeds = ("85 miles per hour", "135 km/h", "138 km/h")
    points = points_of("figure", *(("en", said.format(speed), EARLY) for speed in speeds))
    assert verdicts(points) == ["compatible"]
    both = points_of("figure", *(("en", said.format(speed), EARLY) for speed in speeds[1:]))
    assert verdicts(both) == ["disputed"]


def test_ages_of_two_people_are_two_points() -> None:
    """Who is named is not as old as somebody else who is named."""
    said = "Police in Hellvik arrested {}, {}, after the fire at the harbour."
    one, other = said.format("Marta Lindqvist", 36), said.format("Jonas Bergdahl", 41)
    assert "disputed" not in verdicts(points_of("figure", ("en", one, EARLY), ("en", other, EARLY)))
    again = said.format("Marta Lindqvist", 38)
    assert verdicts(points_of("figure", ("en", one, EARLY), ("en", again, EARLY))) == ["disputed"]
