"""Figures and dates of an article as statements that can be compared over articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from stemmata.collate.context import ArticleContext, Ids, Neighbourhood, Weights
from stemmata.collate.values import Value
from stemmata.model import AnnotatedArticle, Claim, DateMention, Figure, PointKind

CURRENCY = "money"
COUNTED = "count"
BARE = "number"
# Units that are compared with one another only: a share is no length of time.
_OWN_CLASS = frozenset({"%", "[pp]", "rank", "day", "week", "month", "year", "hour", "minute"})


NOTHING = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what it is about; `measure` is the class of units it can be compared in.

    `values` are the value and its conversions ("3 billion yen (19 million euros)").
    """

    claim: Claim
    kind: PointKind
    measure: str
    values: tuple[Value, ...]
    around: Neighbourhood
    subject: tuple[Ids, Weights]
    language: str = "und"
    correcting: bool = False


def figure_statements(
    article: AnnotatedArticle, context: ArticleContext, *, correcting: bool = False
) -> Iterator[Statement]:
    """Yield a statement for each quantity; a conversion joins what it restates."""
    restated = {f.converts: f for f in article.figures if f.converts is not None}
    for figure in article.figures:
        if figure.converts is not None or not _states_something(figure):
            continue
        values = [_value(figure)]
        if figure.start in restated:
            values.append(_value(restated[figure.start]))
        subject = (
            context.concepts_of(figure.subject.start, figure.subject.end)
            if figure.subject
            else NOTHING
        )
        yield Statement(
            _figure_claim(article, figure),
            "figure",
            _measure(figure),
            tuple(values),
            context.around(figure.start, figure.end),
            subject,
            article.language,
            correcting,
        )


def date_statements(
    article: AnnotatedArticle, context: ArticleContext, *, correcting: bool = False
) -> Iterator[Statement]:
    """Yield a statement for each day, month or year that an article names, deadlines apart."""
    for mention in article.dates:
        if mention.type not in ("DATE", "TIME") or mention.role == "publication":
            continue
        if mention.earliest is None and mention.latest is None:
            continue
        low = mention.earliest.toordinal() if mention.earliest else None
        high = mention.latest.toordinal() if mention.latest else None
        if mention.role == "deadline":
            low = high
        yield Statement(
            _date_claim(article, mention),
            "date",
            mention.role,
            (Value(low, high, "day"),),
            context.around(mention.start, mention.end),
            NOTHING,
            article.language,
            correcting,
        )


def _figure_claim(article: AnnotatedArticle, figure: Figure) -> Claim:
    return Claim(
        article.id,
        figure.start,
        figure.end,
        figure.text,
        write_figure(_shown(figure)),
        figure.low,
        figure.high,
        figure.unit,
    )


def _date_claim(article: AnnotatedArticle, mention: DateMention) -> Claim:
    value = write_interval(mention.earliest, mention.latest)
    if mention.role == "deadline":
        value = f"by {mention.latest or mention.earliest}"
    return Claim(article.id, mention.start, mention.end, mention.text, value)


def _states_something(figure: Figure) -> bool:
    """Say whether a figure is a statement: a bare "one" or "none" is as a rule only grammar."""
    bounds = [bound for bound in (figure.low, figure.high) if bound is not None]
    if not bounds:
        return False
    in_digits = any(character.isdigit() for character in figure.text)
    return in_digits or figure.unit == "rank" or max(map(abs, bounds)) >= 2


def _shown(figure: Figure) -> Value:
    """Return the value without the counted thing, which the question names."""
    unit = figure.unit if _measure(figure) != COUNTED else None
    return replace(_value(figure), unit=unit)


def _value(figure: Figure) -> Value:
    return Value(figure.low, figure.high, figure.unit, figure.of, figure.approximate)


def _measure(figure: Figure) -> str:
    unit = figure.unit or ""
    if unit in _OWN_CLASS:
        return unit
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        return CURRENCY
    if not unit and figure.subject is None:
        return BARE
    return COUNTED if not unit or not unit.isascii() or len(unit) > 4 else unit


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
