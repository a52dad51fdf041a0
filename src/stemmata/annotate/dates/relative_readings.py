"""Readers of spans, steps from the day of writing, repetitions and times of day."""

from __future__ import annotations

import re

from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.merge import hour_of_part
from stemmata.annotate.dates.reading import Reading, amount_of, unit_of
from stemmata.annotate.dates.vocabulary import Shift
from stemmata.model import replace
from stemmata.text import fold

# The next word, and the letter or digit that the one after it begins with.
_FOLLOWING = re.compile(r"\s+(\w+)(?:\s+(\w))?")
_HALVES = {"Y": "P{}Y6M", "H": "PT{}H30M", "MIN": "PT{}M30S"}
_DIRECTIONS = "LNCli"
_RELATIVES = "TU123"


def read_duration(reading: Reading) -> Expression | None:
    """Read a span of time: "three weeks", "mehr als zwei Jahre"."""
    unit, amount = unit_of(reading), amount_of(reading)
    if not unit or unit == "8":
        return None
    if reading.has("y") and amount is not None and amount >= 1200:
        return None
    if unit == "Q" and _is_part(reading):
        return None
    apart = reading.words[-1].symbol == "x" or reading.has("9")  # "a year and a half", 2 1/2 years
    halved = unit in _HALVES and amount is not None and amount % 1 == 0.5
    timex = _HALVES[unit].format(int(amount or 0)) if apart and halved else ""
    return reading.expression("duration", unit=unit, amount=amount, timex=timex)


def _is_part(reading: Reading) -> bool:
    """Tell whether quarters are parts of something: "three quarters of its food"."""
    following = _FOLLOWING.match(reading.text, reading.words[-1].end)
    known = reading.vocabulary.look_up(fold(following[1])) if following else None
    return known is not None and known.symbol == "f" and not (following and following[2].isdigit())


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
    if _is_told_from_event(reading):
        return replace(reading, words=reading.words[:-1]).expression(
            "duration", unit=unit, amount=amount
        )
    if amount is None:
        timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return reading.expression("reference", timex=timex)
    if amount > 100_000 or reading.has("y"):
        return None
    whole = int(amount)
    if unit == "Y" and reading.has("o"):  # "the year-ago third quarter"
        quarter = reading.value("o")
        return reading.expression("calendar", quarter=quarter, shift=Shift("Y", sign * whole))
    years = unit == "Y" and amount == whole
    step = Shift("M", int(amount * 12)) if unit == "Y" and not years else Shift(unit, whole)
    return reading.expression(
        "shift", shift=step._replace(amount=sign * step.amount), compares=years
    )


def _is_told_from_event(reading: Reading) -> bool:
    """Tell "two days before the vote", which leads to the vote, from "two days earlier"."""
    last = reading.words[-1]
    return fold(reading.text[last.start : last.end]) in reading.vocabulary.signals


def read_weekday(reading: Reading) -> Expression | None:
    """Read a weekday, perhaps of a named week: "next Friday", "Tuesday last week", 下周二."""
    step = reading.value("2")
    direction = reading.value("LNCJA")
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
    weekday, month, part = reading.value("W"), reading.value("M"), reading.value("P!")
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
    minutes = hour * 60 + (minute or 0) + (reading.value("&") or 0)
    hour, minute = (minutes // 60 % 24, minutes % 60) if reading.has("&") else (hour, minute)
    part = reading.value("P!") or ""
    afternoon = "PM" in reading.values("c") or part in ("AF", "EV", "NI")
    if afternoon and hour < 12:
        hour += 12
    elif "AM" in reading.values("c") and hour == 12:
        hour = 0
    return reading.expression("time", clock=(hour, minute, second))


def read_clock_range(reading: Reading) -> Expression | None:
    """Read both ends of a time of day: "von 17 bis 18 Uhr", "zwischen 4 und 7 Uhr"."""
    first, last = reading.value("0") or reading.values("dw")[:2]
    if not (isinstance(first, int) and isinstance(last, int)) or not first < last <= 24:
        return None
    part = reading.value("P!") or ("AF" if "PM" in reading.values("c") else "")
    begins, ends = (hour_of_part((hour, 0, None), part) for hour in (first, last))
    until = reading.expression("time", clock=ends)
    return reading.expression("time", clock=begins, until=until)


def read_part(reading: Reading) -> Expression | None:
    """Read a part of the day: "this morning", "tonight"."""
    step = Shift("D", 0) if reading.has("C") else None
    if step is not None:
        return reading.expression("shift", shift=step, part=reading.value("P!"))
    return reading.expression("time", part=reading.value("P!"))


def read_reference(reading: Reading) -> Expression | None:
    """Read a vague point: "now", "recently"."""
    return reading.expression("reference", timex=reading.value("G"))


def read_vague(reading: Reading) -> Expression | None:
    """Read the past or the future as such."""
    if _FOLLOWING.match(reading.text, reading.words[-1].end):  # "the past glories"
        return None
    return reading.expression(
        "reference", timex="PAST_REF" if reading.value("li") < 0 else "FUTURE_REF"
    )


def read_definite(reading: Reading) -> Expression | None:
    """Read "the year", a span, and "the quarter", which in reports is the one that is over."""
    if not reading.vocabulary.article_in_span:
        return None
    if reading.has("Q"):
        return reading.expression("shift", shift=Shift("Q", -1))
    following = _FOLLOWING.match(reading.text, reading.words[-1].end)
    if following and fold(following[1]) in reading.vocabulary.ended:
        return reading.expression("duration", unit="Y", amount=1.0)
    return reading.expression("shift", shift=Shift("Y", 0))
