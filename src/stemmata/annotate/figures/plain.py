"""Reads a plain number at a token: digits, words, shares, decimals; what it is over comes later."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.atoms import atoms_at, may_continue
from stemmata.annotate.figures.digits import read_digits
from stemmata.annotate.figures.mixed import VULGAR, add_fraction, read_power
from stemmata.annotate.figures.numerals import (
    HUNDRED,
    ONE,
    TEN,
    THOUSAND,
    Atom,
    State,
    is_whole,
    total,
)
from stemmata.annotate.figures.pairs import read_pair
from stemmata.annotate.figures.parts import extend, first_part, next_part, push_all
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.text import fold

_GREAT = Decimal(1_000_000)
_TENTH = Decimal("0.1")
_LONGEST_REST = 20
_POWERS = (HUNDRED, THOUSAND)
_DEFINITE = 4  # letters of an article and a word


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


def read_plain(passage: Passage, first: int) -> Number | None:
    """Return the number that begins at a token, over no other one, or None."""
    form = passage.tokens[first].form
    if form[-1].isdecimal():
        number = _read_from_digits(passage, first)
        if number is None or not passage.lexicon.glued:
            return number
        return _with_point_word(passage, number) or _with_middle_dot(passage, number)
    word = fold(form)
    if word in passage.lexicon.whole:
        return _read_one(passage, first)
    if word in passage.lexicon.negatives:
        return _read_minus_one(passage, first)
    if form in VULGAR:
        return Number(first, first + 1, ONE / VULGAR[form], digits=True)
    return _read_words(passage, first)


def _read_one(passage: Passage, unit: int) -> Number | None:
    """Return the one in "a tonne of cocaine"; behind a price or a speed it says per what."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if unit == 0 or fold(tokens[unit - 1].form) not in lexicon.articles:
        return None
    before = tokens[unit - 2].form if unit > 1 else ""
    priced = before[-1:].isdecimal() or before in ("%", "$", "€", "£", "¥")
    if priced or (unit > 1 and passage.after(lexicon.units, tokens[unit - 2].start)):
        return None
    return Number(unit - 1, unit, ONE)


def _read_minus_one(passage: Passage, minus: int) -> Number | None:
    """Return the one in "négatif un", "min een", where it is no article."""
    tokens, one = passage.tokens, minus + 1
    if one >= len(tokens) or fold(tokens[one].form) not in passage.lexicon.articles:
        return None
    following = passage.char(passage.skip(tokens[one].end))
    return None if following.isalpha() else Number(one, one + 1, ONE)


def _read_from_digits(passage: Passage, first: int) -> Number | None:
    tokens = passage.tokens
    found = read_digits(tokens[first].form, passage.decimal)
    if found is None:
        return None
    if not may_continue(passage, first + 1):
        rivals = () if found.rival is None else (found.rival,)
        return Number(first, first + 1, found.value, rivals, digits=True)
    spoken = _with_spoken_point(passage, found.value, first + 1)
    if spoken is not None:
        return Number(first, first + 3, spoken, digits=True)
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


def _is_rest(form: str) -> bool:
    """Tell whether a token can stand behind a decimal point; a longer one is a serial number."""
    return form.isdecimal() and len(form) <= _LONGEST_REST


def _with_spoken_point(passage: Passage, value: Decimal, place: int) -> Decimal | None:
    """Return "3 comma 5", digits on both sides of a point in words."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if lexicon.glued or place + 1 >= len(tokens) or not is_whole(value):
        return None
    rest = tokens[place + 1].form
    if fold(tokens[place].form) not in lexicon.decimals or not _is_rest(rest):
        return None
    return value + Decimal(f"0.{int(rest):0{len(rest)}d}")


def _with_point_word(passage: Passage, number: Number) -> Number | None:
    """Return "21点2", a decimal said with its point; "3点2失点" are points scored and let in."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, number.last
    if place + 1 >= len(tokens) or tokens[place].form not in lexicon.point_words:
        return None
    rest = tokens[place + 1]
    glued = tokens[place - 1].end == tokens[place].start and tokens[place].end == rest.start
    if not glued or not _is_rest(rest.form) or not is_whole(number.value):
        return None
    following = passage.char(rest.end)
    foreign = following >= "\u30a0" and following.isalpha()
    if foreign and not _is_divided(passage, rest.end):
        return None
    value = number.value + Decimal(f"0.{int(rest.form):0{len(rest.form)}d}")
    return number._replace(last=place + 2, value=value, rivals=())


def _is_divided(passage: Passage, place: int) -> bool:
    """Tell whether a unit of which there are parts stands at a place."""
    found = passage.after(passage.lexicon.units, place)
    if found is None:
        return False
    known = found[0].kind in ("measure", "percent", "money")
    return known or passage.text[place : found[1]] in passage.lexicon.divisible


def _with_middle_dot(passage: Passage, number: Number) -> Number:
    """Return "５・７％", a decimal as Japanese papers have it; "3・11" is a date."""
    tokens, place = passage.tokens, number.last
    if place + 1 >= len(tokens) or tokens[place].form != "・" or not is_whole(number.value):
        return number
    rest, last = tokens[place + 1].form, place + 2
    glued = tokens[place - 1].end + 1 == tokens[place + 1].start
    if not glued or not _is_rest(rest) or not tokens[place - 1].form[-1].isdecimal():
        return number
    value, factor = number.value + Decimal(f"0.{int(rest):0{len(rest)}d}"), ONE
    atoms, after = atoms_at(passage, last, after_digits=True)
    if atoms and atoms[0].kind == "scale" and place == number.first + 1:
        value, factor, last = value * atoms[0].value, atoms[0].value, after
    mixed = place > number.first + 1 and not atoms  # "１万０３６３・１８" is neither date nor list
    if not (mixed or _is_divided(passage, tokens[last - 1].end)) and factor == ONE and number.value:
        return number
    return number._replace(last=last, value=value, rivals=(), factor=factor)


def _read_words(passage: Passage, first: int) -> Number | None:
    lexicon, tokens = passage.lexicon, passage.tokens
    vague = lexicon.vague.after(tokens, first)
    if vague is not None:
        return _read_vague(passage, first, vague)
    atoms, last = first_part(passage, first)
    if not atoms or atoms[0].joined or atoms[0].kind == "article":
        return None
    share = _share_at(passage, first, last, atoms[0])
    if share is not None:
        return share
    pair = read_pair(tokens[first].form, lexicon)
    if pair is not None:
        serial = atoms[0].kind == "serial"
        return Number(first, first + 1, pair[0], upper=pair[1], serial=serial)
    state = push_all(State((), first), atoms, last)
    if state is None:
        return None
    state = extend(passage, state)
    number = _finish(passage, first, state, (), total(state.stack))
    if state.size == 1 and number.last == state.last:
        number = number._replace(
            weak=len(atoms) == 1
            and (atoms[0].weak or not number.value or _is_bare_scale(atoms[0])),
            serial=atoms[0].kind == "serial",
        )
    return with_article(passage, number) if atoms[0].kind == "scale" else number


def _share_at(passage: Passage, first: int, last: int, atom: Atom) -> Number | None:
    """Return the share that a word names: "a third", "half a million", "خمس الفطيرة"."""
    if last == first + 1 and _is_share_of_what_follows(passage, first):
        form = passage.tokens[first].form
        return Number(first, last, passage.lexicon.alike[fold(form)], weak=True)
    if atom.kind != "fraction":
        return None
    share = with_article(passage, _read_share(passage, first, last, atom.value))
    return _with_one(passage, share) if share.value < ONE else share


def _with_one(passage: Passage, share: Number) -> Number:
    """Return "un et demi", "een en een vierde": one, written like an article, and a share."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, share.first - 2
    if place < 0 or fold(tokens[place + 1].form) not in lexicon.link:
        return share
    if fold(tokens[place].form) not in lexicon.articles:
        return share
    return share._replace(first=place, value=share.value + ONE, weak=False)


def _is_share_of_what_follows(passage: Passage, place: int) -> bool:
    """Tell whether a word like a cardinal is a share: "خمس الفطيرة" is a fifth of the pie."""
    lexicon, tokens = passage.lexicon, passage.tokens
    share = lexicon.alike.get(fold(tokens[place].form)) if lexicon.alike else None
    if share is None or share <= _TENTH or place + 1 >= len(tokens):
        return False
    following = tokens[place + 1].form
    return following.startswith(lexicon.definite_prefix) and len(following) > _DEFINITE


def _is_bare_scale(atom: Atom) -> bool:
    """Tell whether a word is a great scale that nothing multiplies ("what a billion is")."""
    return atom.kind == "scale" and atom.value >= _GREAT


def with_article(passage: Passage, number: Number) -> Number:
    """Return "a million", "a third" with its article, which makes a weak word a number."""
    first = number.first
    if first > 1 and passage.tokens[first - 1].form in HYPHENS:  # "een-achtste"
        first -= 1
    if first == 0:
        return number
    atom = passage.lexicon.atoms.get(passage.tokens, first - 1, first)
    if atom is None or atom.kind != "article":
        return number
    return number._replace(first=first - 1, weak=False)


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
    end = state.last
    state, value = _add_decimals(passage, state)
    atom = state.atom
    factor = ONE
    if atom is not None and atom.kind == "scale" and atom.value >= TEN:
        factor = atom.value
        if atom.rival is not None and is_whole(value):
            rivals = (value / atom.value * atom.rival,)
        else:
            rivals = tuple(rival * value / head for rival in rivals if head)
    pointed = state.last > end  # "zero point three" is no third
    return Number(first, state.last, value, rivals, digits=pointed, factor=factor)


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
    lower, place = _lower_of_decimals(passage, place)
    value += Decimal(int(written)) / lower if lower else Decimal(f"0.{written}")
    atoms, last = atoms_at(passage, place, after_digits=True)
    if atoms and atoms[0].kind == "scale" and atoms[0].value >= THOUSAND:
        return State(state.stack, last, atoms[0], state.size + 1), value * atoms[0].value
    return State(state.stack, place, None, state.size + 1), value


def _lower_of_decimals(passage: Passage, place: int) -> tuple[Decimal | None, int]:
    """Return what decimals are parts of ("point three of a hundred"), and the next token."""
    if place >= len(passage.tokens):
        return None, place
    link = passage.after(passage.lexicon.over_alone, passage.tokens[place].start)
    index = None if link is None else passage.begins.get(passage.skip(link[1]))
    atoms, last = ((), place) if index is None else atoms_at(passage, index, after_digits=False)
    power = bool(atoms) and atoms[0].kind == "scale" and atoms[0].value in _POWERS
    return (atoms[0].value, last) if power else (None, place)


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
