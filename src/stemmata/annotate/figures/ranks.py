"""Ordinals: a rank ("12th of 47", "Platz 12 von 47", "第12位") is a figure, any other is none."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.number import Number, read_number
from stemmata.annotate.figures.passage import SPACES, Passage
from stemmata.text import fold


class Rank(NamedTuple):
    """A place in an order, of a total where one is given; `next` is the token to read on from."""

    start: int
    end: int
    place: Decimal
    of: Decimal | None
    next: int


def read_rank(passage: Passage, number: Number) -> Rank | None:
    """Return the rank that a number is part of, or None."""
    tokens, lexicon = passage.tokens, passage.lexicon
    start = tokens[number.first].start
    end = ordinal_end(passage, number) or tokens[number.last - 1].end
    ordinal = end > tokens[number.last - 1].end
    prefix = passage.before(lexicon.ordinal_prefixes, _skip_hyphen(passage, start))
    if prefix is not None:
        start, ordinal = prefix[1], True
    before = passage.before(lexicon.rank_before, passage.skip_back(start))
    after = passage.after(lexicon.rank_after, passage.skip(end))
    if after is not None:
        unit = passage.after(lexicon.units, passage.skip(end))
        after = None if unit is not None and unit[1] > after[1] else after
    if after is not None:
        end = after[1]
    elif before is None and not ordinal:
        return None
    whole = _read_whole(passage, end)
    named = before is not None or (after is not None and (ordinal or lexicon.glued))
    if not named and not (ordinal and whole is not None):
        return None
    if number.value != number.value.to_integral_value() or number.value < 1:
        return None
    of, last = (None, number.last) if whole is None else (whole.value, whole.last)
    start = before[1] if before is not None else start
    end = max(end, tokens[last - 1].end)
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return Rank(start, end, number.value, of, last)


def _read_whole(passage: Passage, end: int) -> Number | None:
    found = passage.after(passage.lexicon.rank_of, passage.skip(end))
    if found is None:
        return None
    index = passage.begins.get(passage.skip(found[1]))
    return None if index is None else read_number(passage, index)


def _skip_hyphen(passage: Passage, place: int) -> int:
    return place - 1 if passage.char(place - 1) == "-" else passage.skip_back(place)


def ordinal_end(passage: Passage, number: Number) -> int | None:
    """Return where an ordinal in digits ends ("3rd", "3.", "3-й"), or None for another number."""
    lexicon, tokens = passage.lexicon, passage.tokens
    end = tokens[number.last - 1].end
    if not number.digits or number.last - number.first > 1:
        return None
    place = end + 1 if passage.char(end) in ("-", "'", "’") else end
    index = passage.begins.get(place)
    if index is None:
        return None
    form = tokens[index].form
    if form == "." and "." in lexicon.ordinal_marks:
        return end + 1 if _is_dotted(passage, number, index) else None
    if form in "º°" and passage.char(passage.skip(end + 1)) in ("C", "F"):
        return None
    marked = fold(form) in lexicon.ordinal_marks or form in lexicon.ordinal_marks
    return tokens[index].end if marked and form != "." else None


def _is_dotted(passage: Passage, number: Number, dot: int) -> bool:
    """Tell whether a full stop after digits marks an ordinal and does not end the sentence."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if number.value > 99 or dot + 1 >= len(tokens):
        return False
    gap = passage.text[tokens[dot].end : tokens[dot + 1].start]
    if "\n" in gap or not gap or any(char not in SPACES for char in gap):
        return False
    following = tokens[dot + 1].form
    if fold(following) in lexicon.months or following[0].islower():
        return True
    return (
        following[0].isupper()
        and lexicon.nouns == "capital"
        and (fold(following) not in lexicon.stop)
    )


def is_ordinal(passage: Passage, number: Number) -> bool:
    """Tell whether a number is an ordinal that is no rank: "the 3rd quarter", "第三"."""
    start = passage.tokens[number.first].start
    if ordinal_end(passage, number) is not None:
        return True
    place = _skip_hyphen(passage, start)
    return passage.before(passage.lexicon.ordinal_prefixes, place) is not None
