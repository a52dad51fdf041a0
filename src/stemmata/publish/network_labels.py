"""Where labels stand in a picture, so that none hides another or an actor.

Greedy point labelling in order of weight: each label takes the first of the places around its
point that is free (Christensen, Marks and Shieber 1995 compare this with dearer methods). What
finds no place is shown when it is pointed at or focused.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

import numpy as np

from stemmata.model import Frozen

HEIGHT = 16.0
_WIDE, _NARROW = 13.0, 6.9  # pixels of a Han letter and of others, at 13 pixels
_GAP = 4.0


class Label(Frozen, frozen=True):
    """Where a label is anchored, as SVG's `text-anchor` says; without room it is not shown."""

    x: float
    y: float
    anchor: str
    shown: bool = True


class Boxes:
    """The boxes that are taken, and the picture that holds them."""

    def __init__(self, width: float, height: float, most: int) -> None:
        """Start with an empty picture that has room for so many boxes."""
        self._size = width, height
        self._taken = np.full((most, 4), -1.0)
        self._count = 0

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Take a box, free or not."""
        self._taken[self._count] = left, top, right, bottom
        self._count += 1

    def is_free(self, box: tuple[float, float, float, float]) -> bool:
        """Tell whether a box is within the picture and hides nothing."""
        left, top, right, bottom = box
        width, height = self._size
        if left < 2 or top < 2 or right > width - 2 or bottom > height - 2:
            return False
        taken = self._taken[: self._count]
        crossing = (taken[:, 0] < right) & (taken[:, 2] > left)
        crossing &= (taken[:, 1] < bottom) & (taken[:, 3] > top)
        return not bool(crossing.any())


def label_width(text: str) -> float:
    """Return about how many pixels a text is wide at 13 pixels.

    Example:
        >>> label_width("桥") > label_width("i")
        True
    """
    return sum(_WIDE if east_asian_width(letter) in "WF" else _NARROW for letter in text)


def place_label(
    boxes: Boxes, text: str, at: tuple[float, float], radius: float, side: float = 1.0
) -> Label:
    """Return where the label of a point stands, and take the room it needs.

    Args:
        boxes: what is taken already.
        text: the label.
        at: the point.
        radius: how far the sign at the point reaches.
        side: where its lines leave room, left of the point if below zero.
    """
    for label, box in _places(label_width(text), at, radius + _GAP, side):
        if boxes.is_free(box):
            boxes.take(*box)
            return label
    return Label(at[0], at[1] - radius - _GAP - 1, "middle", shown=False)


def _places(
    width: float, at: tuple[float, float], off: float, side: float
) -> Iterator[tuple[Label, tuple[float, float, float, float]]]:
    x, y = at
    half, middle = width / 2, HEIGHT / 2
    for down in (0.0, -off * 0.8, off * 0.8):
        top, bottom = y + down - middle, y + down + middle
        right = Label(x + off, y + down + 4, "start"), (x + off, top, x + off + width, bottom)
        left = Label(x - off, y + down + 4, "end"), (x - off - width, top, x - off, bottom)
        yield from (left, right) if side < 0 else (right, left)
    below, above = y + off, y - off
    yield Label(x, below + 11, "middle"), (x - half, below - 1, x + half, below + HEIGHT - 1)
    yield Label(x, above - 3, "middle"), (x - half, above - HEIGHT + 1, x + half, above + 1)
