"""Words and marks of a text, as the taggers count them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stemmata.annotate.names.cues import load_cues

_MARKS = r"\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
_PIECE = re.compile(
    rf"(?:[^\W\d_]\.){{2,6}}|[^\W_][\w{_MARKS}]*(?:['’ʼ\-‑·.](?=[^\W_])[\w{_MARKS}]+)*|\n|[^\w\s]"
)
SENTENCE_END = frozenset(".!?…。！？۔।\n")
_OPENING = frozenset("\"'“”„«»‹›‘’(「『-–—*•·")


class Piece(NamedTuple):
    """A word or a mark at a span."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=4)  # finders of one text ask in turn; nobody alters the list
def pieces(text: str, language: str) -> list[Piece]:
    """Return the words and marks of a text; words joined by an apostrophe are parted.

    Example:
        >>> [p.form for p in pieces("L'Italie, Obama's U.S.", "fr")][:4]
        ["L'", 'Italie', ',', "Obama's"]
    """
    found: list[Piece] = []
    for match in _PIECE.finditer(text):
        form = match.group()
        cut = _parting(form, language) if len(form) > 2 and _has_apostrophe(form) else 0
        start, end = match.span()
        if cut:
            found.append(Piece(start, start + cut, form[:cut]))
            found.append(Piece(start + cut, end, form[cut:]))
        else:
            found.append(Piece(start, end, form))
    return found


def _has_apostrophe(form: str) -> bool:
    return "'" in form or "’" in form or "ʼ" in form


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


def begins_sentence(found: list[Piece], place: int, language: str) -> bool:
    """Tell whether a piece begins a sentence, a line or a quotation that begins one.

    Example:
        >>> found = pieces("Dr. Weiss spoke. Nobody came.", "en")
        >>> [p.form for at, p in enumerate(found) if begins_sentence(found, at, "en")]
        ['Dr', 'Nobody']
    """
    before = place - 1
    while before >= 0 and found[before].form in _OPENING:
        before -= 1
    if before < 0 or found[before].form != ".":
        return before < 0 or found[before].form in SENTENCE_END
    if not before:
        return True
    word = found[before - 1].form
    return not (len(word) == 1 or word.lower() in load_cues(language).titles)
