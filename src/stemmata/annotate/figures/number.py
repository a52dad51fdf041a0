"""Reads one number at a token: digits, number words, and both mixed ("3.5万亿", "37 тыс.")."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.denominators import ordinal_from_tens, read_share
from stemmata.annotate.figures.digits import read_digits
from stemmata.annotate.figures.mixed import VULGAR, add_fraction, read_power
from stemmata.annotate.figures.numerals import ONE, TEN, THOUSAND, Atom, is_whole, total
from stemmata.annotate.figures.pairs import read_pair
from stemmata.annotate.figures.parts import (
    State,
    atoms_at,
    extend,
    may_continue,
    next_part,
    push_all,
)
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.text import fold

_GREAT = Decimal(1_000_000)
_MYRIAD = Decimal(10_000)
_GREATEST_POWER = 30


class Number(NamedTuple):
    """A number at the tokens `first` to `last` (exclusive).

    `factor` is the scale it ends with; `upper` the other end of what is a range in itself; `weak`
    words are a number only before what they count; `vague` is "thousands of".
    """

    first: int
    last: int
    value: Decimal
    rivals: tuple[Decimal, ...] = ()
    digits: bool = False
    weak: bool = False
    vague: bool = False
    factor: Decimal = ONE
    serial: bool = False
    upper: Decimal | None = None


def read_number(passage: Passage, first: int) -> Number | None:
    """Return the number that begins at a token, or None."""
    number = _read_plain(passage, first)
    if number is not None and passage.lexicon.inner and not number.vague:
        number = _read_inner(passage, number)
    if number is None or number.vague or not may_continue(passage, number.last):
        return number
    if not number.digits and passage.lexicon.share_endings:
        ordinal = ordinal_from_tens(passage, number.value, number.last)
        if ordinal is not None:
            first = _with_article(passage, number).first
            over = Number(first, ordinal[1], ONE / ordinal[0])
            return over if first < number.first else None
        part = read_share(passage, number.value, number.last)
        if part is not None:
            return Number(_with_article(passage, number).first, part[1], part[0])
    ratio = _read_ratio(passage, number) or _read_raised(passage, number)
    return ratio or _add_ratio(passage, number) or _read_times(passage, number) or number


def _read_plain(passage: Passage, first: int) -> Number | None:
    form = passage.tokens[first].form
    if form[-1].isdecimal():
        return _read_from_digits(passage, first)
    if form in VULGAR:
        return Number(first, first + 1, ONE / VULGAR[form], digits=True)
    return _read_words(passage, first)


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
    for table in (lexicon.over, lexicon.parted):
        found = passage.after(table, place)
        if found is None:
            continue
        minus, place = _skip_minus(passage, passage.skip(found[1]))
        index = passage.begins.get(place)
        other = None if index is None else _read_plain(passage, index)
        if other is None or not number.value or not other.value or other.vague:
            continue
        if lexicon.style == "hangul" and other.factor >= _MYRIAD:  # "3분의 1만" is but a third
            other = other._replace(value=other.value / other.factor)
        upper, lower = (number, other) if table is lexicon.over else (other, number)
        if upper.value < lower.value or table is lexicon.parted:  # no other sense: "5分の21"
            value = minus * upper.value / lower.value
            return Number(number.first, other.last, value, digits=number.digits)
    return None


def _add_ratio(passage: Passage, number: Number) -> Number | None:
    """Return "3と5分の1": a whole number and one number over another."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, number.last + 1
    if not lexicon.glued or place >= len(tokens) or not is_whole(number.value):
        return None
    if tokens[number.last].form not in lexicon.link:
        return None
    other = _read_plain(passage, place)
    ratio = None if other is None else _read_ratio(passage, other)
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
    power = None if index is None else _read_plain(passage, index)
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
    if place >= len(passage.tokens) or passage.tokens[number.last].form not in ("×", "*", "·"):
        return None
    ten = _read_plain(passage, place)
    power = _read_raised(passage, ten) if ten is not None and ten.value == TEN else None
    return (
        None
        if power is None
        else number._replace(last=power.last, value=number.value * power.value, rivals=())
    )


def _read_signs(passage: Passage, place: int) -> tuple[int, int]:
    """Return the sign of a power and the place after it; two minus signs make none."""
    while passage.char(place) == "+" or passage.text.startswith("--", place):
        place += 1 if passage.char(place) == "+" else 2
    return _skip_minus(passage, place)


def _read_from_digits(passage: Passage, first: int) -> Number | None:
    tokens = passage.tokens
    found = read_digits(tokens[first].form, passage.decimal)
    if found is None:
        return None
    if not may_continue(passage, first + 1):
        rivals = () if found.rival is None else (found.rival,)
        return Number(first, first + 1, found.value, rivals, digits=True)
    value, last = add_fraction(passage, found.value, first + 1)
    rivals = (found.rival,) if found.rival is not None and last == first + 1 else ()
    power, end = read_power(passage, last)
    if end > last:
        return Number(first, end, value * power, digits=True)
    state = State(((value, Decimal(0)),), last)
    state = extend(passage, state)
    if state.last == last:
        return Number(first, last, value, rivals, digits=True)
    return _finish(passage, first, state, rivals, value)._replace(digits=True)


def _read_words(passage: Passage, first: int) -> Number | None:
    lexicon, tokens = passage.lexicon, passage.tokens
    vague = lexicon.vague.after(tokens, first)
    if vague is not None:
        return _read_vague(passage, first, vague)
    atoms, last = atoms_at(passage, first, after_digits=False)
    if not atoms or atoms[0].joined or atoms[0].kind == "article":
        return None
    if atoms[0].kind == "fraction":
        share = _read_share(passage, first, last, atoms[0].value)
        return _with_article(passage, share)
    pair = read_pair(tokens[first].form, lexicon)
    if pair is not None:
        serial = atoms[0].kind == "serial"
        return Number(first, first + 1, pair[0], upper=pair[1], serial=serial)
    state = push_all(State((), first), atoms, last)
    if state is None:
        return None
    state = extend(passage, state)
    number = _finish(passage, first, state, (), total(state.stack))
    if state.size == 1:
        number = number._replace(
            weak=len(atoms) == 1
            and (atoms[0].weak or not number.value or _is_bare_scale(atoms[0])),
            serial=atoms[0].kind == "serial",
        )
    return _with_article(passage, number) if atoms[0].kind == "scale" else number


def _is_bare_scale(atom: Atom) -> bool:
    """Tell whether a word is a great scale that nothing multiplies ("what a billion is")."""
    return atom.kind == "scale" and atom.value >= _GREAT


def _with_article(passage: Passage, number: Number) -> Number:
    """Return "a million", "a third" with its article, which makes a weak word a number."""
    if number.first == 0:
        return number
    atom = passage.lexicon.atoms.get(passage.tokens, number.first - 1, number.first)
    if atom is None or atom.kind != "article":
        return number
    return number._replace(first=number.first - 1, weak=False)


def _read_share(passage: Passage, first: int, last: int, value: Decimal) -> Number:
    """Return a share, times the scale that follows: "half a million"."""
    tokens = passage.tokens
    hyphened = last < len(tokens) and tokens[last].form in HYPHENS
    atoms, end = atoms_at(passage, last + hyphened, after_digits=False)
    if atoms and atoms[0].kind == "article":
        atoms, end = atoms_at(passage, end, after_digits=False)
    if atoms and atoms[0].kind == "scale" and is_whole(value * atoms[0].value):
        factor = atoms[0].value
        return Number(first, end, value * factor, factor=factor)
    return Number(first, last, value, weak=True)


def _read_vague(passage: Passage, first: int, found: tuple[Atom, int]) -> Number:
    """Return "thousands", "hundreds of thousands": the least that the words allow."""
    atom, last = found
    value = atom.value
    place = last
    tokens, lexicon = passage.tokens, passage.lexicon
    if place < len(tokens) and fold(tokens[place].form) in lexicon.linkers:
        place += 1
    more = lexicon.vague.after(tokens, place)
    if more is None:
        scale = lexicon.atoms.after(tokens, place)
        more = scale if scale and scale[0].kind == "scale" else None
    if more is not None and more[0].value > 10:
        value, last = value * more[0].value, more[1]
    return Number(first, last, value, vague=True)


def _finish(
    passage: Passage, first: int, state: State, rivals: tuple[Decimal, ...], head: Decimal
) -> Number:
    state, value = _add_decimals(passage, state)
    atom = state.atom
    factor = ONE
    if atom is not None and atom.kind == "scale" and atom.value >= TEN:
        factor = atom.value
        if atom.rival is not None and is_whole(value):
            rivals = (value / atom.value * atom.rival,)
        else:
            rivals = tuple(rival * value / head for rival in rivals if head)
    return Number(first, state.last, value, rivals, factor=factor)


def _add_decimals(passage: Passage, state: State) -> tuple[State, Decimal]:
    """Return the value with decimals in words ("three point five million")."""
    value = total(state.stack)
    tokens, lexicon = passage.tokens, passage.lexicon
    place = state.last
    if place + 1 >= len(tokens) or fold(tokens[place].form) not in lexicon.decimals:
        return state, value
    written, place = _read_decimals(passage, place + 1)
    if not written:
        return state, value
    value += Decimal(f"0.{written}")
    atoms, last = atoms_at(passage, place, after_digits=True)
    if atoms and atoms[0].kind == "scale" and atoms[0].value >= THOUSAND:
        return State(state.stack, last, atoms[0], state.size + 1), value * atoms[0].value
    return State(state.stack, place, None, state.size + 1), value


def _read_decimals(passage: Passage, place: int) -> tuple[str, int]:
    """Return the digits said after the point, one by one or as a number, and the next token."""
    written = ""
    while len(written) < 9 and place < len(passage.tokens):
        atoms, last = atoms_at(passage, place, after_digits=False)
        if not atoms or atoms[0].kind not in ("word", "article", "serial", "scale"):
            break
        state = push_all(State((), place), atoms, last)
        if state is None:
            break
        value = total(state.stack)
        if value >= TEN and written:
            break
        if value >= TEN or (value and atoms[0].kind == "scale"):
            state = _extend_below(passage, state)
            value = total(state.stack)
        if not is_whole(value):
            break
        serial = atoms[0].kind == "serial"  # "〇八" has two places
        size = len(passage.tokens[place].form) if serial else 1
        written += str(int(value)).zfill(size)
        place = state.last
        if value >= TEN:
            break
    return written, place


def _extend_below(passage: Passage, state: State) -> State:
    """Return the state of a number said after the point; a great scale belongs to the whole."""
    for _ in range(8):
        following = next_part(passage, state)
        if following is None or (
            following.atom is not None
            and following.atom.kind == "scale"
            and following.atom.value > THOUSAND
        ):
            return state
        state = following
    return state
