"""Words and marks of a text, as the taggers count them."""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from stemmata.annotate.names.cues import load_cues

_MARKS = r"\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
_APOSTROPHE = re.compile("['’ʼ]")
_MARKED = re.compile(rf"[{_MARKS}]")


def _piece(letter: str) -> re.Pattern[str]:
    """Return what finds abbreviations with dots, words of letters and digits, and marks."""
    dotted = r"(?<=[^\W\d_])(?:\.[^\W\d_]){1,5}\."
    joined = rf"(?:['’ʼ\-‑·.](?=[^\W_]){letter}++)*+"
    return re.compile(rf"([^\W_](?:{letter}++{joined}|{dotted}|{joined})|[^\w\s]|\n)")


# Most texts have none of the marks that some scripts set on letters; without, it is faster.
_PIECE, _PIECE_WITH_MARKS = _piece(r"\w"), _piece(rf"[\w{_MARKS}]")
# A word that does not begin with a small letter of ASCII, the first test for a name.
LEADING = re.compile(
    rf"([^\W\d_a-z](?<!\w\w)[\w{_MARKS}]*+(?:['’ʼ\-‑·.](?=[^\W_])[\w{_MARKS}]+){{0,8}})"
)


class Pieces(NamedTuple):
    """The words and marks of a text, side by side with where each starts and ends."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=4)  # finders of one text ask in turn; nobody alters the lists
def pieces(text: str, language: str) -> Pieces:
    """Return the words and marks of a text; words joined by an apostrophe are parted.

    Example:
        >>> pieces("L'Italie, Obama's U.S.", "fr").forms[:4]
        ["L'", 'Italie', ',', "Obama's"]
    """
    piece = _PIECE if text.isascii() or not _MARKED.search(text) else _PIECE_WITH_MARKS
    parts = piece.split(text)  # gaps and pieces in turn
    edges = list(accumulate(map(len, parts)))
    found = Pieces(parts[1::2], edges[0:-1:2], edges[1::2])
    marked = {bisect(found.starts, each.start()) - 1 for each in _APOSTROPHE.finditer(text)}
    return _parted(found, sorted(marked, reverse=True), language) if marked else found


def _parted(whole: Pieces, marked: list[int], language: str) -> Pieces:
    """Part the words at some places that have an apostrophe, the last place first."""
    forms, starts, ends = whole
    for at in marked:
        form, start = forms[at], starts[at]
        cut = _parting(form, language) if len(form) > 2 else 0
        if cut:
            forms[at : at + 1] = form[:cut], form[cut:]
            starts[at : at + 1] = start, start + cut
            ends[at : at + 1] = start + cut, ends[at]
    return whole


@lru_cache(maxsize=20_000)
def _parting(form: str, language: str) -> int:
    """Return where an elided article ends or an ending set off by an apostrophe begins."""
    cues = load_cues(language)
    folded = form.replace("İ", "I").lower().replace("’", "'").replace("ʼ", "'")
    if len(folded) != len(form):
        return 0
    first = folded.index("'")
    if folded[: first + 1] in cues.proclitics:
        return first + 1
    last = folded.rindex("'")
    return last if folded[last:] in cues.endings else 0
