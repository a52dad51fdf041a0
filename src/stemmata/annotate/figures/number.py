"""Reads one number at a token: digits, number words, and both mixed ("3.5万亿", "37 тыс.")."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.compounds import expand
from stemmata.annotate.figures.digits import read_digits
from stemmata.annotate.figures.numerals import (
    ONE,
    TEN,
    THOUSAND,
    Atom,
    Stack,
    add_tens,
    push,
    total,
)
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.annotate.figures.tokens import Token
from stemmata.text import fold

VULGAR = {"½": 2, "⅓": 3, "¼": 4, "⅕": 5, "⅙": 6, "⅛": 8}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10})


class Number(NamedTuple):
    """A number at the tokens `first` to `last` (exclusive).

    `factor` is the scale it ends with and `head` what stands before that scale; `weak` words are a
    number only before what they count; `vague` is "thousands of".
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


class _State(NamedTuple):
    stack: Stack
    last: int
    atom: Atom | None = None
    count: int = 0


def read_number(passage: Passage, first: int) -> Number | None:
    """Return the number that begins at a token, or None."""
    number = _read_plain(passage, first)
    if number is None or number.vague:
        return number
    return _read_ratio(passage, number) or number


def _read_plain(passage: Passage, first: int) -> Number | None:
    form = passage.tokens[first].form
    if form[-1].isdecimal():
        return _read_from_digits(passage, first)
    if form in VULGAR:
        return Number(first, first + 1, ONE / VULGAR[form], digits=True)
    return _read_words(passage, first)


def _read_ratio(passage: Passage, number: Number) -> Number | None:
    """Return "one in three", "3分の2": one number over another."""
    lexicon = passage.lexicon
    place = passage.skip(passage.tokens[number.last - 1].end)
    for table in (lexicon.over, lexicon.parted):
        found = passage.after(table, place)
        index = None if found is None else passage.begins.get(passage.skip(found[1]))
        other = None if index is None else _read_plain(passage, index)
        if other is None or not number.value or not other.value or other.vague:
            continue
        upper, lower = (number, other) if table is lexicon.over else (other, number)
        if upper.value < lower.value:
            value = upper.value / lower.value
            return Number(number.first, other.last, value, digits=number.digits)
    return None


def _read_from_digits(passage: Passage, first: int) -> Number | None:
    tokens = passage.tokens
    found = read_digits(tokens[first].form, passage.lexicon.decimal)
    if found is None:
        return None
    value, last = _add_fraction(passage, found.value, first + 1)
    rivals = (found.rival,) if found.rival is not None and last == first + 1 else ()
    power, end = _read_power(passage, last)
    if end > last:
        return Number(first, end, value * power, digits=True)
    state = _State(((value, Decimal(0)),), last)
    state = _extend(passage, state)
    if state.last == last:
        return Number(first, last, value, rivals, digits=True)
    return _finish(passage, first, state, rivals, value)._replace(digits=True)


def _add_fraction(passage: Passage, value: Decimal, place: int) -> tuple[Decimal, int]:
    """Return a value with a fraction after it ("2½", "2 1/2", "1/3"), and the next token."""
    tokens, text = passage.tokens, passage.text
    if place < len(tokens) and tokens[place].form[0] in VULGAR:
        return value + ONE / VULGAR[tokens[place].form[0]], place + 1
    simple = _read_slash(passage, place - 1)
    if simple is not None:
        return simple, place + 2
    near = place < len(tokens) and text[tokens[place - 1].end : tokens[place].start] in (" ", "-")
    mixed = _read_slash(passage, place) if near and value == value.to_integral_value() else None
    if mixed is not None and mixed < 1:
        return value + mixed, place + 3
    return value, place


def _read_slash(passage: Passage, place: int) -> Decimal | None:
    """Return the value of "1/3" at a token; dates and scores are none."""
    tokens = passage.tokens
    if place + 2 >= len(tokens) or tokens[place + 1].form not in "/⁄":
        return None
    upper, lower = tokens[place].form, tokens[place + 2].form
    if not (upper.isdecimal() and lower.isdecimal()) or len(lower) > 3 or len(upper) > 2:
        return None
    if passage.char(tokens[place + 2].end) in ("/", "-") or upper[0] == "0" or lower[0] == "0":
        return None
    top, bottom = int(upper), int(lower)
    return Decimal(top) / bottom if top < bottom and (top == 1 or bottom in _DENOMINATORS) else None


def _read_power(passage: Passage, place: int) -> tuple[Decimal, int]:
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


def _read_words(passage: Passage, first: int) -> Number | None:
    lexicon, tokens = passage.lexicon, passage.tokens
    vague = lexicon.vague.after(tokens, first)
    if vague is not None:
        return _read_vague(passage, first, vague)
    atoms, last = _atoms_at(passage, first, after_digits=False)
    if not atoms or atoms[0].joined or atoms[0].kind == "article":
        return None
    if atoms[0].kind == "fraction":
        share = _read_share(passage, first, last, atoms[0].value)
        return _with_article(passage, share)
    state = _push_all(_State((), first), atoms, last)
    if state is None:
        return None
    state = _extend(passage, state)
    number = _finish(passage, first, state, (), total(state.stack))
    if state.count == 1:
        number = number._replace(weak=atoms[0].weak, serial=atoms[0].kind == "serial")
    return _with_article(passage, number) if atoms[0].kind == "scale" else number


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
    atoms, end = _atoms_at(passage, last, after_digits=False)
    if atoms and atoms[0].kind == "article":
        atoms, end = _atoms_at(passage, end, after_digits=False)
    if atoms and atoms[0].kind == "scale" and not value * atoms[0].value % 1:
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


def _extend(passage: Passage, state: _State) -> _State:
    """Return the state after as many further parts as the grammar takes."""
    for _ in range(24):
        following = _next_part(passage, state)
        if following is None:
            return state
        state = following
    return state


def _next_part(passage: Passage, state: _State) -> _State | None:
    tokens, lexicon = passage.tokens, passage.lexicon
    if state.last >= len(tokens):
        return None
    half = passage.after(lexicon.halves, tokens[state.last].start)
    if half is not None and state.stack[-1][0] == state.stack[-1][0].to_integral_value():
        last = passage.ends.get(half[1])
        if last is not None:
            return _add_half(state, last + 1)
    mixed = _add_share(passage, state)
    if mixed is not None:
        return mixed
    place, joined = _skip_joiner(passage, state)
    if place is None:
        return None
    atoms, last = _atoms_at(passage, place, after_digits=True)
    if not atoms:
        return None
    joined = joined or atoms[0].joined
    if atoms[0].kind == "article":
        atoms = (atoms[0]._replace(kind="word"),)
    if atoms[0].kind == "fraction":
        if joined or _is_unit(passage, state, place, last):
            return None
        return _multiply(state, atoms[0], last)
    if not _fits(passage, state, atoms[0], last) or _is_unit(passage, state, place, last):
        return None
    if joined and lexicon.inverted:
        tens = add_tens(state.stack, atoms[0])
        if tens is not None:
            return _State(tens, last, atoms[0], state.count + 1)
    grown = _push_all(state, atoms, last)
    return grown if grown is None or not joined else _check_joined(passage, state, grown)


def _fits(passage: Passage, state: _State, atom: Atom, last: int) -> bool:
    """Tell whether a part may follow: digits only between scales, words never after bare digits."""
    bare_digits = state.count == 0
    if atom.kind == "digits":
        if bare_digits or state.atom is None or state.atom.kind != "scale":
            return False
        if passage.lexicon.glued:
            return True
        following, _ = _atoms_at(passage, last, after_digits=True)
        return bool(following) and following[0].kind == "scale"
    return atom.kind == "scale" or (atom.kind == "word" and not bare_digits)


def _is_unit(passage: Passage, state: _State, place: int, last: int) -> bool:
    """Tell whether what looks like a scale after digits is a unit ("12 cents", "2.3千克")."""
    if state.count:
        return False
    tokens = passage.tokens
    found = passage.after(passage.lexicon.units, tokens[place].start)
    if found is None or found[0].kind == "counter":
        return False
    end = tokens[last - 1].end
    return found[1] > end or (found[1] == end and found[0].symbol == "cent")


def _check_joined(passage: Passage, old: _State, new: _State) -> _State | None:
    """Return the state after a joiner, or None where the next scale would break the whole.

    In "one hundred and two hundred" the joiner parts two numbers.
    """
    atoms, last = _atoms_at(passage, new.last, after_digits=True)
    if atoms and atoms[0].kind == "scale" and _push_all(new, atoms, last) is None:
        return None
    return new if old.stack[-1][1] > 0 else None


def _skip_joiner(passage: Passage, state: _State) -> tuple[int | None, bool]:
    """Return the token after a joiner or hyphen, and whether a joiner stood there."""
    tokens, lexicon = passage.tokens, passage.lexicon
    token = tokens[state.last]
    before = tokens[state.last - 1]
    gap = passage.text[before.end : token.start]
    if token.form in HYPHENS and not gap and passage.char(token.end).isalpha():
        if state.count == 0:
            return None, False
        inner, joined = (
            _skip_joiner(passage, state._replace(last=state.last + 1))
            if (state.last + 1 < len(tokens))
            else (None, False)
        )
        return inner, joined
    least = lexicon.joiners.get(fold(token.form))
    if least is None:
        return (state.last, False) if not gap.strip() and "\n" not in gap else (None, False)
    value, step = state.stack[-1]
    opens = step >= least or (lexicon.inverted and 0 < value < TEN)
    if state.count == 0 or not opens or state.last + 1 >= len(tokens):
        return None, False
    place = state.last + 1
    if tokens[place].form in HYPHENS and passage.char(tokens[place].end).isalpha():
        place += 1
    return place, True


def _push_all(state: _State, atoms: tuple[Atom, ...], last: int) -> _State | None:
    stack: Stack | None = state.stack
    for atom in atoms:
        stack = push(stack, atom)
        if stack is None:
            return None
    return _State(stack, last, atoms[-1], state.count + 1) if stack is not None else None


def _multiply(state: _State, atom: Atom, last: int) -> _State | None:
    """Return "two thirds"."""
    if len(state.stack) > 1 or not 1 <= state.stack[0][0] <= 20:
        return None
    return _State(((state.stack[0][0] * atom.value, Decimal(0)),), last, atom, state.count + 1)


def _add_share(passage: Passage, state: _State) -> _State | None:
    """Return "nine and two thirds", "a hundred and a quarter", "خمسة وربع"."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if state.stack[-1][0] % 1:
        return None
    linked = fold(tokens[state.last].form) in lexicon.link
    atoms, last = _atoms_at(passage, state.last + linked, after_digits=False)
    if not atoms or not (linked or atoms[0].joined):
        return None
    count = ONE
    if atoms[0].kind in ("article", "word") and atoms[0].value <= 20:
        count = atoms[0].value
        atoms, last = _atoms_at(passage, last, after_digits=False)
    if not atoms or atoms[0].kind != "fraction":
        return None
    share = (count * atoms[0].value, Decimal(0))
    return _State((*state.stack, share), last, atoms[0], state.count + 1)


def _add_half(state: _State, last: int) -> _State:
    """Return "two and a half"; after a scale it is half of that scale."""
    scale = state.atom.value if state.atom is not None and state.atom.kind == "scale" else ONE
    *rest, (value, _) = state.stack
    half = (value + scale / 2, Decimal(0))
    return _State((*rest, half), last, Atom("fraction", scale / 2), state.count + 1)


def _atoms_at(passage: Passage, place: int, *, after_digits: bool) -> tuple[tuple[Atom, ...], int]:
    """Return the parts that a token (or a phrase) gives, and the next token."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if place >= len(tokens):
        return (), place
    form = tokens[place].form
    if form[-1].isdecimal():
        found = read_digits(form, lexicon.decimal)
        atom = Atom("digits", found.value, Decimal(0)) if found else None
        return ((atom,), place + 1) if atom else ((), place)
    if after_digits:
        short = lexicon.scales.after(tokens, place)
        if short is not None and _may_abbreviate(passage, place):
            return (short[0],), short[1]
    phrase = lexicon.atoms.after(tokens, place)
    if phrase is not None:
        return (phrase[0],), phrase[1]
    joined = lexicon.joined
    if joined and form.startswith(joined) and len(form) > len(joined) + 1:
        start = tokens[place].start + len(joined)
        bare = Token(start, tokens[place].end, form[len(joined) :])
        inner = lexicon.atoms.after([bare, *tokens[place + 1 : place + 3]], 0)
        if inner is not None:
            return (inner[0]._replace(joined=True),), place + inner[1]
    return expand(form, lexicon), place + 1


def _may_abbreviate(passage: Passage, place: int) -> bool:
    """Tell whether a single letter can be a scale: "40k", "$3m", "3 M€", but not "3 m"."""
    tokens, lexicon = passage.tokens, passage.lexicon
    form = tokens[place].form
    if len(form) > 1 or not form.isascii() or form == "k":
        return True
    signs = lexicon.money_prefixes
    if place >= 2 and signs.get(tokens, place - 2, place - 1) is not None:
        return True
    if place + 1 < len(tokens) and signs.get(tokens, place + 1, place + 2) is not None:
        return True
    glued = tokens[place].start == tokens[place - 1].end
    return glued and form not in "mbt"


def _finish(
    passage: Passage, first: int, state: _State, rivals: tuple[Decimal, ...], head: Decimal
) -> Number:
    state, value = _add_decimals(passage, state)
    atom = state.atom
    factor = ONE
    if atom is not None and atom.kind == "scale" and atom.value >= TEN:
        factor = atom.value
        if atom.rival is not None and not value % 1:
            rivals = (value / atom.value * atom.rival,)
        else:
            rivals = tuple(rival * value / head for rival in rivals if head)
    return Number(first, state.last, value, rivals, factor=factor)


def _add_decimals(passage: Passage, state: _State) -> tuple[_State, Decimal]:
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
    atoms, last = _atoms_at(passage, place, after_digits=True)
    if atoms and atoms[0].kind == "scale" and atoms[0].value >= THOUSAND:
        return _State(state.stack, last, atoms[0], state.count + 1), value * atoms[0].value
    return _State(state.stack, place, None, state.count + 1), value


def _read_decimals(passage: Passage, place: int) -> tuple[str, int]:
    """Return the digits said after the point, one by one or as a number, and the next token."""
    written = ""
    while len(written) < 9 and place < len(passage.tokens):
        atoms, last = _atoms_at(passage, place, after_digits=False)
        if not atoms or atoms[0].kind not in ("word", "article", "serial", "scale"):
            break
        state = _push_all(_State((), place), atoms, last)
        if state is None:
            break
        value = total(state.stack)
        if value >= TEN and written:
            break
        if value >= TEN or (value and atoms[0].kind == "scale"):
            state = _extend_below(passage, state)
            value = total(state.stack)
        if value % 1:
            break
        written += str(int(value))
        place = state.last
        if value >= TEN:
            break
    return written, place


def _extend_below(passage: Passage, state: _State) -> _State:
    """Return the state of a number said after the point; a great scale belongs to the whole."""
    for _ in range(8):
        following = _next_part(passage, state)
        if following is None or (
            following.atom is not None
            and following.atom.kind == "scale"
            and following.atom.value > THOUSAND
        ):
            return state
        state = following
    return state
