"""The words of one language that time expressions are made of, each with a class and a value.

A class is one character, so that a text becomes a short string which the grammar, one for all
languages, matches with ordinary patterns:

    d day-sized number   n other number   y year   z 'yy   w number word   o ordinal   s its suffix
    F numeric date       0 3-5            9 12.05  R year range            H clock     c o'clock
    M/m month (m: too ambiguous alone)    W/v weekday      S season        P part of day
    Y K V D Q Z # h 8 units: year month week day quarter decade-and-others century hour half-year
    $ "a" where it means one
    4 5 6 labels of a year, month, day (年 月 日)   7 named decade   q "Q" of Q3   g era
    T U 1 2 3 relative day, year, month, week, other ("yesterday", "去年")   G "now", "recently"
    L N C last next this     l i past, coming (of spans)    B A ago before, after
    I J ahead before, after  E start, middle, end           X about          O several   x "half"
    a article  f of  e every  E@ recurring: @   u since  r to  t at  b by  k by (after)
    j sign of the future     p "published"
    * named day ("Easter")   ! part of day that stands alone ("abends")   + and
    & minutes from the hour after it ("halb acht")
    < within   > within (after)   ≤ within or during   = has, where "to" follows the span
    ¤ fiscal   ¶ "period"   ≈ "or so"   × words that only look like time ("as soon as")
    ª two of a unit in one word ("أسبوعين")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from stemmata.annotate.dates.holidays import check_rule
from stemmata.errors import LanguageError
from stemmata.languages.calendar import CalendarWords, calendar_words
from stemmata.languages.profile import GENERIC, Language, load
from stemmata.model import Frozen
from stemmata.text import fold

MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd"
    "\u0c3e-\u0c56\u0cbc-\u0cd6\u0d3e-\u0d4d\u0e31-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
WORD = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
_WORD = re.compile(WORD + r"|\d+")
_UNSPACED_LETTERS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

_UNIT_CLASS = {
    "Y": "Y",
    "M": "K",
    "W": "V",
    "D": "D",
    "Q": "Q",
    "H": "h",
    "MIN": "h",
    "S": "h",
    "C": "#",
}
_RELATIVE_CLASS = {"D": "T", "B": "T", "Y": "U", "M": "1", "W": "2"}
_LISTS = {
    "last": ("L", -1), "next": ("N", 1), "this": ("C", 0), "past": ("l", -1), "coming": ("i", 1),
    "ago_before": ("B", -1), "ago_after": ("A", -1), "ahead_before": ("I", 1),
    "ahead_after": ("J", 1), "start": ("E", "START"), "middle": ("E", "MID"), "end": ("E", "END"),
    "about": ("X", None), "several": ("O", None),
    "articles": ("a", None),
    "of": ("f", None), "one": ("$", 1), "and": ("+", None),
    "every": ("e", None), "since": ("u", None), "between": ("u", None), "to": ("r", None),
    "at": ("t", None),
    "by": ("b", None), "by_after": ("k", None), "within": ("<", None), "within_after": (">", None),
    "within_or_during": ("≤", None), "given": ("=", None),
    "fiscal": ("¤", None), "periods": ("¶", None), "or_so": ("≈", None), "idioms": ("×", None),
    "future": ("j", None), "published": ("p", None),
    "clock": ("c", ""), "am": ("c", "AM"), "pm": ("c", "PM"), "half": ("x", 0.5),
    "quarter_letters": ("q", None), "ordinal_suffixes": ("s", None), "half_year": ("8", "8"),
}  # fmt: skip
_TABLES = {
    "months": "M", "weekdays": "W", "numbers": "w", "ordinals": "o", "parts": "P", "seasons": "S",
    "parts_alone": "!", "references": "G", "recurring": "@", "decades": "7", "eras": "g",
    "holidays": "*", "to_hour": "&",
}  # fmt: skip
_GIVING_WAY = frozenset(("and", "of", "to", "at", "future", "published", "articles"))
_LABELS = {"Y": "4", "M": "5", "D": "6"}


class Item(NamedTuple):
    """The class of a word (see the module's table) and its value."""

    symbol: str
    value: Any


class Shift(NamedTuple):
    """A step from the day of writing: unit, how many, and a part of the day or of the period."""

    unit: str
    amount: int
    part: str = ""
    modifier: str = ""


class Vocabulary(Frozen, frozen=True):
    """All words of one language, folded; `phrases` by first and second word, longest first."""

    code: str
    order: str
    words: Mapping[str, Item]
    phrases: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], Item], ...]]]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    tokens: re.Pattern[str]
    unspaced: bool
    ordinal_dot: bool
    ranges_in_one: bool
    article_in_span: bool
    ahead_in_span: bool
    era_offset: int
    day_first_countries: frozenset[str]
    limits: frozenset[str]
    between: frozenset[str]
    ended: frozenset[str]
    signals: frozenset[str]
    capital_months: bool

    def may_inflect(self, folded: str) -> bool:
        """Tell whether a folded word begins or ends as the language's inflected words do."""
        return folded.startswith(self.prefixes) or folded.endswith(self.suffixes)

    def look_up(self, folded: str) -> Item | None:
        """Return what a folded word is, its prefixes and suffixes taken off if need be."""
        found = self.words.get(folded)
        if found is not None:
            return found
        for prefix in self.prefixes if folded.startswith(self.prefixes) else ():
            if folded.startswith(prefix) and len(folded) > len(prefix) + 2:
                found = self.words.get(folded[len(prefix) :])
                if found is not None:
                    return found
        for suffix in self.suffixes if folded.endswith(self.suffixes) else ():
            if folded.endswith(suffix) and len(folded) > len(suffix) + 3:
                found = self.words.get(folded[: -len(suffix)])
                if found is not None and found.symbol in "MWTPSYDVK":
                    return found
        return None


@cache
def vocabulary(code: str) -> Vocabulary:
    """Return the vocabulary of a language: its file's `[dates]` section on top of CLDR."""
    language = load(code)
    section = language.section("dates")
    entries: dict[tuple[str, ...], Item] = {}
    calendar = calendar_words(code if code != GENERIC else "en")
    unspaced = bool(section.get("unspaced", False))
    _add_calendar(entries, calendar, trust_short=not unspaced)
    _add_tables(entries, language)
    for form in language.words("dates", "ignore"):
        entries.pop(_key(form), None)
    _add_lists(entries, language)
    _add_said_years(entries, language)
    if unspaced:
        _join_weeks(entries)
    if "compounds" in section:
        _compound(entries, language.table("dates", "compounds"))
    _weaken(entries, language.words("dates", "weak"))
    if not language.section("dates"):
        # Nobody has looked at these names: short ones are other words too (Romanian "mai").
        _weaken(entries, [form for form in calendar.months if len(form) <= 3])
    words, phrases = _split(entries)
    return Vocabulary(
        code=code,
        order=str(section.get("order", calendar.order)),
        words=MappingProxyType(words),
        phrases=MappingProxyType(phrases),
        prefixes=tuple(sorted(map(fold, language.words("dates", "prefixes")), key=len)[::-1]),
        suffixes=tuple(sorted(map(fold, language.words("dates", "suffixes")), key=len)[::-1]),
        tokens=_token_pattern(entries, section) if unspaced else _SPACED_TOKENS,
        unspaced=unspaced,
        ordinal_dot=bool(section.get("ordinal_dot", not language.section("dates"))),
        ranges_in_one=bool(section.get("ranges_in_one", True)),
        article_in_span=bool(section.get("article_in_span", False)),
        ahead_in_span=bool(section.get("ahead_in_span", True)),
        era_offset=int(section.get("era_offset", 0)),
        capital_months=next(iter(calendar.months), "a")[0].isupper(),
        between=frozenset(map(fold, language.words("dates", "between"))),
        signals=frozenset(map(fold, language.words("dates", "signals"))),
        ended=frozenset(map(fold, language.words("dates", "ended"))),
        limits=frozenset(map(fold, language.words("dates", "by"))),
        day_first_countries=frozenset(language.words("dates", "day_first_countries")),
    )


NUMBER = r"\d+(?:[.,:/\-–.．／：~～](?=\d)\d+)*"
_SPACED_TOKENS = re.compile(rf"({NUMBER}|{WORD})")  # a group, so that a text can be split
HAN_NUMERALS = "〇零一二三四五六七八九十廿卅百千两兩"


def _token_pattern(
    entries: Mapping[tuple[str, ...], Item], section: Mapping[str, Any]
) -> re.Pattern[str]:
    labels = "".join(key[0] for key, item in entries.items() if item.symbol in "456")
    ordered = sorted(
        (key for key in entries if _UNSPACED_LETTERS.match(key[0])),
        key=lambda key: -len("".join(key)),
    )
    forms = [_guarded(key, entries[key], labels) for key in ordered]
    particles = [_joined_form(key) for key in ordered if entries[key].symbol in "kfrtuE"]
    alternatives = "|".join(forms)
    # Where words have spaces but particles stick to them, a word begins after a space.
    if section.get("word_start") == "space":
        after_date = rf"(?<=\d[{labels}])(?:{'|'.join(particles)})"
        alternatives = (
            rf"(?<![\uac00-\ud7a3])(?:{alternatives})|(?<=\d)(?:{alternatives})|{after_date}"
            rf"|(?:{'|'.join(_joined_form(key) for key in ordered if entries[key].symbol == 'k')})"
        )
    begins = re.escape("".join(sorted({key[0][0] for key in ordered})))
    # Most letters begin nothing, which hundreds of alternatives would be tried to find out.
    guard = rf"(?=[\dA-Za-z{begins}{HAN_NUMERALS}])"
    return re.compile(rf"{guard}({NUMBER}|[A-Za-z]+|{alternatives}|[{HAN_NUMERALS}]+)")


def _joined_form(key: tuple[str, ...]) -> str:
    return r"\s?".join(map(re.escape, key))


def _guarded(key: tuple[str, ...], item: Item, labels: str) -> str:
    # 月底 is the end of this month, but in 6月底 the first character labels the number.
    form = _joined_form(key)
    if key[0][0] in labels and item.symbol in "TU123":
        return rf"(?<![\d{HAN_NUMERALS}]){form}"
    return form


def _key(form: str) -> tuple[str, ...]:
    return (fold(form),) if form.isalpha() else tuple(map(fold, _WORD.findall(form)))


def _add_calendar(
    entries: dict[tuple[str, ...], Item], words: CalendarWords, *, trust_short: bool
) -> None:
    for form, number in words.months.items():
        entries[_key(form)] = Item("M", number)
    for form, number in words.weekdays.items():
        entries[_key(form)] = Item("W", number)
    if trust_short:
        for form, number in words.short_months.items():
            entries.setdefault(_key(form), Item("m", number))
        for form, number in words.short_weekdays.items():
            entries.setdefault(_key(form), Item("v", number))
    for form, unit in words.units.items():
        entries.setdefault(_key(form), _unit_item(unit))
    for (before, after), letters, amount in ((words.ago, "BA", -1), (words.ahead, "IJ", 1)):
        for form, letter in ((before, letters[0]), (after, letters[1])):
            if form:
                entries.setdefault(_key(form), Item(letter, amount))
    entries.pop((), None)


def _unit_item(unit: str) -> Item:
    return Item(_UNIT_CLASS.get(unit, "Z"), unit)


def _add_tables(entries: dict[tuple[str, ...], Item], language: Language) -> None:
    for name, symbol in _TABLES.items():
        for form, value in language.table("dates", name).items():
            checked = check_rule(value) if symbol == "*" else value
            entries[_key(form)] = Item(symbol, checked)
    for name, make in _UNIT_TABLES:
        for unit, forms in language.table("dates", name).items():
            entries.update((_key(form), make(unit)) for form in forms)
    for value, forms in language.table("dates", "relative").items():
        shift = parse_shift(value)
        for form in forms:
            entries[_key(form)] = Item(_RELATIVE_CLASS.get(shift.unit, "3"), shift)


_UNIT_TABLES: tuple[tuple[str, Callable[[str], Item]], ...] = (
    ("units", _unit_item),
    ("duals", lambda unit: Item("ª", unit)),
    ("labels", lambda unit: Item(_LABELS[unit], unit)),
)


def _add_said_years(entries: dict[tuple[str, ...], Item], language: Language) -> None:
    """Add the years that two numbers say: "nineteen ninety-six"."""
    numbers = language.table("dates", "numbers").items()
    tens = [(form, n) for form, n in numbers if 10 <= n < 20 or (n % 10 == 0 and 20 <= n < 100)]
    units = [(form, n) for form, n in numbers if 1 <= n < 10 and form.isalpha()]
    for century, year in language.table("dates", "said_centuries").items():
        for form, ten in tens:
            entries[_key(f"{century} {form}")] = Item("y", year + ten)
            if ten >= 20:
                for unit, more in units:
                    entries[_key(f"{century} {form} {unit}")] = Item("y", year + ten + more)


def _add_lists(entries: dict[tuple[str, ...], Item], language: Language) -> None:
    for name, (symbol, value) in _LISTS.items():
        for form in language.words("dates", name):
            known = entries.get(_key(form))
            # A word that also measures a distance in time ("in", "en") does that first.
            if known is None or not _stays(known, name, symbol):
                entries[_key(form)] = Item(symbol, value)
    entries.pop((), None)


def _stays(known: Item, name: str, symbol: str) -> bool:
    """Tell whether a word keeps the class it has: "hours" counts time before it tells the clock."""
    if name in _GIVING_WAY or (known.symbol in "BAIJ" and symbol not in "BAIJ<>≤"):
        return True
    return name == "clock" and known.symbol == "h"


class DayPart(int):
    """A weekday with a part of it in one word ("Dienstagabend")."""

    part: str = ""
    week: Shift | None = None


def _join_weeks(entries: dict[tuple[str, ...], Item]) -> None:
    """Add the words that a week and a weekday make where they share a character (下周 + 周五)."""
    weeks = [(key[0], item.value) for key, item in entries.items() if item.symbol == "2"]
    days = [(key[0], item.value) for key, item in entries.items() if item.symbol == "W"]
    for week, shift in weeks:
        for day, number in days:
            shared = next((n for n in (3, 2, 1) if len(day) > n and week.endswith(day[:n])), 0)
            if shared:
                value = DayPart(number)
                value.week = shift
                entries.setdefault((week + day[shared:],), Item("W", value))


def _compound(entries: dict[tuple[str, ...], Item], more: Mapping[str, str]) -> None:
    """Add the words that a weekday and a part of the day make, joined or (of `more`) parted."""
    single = [(key[0], item) for key, item in entries.items() if len(key) == 1]
    days = [(form, item.value) for form, item in single if item.symbol == "W"]
    parts = [(form, item.value) for form, item in single if item.symbol in "P!"]
    parts.extend(more.items())
    for day, number in days:
        for form, part in parts:
            value = DayPart(number)
            value.part = part
            entries.setdefault((day + form,), Item("W", value))
            if form in more:
                entries.setdefault((day, form), Item("W", value))


def _weaken(entries: dict[tuple[str, ...], Item], forms: Iterable[str]) -> None:
    for form in forms:
        item = entries.get(_key(form))
        if item is not None and item.symbol in "MW":
            entries[_key(form)] = Item("m" if item.symbol == "M" else "v", item.value)


Phrases = dict[str, dict[str, tuple[tuple[tuple[str, ...], Item], ...]]]


def _split(entries: Mapping[tuple[str, ...], Item]) -> tuple[dict[str, Item], Phrases]:
    # Joined forms serve scripts without spaces, where a phrase is one run of characters.
    words = {"".join(key): item for key, item in entries.items() if key[0] > "\u0e00"}
    words.update({key[0]: item for key, item in entries.items() if len(key) == 1})
    phrases: Phrases = {}
    for key, item in sorted(entries.items(), key=lambda entry: -len(entry[0])):
        if len(key) > 1:
            seconds = phrases.setdefault(key[0], {})
            seconds[key[1]] = (*seconds.get(key[1], ()), (key[2:], item))
    return words, phrases


_SHIFT = re.compile(r"([A-Z]+)([+-]\d+)(?: (MO|MI|AF|EV|NI|DT))?(?: (START|MID|END))?")


def parse_shift(text: str) -> Shift:
    """Read the notation of language files: "D-1", "D+0 NI", "Y+0 END".

    Example:
        >>> parse_shift("D-1 EV")
        Shift(unit='D', amount=-1, part='EV', modifier='')
    """
    match = _SHIFT.fullmatch(text)
    if match is None:
        raise LanguageError("not a relative time", where=text, advice='write it as "D-1" or "Y+0"')
    return Shift(match[1], int(match[2]), match[3] or "", match[4] or "")
