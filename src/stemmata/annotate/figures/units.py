"""Units as the tables of a language give them: symbols, kinds, signs of money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import compress
from typing import Literal, NamedTuple

from stemmata.annotate.figures.phrases import Phrases, build_phrases
from stemmata.annotate.figures.tokens import cut_phrase
from stemmata.languages.currencies import currency_codes, currency_symbols
from stemmata.languages.units import measure_table
from stemmata.text import fold_all

UnitKind = Literal["money", "measure", "time", "percent", "counter"]
_TIMES = frozenset(
    [
        "century",
        "decade",
        "year",
        "quarter",
        "month",
        "fortnight",
        "week",
        "day",
        "night",
        "hour",
        "minute",
        "second",
    ]
)
# Codes that businesses write after an M; others make words with it ("mars").
_IN_MILLIONS = ("USD", "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "CAD", "AUD")


class Unit(NamedTuple):
    """A unit: its symbol in the output and what kind of thing it is."""

    symbol: str
    kind: UnitKind
    factor: Decimal = Decimal(1)  # how many of the symbol's unit it is: 割 is ten per cent


def unless_in(things: frozenset[str], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the items of a table but for those whose folded names are among the things."""
    folded = fold_all(list(names))
    return compress(names.items(), (word not in things for word in folded))


@cache
def money_signs() -> tuple[tuple[str, Unit], ...]:
    """Return symbols and codes of money, which stand before the number in any language."""
    signs = [(sign, Unit(code, "money")) for sign, code in currency_symbols().items()]
    return (*signs, *((code, Unit(code, "money")) for code in currency_codes()))


@cache
def millions_of_money() -> tuple[tuple[str, Unit], ...]:
    """Return codes of money after an M ("30 MEUR")."""
    return tuple((f"M{code}", Unit(code, "money", Decimal(1_000_000))) for code in _IN_MILLIONS)


@cache
def money_prefixes_of(style: str) -> Phrases[Unit]:
    """Return the signs and codes of money that stand before a number, cut as a language is."""
    return build_phrases(money_signs(), partial(cut_phrase, style=style), str)


def part_count(whole: str | None, part: str | None) -> int | None:
    """Return how many of a unit make another one that it is said behind, or None.

    Example:
        >>> part_count("[ft_i]", "[in_i]"), part_count("km", "day")
        (12, None)
    """
    if whole is None or part is None:
        return None
    return _part_counts().get((whole, part))


@cache
def _part_counts() -> dict[tuple[str, str], int]:
    table = measure_table("parts")
    return {(pair.split()[0], pair.split()[1]): int(count) for pair, count in table.items()}


def is_money(symbol: str) -> bool:
    """Tell whether a symbol is the code of a currency."""
    return len(symbol) == 3 and symbol.isupper() and symbol in currency_codes()


@cache
def measure_of(written: str) -> Unit:
    """Return the unit that a language's file writes as its symbol, with a factor or without."""
    symbol, _, factor = written.partition("*")
    if factor and not symbol:  # dozens
        return Unit("", "counter", Decimal(factor))
    if factor:
        return measure_of(symbol)._replace(factor=Decimal(factor))
    if symbol in ("%", "[pp]"):
        return Unit(symbol, "percent")
    return Unit(symbol, "time" if symbol in _TIMES else "measure")


def unit_written(symbol: str) -> Unit:
    """Return the unit of an amount with a name of its own; without one it counts things."""
    if not symbol:
        return Unit("", "counter")
    return Unit(symbol, "money") if is_money(symbol) else measure_of(symbol)


def is_safe(name: str) -> bool:
    """Tell whether an abbreviation is long enough not to be taken for a word."""
    letters = [letter for letter in name if letter.isalpha()]
    least = 3 if name.isascii() else 2
    return len(letters) >= least and not any(letter.isdigit() for letter in name) and name[0] != "/"
