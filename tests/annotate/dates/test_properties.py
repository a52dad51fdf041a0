"""Laws that hold for any text, and how expressions meet the day of writing."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.annotate.dates import find_dates_in

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))
CODES = st.sampled_from(
    ["en", "de", "fr", "ru", "ar", "hi", "zh", "ja", "ko", "vi", "tr", "th", "und"]
)
MIXED = (
    "5 31 2026 12.05.2026 99/99/9999 May Mai Tuesday last next ago vor in by bis week weeks 5月 "
    "31日 3 quarter of the end February 30 29 Feb. 15:30 p.m. the 1990s every , . ( ) - 19 "
    "century в мая года 令和 8年 رمضان هـ 1447 tomorrow early three"
)
WORDS = st.lists(st.sampled_from(MIXED.split()), max_size=12)


@given(text=st.text(max_size=120), code=CODES, reference=st.none() | DAYS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_quoted(text: str, code: str, reference: date | None) -> None:
    """No text raises, and every mention quotes the text to the letter, in order."""
    check(text, code, reference)


@given(words=WORDS, code=CODES, reference=st.none() | DAYS)
@settings(max_examples=300, deadline=None)
def test_any_mix_of_date_words_is_read(words: list[str], code: str, reference: date | None) -> None:
    """No sequence of date words raises, and intervals never end before they begin."""
    check(" ".join(words), code, reference)


def check(text: str, code: str, reference: date | None) -> None:
    """Assert what holds for the mentions of any text."""
    end = 0
    for mention in find_dates_in(text, code, reference):
        assert mention.text == text[mention.start : mention.end] != ""
        assert mention.start >= end
        end = mention.end
        assert mention.timex
        if mention.earliest and mention.latest:
            assert mention.earliest <= mention.latest


@given(
    sentences=st.lists(
        st.sampled_from(
            [
                *("The hall was full of people.", "Nobody spoke to us at all!", "Why in the end?"),
                *("Rain fell in the second week.", "They will return by May 3.", "It was Tuesday."),
            ]
        ),
        max_size=8,
    )
)
def test_a_sentence_is_read_alike_among_others(sentences: list[str]) -> None:
    """What stands in other sentences neither adds to the mentions of one nor takes from them."""
    together = find_dates_in(" ".join(sentences), "en", None)
    alone = [mention for one in sentences for mention in find_dates_in(one, "en", None)]
    assert [(m.text, m.timex, m.role) for m in together] == [
        (m.text, m.timex, m.role) for m in alone
    ]


@given(reference=DAYS, days=st.integers(min_value=1, max_value=4000))
def test_relative_days_move_with_the_day_of_writing(reference: date, days: int) -> None:
    """Moving the day of writing moves "yesterday" and "two days ago" by the same number of days."""
    step = timedelta(days=days)
    text = "It closed yesterday, not two days ago."
    before = [m.earliest for m in find_dates_in(text, "en", reference)]
    after = [m.earliest for m in find_dates_in(text, "en", reference + step)]
    assert [day + step for day in before if day] == after


@pytest.mark.parametrize(("text", "code"), [("百より大きい-5月3日", "ja"), ("四陆-5月3日", "zh")])
def test_han_signs_beside_numerals_break_nothing(text: str, code: str) -> None:
    """A phrase that begins as a number but goes on otherwise is no number of a date."""
    check(text, code, None)


def test_time_grows_with_length_only() -> None:
    """A text eight times as long takes about eight times as long, even if it is all date words."""
    hostile = "5 May the last 3 of 12.05 in , " * 600
    find_dates_in(hostile, "en", None)
    short = measure(hostile)
    assert measure(hostile * 8) < 8 * 4 * max(short, 0.005)


def measure(text: str) -> float:
    """Return the seconds of processor time that reading a text takes."""
    begin = time.process_time()
    find_dates_in(text, "en", date(2026, 5, 14))
    return time.process_time() - begin


@pytest.mark.parametrize(
    "text",
    [
        "Version 1.2.3 costs 1,2 million and 24/7 help.",
        "They may march on, he said, and mar the picture.",
        "The sun sat low for a second.",
        "Call 030 123456 or +49 30 2026 17.",
        "The A320-200 and the B2 flew; COVID-19 spread.",
        "It cost $2026, and 2000 people paid 2,000 euros.",
        "They won 3-2 and led 21:17 in the end.",
    ],
)
def test_figures_and_words_that_only_look_like_dates_are_left(text: str) -> None:
    """Versions, verbs, telephone numbers, models, sums, counts and scores are no calendar dates."""
    found = find_dates_in(text, "en", date(2026, 5, 14))
    assert [m.text for m in found if m.type == "DATE"] == []


def test_without_a_day_of_writing_relative_dates_stay_open() -> None:
    """An unknown publication date leaves the value underspecified and the interval open."""
    (mention,) = find_dates_in("It closed on Tuesday.", "en", None)
    assert (mention.timex, mention.earliest, mention.latest) == ("XXXX-WXX-2", None, None)


def test_a_limit_in_the_past_is_no_deadline() -> None:
    """The limit "until 2019" is a deadline only for what was written before it."""
    (mention,) = find_dates_in("He led the firm until 2019.", "en", date(2026, 5, 14))
    assert mention.role == "mention"
    (mention,) = find_dates_in("He leads the firm until 2029.", "en", date(2026, 5, 14))
    assert mention.role == "deadline"


def test_a_language_without_a_file_is_read_through_cldr() -> None:
    """Czech has no file; its months, weekdays and "ago" come from CLDR."""
    found = find_dates_in("Stalo se 12. května 2026, před 3 lety.", "cs", date(2026, 5, 14))
    assert [m.timex for m in found][:1] == ["2026-05-12"]
