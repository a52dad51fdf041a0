"""The words of one match of the grammar, and what all readers ask of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stemmata.annotate.dates.calendars import era_year
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.scan import Word
from stemmata.annotate.dates.vocabulary import DayPart, Shift, Vocabulary
from stemmata.model import Frozen

_LABEL_UNITS = {"4": "Y", "5": "M", "6": "D"}


class Reading(Frozen, frozen=True):
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
        return century_of(int(short)), None, True
    step = reading.value("U")
    if step is not None:
        return None, step, True
    direction = reading.value("LNC")
    if direction is not None and reading.has("Y"):
        return None, Shift("Y", direction), True
    return None, None, not (reading.has("T") or reading.has("2"))


def century_of(short: int) -> int:
    """Return the year that two digits mean: 40 to 99 are of the last century."""
    return 1900 + short if short >= 40 else 2000 + short


def unit_of(reading: Reading) -> str:
    """Return the unit that the words count in."""
    for word in reading.words:
        if word.symbol in _LABEL_UNITS:
            return _LABEL_UNITS[word.symbol]
        if word.symbol in "YKVDQZ#h8ª":
            return str(word.value)
    return ""


def amount_of(reading: Reading) -> float | None:
    """Return the number that the words make ("twenty-five", "two and a half"); None if vague.

    Of a spread ("two to three weeks") it is the upper end.
    """
    if reading.has("O"):
        return None
    if reading.has("ª"):
        return 2.0
    total = 0.0
    seen = False
    for word in reading.words:
        if word.symbol in "dnwy":
            value = float(word.value)  # type: ignore[arg-type]  # a number by its class
            total = total * value if seen and value >= 100 else total + value
            seen = True
        elif word.symbol == "r":
            total, seen = 0.0, False
        elif word.symbol == "0":
            total, seen = float(reading.value("0")[1]), True
        elif word.symbol == "9":  # 2 1/2
            over, under, _ = reading.value("9")
            total += over / under if under else 0.0
        elif word.symbol == "x":  # "a year and a half" says one by its article
            total += 0.5 if seen or not reading.has("$") else 1.5
            seen = True
    return total if seen else 1.0
