"""The lines of a text, as the later steps judge them: what they look like, not what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from stemmata.model import ParagraphRole
from stemmata.text.normalise import fold

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
_CLOSING = "\"'”’»›)]）】」』*_ \u200f\u200e"
_SENTENCE_END = ".!?…。！？।؟۔:;．"
_fold_once = fold.__wrapped__  # whole lines come once: they would only push words out of the cache


@dataclass
class Line:
    """A line without surrounding white space, with the verdict that the steps reach on it."""

    start: int
    end: int
    text: str
    language: str = "und"
    role: ParagraphRole = "report"
    why: str = ""
    weak: bool = False  # the verdict rests on shape alone and is the first to be taken back

    @cached_property
    def folded(self) -> str:
        """The line in the form that cues are compared in."""
        return str(_fold_once(self.text[:500]))

    @cached_property
    def letters(self) -> int:
        """How many letters there are."""
        return sum(map(str.isalpha, self.text))

    @cached_property
    def weight(self) -> int:
        """The length, a Han letter, kana or Hangul counted as three."""
        if self.text.isascii() or max(self.text) < "\u2e80":
            return len(self.text)
        return len(self.text) + 2 * sum(map(len, _WIDE.findall(self.text)))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line ends like a sentence."""
        body = self.text.rstrip(_CLOSING)
        return body[-1:] in _SENTENCE_END if body else False

    def mark(self, why: str, *, weak: bool = False) -> None:
        """Take the line out of the report, for a reason people can read."""
        self.role, self.why, self.weak = "boilerplate", why, weak


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of a text that are not blank.

    Example:
        >>> [line.text for line in split_lines("Rain\n\n  It fell. \n")]
        ['Rain', 'It fell.']
    """
    lines = []
    for match in _LINE.finditer(text):
        words = match.group()
        kept = words.strip()
        if kept:
            start = match.start() + len(words) - len(words.lstrip())
            lines.append(Line(start, start + len(kept), kept))
    return lines
