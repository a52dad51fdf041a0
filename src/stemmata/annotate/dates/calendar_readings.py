"""Readers of dates, months, quarters, years and wider periods of the calendar."""

from __future__ import annotations

import re
from typing import Any

from stemmata.annotate.dates.calendars import era_year, jalali_months_date
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.holidays import fixed_day
from stemmata.annotate.dates.numerals import Numeric
from stemmata.annotate.dates.reading import Reading, amount_of, century_of, read_year, unit_of
from stemmata.annotate.dates.vocabulary import Shift
from stemmata.text import fold

_DECADE = "E"
_DIGIT_BEFORE = re.compile(r"\d\s$")
_DIGIT_AFTER = re.compile(r"\s\d")


def read_day_month(reading: Reading) -> Expression | None:
    """Read a day of a month, either first: "5. Mai 2026", "May 5, 2026"."""
    month, day = reading.value("Mm"), reading.value("dow")
    year, step, sound = read_year(reading)
    if not sound or month is None or not isinstance(day, int):
        return None
    if not 1 <= day <= 31:
        return None
    if month > 12:
        return _from_other_calendar(reading, month, day)
    return reading.expression(
        "calendar",
        year=year, month=month, day=day, shift=step,
        weekday=reading.value("Wv"), direction=None,
    )  # fmt: skip


def _from_other_calendar(reading: Reading, month: int, day: int | None) -> Expression | None:
    written = reading.value("y")
    found = jalali_months_date(written if written is not None else reading.value("n"), month, day)
    if found is None:
        return None
    first, last = found
    if day is None:
        return reading.expression(
            "calendar", year=first.year, month=first.month, day=first.day,
            timex=f"{first.isoformat()}/{last.isoformat()}", last_day=(last - first).days,
        )  # fmt: skip
    return reading.expression("calendar", year=first.year, month=first.month, day=first.day)


def read_day_range(reading: Reading) -> Expression | None:
    """Read days of one month: "3 to 5 May", "May 3-5, 2026"."""
    pair = reading.value("0")
    first, last = pair or reading.values("dow")[:2]
    month = reading.value("Mm")
    year, step, sound = read_year(reading)
    if not sound or month > 12 or not 1 <= first < last <= 31:
        return None
    return reading.expression(
        "calendar", year=year, month=month, day=first, last_day=last, shift=step
    )


def read_numeric(reading: Reading) -> Expression | None:
    """Read a date in numbers alone: 12.05.2026, 2026/5/12, 5/2026."""
    numeric: Numeric = reading.value("F")
    numbers, lengths = numeric.numbers, numeric.lengths
    weekday = reading.value("Wv")
    if len(numbers) == 2:
        year, month = numbers if lengths[0] == 4 else numbers[::-1]
        return reading.expression("calendar", year=year, month=month)
    if lengths[0] == 4:
        year, month, day = numbers
        year = era_year(year, None, reading.vocabulary.era_offset)
        return reading.expression("calendar", year=year, month=month, day=day, weekday=weekday)
    first, second, last = numbers
    year = last if lengths[2] == 4 else century_of(last)
    month, day, swapped = _month_and_day(reading, first, second)
    year = era_year(year, None, reading.vocabulary.era_offset)
    return reading.expression(
        "calendar", year=year, month=month, day=day, weekday=weekday, swapped=swapped
    )


def _month_and_day(
    reading: Reading, first: int, second: int
) -> tuple[int, int, tuple[int, int] | None]:
    month, day = (first, second) if reading.month_first else (second, first)
    if month > 12:
        return day, month, None
    return month, day, (day, month) if day <= 12 and day != month else None


def read_dashed(reading: Reading) -> Expression | None:
    """Read 27-Mar-08 and 27-Mar-2008."""
    day, year = reading.words[0].value, reading.words[-1].value
    if not isinstance(day, int) or not isinstance(year, int) or 100 <= year < 1200:
        return None
    year = year if year >= 100 else century_of(year)
    return reading.expression("calendar", year=year, month=reading.value("Mm"), day=day)


def read_numeric_pair(reading: Reading) -> Expression | None:
    """Read a day and month in numbers that a weekday or preposition vouches for: "am 12.05."."""
    first, second, separator = reading.value("9")
    month, day, swapped = _month_and_day(reading, first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    weekday = reading.value("Wv")
    last = reading.words[-1].end
    dotted = reading.vocabulary.ordinal_dot and reading.text[last : last + 1] == "."
    vouched = separator == "/" or reading.vocabulary.ordinal_dot
    if len(reading.words) == 1 and not dotted and not (vouched and _follows_preposition(reading)):
        return None
    return reading.expression("calendar", month=month, day=day, weekday=weekday, swapped=swapped)


def _follows_preposition(reading: Reading) -> bool:
    before = reading.text[max(0, reading.words[0].start - 12) : reading.words[0].start].split()
    known = reading.vocabulary.look_up(fold(before[-1])) if before else None
    return known is not None and known.symbol in "tub"


def read_labelled(reading: Reading) -> Expression | None:
    """Read numbers with labels after them: 2026年5月3日, 去年5月, 2026년 5월 3일."""
    fields: dict[str, Any] = {"year": None, "shift": None, "direction": reading.value("LNC")}
    pending: Any = None
    for word in reading.words:
        if word.symbol in "ydwn":
            pending = word.value
        elif word.symbol == "4":
            fields["year"] = era_year(
                int(pending or 1), reading.value("g"), reading.vocabulary.era_offset
            )
        elif word.symbol == "5":
            fields["month"] = pending
        elif word.symbol == "6":
            fields["day"] = pending
        elif word.symbol in "U1":
            fields["shift"] = word.value
    if fields["year"] is None and reading.has("y"):
        fields["year"] = era_year(
            int(reading.value("y")), reading.value("g"), reading.vocabulary.era_offset
        )
    if not 1 <= fields.get("month", 1) <= 12 or not 1 <= fields.get("day", 1) <= 31:
        return None
    weekday = reading.value("Wv")
    return reading.expression(
        "calendar", **fields, weekday=weekday, modifier=reading.value("E") or ""
    )


def read_label_first(reading: Reading) -> Expression | None:
    """Read numbers with labels before them: "ngày 5 tháng 5 năm 2026", "tháng 5/2026"."""
    fields: dict[str, Any] = {"year": reading.value("y"), "modifier": reading.value("E") or ""}
    label = ""
    for word in reading.words:
        if word.symbol in "456":
            label = word.symbol
        elif label == "5" and word.symbol in "dw":
            fields.setdefault("month", word.value)
        elif label == "6" and word.symbol in "dw":
            fields.setdefault("day", word.value)
    if not 1 <= fields.get("month", 1) <= 12:
        return None
    return reading.expression("calendar", **fields, weekday=reading.value("Wv"))


def read_year_first(reading: Reading) -> Expression | None:
    """Read year, month and perhaps day in this order: "2026. május 5."."""
    year, _, _ = read_year(reading)
    month, day = reading.value("M"), reading.value("dow")
    if month > 12:
        return _from_other_calendar(reading, month, day)
    return reading.expression("calendar", year=year, month=month, day=day)


def read_month(reading: Reading) -> Expression | None:
    """Read a month with or without its year: "early June 2026", "last May"."""
    year, step, sound = read_year(reading)
    month = reading.value("Mm")
    if not sound or (not reading.has("M") and year is None and not reading.has("LNC")):
        if not sound or reading.words[0].symbol != "m":
            return None
        if reading.vocabulary.capital_months and not reading.text[reading.words[0].start].isupper():
            return None
    if month > 12:
        return _from_other_calendar(reading, month, None)
    direction = reading.value("LNC") if step is None else None
    return reading.expression(
        "calendar", year=year, month=month, shift=step,
        direction=direction, modifier=reading.value("E") or "",
    )  # fmt: skip


def read_holiday(reading: Reading) -> Expression | None:
    """Read a day with a name: "Easter", "last Christmas", "Pfingsten 2026"."""
    year, step, _ = read_year(reading)
    rule = str(reading.value("*"))
    month, day = fixed_day(rule) or (None, None)
    direction = reading.value("LNC") if step is None else None
    return reading.expression(
        "calendar", year=year, shift=step, direction=direction, holiday=rule, month=month, day=day
    )


def read_ordinal_pair(reading: Reading) -> Expression | None:
    """Read a date of two ordinals: "am 27. 11.", "am siebten vierten"."""
    day, month = reading.values("do")[:2]
    last = [word for word in reading.words if word.symbol in "do"][1]
    dotted = last.symbol == "o" or reading.text[last.end : last.end + 1] == "."
    if not dotted or not (isinstance(day, int) and isinstance(month, int)):
        return None
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    year, weekday = reading.value("y"), reading.value("W")
    return reading.expression("calendar", year=year, month=month, day=day, weekday=weekday)


def read_weekday_day(reading: Reading) -> Expression | None:
    """Read a weekday with its day of the month: "Dienstag, der 25."."""
    last = reading.words[-1]
    if reading.text[last.end : last.end + 1] != ".":
        return None
    return reading.expression("calendar", weekday=reading.value("W"), day=last.value)


def read_quarter(reading: Reading) -> Expression | None:
    """Read a quarter or half of a year: "the third quarter of 2026", "Q3", "first half"."""
    year, step, sound = read_year(reading)
    number = reading.value("odw")
    direction = reading.value("LNC")
    if not sound:
        return None
    if direction == -1 and year is not None:  # "the last quarter of 2008"
        number, direction = 2 if reading.has("8") else 4, None
    if not isinstance(number, int):
        unit = unit_of(reading) if direction is not None and step is None else ""
        return reading.expression("shift", shift=Shift(unit, direction)) if unit else None
    half = reading.has("8")
    if not 1 <= number <= (2 if half else 4):
        return None
    if half:
        return reading.expression("calendar", year=year, half=number, shift=step)
    modifier = reading.value("E") or ""
    return reading.expression(
        "calendar", year=year, quarter=number, shift=step, modifier=modifier,
        direction=-1 if reading.has("¤") else None,  # fiscal: reports tell of what is over
    )  # fmt: skip


def read_season(reading: Reading) -> Expression | None:
    """Read a season: "last summer", "spring 2026"."""
    year, step, _ = read_year(reading)
    direction = reading.value("LNC") if step is None else None
    bare = year is None and step is None and direction is None
    if bare and not reading.has("aE") and not _has_article(reading):
        return None
    return reading.expression(
        "calendar", year=year, season=reading.value("S"), shift=step,
        direction=direction, modifier=reading.value("E") or "",
    )  # fmt: skip


def _has_article(reading: Reading) -> bool:
    """Tell whether a season is listed with its article: "l'automne", "au printemps"."""
    return any(
        not reading.text[word.start : word.end].isalpha()
        for word in reading.words
        if word.symbol == "S"
    )


def read_season_in(reading: Reading) -> Expression:
    """Read a season behind a word for "in": "im Herbst", "no outono"."""
    return reading.expression("calendar", season=reading.value("S"))


def read_decade(reading: Reading) -> Expression | None:
    """Read a decade: "the 1990s", "die 90er Jahre", "les années 80"."""
    if reading.has("7"):
        start = 1900 + int(reading.value("7")) * 10
    else:
        year = reading.value("y") or reading.value("z") or reading.value("dn")
        start = int(year) if int(year) >= 100 else century_of(int(year))
        unit = reading.value("ZY")
        if start % 10 or unit not in (None, _DECADE, "Y"):
            return None
        if not reading.has("sZ") and int(year) >= 100:
            return None
    return reading.expression("calendar", decade=start // 10, modifier=reading.value("E") or "")


def read_century(reading: Reading) -> Expression | None:
    """Read a century: "the 19th century" is 18 in TIMEX3."""
    number = reading.value("od")
    if not isinstance(number, int) or not 1 <= number <= 25:
        return None
    return reading.expression("calendar", century=number - 1, modifier=reading.value("E") or "")


def read_bare_year(reading: Reading) -> Expression | None:
    """Read a year that stands alone, where the words around do not make it a count."""
    year, _, _ = read_year(reading)
    if year is None and reading.has("w"):  # "the year two thousand"
        year = int(amount_of(reading) or 0)
    if year is None or not 1000 <= year <= 2400:
        return None
    if reading.words[0].symbol == "y" and _counts_things(reading, year):
        return None
    return reading.expression("calendar", year=year, modifier=reading.value("E") or "")


def _counts_things(reading: Reading, year: int) -> bool:
    """Tell "2000 people" from "2000 was": round or far, and no preposition before it."""
    start, end = reading.words[0].start, reading.words[-1].end
    if _DIGIT_BEFORE.search(reading.text, max(0, start - 2), start) or _DIGIT_AFTER.match(
        reading.text, end
    ):
        return True  # a group of a telephone or account number
    if 1900 <= year <= 2100 and year % 100:
        return False
    before = reading.text[max(0, reading.words[0].start - 12) : reading.words[0].start].split()
    known = reading.vocabulary.look_up(fold(before[-1])) if before else None
    return known is None or known.symbol not in "fuIbEr"


def read_year_range(reading: Reading) -> Expression | None:
    """Read a range of years: 2010-2015."""
    first, last = reading.value("R")
    return reading.expression("calendar", year=first, last_year=last)
