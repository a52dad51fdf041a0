"""Ranges, named days, and times of day beside what they belong to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.annotate.dates import find_dates_in
from stemmata.annotate.dates.holidays import day_of_rule, easter
from stemmata.errors import LanguageError

WRITTEN = date(2026, 5, 14)  # a Thursday


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("Gesperrt ist von Montag bis Freitag.", "de", date(2026, 5, 11), date(2026, 5, 15)),
        (
            "Er war vom 28. April bis zum 3. Mai 2026 fort.",
            "de",
            date(2026, 4, 28),
            date(2026, 5, 3),
        ),
        ("Zwischen dem 3. und dem 5. Mai fiel Regen.", "de", date(2026, 5, 3), date(2026, 5, 5)),
        ("Llovió entre el 2 de mayo y el 5 de mayo.", "es", date(2026, 5, 2), date(2026, 5, 5)),
        ("Von 2010 bis 2018 regierte sie.", "de", date(2010, 1, 1), date(2018, 12, 31)),
    ],
)
def test_both_ends_of_a_range_are_one_date(
    text: str, language: str, first: date, last: date
) -> None:
    """A range covers all days from its first end to its last."""
    (found,) = find_dates_in(text, language, WRITTEN)
    assert (found.earliest, found.latest) == (first, last)


def test_days_after_a_point_are_no_range() -> None:
    """Two days joined by "und" are a range only after "zwischen"."""
    found = find_dates_in("Nach Montag und Mittwoch blieb es ruhig.", "de", WRITTEN)
    assert [mention.text for mention in found] == ["Montag", "Mittwoch"]


@pytest.mark.parametrize(
    ("text", "language", "timex"),
    [
        ("Am Ostermontag brannte es.", "de", "2026-04-06"),
        ("Seit Pfingsten 2025 ruht der Bau.", "de", "2025-06-08"),
        ("Sie trafen sich letzte Weihnachten.", "de", "2025-12-25"),
        ("Der Unfall geschah am Dienstag um 8 Uhr abends.", "de", "2026-05-12T20:00"),
        ("Gegen halb acht abends fiel der Strom aus.", "de", "2026-05-14T19:30"),
        ("Der Rat tagt jeden Montag um 16 Uhr.", "de", "XXXX-WXX-1T16:00"),
        ("Die Sperre gilt von 17 bis 18 Uhr.", "de", "2026-05-14T17:00/2026-05-14T18:00"),
        ("The shop closed on Good Friday.", "en", "2026-04-03"),
    ],
)
def test_named_days_and_times_of_day_have_their_value(text: str, language: str, timex: str) -> None:
    """A named day is placed in its year, and a part of the day says which half a clock means."""
    assert [mention.timex for mention in find_dates_in(text, language, WRITTEN)] == [timex]


@pytest.mark.parametrize(
    ("text", "language", "timex"),
    [
        ("Mardi, il a plu. L’accord a été signé la veille.", "fr", "2026-05-11"),
        ("Na terça-feira choveu. O acordo foi assinado na véspera.", "pt", "2026-05-11"),
        ("Die Wahl ist am 30. Juni. Am Vortag tagte der Rat.", "de", "2026-05-13"),
        ("Les ponts contrôlés à l’automne ferment.", "fr", "2025-FA"),
        ("Die Brücken wurden im Herbst geprüft.", "de", "2025-FA"),
        ("El alcalde lo sabía desde hacía un año.", "es", "P1Y"),
    ],
)
def test_eves_and_seasons_are_placed(text: str, language: str, timex: str) -> None:
    """The eve is that of the past day named last, a season behind "in" the nearest one."""
    assert find_dates_in(text, language, WRITTEN)[-1].timex == timex


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    """Easter lies between 22 March and 25 April."""
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.integers(1583, 4000), st.integers(1, 7), st.integers(1, 6))
def test_weekdays_are_counted_from_a_date(year: int, weekday: int, count: int) -> None:
    """The n-th weekday before a date lies in the n-th week before it, after it likewise."""
    middle = date(year, 6, 15)
    before = day_of_rule(f"{weekday}x{count}<06-15", year)
    after = day_of_rule(f"{weekday}x{count}>06-15", year)
    assert before.isoweekday() == after.isoweekday() == weekday
    assert 7 * (count - 1) < (middle - before).days <= 7 * count
    assert 7 * (count - 1) <= (after - middle).days < 7 * count


def test_a_rule_of_another_form_is_refused() -> None:
    """A language file with a rule that says no day is told so."""
    with pytest.raises(LanguageError, match="named day"):
        day_of_rule("christmas", 2026)


def test_early_in_a_week_the_weekend_is_over() -> None:
    """On a Monday "the weekend" is the last one, unless the sentence looks ahead."""
    monday = date(2026, 5, 11)
    (past,) = find_dates_in("Three bridges closed over the weekend.", "en", monday)
    (ahead,) = find_dates_in("Three bridges will close at the weekend.", "en", monday)
    assert (past.timex, ahead.timex) == ("2026-W19-WE", "2026-W20-WE")


def test_half_a_year_is_no_hour() -> None:
    """The last half is a period of the calendar."""
    (found,) = find_dates_in("Sales fell in the last half.", "en", WRITTEN)
    assert (found.earliest, found.latest) == (date(2025, 7, 1), date(2025, 12, 31))
