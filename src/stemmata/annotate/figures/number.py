"""Reads one number at a token: digits, number words, and both mixed ("3.5万亿", "37 тыс.")."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from stemmata.annotate.figures.atoms import atoms_at, may_continue
from stemmata.annotate.figures.denominators import ordinal_from_tens, read_linked_share, read_share
from stemmata.annotate.figures.lexicon import Table, lexicon_of
from stemmata.annotate.figures.numerals import (
    HUNDRED,
    ONE,
    TEN,
    THOUSAND,
    Atom,
    is_whole,
    over_hundreds,
)
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.phrases import is_filled
from stemmata.annotate.figures.plain import Number, read_plain, with_article
from stemmata.text import fold

__all__ = ["Number", "read_number"]

_MYRIAD = Decimal(10_000)
_GREATEST_POWER = 30
_MOST_SIGNS = 4
_COUNTED = 2  # words of a share that has a numerator
_LOWER = frozenset(map(Decimal, (3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)))  # of "two in five"


def read_number(passage: Passage, first: int) -> Number | None:
    """Return the number that begins at a token, or None."""
    number = read_plain(passage, first)
    if number is not None and passage.lexicon.inner and not number.vague:
        number = _read_inner(passage, number)
    if number is None or number.vague:
        return number
    if number.value < ONE and number.value and not number.digits:
        number = _of_scale(passage, number)
    elif TEN <= number.factor <= HUNDRED and not number.digits:
        number = _times_scale(passage, number)
    if not may_continue(passage, number.last):
        return number
    if not number.digits and passage.lexicon.share_endings:
        ordinal = ordinal_from_tens(passage, number.value, number.last)
        if ordinal is not None:
            first = with_article(passage, number).first
            over = Number(first, ordinal[1], ONE / ordinal[0])
            return over if first < number.first else None
        part = read_share(passage, number.value, number.last)
        linked = read_linked_share(passage, number.value, number.last)
        if linked is not None:
            return Number(number.first, linked[1], linked[0], digits=True)
        if part is not None:
            return Number(with_article(passage, number).first, part[1], part[0])
    ratio = _read_ratio(passage, number) or _read_raised(passage, number)
    return ratio or _add_ratio(passage, number) or _read_times(passage, number) or number


def _of_scale(passage: Passage, number: Number) -> Number:
    """Return "two thirds of a million", "quart de million": a share of one great number."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, number.last
    definite = _definite_at(passage, place)
    if definite is not None:
        return Number(number.first, place + 1, number.value * definite, factor=definite)
    if place + 1 >= len(tokens) or fold(tokens[place].form) not in lexicon.linkers:
        return number
    place += 1 + (fold(tokens[place + 1].form) in lexicon.articles)
    atom = lexicon.atoms.get(tokens, place, place + 1) if place < len(tokens) else None
    if atom is None or atom.kind != "scale" or atom.value < THOUSAND:
        return number
    if lexicon.vague.get(tokens, place, place + 1) is not None:  # a third of the millions
        return number
    value = number.value * atom.value
    return Number(number.first, place + 1, value, factor=atom.value)


def _times_scale(passage: Passage, number: Number) -> Number:
    """Return "une dizaine de millions", "un centinaio di migliaia": a scale of a greater one."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, number.last + 1
    if place >= len(tokens) or lexicon.joined:  # "مائة من ألف" is a hundred of a thousand
        return number
    if fold(tokens[number.last].form) not in lexicon.linkers:
        return number
    atom = lexicon.atoms.get(tokens, place, place + 1) or lexicon.vague.get(
        tokens, place, place + 1
    )
    if atom is None or atom.kind not in ("scale", "vague") or atom.value < THOUSAND:
        return number
    return number._replace(last=place + 1, value=number.value * atom.value, factor=atom.value)


def _definite_at(passage: Passage, place: int) -> Decimal | None:
    """Return the number in "ربع المليون", a quarter of the million; tens and more."""
    tokens, lexicon = passage.tokens, passage.lexicon
    prefix = lexicon.definite_prefix
    if place >= len(tokens) or not tokens[place].form.startswith(prefix):
        return None
    atom = lexicon.atoms.folded.get(fold(tokens[place].form.removeprefix(prefix)))
    known = atom is not None and atom.kind in ("word", "scale") and atom.value > TEN
    return atom.value if atom is not None and known else None


def _read_inner(passage: Passage, number: Number) -> Number:
    """Return "十余万", "二百三十几亿": a word for an unsaid rest before the scale that follows."""
    tokens, place = passage.tokens, number.last
    if place >= len(tokens) or tokens[place].start != tokens[place - 1].end:
        return number
    atom, last = _scale_after_rest(passage, place)
    if atom is None or atom.kind != "scale":
        return number
    scale = atom.value
    low = number.value % (scale * _MYRIAD)  # what stands above keeps its own scale
    value = number.value - low + low * scale
    return Number(number.first, last, value, vague=True, factor=scale) if low else number


def _scale_after_rest(passage: Passage, place: int) -> tuple[Atom | None, int]:
    """Return the scale behind "余", or in one token with it ("여만"), and the next token."""
    tokens, lexicon = passage.tokens, passage.lexicon
    form = tokens[place].form
    if form in lexicon.inner:
        near = place + 1 < len(tokens) and tokens[place + 1].start == tokens[place].end
        atoms, last = atoms_at(passage, place + 1, after_digits=True) if near else ((), place)
        return (atoms[0] if atoms else None), last
    if form[0] in lexicon.inner:
        return lexicon.atoms.folded.get(form[1:]), place + 1
    return None, place


def _read_ratio(passage: Passage, number: Number) -> Number | None:
    """Return "one in three", "3分の2": one number over another."""
    lexicon = passage.lexicon
    place = passage.skip(passage.tokens[number.last - 1].end)
    for table, parted, lone in _ratio_tables(lexicon.code):
        found = passage.after(table, place)
        if found is None:
            continue
        minus, start = _skip_minus(passage, passage.skip(found[1]))
        index = passage.begins.get(start)
        other = None if index is None else read_plain(passage, index)
        if other is None or not number.value or not other.value or other.vague:
            continue
        if lexicon.style == "hangul" and other.factor >= _MYRIAD:  # "3분의 1만" is but a third
            other = other._replace(value=other.value / other.factor)
        upper, lower = (other, number) if parted else (number, other)
        if table is lexicon.over_small and not _is_small_ratio(passage, number, other):
            continue
        if table is lexicon.over_parts and upper.value > lower.value:
            value = over_hundreds(upper.value, lower.value)
            return Number(number.first, other.last, value, digits=True)
        alone = _is_alone(passage, number.first, other.last)
        alone |= table is lexicon.over_closing and _closes(passage, other.last)
        sure = parted or upper.value < lower.value  # no other sense: "5分の21"
        if alone or (sure and not lone):
            value = minus * upper.value / lower.value
            return Number(number.first, other.last, value, digits=True)
    return None


@cache
def _ratio_tables(code: str) -> tuple[tuple[Table, bool, bool], ...]:
    """Return words between two numbers, with two marks: lower one first, only where alone."""
    lexicon = lexicon_of(code)
    tables = (
        (lexicon.over, False, False),
        (lexicon.over_small, False, False),
        (lexicon.over_parts, False, False),
        (lexicon.parted, True, False),
        (lexicon.over_closing, False, True),
        (lexicon.over_alone, False, True),
        (lexicon.parted_alone, True, True),
    )
    return tuple(entry for entry in tables if is_filled(entry[0]))


def _is_small_ratio(passage: Passage, upper: Number, lower: Number) -> bool:
    """Tell whether "two in five" is a share and no time ("two in five days")."""
    if lower.value not in _LOWER or upper.value >= lower.value or not is_whole(upper.value):
        return False
    end = passage.tokens[lower.last - 1].end
    unit = passage.after(passage.lexicon.units, passage.skip(end))
    return unit is None or unit[0].kind == "counter"


def _is_alone(passage: Passage, first: int, last: int) -> bool:
    """Tell whether some tokens are all that a passage says, as in a cell of a table."""
    opens = passage.opens_with(passage.tokens[first].start)
    return opens and passage.closes_with(passage.tokens[last - 1].end, " .!?\n")


def _is_counted_share(number: Number) -> bool:
    """Tell whether a number is a share that is counted in words ("fifty-four hundredths")."""
    return not number.digits and 0 < number.value < ONE and number.last - number.first > 1


def _add_share_apart(passage: Passage, number: Number) -> Number | None:
    """Return "drie een vijfde", "twintig drie vijfde": a share behind a whole number in words."""
    tokens, place = passage.tokens, number.last
    if number.digits or tokens[place].start == tokens[place - 1].end or number.value < ONE:
        return None
    article = fold(tokens[place].form) in passage.lexicon.articles
    share = read_plain(passage, place + article)
    if share is None or share.digits or not 0 < share.value < ONE:
        return None
    if not article and share.last - share.first < _COUNTED:
        return None
    return Number(number.first, share.last, number.value + share.value)


def _closes(passage: Passage, last: int) -> bool:
    """Tell whether a token ends a clause."""
    following = passage.char(passage.skip(passage.tokens[last - 1].end))
    return following == "" or following in ".،؛؟?!\n"


def _add_ratio(passage: Passage, number: Number) -> Number | None:
    """Return "3と5分の1": a whole number and one number over another."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, number.last + 1
    if place >= len(tokens) or not is_whole(number.value):
        return None
    if fold(tokens[number.last].form) not in lexicon.link:
        return _add_share_apart(passage, number) if lexicon.mixed_apart else None
    other = read_plain(passage, place)
    ratio = None if other is None else _read_ratio(passage, other)
    if ratio is None and other is not None and lexicon.share_links:
        linked = read_linked_share(passage, other.value, other.last)
        ratio = None if linked is None else Number(place, linked[1], linked[0])
    if ratio is None and other is not None and _is_counted_share(other):
        ratio = other
    if ratio is None or not 0 < ratio.value < ONE:
        return None
    value = number.value + ratio.value
    return Number(number.first, ratio.last, value, digits=number.digits)


def _skip_minus(passage: Passage, place: int) -> tuple[int, int]:
    """Return the sign at a place, 1 or -1, and the place after it."""
    found = passage.after(passage.lexicon.minus, place)
    return (1, place) if found is None else (-1, passage.skip(found[1]))


def _read_raised(passage: Passage, number: Number) -> Number | None:
    """Return "2^-5", "2の5乗": a number raised to a small whole power."""
    lexicon, end = passage.lexicon, passage.tokens[number.last - 1].end
    if passage.char(end) == "^":
        place, closed = end + 1, True
    else:
        found = passage.after(lexicon.raised, passage.skip(end))
        if found is None:
            return None
        place, closed = passage.skip(found[1]), False
    minus, place = _read_signs(passage, place)
    index = passage.begins.get(place)
    power = None if index is None else read_plain(passage, index)
    if power is None or not is_whole(power.value) or power.value > _GREATEST_POWER:
        return None
    mark = (
        None if closed else passage.after(lexicon.raised_after, passage.tokens[power.last - 1].end)
    )
    if (not closed and mark is None) or not number.value:
        return None
    last = power.last if mark is None else passage.ends.get(mark[1], power.last - 1) + 1
    value = number.value ** (minus * int(power.value))
    return Number(number.first, last, value, digits=number.digits)


def _read_times(passage: Passage, number: Number) -> Number | None:
    """Return "3×10の5乗": a number times a power of ten."""
    place = number.last + 1
    if place >= len(passage.tokens) or passage.tokens[number.last].form not in ("×", "*", "·", "x"):
        return None
    base = read_plain(passage, place)
    power = _read_raised(passage, base) if base is not None and base.value <= TEN else None
    return (
        None
        if power is None
        else number._replace(last=power.last, value=number.value * power.value, rivals=())
    )


def _read_signs(passage: Passage, place: int) -> tuple[int, int]:
    """Return the sign of a power and the place after it; two minus signs make none."""
    sign = 1
    for _ in range(_MOST_SIGNS):
        minus, after = _skip_minus(passage, place)
        if minus > 0 and passage.char(place) != "+":
            break
        sign, place = sign * minus, after if minus < 0 else place + 1
    return sign, place
