"""Fractions and powers written in signs: "2½", "2 1/4", "1/3", "×10−5"."""

from __future__ import annotations

from decimal import Decimal

from stemmata.annotate.figures.digits import read_digits
from stemmata.annotate.figures.numerals import ONE, TEN
from stemmata.annotate.figures.passage import SPACES, Passage

VULGAR = {"½": 2, "⅓": 3, "¼": 4, "⅕": 5, "⅙": 6, "⅛": 8} | {
    "⅔": Decimal("1.5"),
    "¾": Decimal(4) / 3,
    "⅖": Decimal("2.5"),
    "⅗": Decimal(5) / 3,
    "⅘": Decimal("1.25"),
    "⅜": Decimal(8) / 3,
    "⅝": Decimal("1.6"),
    "⅞": Decimal(8) / 7,
}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_HUNDREDS, _LONGEST_LOWER = (100, 1000), 4
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10})


def add_fraction(passage: Passage, value: Decimal, place: int) -> tuple[Decimal, int]:
    """Return a value with a fraction after it ("2½", "2 1/2", "1/3"), and the next token."""
    tokens, text = passage.tokens, passage.text
    if place < len(tokens) and tokens[place].form[0] in VULGAR:
        return value + ONE / VULGAR[tokens[place].form[0]], place + 1
    simple = _read_slash(passage, place - 1)
    if simple is not None:
        return simple, place + 2
    gap = text[tokens[place - 1].end : tokens[place].start] if place < len(tokens) else "."
    near = gap.strip(SPACES) in ("", "-")
    mixed = _read_slash(passage, place) if near and value == value.to_integral_value() else None
    if mixed is not None and mixed < 1:
        return value + mixed, place + 3
    return value, place


def _read_slash(passage: Passage, place: int) -> Decimal | None:
    """Return the value of "1/3" at a token; dates and scores are none."""
    tokens = passage.tokens
    if place + 2 >= len(tokens) or tokens[place + 1].form not in "/⁄／":
        return None
    upper, lower = tokens[place].form, tokens[place + 2].form
    chained = passage.char(tokens[place + 2].end) in ("/", "-")
    short = lower.isdecimal() and len(lower) <= _LONGEST_LOWER
    if short and not chained and int(lower) in _HUNDREDS:
        found = read_digits(upper, passage.decimal)  # no date has a hundred days
        return None if found is None else found.value / int(lower)
    if not (short and upper.isdecimal()) or len(lower) > 3 or len(upper) > 2:
        return None
    if chained or not int(upper[0]) or not int(lower[0]):
        return None
    top, bottom = int(upper), int(lower)
    proper = top < bottom and (top == 1 or bottom in _DENOMINATORS)
    return Decimal(top) / bottom if proper or _is_alone(passage, place, place + 3) else None


def _is_alone(passage: Passage, first: int, last: int) -> bool:
    """Tell whether some tokens are all that a passage says, but for a minus ("-3/2")."""
    opens = passage.opens_with(passage.tokens[first].start, "-−－")
    return opens and passage.closes_with(passage.tokens[last - 1].end, SPACES + "\n")


def read_power(passage: Passage, place: int) -> tuple[Decimal, int]:
    """Return the power in "×10−5", "x10^3", and the next token."""
    tokens = passage.tokens
    if place + 1 >= len(tokens) or tokens[place].form not in ("x", "×", "*", "·"):
        return ONE, place
    if tokens[place + 1].form != "10":
        return ONE, place
    if place + 2 >= len(tokens):
        return TEN, place + 2
    rest = tokens[place + 2 : place + 5]
    written = "".join(token.form for token in rest).translate(_SUPERSCRIPTS).lstrip("^")
    sign = -1 if written[:1] in ("-", "−") else 1
    digits = written[1:] if sign < 0 else written
    size = len(digits) - len(digits.lstrip("0123456789"))
    if not 0 < size <= 2:
        return ONE, place
    used = 2 + next(
        count
        for count in range(1, len(rest) + 1)
        if any(letter.isdigit() for letter in rest[count - 1].form)
    )
    return TEN ** (sign * int(digits[:size])), place + used
