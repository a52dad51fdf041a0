"""The lines of a text, as the later steps judge them: what they look like, not what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemmata.model import ParagraphRole
from stemmata.text import fold_all

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
_CLOSING = "\"'”’»›)]）】」』*_ \u200f\u200e"
_ENDS = frozenset(".!?…。！？।؟۔:;．")
_LONGEST_FOLDED = 500


@dataclass
class Line:
    """A line without surrounding white space, with the verdict that the steps reach on it."""

    start: int
    end: int
    text: str
    folded: str  # the form that cues are compared in
    language: str = "und"
    role: ParagraphRole = "report"
    why: str = ""
    weak: bool = False  # the verdict rests on shape alone and is the first to be taken back
    # The length, a Han letter, kana or Hangul counted as three; whether the line ends like a
    # sentence.
    weight: int = field(init=False)
    ends_sentence: bool = field(init=False)

    def __post_init__(self) -> None:
        text = self.text
        wide = () if text.isascii() else _WIDE.findall(text)
        self.weight = len(text) + 2 * sum(map(len, wide))
        self.ends_sentence = text.rstrip(_CLOSING)[-1:] in _ENDS

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
    pieces = [(match.start(), match.group()) for match in _LINE.finditer(text)]
    return lines_of(
        [(start + len(piece) - len(piece.lstrip()), piece.strip()) for start, piece in pieces]
    )


def lines_of(pieces: Sequence[tuple[int, str]]) -> list[Line]:
    """Return pieces of a text, each with its start, as lines; empty ones are left out."""
    kept = [piece for piece in pieces if piece[1]]
    folded = fold_all([text[:_LONGEST_FOLDED] for _, text in kept])
    return [
        Line(start, start + len(text), text, form)
        for (start, text), form in zip(kept, folded, strict=True)
    ]
