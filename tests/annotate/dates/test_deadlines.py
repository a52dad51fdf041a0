"""Limits: dates and spans by which something is to be done."""

from __future__ import annotations

from datetime import date

import pytest

from stemmata.annotate.dates import find_dates_in
from stemmata.model import DateMention

WRITTEN = date(2026, 3, 3)


def limits(text: str, language: str) -> list[DateMention]:
    """Return the deadlines of a text written on one day in March."""
    return [m for m in find_dates_in(text, language, WRITTEN) if m.role == "deadline"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The firm was told to pay within 30 days.", "en"),
        ("The firm now has 30 days to pay.", "en"),
        ("Die Firma soll binnen 30 Tagen zahlen.", "de"),
        ("La empresa pagará en un plazo de 30 días.", "es"),
        ("L’entreprise doit payer sous trente jours.", "fr"),
        ("L'azienda dovrà pagare entro 30 giorni.", "it"),
        ("A empresa terá de pagar no prazo de 30 dias.", "pt"),
        ("В течение 30 дней фирма должна заплатить.", "ru"),
        ("Perusahaan itu punya waktu 30 hari untuk membayar.", "id"),
        ("يجب أن تدفع الشركة خلال 30 يوماً.", "ar"),
        ("该公司必须在30天内付款。", "zh"),
        ("会社は30日以内に支払う。", "ja"),
        ("Het bedrijf moet binnen 30 dagen betalen.", "nl"),
    ],
)
def test_a_span_with_a_limit_ends_so_long_after_writing(text: str, language: str) -> None:
    """A span with words such as "within" ends so long after writing, or a day before that."""
    (limit,) = limits(text, language)
    assert (limit.type, limit.timex) == ("DURATION", "P30D")
    assert (limit.earliest, limit.latest) == (date(2026, 4, 1), date(2026, 4, 2))


@pytest.mark.parametrize(
    ("text", "language", "act", "last"),
    [
        (
            "On Monday the court ordered the firm to pay within 30 days.",
            "en",
            date(2026, 3, 2),
            date(2026, 4, 1),
        ),
        (
            "The firm must pay within two weeks, the court ruled yesterday.",
            "en",
            date(2026, 3, 2),
            date(2026, 3, 16),
        ),
        (
            "Das Gericht wies die Firma am 27. Februar an, binnen 30 Tagen zu zahlen.",
            "de",
            date(2026, 2, 27),
            date(2026, 3, 29),
        ),
    ],
)
def test_a_span_with_a_limit_counts_from_the_act(
    text: str, language: str, act: date, last: date
) -> None:
    """Where the sentence names the day of the act, the span begins there."""
    assert [(m.earliest, m.latest) for m in limits(text, language)] == [(act, last)]


@pytest.mark.parametrize(
    "text",
    [
        "The firm was founded on 3 May 2020 and must pay within 30 days.",
        "The judges met on Monday. The firm must pay within 30 days.",
        "The firm must pay within 30 days and report on May 3.",
    ],
)
def test_other_days_are_no_day_of_the_act(text: str) -> None:
    """A day long past, still to come, or of another sentence begins no span."""
    assert [m.latest for m in limits(text, "en") if m.type == "DURATION"] == [date(2026, 4, 2)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The debate lasted 30 days.", "en"),
        ("Within two hours the roof had gone.", "en"),
        ("She has 30 years of practice.", "en"),
        ("За 30 дней она прошла весь путь.", "ru"),
        ("The fine falls due for each day after June 30, 2027.", "en"),
        ("It had closed before 15 May 2020.", "en"),
    ],
)
def test_other_spans_and_dates_are_no_limits(text: str, language: str) -> None:
    """How long something took, what is past and what bounds from below are no deadlines."""
    assert limits(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        ("They must appeal before 15 May.", "en", date(2026, 5, 15)),
        ("До 15 мая она подаст жалобу.", "ru", date(2026, 5, 15)),
        ("ستلجأ إلى المحكمة قبل 15 مايو.", "ar", date(2026, 5, 15)),
        ("O fundo vai pagar nas próximas duas semanas.", "pt", date(2026, 3, 17)),
        ("The firm must pay within two months.", "en", date(2026, 5, 3)),
    ],
)
def test_a_limit_takes_its_year_from_the_day_of_writing(
    text: str, language: str, last: date
) -> None:
    """A limit without a year, or counted from now, ends on a full date."""
    assert [limit.latest for limit in limits(text, language)] == [last]


def test_hours_are_a_span_unless_they_tell_the_clock() -> None:
    """A number word and "hours" say how long, a clock time and "hours" say when."""
    found = find_dates_in("After seven hours of talks they met at 19:00 hours.", "en", WRITTEN)
    assert [(m.type, m.timex[-5:]) for m in found] == [("DURATION", "PT7H"), ("TIME", "19:00")]
