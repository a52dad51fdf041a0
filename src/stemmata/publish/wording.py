"""How the pages put days, counts, shares, outlets and languages into words."""

from __future__ import annotations

from datetime import date

from stemmata.languages.display import language_name
from stemmata.model import Article

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
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
    """
    if earliest and latest:
        return _closed(earliest, latest)
    if earliest:
        return f"from {day_words(earliest)}"
    return f"by {day_words(latest)}" if latest else "no date"


def _closed(earliest: date, latest: date) -> str:
    if earliest == latest:
        return day_words(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day_words(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]} – {day_words(latest)}"
    return f"{day_words(earliest)} – {day_words(latest)}"


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
        >>> percent(0.917), percent(0.002)
        ('92 %', '< 1 %')
    """
    return "< 1 %" if 0 < share < 0.01 else f"{round(100 * share)} %"


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
