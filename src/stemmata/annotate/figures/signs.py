"""Signs and words of units before a number: the minus, "<", "$", "yüzde"."""

from __future__ import annotations

from stemmata.annotate.figures.lexicon import Bound
from stemmata.annotate.figures.passage import SPACES, Passage
from stemmata.annotate.figures.units import Unit


def negative_before(passage: Passage, start: int) -> int | None:
    """Return where the minus of a number begins, or None."""
    text, lexicon = passage.text, passage.lexicon
    before = passage.char(start - 1)
    if before in ("-", "−", "–", "－"):
        outer = passage.char(start - 2)
        if outer == before:  # "--9" has a dash
            return None
        opens = (
            outer == ""
            or outer in SPACES + "(\n$€£¥₹<>≤≥="
            or (outer > "\u2e7f" and not outer.isdecimal())
        )
        return start - 1 if opens or (before == "−" and not outer.isalnum()) else None
    near = passage.skip_back(start)
    if near == start and not lexicon.glued:
        return None
    found = passage.before(lexicon.minus, near)
    if found is None or not text[found[1]].isalpha():
        return None
    if passage.before(lexicon.bounds, near) is not None:
        return None
    return found[1]


def unit_before(passage: Passage, place: int) -> tuple[Unit | None, int]:
    """Return the unit that stands before a number, and where it begins."""
    near = passage.skip_back(place)
    if place - near > 1:
        return None, place
    for table in (passage.lexicon.unit_prefixes, passage.lexicon.money_prefixes):
        found = passage.before(table, near)
        if found is None and near != place and passage.char(near - 1) == ".":
            found = passage.before(table, near - 1)
        if found is None or _follows_number(passage, found[1], near):
            continue
        if not _is_spaced_letter(passage.text[found[1] : near]):
            return found
    return None, place


def _is_spaced_letter(sign: str) -> bool:
    """Tell whether a sign of a letter and "$" is written apart ("a $ 5 million deal")."""
    return len(sign) > 1 and sign[1] in SPACES and sign[0] not in "Cc"


def _follows_number(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a sign belongs to the number before it ("5 € 20")."""
    glued = passage.char(start - 1).isdecimal()
    spaced = passage.char(start - 1) in SPACES and passage.char(start - 2).isdecimal()
    return glued or (spaced and passage.char(end) in SPACES)


def sign_before(passage: Passage, place: int) -> int:
    """Return where a sign of comparison ("<", "> =") begins before a place, or the place."""
    near = place
    if passage.char(near - 1) == "=":
        near = passage.skip_back(near - 1)
    sign = passage.char(near - 1)
    return near - 1 if sign and sign in ("<>" if near < place else "~≈±<>≤≥") else place


def sign_bound(sign: str) -> Bound:
    """Return the bound that a sign of comparison says."""
    return {"<": "below", "≤": "below", ">": "above", "≥": "above"}.get(sign, "about")  # type: ignore[return-value] # literals in the table
