"""Boilerplate that extraction glued to the end of the last paragraph, as lines of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemmata.clean.cues import Cues, inside, opening
from stemmata.clean.lines import Line, lines_of
from stemmata.text import fold

_BRACKETED = re.compile(r"[(（\[]\s*([^()（）\[\]]{4,250})[)）\]]\s*\.?$")
_SENTENCE = re.compile(r"(?<=[.!?。！？…])\s+(?=\S)|(?<=[。！？])")
_LONGEST_TAIL = 400
_MOST_SENTENCES = 3


def split_tail(lines: Sequence[Line], cues: Cues) -> list[Line]:
    """Return the lines, the last one cut where a sign-off or page furniture begins in it.

    Example:
        >>> from stemmata.clean.cues import load_cues
        >>> from stemmata.clean.lines import split_lines
        >>> text = "Rain fell on the harbour all night. (Reporting by Ann Lee)"
        >>> [line.text for line in split_tail(split_lines(text), load_cues("en"))]
        ['Rain fell on the harbour all night.', '(Reporting by Ann Lee)']
    """
    if not lines:
        return []
    last = lines[-1]
    cut = _bracketed_cut(last.text, cues)
    cut = _sentence_cut(last.text, cut, cues)
    head, tail = last.text[:cut].rstrip(), last.text[cut:].lstrip()
    if not head or not tail:
        return list(lines)
    return [*lines[:-1], *lines_of([(last.start, head), (last.end - len(tail), tail)])]


def _bracketed_cut(text: str, cues: Cues) -> int:
    match = _BRACKETED.search(text, max(0, len(text) - _LONGEST_TAIL))
    if match and opening(fold(match.group(1)), cues.sign_offs) is not None:
        return match.start()
    return len(text)


def _sentence_cut(text: str, cut: int, cues: Cues) -> int:
    """Return where the furniture begins that fills the last sentences before a cut."""
    start = max(0, cut - _LONGEST_TAIL)
    breaks = [match.end() for match in _SENTENCE.finditer(text, start, cut)]
    for place in reversed(breaks[-_MOST_SENTENCES:]):
        folded = fold(text[place:cut].strip())
        if opening(folded, cues.starts) is None and inside(folded, cues.contains) is None:
            break
        cut = place
    return cut
