"""Figures said in two parts: "2 dollars 50 cents", "more than 100 but fewer than 300"."""

from __future__ import annotations

import re
from collections.abc import Callable

from stemmata.annotate.figures.lexicon import Lexicon
from stemmata.annotate.figures.phrases import GluedPhrases
from stemmata.annotate.figures.tokens import tokenise
from stemmata.annotate.figures.units import part_count
from stemmata.model import Figure, replace
from stemmata.text import fold

_BEFORE = 20  # characters before a figure where "between" and "from" are looked for
_SIGNS = ("<", ">", "≤", "≥")
_UNKNOWN = re.compile(r"(?<![A-Za-zÀ-ɏ])[xyzXYZⅹ](?![A-Za-zÀ-ɏ])")
_NAMED = re.compile(r"\b[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][^\W\d_]")
_MOST_APART = 3  # times the lower end, of two that "or" makes a range of
_GAP = 40  # characters between the two bounds of one range


_Join = Callable[[str, Figure, Figure, str, Lexicon], Figure | None]


def merge_parts(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """Return the figures, those that are parts of one amount or range put together."""
    for join in (_join_amount, _join_ends):  # "between 5 ft 6 in and 6 ft"
        merged = figures[:1]
        for figure in figures[1:]:
            near = figure.start - merged[-1].end <= _GAP
            whole = _join(text, merged[-1], figure, lexicon, join) if near else None
            if whole is None:
                merged.append(figure)
            else:
                merged[-1] = whole
        figures = merged
    return figures


def _join(text: str, first: Figure, second: Figure, lexicon: Lexicon, join: _Join) -> Figure | None:
    if first.unit == "rank" or second.unit == "rank":
        return None
    gap = text[first.end : second.start]
    return None if "\n" in gap else join(text, first, second, gap, lexicon)


def _join_amount(
    text: str, first: Figure, second: Figure, gap: str, lexicon: Lexicon
) -> Figure | None:
    """Return two parts of one amount together."""
    count = part_count(first.unit, second.unit)
    if count is not None:
        return _join_parts(text, first, second, gap, lexicon, count)
    if second.unit == "cent" or _is_tail(text, first, second, gap):
        return _join_cents(text, first, second, gap, lexicon)
    return _join_dozens(text, first, second, gap, lexicon)


def _join_dozens(
    text: str, first: Figure, second: Figure, gap: str, lexicon: Lexicon
) -> Figure | None:
    """Return "300 and 2 dozen" as one number."""
    word, unit = fold(gap.strip()), second.unit
    ends = first.low, first.high, second.low, second.high
    if first.unit is not None or unit is None or word not in lexicon.link or None in ends:
        return None
    table = lexicon.units
    known = table.folded.get(unit) if isinstance(table, GluedPhrases) else None
    if known is None or known.factor <= 1 or ends[0] != ends[1] or ends[2] != ends[3]:
        return None
    value = (first.low or 0) + (second.low or 0)
    return replace(
        second, start=first.start, text=text[first.start : second.end], low=value, high=value
    )


def _join_ends(
    text: str, first: Figure, second: Figure, gap: str, lexicon: Lexicon
) -> Figure | None:
    """Return two ends of one range together."""
    whole = _join_range(text, first, second, lexicon) or _join_bounds(text, first, second, gap)
    unknown = None if whole is None else _UNKNOWN.search(gap)
    if unknown is not None and fold(unknown.group()) not in lexicon.stop | lexicon.link:
        return None  # "x über 10 und y unter 20": of two things
    named = lexicon.nouns != "capital" and _NAMED.search(gap) is not None
    return None if named else whole  # "over 100 miles from Lyon and above 10,000 feet"


def _is_tail(text: str, first: Figure, second: Figure, gap: str) -> bool:
    """Tell whether a bare number of two places closes a clause after money ("15 dollars 50")."""
    if second.unit is not None or second.low is None or not 10 <= second.low < 100:
        return False
    alike = first.text[:1].isdecimal() == second.text[:1].isdecimal()
    following = text[second.end : second.end + 2]
    closed = not following.strip() or following[0] in ".,;:!?)"
    return alike and closed and first.text[-1:].isalpha() and len(gap.split()) <= 1


def _join_parts(
    text: str, first: Figure, second: Figure, gap: str, lexicon: Lexicon, count: int
) -> Figure | None:
    """Return "5 feet 2 inches", "12 m 20 cm" as one length."""
    word = fold(gap.strip())
    whole = first.low == first.high and second.low == second.high
    if not whole or (word not in ("", ",", *lexicon.joiners) and word not in lexicon.link):
        return None
    if first.low is None or second.low is None or first.low % 1 or not 0 < second.low < count:
        return None
    value = round(first.low + second.low / count, 9)
    return replace(
        first, end=second.end, text=text[first.start : second.end], low=value, high=value
    )


def _join_cents(
    text: str, first: Figure, second: Figure, gap: str, lexicon: Lexicon
) -> Figure | None:
    money = first.unit is not None and len(first.unit) == 3 and first.unit.isupper()
    word = fold(gap.strip())
    whole = first.low == first.high and second.low == second.high
    if (
        not money
        or not whole
        or (word and word not in lexicon.joiners and word not in lexicon.link)
    ):
        return None
    if first.low is None or second.low is None or not 0 < second.low < 100:
        return None
    value = round(first.low + second.low / 100, 2)
    return replace(
        first, end=second.end, text=text[first.start : second.end], low=value, high=value
    )


def _join_range(text: str, first: Figure, second: Figure, lexicon: Lexicon) -> Figure | None:
    """Return the range of two figures that both name the unit ("5 % to 7 %").

    After "from" they stay two: what rose from 5 % to 7 % was never in between.
    """
    ends = first.low, second.low if second.low is not None else second.high
    if ends[0] is None or ends[1] is None or ends != (first.high, second.high):
        return None
    if first.unit is None or first.unit != second.unit or ends[0] == ends[1]:
        return None
    link = fold(text[first.end : second.start].strip())
    before = fold(text[max(0, first.start - _BEFORE) : first.start]).split()
    if before and before[-1] in lexicon.origins and lexicon.spans.isdisjoint(before[-2:]):
        return None
    opened = any(lexicon.between.get(word) == link for word in before)
    if link not in lexicon.range_words and not opened:
        return None
    low, high = sorted((ends[0], ends[1]))
    if link in lexicon.alternatives and high > _MOST_APART * low:
        return None  # "$184 million or $23 million a year"
    return replace(
        first,
        end=second.end,
        text=text[first.start : second.end],
        low=low,
        high=high,
        rivals=(),
        subject=second.subject,
        approximate=first.approximate or second.approximate,
    )


def _join_bounds(text: str, first: Figure, second: Figure, gap: str) -> Figure | None:
    """Return the range that two open figures close, where no other clause parts them."""
    ends = (first.low, first.high, second.low, second.high)
    if not first.approximate or not second.approximate or ends.count(None) != 2:
        return None
    low = first.low if first.high is None else second.low
    high = second.high if first.high is None else first.high
    if low is None or high is None or low >= high or first.unit not in (None, second.unit):
        return None
    if gap[-1:] in _SIGNS and gap[-2:-1].isalnum():  # "x > 10, y<20": of two things
        return None
    if len(tokenise(gap, 0, len(gap), "spaced")) > 8 or any(mark in gap for mark in ".;:!?<>="):
        return None
    return Figure(
        first.start,
        second.end,
        text[first.start : second.end],
        low,
        high,
        unit=second.unit,
        subject=second.subject,
    )
