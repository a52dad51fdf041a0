"""How the pages put days, counts, shares, outlets and languages into words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stemmata.languages.display import language_name
from stemmata.model import Article

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
UNDATED = "in undated reports"
_IRREGULAR = {"story": "stories", "copy": "copies"}


def day_words(day: date) -> str:
    """Return a day as people write it.

    Example:
        >>> day_words(date(2021, 5, 11))
        '11 May 2021'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period(earliest: date | None, latest: date | None) -> str:
    """Return an interval of days as people write it; None is open.

    Example:
        >>> period(date(2021, 5, 11), date(2021, 5, 13)), period(None, date(2022, 6, 1))
        ('11–13 May 2021', 'by 1 June 2022')
        >>> period(date(2021, 5, 1), date(2021, 5, 31))
        'May 2021'
    """
    if earliest and latest:
        return _closed(earliest, latest)
    if earliest:
        return f"from {day_words(earliest)}"
    return f"by {day_words(latest)}" if latest else "no date"


def _closed(earliest: date, latest: date) -> str:
    if earliest == latest:
        return day_words(earliest)
    whole_months = earliest.day == 1 and (latest == date.max or (latest + timedelta(1)).day == 1)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        if whole_months:
            return f"{_MONTHS[earliest.month - 1]} {earliest.year}"
        return f"{earliest.day}–{day_words(latest)}"
    if earliest.year == latest.year:
        if whole_months and (earliest.month, latest.month) == (1, 12):
            return str(earliest.year)
        return f"{earliest.day} {_MONTHS[earliest.month - 1]} – {day_words(latest)}"
    return f"{day_words(earliest)} – {day_words(latest)}"


def reported_words(days: tuple[date, date] | None) -> str:
    """Return from when to when something was reported.

    Example:
        >>> reported_words((date(2021, 5, 11), date(2021, 5, 13))), reported_words(None)
        ('reported 11–13 May 2021', 'in undated reports')
    """
    return f"reported {period(*days)}" if days else UNDATED


def count(number: int, noun: str) -> str:
    """Return a number with its noun in the right number.

    Example:
        >>> count(1, "report"), count(1200, "story")
        ('1 report', '1,200 stories')
    """
    word = noun if number == 1 else _IRREGULAR.get(noun, f"{noun}s")
    return f"{number:,} {word}"


def percent(share: float) -> str:
    """Return a share of one in whole per cent.

    Example:
        >>> percent(0.917), percent(0.002), percent(0.998)
        ('92 %', '< 1 %', '> 99 %')
    """
    if 0 < share < 0.01:
        return "< 1 %"
    return "> 99 %" if 0.99 < share < 1 else f"{round(100 * share)} %"


def days_words(value: str) -> str:
    """Return an ISO 8601 day or interval of days as people write it; anything else as it is.

    Example:
        >>> days_words("2027-01-01/2027-12-31"), days_words("by 2026-04-03"), days_words("P3D")
        ('2027', 'by 3 Apr 2026', 'P3D')
    """
    if value.startswith(("by ", "from ")):
        word, _, day = value.partition(" ")
        return f"{word} {days_words(day)}"
    first, _, last = value.partition("/")
    try:
        return period(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return value


def with_days(text: str) -> str:
    """Return a sentence of ours with its ISO 8601 days as people write them.

    Example:
        >>> with_days("no report after 2010-11-30 tells of it")
        'no report after 30 Nov 2010 tells of it'
    """
    return _ISO_DAY.sub(lambda day: days_words(day.group()), text)


def outlet_words(article: Article) -> str:
    """Return the outlet, or the place an article came from where no outlet is known."""
    return article.outlet or article.origin.source.rsplit("/", 1)[-1] or "unknown outlet"


def language_words(code: str) -> str:
    """Return a language's English name, or its code where none is known.

    Example:
        >>> language_words("de"), language_words("und")
        ('German', 'language unknown')
    """
    if code == "und":
        return "language unknown"
    return language_name(code)
