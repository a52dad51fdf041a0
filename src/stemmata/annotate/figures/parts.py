"""The parts of a number in words, one after the other, as the grammar lets them follow."""

from __future__ import annotations

from decimal import Decimal

from stemmata.annotate.figures.added import add_half, add_share
from stemmata.annotate.figures.atoms import atoms_at, may_continue
from stemmata.annotate.figures.numerals import (
    ONE,
    TEN,
    THOUSAND,
    Atom,
    State,
    add_tens,
    is_whole,
    over_hundreds,
    push,
    total,
)
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.annotate.figures.shares import agrees, is_open
from stemmata.annotate.figures.tokens import HANGUL_DIGITS, NATIVE
from stemmata.annotate.figures.units import Unit
from stemmata.text import fold

_FEW = 100  # numerators of a language whose denominators have no plural
_MOST_HUNDREDS = 20  # "onze cents" is 1,100, "vingt cents" a sum of money
_HUNDRED = 100
_MOST_PARTS = 24  # words of one number


def extend(passage: Passage, state: State) -> State:
    """Return the state after as many further parts as the grammar takes."""
    if not may_continue(passage, state.last):
        great = state.atom is not None and state.atom.value >= THOUSAND
        if not great or not _goes_on(passage, state, ""):
            return state
    for _ in range(_MOST_PARTS):
        following = next_part(passage, state)
        if following is None:
            return state
        state = following
    return state


def next_part(passage: Passage, state: State) -> State | None:
    """Return the state with the next part of the number, or None where the number ends."""
    if state.last >= len(passage.tokens):
        return None
    special = add_half(passage, state) or add_share(passage, state)
    if special is not None:
        return special
    place, joined = _skip_joiner(passage, state)
    if place is None or _is_particle(passage, state, place):
        return None
    atoms, last = _next_atoms(passage, place)
    if not atoms or _is_unit(passage, state, place, last, share=atoms[0].kind == "fraction"):
        return None
    if passage.lexicon.scales_too and not joined and not atoms[0].joined:
        atoms = _as_scale(passage, place, atoms)
    if passage.lexicon.alike and last == place + 1:
        alike = _add_alike(passage, state, place, joined=joined or atoms[0].joined)
        if alike is not None:
            return alike
    return _add_atoms(passage, state, atoms, last, joined=joined or atoms[0].joined)


def _next_atoms(passage: Passage, place: int) -> tuple[tuple[Atom, ...], int]:
    """Return what a token gives to a number before it: no article, unless it also says one."""
    atoms, last = atoms_at(passage, place, after_digits=True)
    if not atoms or atoms[0].kind != "article":
        return atoms, last
    if fold(passage.tokens[last - 1].form) not in passage.lexicon.ones:
        return (), last  # "20 million a season"
    return (atoms[0]._replace(kind="word"),), last


def _as_scale(passage: Passage, place: int, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """Return the scale that a word for two of it is behind a number: "خمسون ألفا" is 50,000."""
    scale = passage.lexicon.scales_too.get(fold(passage.tokens[place].form))
    return atoms if scale is None else (scale,)


def first_part(passage: Passage, place: int) -> tuple[tuple[Atom, ...], int]:
    """Return what a token gives to a number that it begins, and the next token.

    "ألفا" is two thousand of what follows, and one thousand before a smaller number or nothing.
    """
    atoms, last = atoms_at(passage, place, after_digits=False)
    if not atoms or not passage.lexicon.scales_too:
        return atoms, last
    following = passage.tokens[last].form if last < len(passage.tokens) else ""
    counts = following[:1].isalpha() and fold(following) not in passage.lexicon.joiners
    if counts and not atoms_at(passage, last, after_digits=False)[0]:
        return atoms, last
    return _as_scale(passage, place, atoms), last


def _is_particle(passage: Passage, state: State, place: int) -> bool:
    """Tell whether the sign for two behind a native numeral is a case: "서른이" (thirty)."""
    native = passage.lexicon.style == "hangul" and NATIVE.fullmatch(
        passage.tokens[state.last - 1].form
    )
    return bool(native) and passage.tokens[place].start == passage.tokens[state.last - 1].end


def _add_alike(passage: Passage, state: State, place: int, *, joined: bool) -> State | None:
    """Return "ثلاث وعشرون خمس": what is written like a cardinal but cannot be added is a share."""
    lexicon, tokens = passage.lexicon, passage.tokens
    share = lexicon.alike.get(fold(tokens[place].form))
    if share is None or not state.size:
        return None
    following = tokens[place + 1].form if place + 1 < len(tokens) else ""
    if following in lexicon.joiners:
        return None
    atom, size = Atom("fraction", share), state.size + 1
    if not joined:
        return State(((total(state.stack) * share, Decimal(0)),), place + 1, atom, size)
    dual = share * 5 == 2  # "خمسين" is also fifty, which may follow more
    counts = following.isalpha() and not following.startswith(lexicon.definite_prefix)
    lower = Decimal(50) if dual else 1 / share
    if lower < state.stack[-1][1] or (counts and not dual):
        return None
    return State((*state.stack, (share, Decimal(0))), place + 1, atom, size)


def _add_atoms(
    passage: Passage, state: State, atoms: tuple[Atom, ...], last: int, *, joined: bool
) -> State | None:
    if atoms[0].kind == "fraction":
        return None if joined else _multiply(passage, state, atoms[0], last)
    if not (joined and _fills(state, atoms[0])) and not _fits(passage, state, atoms[0], last):
        return None
    tied = passage.lexicon.tied
    if joined and tied and state.stack[-1][1] == TEN and atoms[0].value not in tied:
        return None
    if not joined:
        apart = passage.lexicon.inverted and _opens_unit(state, atoms[0])
        return None if apart else push_all(state, atoms, last)
    tens = add_tens(state.stack, atoms[0]) if passage.lexicon.inverted else None
    if tens is not None:
        return State(tens, last, atoms[0], state.size + 1)
    grown = push_all(state, atoms, last)
    return None if grown is None else _check_joined(passage, state, grown)


def _opens_unit(state: State, atom: Atom) -> bool:
    """Tell whether a unit follows tens, which a language that says it first never does."""
    value, step = state.stack[-1]
    return atom.kind == "word" and atom.value < TEN and step == TEN and TEN < value < _HUNDRED


def _fits(passage: Passage, state: State, atom: Atom, last: int) -> bool:
    """Tell whether a part may follow: digits only between scales, words never after bare digits."""
    bare_digits = state.size == 0
    if atom.kind == "digits":
        if bare_digits or state.atom is None or state.atom.kind != "scale":
            return False
        if passage.lexicon.glued:
            return True
        if state.atom.value == THOUSAND and is_whole(atom.value) and 0 < atom.value < THOUSAND:
            return True  # "215 bin 978", "2 mil 185"
        following, _ = atoms_at(passage, last, after_digits=True)
        if following and passage.lexicon.scales_too:
            following = _as_scale(passage, last, following)
        return bool(following) and following[0].kind == "scale"
    return atom.kind == "scale" or (atom.kind == "word" and not bare_digits)


def _fills(state: State, atom: Atom) -> bool:
    """Tell whether digits after a joiner fill the room of a small scale ("3 hundred and 21")."""
    scale = ONE if state.atom is None or state.atom.kind != "scale" else state.atom.value
    return ONE < scale <= THOUSAND and atom.kind == "digits" and is_whole(atom.value)


def _is_unit(passage: Passage, state: State, place: int, last: int, *, share: bool) -> bool:
    """Tell whether what looks like a scale after digits is a unit ("12 cents", "2.3千克")."""
    tokens = passage.tokens
    found = passage.after(passage.lexicon.units, tokens[place].start)
    if found is None or found[0].kind == "counter":
        return False
    if share and found[0].symbol != "cent":  # "12 centesimi" are money, "three quarters" a share
        return False
    end = tokens[last - 1].end
    if found[1] == end and (found[0].kind == "percent" or found[0].symbol == "cent"):
        few = bool(total(state.stack) % 100 < _MOST_HUNDREDS)
        if not state.size and _is_hundred(passage, state, place):
            return False
        return state.size == 0 or found[0].kind == "percent" or not few
    return _is_unit_of_words(passage, found, last) if state.size else bool(found[1] > end)


def _is_unit_of_words(passage: Passage, found: tuple[Unit, int], last: int) -> bool:
    """Tell whether a unit behind words is none of them: "mười năm" but not "mười năm nghìn"."""
    start, end, form = passage.tokens[last - 1]
    if form in HANGUL_DIGITS and passage.char(start - 1) == " ":
        return False  # "삼십 일" is 31, "삼십일이" may be thirty days
    atoms, _ = atoms_at(passage, last, after_digits=False)
    if passage.lexicon.glued and found[1] > end and found[0].kind == "measure":
        return True  # the thousand of "五十万千瓦" is the unit's
    kinds = ("time", "measure") if passage.lexicon.glued else ("time",)
    return found[1] == end and found[0].kind in kinds and not _is_scale(atoms)


def _is_hundred(passage: Passage, state: State, place: int) -> bool:
    """Tell whether what is also the name of cents is a hundred ("3 cent un", "3 cents et 21")."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if not lexicon.hundreds or fold(tokens[place].form) not in lexicon.hundreds:
        return False
    if tokens[place].form[-1:] not in lexicon.share_plurals:
        return total(state.stack) > ONE  # cents would be many
    linked = place + 2 < len(tokens) and fold(tokens[place + 1].form) in lexicon.joiners
    if not linked or not tokens[place + 2].form.isdecimal():
        return False
    last = tokens[place + 3].form if place + 3 < len(tokens) else ""
    return fold(last) not in lexicon.hundreds


def _is_scale(atoms: tuple[Atom, ...]) -> bool:
    return bool(atoms) and atoms[0].kind == "scale"


def _check_joined(passage: Passage, old: State, new: State) -> State | None:
    """Return the state after a joiner, or None where the next scale would break the whole.

    In "one hundred and two hundred" the joiner parts two numbers.
    """
    atoms, last = atoms_at(passage, new.last, after_digits=True)
    if atoms and atoms[0].kind == "scale" and push_all(new, atoms, last) is None:
        return None
    return new if old.stack[-1][1] > 0 else None


def _skip_joiner(passage: Passage, state: State) -> tuple[int | None, bool]:
    """Return the token after a joiner or hyphen, and whether a joiner stood there."""
    tokens, lexicon = passage.tokens, passage.lexicon
    token = tokens[state.last]
    before = tokens[state.last - 1]
    gap = passage.text[before.end : token.start]
    if token.form in HYPHENS and not gap and passage.char(token.end).isalpha():
        if state.size == 0:
            atoms, _ = atoms_at(passage, state.last + 1, after_digits=False)
            return (state.last + 1 if _is_scale(atoms) else None), False
        inner, joined = (
            _skip_joiner(passage, state._replace(last=state.last + 1))
            if (state.last + 1 < len(tokens))
            else (None, False)
        )
        return inner, joined
    if _ties_apart(passage, state, gap) or _goes_on(passage, state, gap):
        return state.last + 1, False
    least = lexicon.joiners.get(fold(token.form))
    if least is None:
        return (state.last, False) if not gap.strip() and "\n" not in gap else (None, False)
    value, step = state.stack[-1]
    opens = step >= least or (lexicon.inverted and 0 < value < TEN)
    if state.size == 0 or not opens or state.last + 1 >= len(tokens):
        return None, False
    place = state.last + 1
    if tokens[place].form in HYPHENS and passage.char(tokens[place].end).isalpha():
        place += 1
    return place, True


def _goes_on(passage: Passage, state: State, gap: str) -> bool:
    """Tell whether hundreds follow thousands behind a comma ("three million, two hundred")."""
    atom = state.atom
    if gap or atom is None or atom.kind != "scale" or atom.value < THOUSAND or not state.size:
        return False
    if state.last >= len(passage.tokens) or passage.tokens[state.last].form != ",":
        return False
    atoms, last = atoms_at(passage, state.last + 1, after_digits=False)
    if not atoms or atoms[0].kind != "word" or passage.lexicon.decimal != ".":
        return False
    hundred, _ = atoms_at(passage, last, after_digits=False)
    return _is_scale(hundred) and hundred[0].value == _HUNDRED


def _ties_apart(passage: Passage, state: State, gap: str) -> bool:
    """Tell whether a hyphen between spaces ties two words: "ninety - five", "five - eighths"."""
    if gap != " " or passage.tokens[state.last].form not in HYPHENS or not state.size:
        return False
    atoms, last = atoms_at(passage, state.last + 1, after_digits=False)
    if not atoms or passage.char(passage.tokens[state.last].end) != " ":
        return False
    value, step = state.stack[-1]
    if atoms[0].kind == "fraction":
        return value > ONE and fold(passage.tokens[last - 1].form).endswith(
            passage.lexicon.share_plurals or ("\0",)
        )
    unit = atoms[0].kind == "word" and 0 < atoms[0].value < TEN
    return unit and step == TEN and TEN < value < _HUNDRED and not passage.lexicon.inverted


def push_all(state: State, atoms: tuple[Atom, ...], last: int) -> State | None:
    """Return the state with parts added one after the other, or None where one does not fit."""
    stack = state.stack
    for atom in atoms:
        grown = push(stack, atom)
        if grown is None:
            return None
        stack = grown
    return State(stack, last, atoms[-1], state.size + 1)


def _multiply(passage: Passage, state: State, atom: Atom, last: int) -> State | None:
    """Return "two thirds", "twenty-three fifths"; "twenty-fifth" is none."""
    count, plural = total(state.stack), bool(passage.lexicon.share_plurals)
    if count < ONE or not is_whole(count) or (count >= _FEW and not plural):
        return None
    if state.size and not agrees(passage.tokens[last - 1].form, count, passage.lexicon):
        return None
    if state.size and is_open(count) and passage.tokens[last - 2].form in HYPHENS:
        return None
    value = count * atom.value
    if state.size and count > ONE / atom.value:
        value = over_hundreds(count, Decimal(round(ONE / atom.value)))
    return State(((value, Decimal(0)),), last, atom, state.size + 1)
