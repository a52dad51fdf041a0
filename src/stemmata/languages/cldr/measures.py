"""Numbers, money and measures of a language, from CLDR."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global

from stemmata.languages.files import measure_table

# Languages whose newspapers set a space between groups of three digits.
_SPACES = frozenset("\u00a0\u202f\u2009 ")


@cache
def money_in_use() -> tuple[str, ...]:
    """Return the ISO 4217 codes of money in use, but for those that are common words, in order."""
    refused = set(measure_table("refused")["codes"])
    return tuple(
        sorted(
            {
                code
                for entries in get_global("territory_currencies").values()
                for code, _, end, tender in entries
                if end is None and tender and code not in refused
            }
        )
    )


def number_marks(locale: Locale) -> list[Any]:
    """Return the decimal mark, and whether spaces group digits."""
    symbols = locale.number_symbols.get("latn", {})
    return [symbols.get("decimal", "."), symbols.get("group", ",") in _SPACES]


def scale_words(locale: Locale) -> dict[str, int]:
    """Return the words and abbreviations for powers of ten, from CLDR's compact forms."""
    words: dict[str, int] = {}
    for forms in locale.compact_decimal_formats.values():
        for patterns in forms.values():
            for power, pattern in patterns.items():
                written = pattern.pattern.partition(";")[0]  # behind it the negative ones
                zeros = written.count("0")
                word = written.replace("0", "").replace("'", "").strip("\xa0 \u200f\u200e")
                if zeros and word:
                    words.setdefault(word, int(power) // 10 ** (zeros - 1))
    return words


def leading_scales(locale: Locale) -> list[str]:
    """Return the words for powers of ten that stand before their number ("milioni 3")."""
    long = locale.compact_decimal_formats.get("long", {}).values()
    written = (pattern.pattern for forms in long for pattern in forms.values())
    leading = (text.partition("0")[0].strip("\xa0 \u200f\u200e'") for text in written)
    return sorted({word for word in leading if word})


def currency_names(locale: Locale) -> dict[str, str]:
    """Return names of money and the ISO 4217 code of each."""
    names: dict[str, str] = {}
    plurals = locale._data["currency_names_plural"]  # noqa: SLF001 - Babel offers no other way
    for currency in money_in_use():
        forms = dict(plurals.get(currency, {}))
        for name in (locale.currencies.get(currency), *forms.values()):
            if name and name != currency:
                names.setdefault(name, currency)
    return names


def unit_forms(locale: Locale, width: str) -> dict[str, str]:
    """Return names (`long`) or abbreviations (`short`) of measures and the symbol of each."""
    names: dict[str, str] = {}
    patterns = locale._data["unit_patterns"]  # noqa: SLF001 - Babel offers no other way
    for unit, symbol in measure_table("symbols").items():
        for pattern in dict(dict(patterns.get(unit, {})).get(width, {})).values():
            if isinstance(pattern, str):
                name = pattern.replace("{0}", "").strip("\xa0 \u200f\u200e\u202f")
                if name:
                    names.setdefault(name, symbol)
    return names
