"""Shares and halves said behind a number: "nine and two thirds", "two and a half million"."""

from __future__ import annotations

from decimal import Decimal

from stemmata.annotate.figures.atoms import atoms_at
from stemmata.annotate.figures.lexicon import Lexicon
from stemmata.annotate.figures.numerals import ONE, TEN, THOUSAND, Atom, State, add_tens, is_whole
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.text import fold

_GREAT = Decimal(1_000_000)  # "two million and a quarter" says a quarter of a million
_MOST_COUNTED = 20  # numerators said behind a number


def add_share(passage: Passage, state: State) -> State | None:
    """Return "nine and two thirds", "a hundred and a quarter", "خمسة وربع"."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if not is_whole(state.stack[-1][0]):
        return None
    word = fold(tokens[state.last].form)
    linked = word in lexicon.link
    if linked and word in lexicon.joiners and _opens_tens(state, lexicon):
        return None
    atoms, last = atoms_at(passage, state.last + linked, after_digits=False)
    if not atoms or not (linked or atoms[0].joined):
        return None
    if lexicon.inverted and add_tens(state.stack, atoms[0]):
        return None
    unit, place = _unit_before_share(passage, state, atoms[0], last)
    if unit:
        atoms, last = atoms_at(passage, place, after_digits=False)
    share = _counted_share(passage, atoms, last)
    if share is None:
        return None
    scale, last = _scale_of_share(passage, state, share[1], least=_GREAT)
    term = (unit + share[0] * scale, Decimal(0))
    return State((*state.stack, term), last, Atom("fraction", share[0]), state.size + 1)


def _unit_before_share(
    passage: Passage, state: State, atom: Atom, last: int
) -> tuple[Decimal, int]:
    """Return the three of "twenty and three and three fifths", or nought, and the next token."""
    tokens = passage.tokens
    open_tens = state.stack[-1][1] == TEN and atom.kind == "word" and 0 < atom.value < TEN
    if not open_tens or last >= len(tokens) or fold(tokens[last].form) not in passage.lexicon.link:
        return Decimal(0), last
    return atom.value, last + 1


def _counted_share(
    passage: Passage, atoms: tuple[Atom, ...], last: int
) -> tuple[Decimal, int] | None:
    """Return the share in "two thirds", "a quarter", and the next token."""
    count = ONE
    if atoms and atoms[0].kind in ("article", "word") and atoms[0].value <= _MOST_COUNTED:
        count = atoms[0].value
        atoms, last = atoms_at(passage, last, after_digits=False)
    if not atoms or atoms[0].kind != "fraction" or (atoms[0].joined and count > ONE):
        return None
    if atoms[0].value == ONE:  # "vingt et unième"
        return None
    return count * atoms[0].value, last


def _opens_tens(state: State, lexicon: Lexicon) -> bool:
    """Tell whether a joiner ties a unit to the tens before it ("vinte e três quintos")."""
    value, step = state.stack[-1]
    if lexicon.inverted or lexicon.tied:
        return False
    return step == TEN and min(lexicon.joiners.values()) <= TEN < value


def add_half(passage: Passage, state: State) -> State | None:
    """Return "two and a half"; after a scale it is half of that scale."""
    tokens = passage.tokens
    if tokens[state.last].form in HYPHENS:  # "two-and-a-half"
        following = fold(tokens[state.last + 1].form) if state.last + 1 < len(tokens) else ""
        if following not in passage.lexicon.link:
            return None
    found = passage.after(passage.lexicon.halves, tokens[state.last].start)
    last = None if found is None else passage.ends.get(found[1])
    *rest, (value, _) = state.stack
    if last is None or not is_whole(value):
        return None
    scale, last = _scale_of_share(passage, state, last + 1, least=ONE)
    half = (value + scale / 2, Decimal(0))
    return State((*rest, half), last, Atom("fraction", scale / 2), state.size + 1)


def _scale_of_share(
    passage: Passage, state: State, last: int, *, least: Decimal
) -> tuple[Decimal, int]:
    """Return what a share is a share of: the scale after it, or the one before it from `least`."""
    scale = _last_scale(passage, state)
    if scale is None:
        return ONE, last
    atoms, after = atoms_at(passage, last, after_digits=False)
    if (
        atoms and atoms[0].kind == "scale" and THOUSAND <= atoms[0].value <= scale
    ):  # "a billion and a half million"
        return atoms[0].value, after
    return (scale if scale >= least else ONE), last


def _last_scale(passage: Passage, state: State) -> Decimal | None:
    """Return the scale that a number ends with; a dual names one and the number two."""
    atom = state.atom
    if atom is None:
        return None
    if atom.kind == "scale":
        return atom.value
    dual = bool(passage.lexicon.scales_too) and atom.kind == "word" and atom.step >= THOUSAND
    return atom.step if dual else None
