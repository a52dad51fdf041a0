"""Heights as they are written with signs or hyphens: 5'11", 5' 11'', 5-foot-11."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# Feet and inches are only told from other digits by the sign of the inches.
_SIGNED = re.compile(r"""([3-8])\s?['’′]\s?(1[01]|\d)\s?(?:["”″]|['’′]{2})(?!\w)""")
_HYPHENED = re.compile(r"-(1[01]|\d)(?![\w.,]*\d)(?:-?inch(?:es)?)?")
_INCHES = Decimal(12)


class Height(NamedTuple):
    """A height in feet, and where it ends."""

    feet: Decimal
    end: int


def read_height(text: str, start: int) -> Height | None:
    """Return the height that begins with the digits at a place, or None.

    Example:
        >>> read_height("He is 5’6” tall.", 6)
        Height(feet=Decimal('5.5'), end=10)
    """
    found = _SIGNED.match(text, start)
    if found is None:
        return None
    return Height(Decimal(found[1]) + Decimal(found[2]) / _INCHES, found.end())


def read_inches(text: str, end: int) -> Height | None:
    """Return the inches that follow feet behind a hyphen ("5-foot-11"), as feet, or None.

    Example:
        >>> read_inches("5-foot-6 and thin", 6)
        Height(feet=Decimal('0.5'), end=8)
    """
    found = _HYPHENED.match(text, end)
    return None if found is None else Height(Decimal(found[1]) / _INCHES, found.end())
