"""What CLDR knows of a language's calendar, inverted: written form to value.

Month and weekday names come in their format and stand-alone forms (which is where Slavic languages
keep the genitive), units from the duration patterns in every plural form, and the words for "ago"
and "in" from the relative-time patterns: what all units share in "{0} дней назад" is the word for
"ago". Source: Unicode CLDR as packaged by Babel.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from babel import Locale, localedata

UNITS = {
    "year": "Y",
    "quarter": "Q",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "MIN",
    "second": "S",
}
_ABBREVIATION_MARKS = ".۔"
_NUMERAL = re.compile(r"\d")


def calendar_tables(locale: Locale) -> dict[str, Any]:
    """Return the calendar words of a language as plain tables; see `CalendarWords` for the keys."""
    months, short_months = _names(locale, "months", shift=0)
    weekdays, short_weekdays = _names(locale, "days", shift=1)
    past, past_units = _relative_words(locale, "past")
    future, future_units = _relative_words(locale, "future")
    return {
        "order": _order(locale),
        "months": months,
        "short_months": short_months,
        "weekdays": weekdays,
        "short_weekdays": short_weekdays,
        "units": {**future_units, **past_units, **dict(_unit_forms(locale))},
        "ago": list(past),
        "ahead": list(future),
    }


def _names(locale: Locale, field: str, shift: int) -> tuple[dict[str, int], dict[str, int]]:
    wide: dict[str, int] = {}
    short: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for number, name in _own_table(locale, field, context, "wide").items():
            wide.setdefault(name, number + shift)
        for number, name in _own_table(locale, field, context, "abbreviated").items():
            short.setdefault(name.rstrip(_ABBREVIATION_MARKS), number + shift)
    # A bare numeral is no name: some languages count their months.
    wide = {name: value for name, value in wide.items() if not _NUMERAL.search(name)}
    short = {
        name: value
        for name, value in short.items()
        if name not in wide and not _NUMERAL.search(name)
    }
    return wide, short


def _own_table(locale: Locale, field: str, context: str, width: str) -> dict[int, str]:
    # Babel's own accessor resolves aliases by merging into dictionaries that locales share, so
    # that Indonesian answers with Swahili names once both were asked: read the raw table instead.
    table: Any = _raw(localedata.load(str(locale))[field])
    for key in (context, width):
        table = _raw(table.get(key, {}))
        table = table[1] if isinstance(table, tuple) else table
        if not isinstance(table, dict):
            return {}
    return dict(table)


def _raw(table: Any) -> Any:
    """Unwrap what Babel's accessor leaves in the shared tables once anybody has asked it."""
    wrapped = isinstance(table, localedata.LocaleDataDict)
    return table._data if wrapped else table  # noqa: SLF001 - Babel has no other way in


def _order(locale: Locale) -> str:
    pattern = locale.date_formats["short"].pattern.lower()
    places = {letter: pattern.find(letter) for letter in "dmy" if letter in pattern}
    order = "".join(sorted(places, key=places.__getitem__))
    return order if order in {"dmy", "mdy", "ymd"} else "dmy"


def _unit_forms(locale: Locale) -> Iterator[tuple[str, str]]:
    patterns = locale._data.get("unit_patterns", {})  # noqa: SLF001 - Babel has no other way in
    for unit, symbol in UNITS.items():
        lengths = patterns.get(f"duration-{unit}") or {}
        for plural, pattern in (lengths.get("long") or {}).items():
            if plural != "per" and isinstance(pattern, str):
                form = pattern.replace("{0}", "").strip()
                if form:
                    yield form, symbol


def _relative_words(locale: Locale, direction: str) -> tuple[tuple[str, str], dict[str, str]]:
    """Split "vor {0} Tagen" over all units into the shared words and the form of each unit."""
    fields = locale._data.get("date_fields", {})  # noqa: SLF001 - Babel has no other way in
    parts: list[tuple[str, list[str], str]] = []
    for unit, symbol in UNITS.items():
        for pattern in ((fields.get(unit) or {}).get(direction) or {}).values():
            before, _, after = pattern.partition("{0}")
            parts.append((before.strip(), after.split(), symbol))
    if not parts:
        return ("", ""), {}
    before = _shared([lead for lead, _, _ in parts])
    after = _shared([tail[-1] for _, tail, _ in parts if len(tail) > 1])
    units: dict[str, str] = {}
    for _, tail, symbol in parts:
        form = " ".join(tail[:-1] if tail and tail[-1] == after else tail)
        if form:
            units.setdefault(form, symbol)
    return (before, after), units


def _shared(words: list[str]) -> str:
    if not words:
        return ""
    word, count = Counter(words).most_common(1)[0]
    return word if count * 2 > len(words) else ""
