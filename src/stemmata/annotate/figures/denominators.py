"""Denominators of several words ("one twenty-fifth", "tres vinte avos"), and ordinals like them.

What stands after a number in words is its denominator where a number ends as an ordinal does and
agrees with the numerator; a number of tens with an ordinal unit of its own is a place in a row.
"""

from __future__ import annotations

from decimal import Decimal

from stemmata.annotate.figures.atoms import atoms_at
from stemmata.annotate.figures.numerals import ONE, State, total
from stemmata.annotate.figures.parts import extend, push_all
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.annotate.figures.shares import agrees, is_open, linked_lower
from stemmata.text import fold

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def ordinal_from_tens(passage: Passage, value: Decimal, last: int) -> tuple[Decimal, int] | None:
    """Return the ordinal that a number of tens begins ("twenty-fifth"), and the next token.

    Args:
        passage: what the number stands in.
        value: the number.
        last: the token after it.
    """
    unit = _ordinal_unit(passage, last) if is_open(value) and value < _HUNDRED else None
    if unit is None:
        return None
    tokens = passage.tokens
    tied = tokens[unit[1] - 2].form in HYPHENS
    if not tied and agrees(tokens[unit[1] - 1].form, value, passage.lexicon):
        return None
    return value + unit[0], unit[1]


def read_share(passage: Passage, value: Decimal, last: int) -> tuple[Decimal, int] | None:
    """Return the share that a numerator makes with the words after it, and the next token."""
    found = _read_denominator(passage, last)
    if found is None and is_open(value) and value > _HUNDRED:  # "one hundred thirty-fifths"
        unit = _ordinal_unit(passage, last)
        if unit is not None and passage.tokens[last].form in HYPHENS:
            tens = value % _HUNDRED
            value, found = value - tens, (tens + unit[0], unit[1])
    if found is None or not value:
        return None
    lower, after = found
    if not agrees(passage.tokens[after - 1].form, value, passage.lexicon):
        return None
    return value / lower, after


def read_linked_share(passage: Passage, value: Decimal, last: int) -> tuple[Decimal, int] | None:
    """Return "तीन का पाँचवाँ", the fifth part of three, and the next token."""
    tokens, lexicon, place = passage.tokens, passage.lexicon, last + 1
    if place >= len(tokens) or fold(tokens[last].form) not in lexicon.share_links:
        return None
    atoms, after = atoms_at(passage, place, after_digits=False)
    state = push_all(State((), place), atoms, after) if atoms else None
    state = None if state is None else extend(passage, state)
    before, place = (Decimal(0), place) if state is None else (total(state.stack), state.last)
    lower = linked_lower(tokens[place].form, lexicon) if place < len(tokens) else None
    if lower is None:
        return None
    if state is not None and lower > before:  # "दस खरबवां", of ten times a scale
        return (value / (before * lower), place + 1) if lower > _HUNDRED else None
    if state is not None and lower >= state.stack[-1][1]:
        return None
    return value / (before + lower), place + 1


def _read_denominator(passage: Passage, place: int) -> tuple[Decimal, int] | None:
    """Return an ordinal of several words, or a number before "avos", and the next token."""
    atoms, last = atoms_at(passage, place, after_digits=False)
    if not atoms or atoms[0].kind not in ("word", "scale"):
        return None
    state = push_all(State((), place), atoms, last)
    state = None if state is None else extend(passage, state)
    if state is None or state.last >= len(passage.tokens):
        return None
    value = total(state.stack)
    if fold(passage.tokens[state.last].form) in passage.lexicon.parts:
        return value, state.last + 1
    unit = _ordinal_unit(passage, state.last) if is_open(value) else None
    return None if unit is None else (value + unit[0], unit[1])


def _ordinal_unit(passage: Passage, place: int) -> tuple[Decimal, int] | None:
    """Return the last word of an ordinal ("-fifth", "et unième"), below ten, and the next token."""
    tokens, lexicon = passage.tokens, passage.lexicon
    for _ in range(3):  # hyphen, joiner, hyphen
        if place >= len(tokens):
            return None
        form = tokens[place].form
        if form not in HYPHENS and fold(form) not in lexicon.joiners:
            break
        place += 1
    atoms, last = atoms_at(passage, place, after_digits=False)
    if not atoms or atoms[0].kind != "fraction" or not _TENTH < atoms[0].value <= ONE:
        return None
    return Decimal(round(ONE / atoms[0].value)), last
