"""The lines of a text, as the later steps judge them: what they look like, not what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemmata.model import ParagraphRole
from stemmata.text import fold_all

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
_CLOSING = "\"'”’»›)]）】」』*_ \u200f\u200e"
_ENDS = frozenset(".!?…。！？।؟۔:;．")
_LONGEST_FOLDED = 500
_OTHER_BREAKS = "\r\u2028\u2029"


@dataclass(slots=True)
class Line:
    """A line without surrounding white space, with the verdict that the steps reach on it.

    `folded` is the form that cues are compared in; `weight` the length, a Han letter, kana or
    Hangul counted as three. A `weak` verdict rests on shape alone and is the first to be taken
    back.
    """

    start: int
    end: int
    text: str
    folded: str
    weight: int
    ends_sentence: bool
    language: str = "und"
    role: ParagraphRole = "report"
    why: str = ""
    weak: bool = False

    @property
    def letters(self) -> int:
        """How many letters there are."""
        return sum(map(str.isalpha, self.text))

    def mark(self, why: str, *, weak: bool = False) -> None:
        """Take the line out of the report, for a reason people can read."""
        self.role, self.why, self.weak = "boilerplate", why, weak


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of a text that are not blank.

    Example:
        >>> [line.text for line in split_lines("Rain\n\n  It fell. \n")]
        ['Rain', 'It fell.']
    """
    pieces: list[tuple[int, str]] = []
    place = 0
    for mark in _OTHER_BREAKS:
        text = text.replace(mark, "\n")
    for piece in text.split("\n"):
        bare = piece.strip()
        if bare:
            pieces.append((place + piece.find(bare[0]), bare))
        place += len(piece) + 1
    return lines_of(pieces)


def lines_of(pieces: Sequence[tuple[int, str]]) -> list[Line]:
    """Return pieces of a text, none of them blank, each with its start, as lines."""
    texts = [text for _, text in pieces]
    wide = _WIDE.search("\n".join(texts)) is not None
    folded = fold_all([text[:_LONGEST_FOLDED] for text in texts])
    return [
        Line(
            start,
            start + len(text),
            text,
            form,
            _wide_length(text) if wide else len(text),
            (text if text[-1].isalnum() else text.rstrip(_CLOSING))[-1:] in _ENDS,
        )
        for (start, text), form in zip(pieces, folded, strict=True)
    ]


def _wide_length(text: str) -> int:
    return len(text) + 2 * sum(map(len, _WIDE.findall(text)))
