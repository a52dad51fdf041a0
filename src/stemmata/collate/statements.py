"""Figures and dates of an article as statements that can be compared over articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from stemmata.collate.bearers import bearers_of
from stemmata.collate.sentences import Stretch, find_sentences
from stemmata.collate.units import dimension
from stemmata.collate.values import (
    DATE,
    DAY_OF_WEEK,
    DAY_OF_WRITING,
    DAY_OF_YEAR,
    TIME_OF_DAY,
    Value,
    convert_value,
    is_currency,
)
from stemmata.languages.units import measure_table
from stemmata.model import (
    AnnotatedArticle,
    Claim,
    DateMention,
    Figure,
    Frozen,
    PointKind,
    Span,
    replace,
)

CURRENCY = "money"
COUNTED = "count"
BARE = "number"
CLOCK = "clock"  # of whichever day
# Units that are compared with one another only: a share is no length of time.
_OWN_CLASS = frozenset({"%", "[pp]", "rank", "month", "year"})
_MARKS = frozenset("[]{}%/.*")  # of UCUM; a word has letters, their signs, a hyphen
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"XXXX-XX-XXT(\d\d):(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-\d")
_YEARLESS = re.compile(r"XXXX-\d\d")
_PART_OF_DAY = "XXXX-XX-XXT"
_LEAST_APART = 1e8  # a day's number by this is less than a day
_APART = 1e7  # a day's number is less
_WEEK = 7
_WEEKS = 1000  # a step of days is less
_REPRINTED = 2  # days from one report to another that gives its words again
_LONGEST_STEP = 31  # days from that of writing which words without digits tell


class Statement(Frozen, frozen=True):
    """A claim that can be compared; `measure` is the class of units it can be compared in.

    `article` is the place of its article in the story. `values` are the value and its conversions
    ("3 billion yen (19 million euros)"). `person` is the key of the person whose age it may be.
    """

    article: int
    claim: Claim
    kind: PointKind
    measure: str
    values: tuple[Value, ...]
    sentence: Stretch
    subject: Span | None = None
    language: str = "und"
    correcting: bool = False
    person: str = ""


def state(article: AnnotatedArticle, place: int, correcting: Sequence[int]) -> list[Statement]:
    """Return what an article states in figures and dates.

    Args:
        article: the one that speaks.
        place: which one of the story's articles it is.
        correcting: the places of articles that correct others.
    """
    figures = [figure for figure in article.figures if _states_something(figure)]
    dates = [mention for mention in article.dates if _names_day(mention)]
    starts = [*(figure.start for figure in figures), *(mention.start for mention in dates)]
    if not starts:
        return []
    where = find_sentences(article.text, article.language, starts)
    restated = {f.converts: f for f in article.figures if f.converts is not None}
    about = article.language, place in correcting
    bearers = bearers_of(article, figures)
    return [
        *(
            Statement(
                place,
                *_state_figure(article.id, f, restated),
                sentence,
                f.subject,
                *about,
                person=bearers.get(f.start, ""),
            )
            for f, sentence in zip(figures, where, strict=False)
        ),
        *(
            Statement(place, *_state_date(article, d), sentence, None, *about)
            for d, sentence in zip(dates, where[len(figures) :], strict=True)
        ),
    ]


Told = tuple[Claim, PointKind, str, tuple[Value, ...]]


def _state_figure(article: str, figure: Figure, restated: Mapping[int, Figure]) -> Told:
    """Return a quantity with what it says; a conversion joins what it restates."""
    value, measure = _value(figure), _measure(figure)
    values = convert_value(value)
    if figure.start in restated:
        values += convert_value(_value(restated[figure.start]))
    # The counted thing is what the question names.
    shown = write_figure(replace(value, unit=None) if measure == COUNTED else value)
    claim = Claim(
        article,
        figure.start,
        figure.end,
        figure.text,
        shown,
        figure.low,
        figure.high,
        figure.unit,
    )
    return claim, "figure", measure, values


def _state_date(article: AnnotatedArticle, mention: DateMention) -> Told:
    """Return a day, month or year with what it says; of a deadline only its end counts."""
    low = mention.earliest.toordinal() if mention.earliest else None
    high = mention.latest.toordinal() if mention.latest else None
    shown = write_interval(mention.earliest, mention.latest)
    if mention.role == "deadline":
        low, shown = high, f"by {mention.latest or mention.earliest}"
    measure: str = mention.role
    values = Value(low, high, DATE), *_parts_said(mention), *_step_said(article, mention)
    if clock := _CLOCK.fullmatch(mention.said):  # whichever day it was
        minutes = 60.0 * int(clock[1]) + int(clock[2])
        shown, measure = clock[0][-5:], CLOCK
        values = (Value(minutes, minutes, TIME_OF_DAY),)
    claim = Claim(article.id, mention.start, mention.end, mention.text, shown)
    return claim, "date", measure, values


def _step_said(article: AnnotatedArticle, mention: DateMention) -> tuple[Value, ...]:
    """Return how far from that of writing a day or week is which words like "yesterday" tell.

    A translation or reprint of the next day says "yesterday" still: what both say in the same words
    is no dispute of theirs. Reports of other weeks are told apart.
    """
    day, last, published = mention.earliest, mention.latest, article.published
    if mention.said or day is None or last is None or published is None:
        return ()
    step, length = (day - published.earliest).days, (last - day).days
    if abs(step) > _LONGEST_STEP or length >= _WEEK or _DIGIT.search(mention.text):
        return ()
    if length:
        step = _WEEKS + _week_of(day) - _week_of(published.earliest)
    written = step * _APART + published.earliest.toordinal()
    own = day.toordinal() / _LEAST_APART
    return (Value(written - _REPRINTED / 2, written + _REPRINTED / 2 + own, DAY_OF_WRITING),)


def _week_of(day: date) -> int:
    return (day.toordinal() - 1) // _WEEK  # the first day of all was a Monday


def _parts_said(mention: DateMention) -> tuple[Value, ...]:
    """Return what the words alone say of a day, so that days the reader has closed are no rivals.

    "June 21" in a report of one year is compatible with the 21st of June of another, and "Sunday"
    with the Sunday of another week. An interval of its own keeps each from being the same.
    """
    first, last = mention.earliest, mention.latest
    if first is None or last is None:
        return ()
    own = first.toordinal() / _LEAST_APART
    if _WEEKDAY.match(mention.said):
        return (Value(first.isoweekday(), first.isoweekday() + own, DAY_OF_WEEK),)
    yearless = _YEARLESS.match(mention.said)
    if not yearless and (mention.said or first != last):
        return ()
    year = None if yearless else first.year
    places = [day.month * 100 + day.day for day in (first, last)]
    told = Value(places[0], places[1] + own, DAY_OF_YEAR, year)
    if yearless:
        return (told,)
    week = Value(first.isoweekday(), first.isoweekday() + own, DAY_OF_WEEK, first.toordinal())
    return told, week


def _states_something(figure: Figure) -> bool:
    """Say whether a figure is a statement of its own: a bare "one" is as a rule only grammar."""
    low, high = figure.low, figure.high
    if figure.converts is not None or (low is None and high is None):
        return False
    if figure.unit == "rank" or _DIGIT.search(figure.text):
        return True
    return max(abs(bound) for bound in (low, high) if bound is not None) >= 2


def _names_day(mention: DateMention) -> bool:
    if mention.type not in ("DATE", "TIME") or mention.role == "publication":
        return False
    if mention.said.startswith(_PART_OF_DAY) and not _CLOCK.fullmatch(mention.said):
        return False  # "in the morning", of whichever day
    return mention.earliest is not None or mention.latest is not None


def _value(figure: Figure) -> Value:
    return Value(figure.low, figure.high, figure.unit, figure.of, figure.approximate)


def _measure(figure: Figure) -> str:
    unit = figure.unit
    if not unit:
        return BARE if figure.subject is None else COUNTED
    if unit in _OWN_CLASS:
        return unit
    if measured := dimension(unit):
        return measured
    if is_currency(unit):
        return CURRENCY
    return unit if unit in _symbols() or not _MARKS.isdisjoint(unit) else COUNTED


@cache
def _symbols() -> frozenset[str]:
    """Return the symbols of measures; any other unit is a word for what is counted."""
    return frozenset(measure_table("symbols").values())


def write_figure(value: Value) -> str:
    r"""Return a value as people write it, with its bounds and unit.

    Example:
        >>> write_figure(Value(1.42e9, 1.42e9, "EUR")), write_figure(Value(12, 12, "rank", of=47))
        ('1\u202f420\u202f000\u202f000 EUR', '12 of 47')
        >>> write_figure(Value(100, None, "km"))
        '≥ 100 km'
    """
    if value.unit == "rank":
        place = write_number(value.low if value.low is not None else value.high)
        return f"{place} of {write_number(value.of)}" if value.of else f"rank {place}"
    unit = f" {value.unit}" if value.unit else ""
    if value.low is None:
        return f"≤ {write_number(value.high)}{unit}"
    if value.high is None:
        return f"≥ {write_number(value.low)}{unit}"
    if value.low != value.high:
        return f"{write_number(value.low)}–{write_number(value.high)}{unit}"
    return f"{'≈ ' if value.approximate else ''}{write_number(value.low)}{unit}"


def write_number(number: float | None) -> str:
    """Return a number with thousands set apart by thin no-break spaces."""
    if number is None:
        return "?"
    if number == int(number) and abs(number) < 1e18:
        return (
            f"{int(number):,}".replace(",", "\u202f") if abs(number) >= 10_000 else str(int(number))
        )
    return f"{number:.6g}"


def write_interval(earliest: date | None, latest: date | None) -> str:
    """Return an interval of days in ISO 8601 form.

    Example:
        >>> write_interval(date(2026, 5, 3), date(2026, 5, 3))
        '2026-05-03'
    """
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '…'}/{latest or '…'}"
