"""What each shape of the grammar says: one reader a shape, from words to an expression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stemmata.annotate.dates.calendars import era_year, jalali_months_date
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.numerals import Numeric
from stemmata.annotate.dates.scan import Word
from stemmata.annotate.dates.vocabulary import DayPart, Shift, Vocabulary

_NUMBERS = "dnwyo"
_LABEL_UNITS = {"4": "Y", "5": "M", "6": "D"}
_DIRECTIONS = "LNCli"
_RELATIVES = "TU123"
_DECADE = "E"


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one match, and how their language writes dates."""

    text: str
    words: Sequence[Word]
    vocabulary: Vocabulary
    month_first: bool

    def value(self, symbols: str) -> Any:
        """Return the value of the first word of one of these classes, or None."""
        for word in self.words:
            if word.symbol in symbols:
                return word.value
        return None

    def values(self, symbols: str) -> list[Any]:
        """Return the values of all words of these classes."""
        return [word.value for word in self.words if word.symbol in symbols]

    def has(self, symbols: str) -> bool:
        """Tell whether there is a word of one of these classes."""
        return any(word.symbol in symbols for word in self.words)

    def expression(self, kind: Any, **fields: Any) -> Expression:
        """Return an expression over all the words."""
        end = self.words[-1].end
        if self.words[-1].symbol == "c" and self.text[end : end + 1] == ".":
            end += "." in self.text[self.words[-1].start : end]
        words = self.text[self.words[0].start : end]
        if self.text[end : end + 1] in (")", "）") and ("(" in words or "（" in words):
            end += 1
        weekday = fields.get("weekday")
        if isinstance(weekday, DayPart):
            fields["part"] = weekday.part
            fields["shift"] = fields.get("shift") or weekday.week
        return Expression(self.words[0].start, end, kind, **fields)


def read_year(reading: Reading) -> tuple[int | None, Shift | None, bool]:
    """Return the year, or the step that gives it, and whether what is there can be a year."""
    era = reading.value("g")
    written = reading.value("y")
    if written is None and era is not None:
        numbers = [w.value for w in reading.words if w.symbol in "dnw"]
        written = numbers[0] if numbers else 1
    if written is not None:
        return era_year(int(written), era, reading.vocabulary.era_offset), None, True
    short = reading.value("z")
    if short is not None:
        return _century_of(int(short)), None, True
    step = reading.value("U")
    if step is not None:
        return None, step, True
    direction = reading.value("LNC")
    if direction is not None and reading.has("Y"):
        return None, Shift("Y", direction), True
    return None, None, not (reading.has("T") or reading.has("2"))


def _century_of(short: int) -> int:
    return 1900 + short if short >= 40 else 2000 + short


def read_day_month(reading: Reading) -> Expression | None:
    """Read a day of a month, either first: "5. Mai 2026", "May 5, 2026"."""
    month, day = reading.value("Mm"), reading.value("dow")
    year, step, sound = read_year(reading)
    if not sound or month is None or not isinstance(day, int):
        return None
    if not 1 <= day <= 31:
        return None
    if month > 12:
        return _from_other_calendar(reading, year, month, day)
    return reading.expression(
        "calendar",
        year=year, month=month, day=day, shift=step,
        weekday=reading.value("Wv"), direction=None,
    )  # fmt: skip


def _from_other_calendar(
    reading: Reading, year: int | None, month: int, day: int | None
) -> Expression | None:
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
    year = last if lengths[2] == 4 else _century_of(last)
    month, day, swapped = _month_and_day(first, second, reading.month_first)
    year = era_year(year, None, reading.vocabulary.era_offset)
    return reading.expression(
        "calendar", year=year, month=month, day=day, weekday=weekday, swapped=swapped
    )


def _month_and_day(
    first: int, second: int, month_first: bool
) -> tuple[int, int, tuple[int, int] | None]:
    month, day = (first, second) if month_first else (second, first)
    if month > 12:
        return day, month, None
    return month, day, (day, month) if day <= 12 and day != month else None


def read_numeric_pair(reading: Reading) -> Expression | None:
    """Read a day and month in numbers where a weekday or preposition vouches for it: "am 12.05."."""
    first, second, separator = reading.value("9")
    month, day, swapped = _month_and_day(first, second, reading.month_first)
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
    known = reading.vocabulary.look_up(before[-1]) if before else None
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
        return _from_other_calendar(reading, year, month, day)
    return reading.expression("calendar", year=year, month=month, day=day)


def read_month(reading: Reading) -> Expression | None:
    """Read a month with or without its year: "early June 2026", "last May"."""
    year, step, sound = read_year(reading)
    month = reading.value("Mm")
    if not sound or (not reading.has("M") and year is None and not reading.has("LNC")):
        if not sound or reading.words[0].symbol != "m":
            return None
        if (
            reading.vocabulary.capital_months
            and not reading.text[reading.words[0].start].isupper()
        ):
            return None
    if month > 12:
        return _from_other_calendar(reading, year, month, None)
    direction = reading.value("LNC") if step is None else None
    return reading.expression(
        "calendar", year=year, month=month, shift=step,
        direction=direction, modifier=reading.value("E") or "",
    )  # fmt: skip


def read_quarter(reading: Reading) -> Expression | None:
    """Read a quarter or half of a year: "the third quarter of 2026", "Q3", "first half"."""
    year, step, sound = read_year(reading)
    number = reading.value("odw")
    direction = reading.value("LNC")
    if not sound:
        return None
    if not isinstance(number, int):
        unit = "Q" if direction is not None and step is None else ""
        return reading.expression("shift", shift=Shift("Q", direction)) if unit else None
    if reading.has("8"):
        if number not in (1, 2):
            return None
        return reading.expression("calendar", year=year, half=number, shift=step)
    if not 1 <= number <= 4:
        return None
    modifier = reading.value("E") or ""
    return reading.expression("calendar", year=year, quarter=number, shift=step, modifier=modifier)


def read_season(reading: Reading) -> Expression | None:
    """Read a season: "last summer", "spring 2026"."""
    year, step, _ = read_year(reading)
    direction = reading.value("LNC") if step is None else None
    if year is None and step is None and direction is None and not reading.has("aE"):
        return None
    return reading.expression(
        "calendar", year=year, season=reading.value("S"), shift=step,
        direction=direction, modifier=reading.value("E") or "",
    )  # fmt: skip


def read_decade(reading: Reading) -> Expression | None:
    """Read a decade: "the 1990s", "die 90er Jahre", "les années 80"."""
    if reading.has("7"):
        start = 1900 + int(reading.value("7")) * 10
    else:
        year = reading.value("y") or reading.value("z") or reading.value("dn")
        start = int(year) if int(year) >= 100 else _century_of(int(year))
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


def unit_of(reading: Reading) -> str:
    """Return the unit that the words count in."""
    for word in reading.words:
        if word.symbol in _LABEL_UNITS:
            return _LABEL_UNITS[word.symbol]
        if word.symbol in "YKVDQZ#h8":
            return str(word.value)
    return ""


def amount_of(reading: Reading) -> float | None:
    """Return the number the words make together ("twenty-five", "two and a half"); None if vague."""
    if reading.has("O"):
        return None
    total = 0.0
    seen = False
    for word in reading.words:
        if word.symbol in "dnwy":
            value = float(word.value)  # type: ignore[arg-type]  # a number by its class
            total = total * value if seen and value >= 100 else total + value
            seen = True
        elif word.symbol == "x":
            total += 0.5
            seen = True
    return total if seen else 1.0


def read_duration(reading: Reading) -> Expression | None:
    """Read a span of time: "three weeks", "mehr als zwei Jahre"."""
    unit, amount = unit_of(reading), amount_of(reading)
    if not unit or unit == "H" and reading.has("8"):
        return None
    if reading.has("y") and amount is not None and amount >= 1200:
        return None
    return reading.expression("duration", unit=unit, amount=amount)


def read_span(reading: Reading) -> Expression | None:
    """Read a span up to or from now: "the past three years", "die nächsten zwei Wochen"."""
    expression = read_duration(reading)
    direction = reading.value(_DIRECTIONS)
    if expression is None or direction is None:
        return expression
    return reading.expression(
        "duration", unit=expression.unit, amount=expression.amount, direction=direction
    )


def read_ago(reading: Reading) -> Expression | None:
    """Read a distance from the day of writing: "two weeks ago", "in drei Tagen"."""
    unit, amount = unit_of(reading), amount_of(reading)
    sign = reading.value("BAIJ")
    if not unit or sign is None:
        return None
    if amount is None:
        timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return reading.expression("reference", timex=timex)
    if amount > 100_000 or reading.has("y"):
        return None
    whole = int(amount)
    if amount != whole and unit == "Y":
        return reading.expression("shift", shift=Shift("M", sign * int(amount * 12)))
    return reading.expression("shift", shift=Shift(unit, sign * whole))


def read_weekday(reading: Reading) -> Expression | None:
    """Read a weekday, perhaps of a named week: "next Friday", "Tuesday last week", 下周二."""
    step = reading.value("2")
    direction = reading.value("LNC")
    if direction is not None and reading.has("V"):
        step, direction = Shift("W", direction), None
    return reading.expression(
        "calendar", weekday=reading.value("Wv"), shift=step,
        direction=direction, modifier=reading.value("E") or "",
    )  # fmt: skip


def read_shift(reading: Reading) -> Expression | None:
    """Read a period told from now: "yesterday", "last week", "early next year"."""
    step = reading.value(_RELATIVES)
    modifier = reading.value("E") or ""
    if step is None:
        direction = reading.value(_DIRECTIONS)
        unit = unit_of(reading)
        if direction is None or not unit:
            return None
        step = Shift(unit, direction)
    return reading.expression(
        "shift", shift=step, modifier=modifier or step.modifier, part=step.part
    )


def read_edge(reading: Reading) -> Expression | None:
    """Read the start or end of the running period: "the end of the year"."""
    return reading.expression(
        "shift", shift=Shift(unit_of(reading), 0), modifier=reading.value("E")
    )


def read_every(reading: Reading) -> Expression | None:
    """Read a repetition: "every two weeks", "jeden Montag"."""
    weekday, month, part = reading.value("W"), reading.value("M"), reading.value("P")
    if weekday is not None:
        timex = f"XXXX-WXX-{weekday}"
    elif month is not None:
        timex = f"XXXX-{month:02d}"
    elif part is not None:
        timex = f"XXXX-XX-XXT{part}"
    elif reading.has("S"):
        timex = f"XXXX-{reading.value('S')}"
    else:
        timex = ""
    ordinal = reading.value("o")
    amount = float(ordinal) if isinstance(ordinal, int) else amount_of(reading)
    return reading.expression("set", timex=timex, unit=unit_of(reading), amount=amount)


def read_recurring(reading: Reading) -> Expression | None:
    """Read a word that says repetition by itself: "daily", "jährlich"."""
    return reading.expression("set", timex=reading.value("@"))


def read_clock(reading: Reading) -> Expression | None:
    """Read a time of day: "15:30 Uhr", "3 p.m.", "下午3点"."""
    clock = reading.value("H")
    pair = reading.value("9")
    numbers = [n for n in reading.values("dwn") if isinstance(n, int)]
    if clock is None and pair is not None:
        if not reading.has("c") or pair[2] == "/":
            return None
        clock = (pair[0], pair[1], None)
    if clock is None:
        minute = numbers[1] if len(numbers) > 1 else 30 if reading.has("x") else None
        clock = (numbers[0], minute, None) if numbers else None
    if clock is None or clock[0] > 24 or (clock[1] or 0) > 59:
        return None
    hour, minute, second = clock
    part = reading.value("P") or ""
    afternoon = "PM" in reading.values("c") or part in ("AF", "EV", "NI")
    if afternoon and hour < 12:
        hour += 12
    elif "AM" in reading.values("c") and hour == 12:
        hour = 0
    return reading.expression("time", clock=(hour, minute, second))


def read_part(reading: Reading) -> Expression | None:
    """Read a part of the day: "this morning", "tonight"."""
    step = Shift("D", 0) if reading.has("C") else None
    if step is not None:
        return reading.expression("shift", shift=step, part=reading.value("P"))
    return reading.expression("time", part=reading.value("P"))


def read_bare_year(reading: Reading) -> Expression | None:
    """Read a year that stands alone, where the words around do not make it a count."""
    year, _, _ = read_year(reading)
    if year is None or not 1000 <= year <= 2400:
        return None
    if reading.words[0].symbol == "y" and _counts_things(reading, year):
        return None
    return reading.expression("calendar", year=year, modifier=reading.value("E") or "")


def _counts_things(reading: Reading, year: int) -> bool:
    """Tell "2000 people" from "2000 was": round or far, and no preposition before it."""
    if 1900 <= year <= 2100 and year % 100:
        return False
    before = reading.text[max(0, reading.words[0].start - 12) : reading.words[0].start].split()
    known = reading.vocabulary.look_up(before[-1]) if before else None
    return known is None or known.symbol not in "fuIbEr"


def read_year_range(reading: Reading) -> Expression | None:
    """Read a range of years: 2010-2015."""
    first, last = reading.value("R")
    return reading.expression("calendar", year=first, last_year=last)


def read_reference(reading: Reading) -> Expression | None:
    """Read a vague point: "now", "recently"."""
    return reading.expression("reference", timex=reading.value("G"))


def read_vague(reading: Reading) -> Expression | None:
    """Read the past or the future as such."""
    return reading.expression(
        "reference", timex="PAST_REF" if reading.value("li") < 0 else "FUTURE_REF"
    )


def read_definite(reading: Reading) -> Expression | None:
    """Read "the year", a span, and "the quarter", which in reports is the one that is over."""
    if not reading.vocabulary.article_in_span:
        return None
    if reading.has("Q"):
        return reading.expression("shift", shift=Shift("Q", -1))
    return reading.expression("duration", unit="Y", amount=1.0)


READERS = {
    "numeric": read_numeric, "numeric_pair": read_numeric_pair, "day_range": read_day_range,
    "month_day_range": read_day_range, "day_month": read_day_month, "month_day": read_day_month,
    "labelled": read_labelled, "label_first": read_label_first, "year_first": read_year_first,
    "month_year": read_month, "relative_month": read_month, "month": read_month,
    "quarter": read_quarter, "season": read_season, "decade": read_decade,
    "century": read_century, "ago": read_ago, "span": read_span, "weekday": read_weekday,
    "shift": read_shift, "edge": read_edge, "every": read_every, "recurring": read_recurring,
    "clock": read_clock, "part": read_part, "duration": read_duration,
    "vague": read_vague, "definite": read_definite, "year_range": read_year_range, "year": read_bare_year, "reference": read_reference,
}  # fmt: skip
