"""Dates as sources declare them: ISO 8601, RFC 822, epochs, or words; and dates in addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate

from stemmata.annotate.dates.compose import find_expressions
from stemmata.annotate.dates.resolve import resolve
from stemmata.annotate.dates.vocabulary import vocabulary
from stemmata.settings import DateSettings

_SETTINGS = DateSettings()

_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})(?:\.\d+)?\s*")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?\s*")
_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d|19\d\d)[/\-_]?(0?[1-9]|1[0-2])[/\-_]?(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_LONGEST = 200


def read_declared(declared: str, language: str, settings: DateSettings = _SETTINGS) -> date | None:
    """Return the day that a source declares; None where it is no date, or one that cannot be.

    Example:
        >>> read_declared("Tue, 12 May 2026 10:00:00 GMT", "en")
        datetime.date(2026, 5, 12)
        >>> read_declared("12. Mai 2026, 10:00 Uhr", "de"), read_declared("9999-12-31", "en")
        (datetime.date(2026, 5, 12), None)
    """
    text = declared[:_LONGEST]
    for reader in (_from_epoch, _from_iso, _from_mail):
        found = reader(text)
        if found is not None:
            return found if _plausible(found, settings) else None
    return _from_words(text, language, settings)


def read_address(address: str, settings: DateSettings = _SETTINGS) -> date | None:
    """Return the day that an address carries, as /2026/05/12/ or 20260512.

    Example:
        >>> read_address("https://example.org/2026/05/12/bridge.html")
        datetime.date(2026, 5, 12)
    """
    for match in _ADDRESS.finditer(address[:2000]):
        if len(match[0]) < 8:
            continue
        found = _date(*(int(part) for part in match.groups()))
        if found is not None and _plausible(found, settings):
            return found
    return None


def _plausible(day: date, settings: DateSettings) -> bool:
    today = datetime.now(UTC).date()
    return settings.earliest_declared <= day.year and day <= today + timedelta(
        days=settings.days_ahead
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_epoch(text: str) -> date | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    seconds = int(match[1]) / (1000 if len(match[1]) == 13 else 1)
    return datetime.fromtimestamp(seconds, UTC).date()


def _from_iso(text: str) -> date | None:
    match = _ISO.match(text) or _COMPACT.fullmatch(text)
    return _date(*(int(part) for part in match.groups())) if match else None


def _from_mail(text: str) -> date | None:
    try:
        parsed = parsedate(text)
    except (ValueError, TypeError, IndexError):
        return None
    return _date(*parsed[:3]) if parsed and parsed[0] > 100 else None


def _from_words(text: str, language: str, settings: DateSettings) -> date | None:
    for code in dict.fromkeys((language, "en")):
        words = vocabulary(code)
        for expression in find_expressions(text, words, month_first=words.order == "mdy"):
            mention = resolve(text, expression, None, settings)
            day = mention.earliest
            if day is not None and day == mention.latest and _plausible(day, settings):
                return day
    return None
