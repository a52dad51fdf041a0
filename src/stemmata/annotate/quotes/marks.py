"""Quotation marks to quoted stretches: one pass over the marks with a small stack.

Which mark opens and which closes is told by the mark that is open, then by the letters beside it:
“ closes „ in German and opens in English; » closes « in French and opens in Danish. A mark of the
same family closes a wrong one („ … "). A quote that runs over paragraphs opens anew in each; one
that is never closed ends with its paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Two apostrophes, accents or commas are a typewriter's double mark.
# One class of characters opens each pattern: the search goes from mark to mark at once.
# An apostrophe between two letters is never a quotation mark.
_SIGNS = "\"“”„‟″«»‹›「」『』‘’‚‛'`"
_ONCE = r"(?<=[^‘’‚‛'`])|(?<=[‘’‚‛'`])(?:(?![^\W_])|(?<![^\W_].))"
_MARK = re.compile(rf"[{_SIGNS}](?:(?<=')'|(?<=`)`|{_ONCE})", re.DOTALL)
_RARE_MARK = re.compile(
    rf"[{_SIGNS}´,](?:(?<=')'|(?<=`)`|(?<=´)´|(?<=,),(?=\w)|(?<![´,])(?:{_ONCE}))", re.DOTALL
)
_LINE_END = re.compile("[\n\u2028\u2029]")
_TYPED = {"''": '"', "``": '"', "´´": '"', ",,": "„"}
_FAMILIES = ('"“”„‟″', "«»", "‹›", "「」", "『』", "‘’‚‛'`")
_FAMILY = {mark: family for family in _FAMILIES for mark in family}
_SINGLE = _FAMILIES[-1]
_ALWAYS_OPENS = frozenset("„‚「『")
_ALWAYS_CLOSES = frozenset("」』")
_DEEPEST = 3  # a quote within a quote within a quote; more is noise
_BLANK = " \t\u00a0\u202f\u3000"


class Stretch(NamedTuple):
    """Words between quotation marks.

    `start`/`end` leave the marks out, `opens`/`closes` hold them. `continues` is true where a
    quote goes on from the paragraph before.
    """

    start: int
    end: int
    opens: int
    closes: int
    mark: str
    continues: bool = False


class _Open(NamedTuple):
    place: int
    after: int
    mark: str
    continues: bool


def find_stretches(text: str) -> list[Stretch]:
    """Return the outermost quoted stretches of a text in order; linear in the text.

    Example:
        >>> text = 'Er sagte: „Das ist das "Ende".“ Sie: «Non.»'
        >>> [text[s.start : s.end] for s in find_stretches(text)]
        ['Das ist das "Ende".', 'Non.']
    """
    found: list[Stretch] = []
    stack: list[_Open] = []
    expected = ""  # the mark that a quote left open at a paragraph's end would open again with
    done = 0
    rare = ",," in text or "´´" in text
    for match in (_RARE_MARK if rare else _MARK).finditer(text):
        place, after = match.span()
        mark = _TYPED.get(match.group(), match.group())
        if stack:
            expected = _end_paragraph(text, (done, place), stack, found) or expected
        done = after
        if mark in _SINGLE and not _stands_as_quote(text, place, stack):
            continue
        level = _closes(text, place, after, mark, stack)
        if level is not None:
            opened = stack[level]
            del stack[level:]
            if level == 0:
                _keep(text, opened, place, after, found)
        elif len(stack) < _DEEPEST and mark not in _ALWAYS_CLOSES and _may_open(text, place, after):
            goes_on = not stack and mark == expected and _starts_line(text, place)
            stack.append(_Open(place, after, mark, goes_on))
            expected = ""
    if stack and not _end_paragraph(text, (done, len(text)), stack, found):
        _end_quote(text, len(text), stack, found)
    return found


def _closes(text: str, place: int, after: int, mark: str, stack: list[_Open]) -> int | None:
    """Return the level of the open mark that this one closes, if it closes any."""
    if mark in _ALWAYS_OPENS or not stack:
        return None
    family = _FAMILY[mark]
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level]
        if _FAMILY[opened.mark] is not family:
            continue
        if mark == opened.mark and mark not in "\"'`”’":
            # “ ... “: a keyboard's slip, told by the letter before it
            return None if mark != "“" or _looks_opening(text, place, after) else level
        if mark == "“" and opened.mark in '"”' and _looks_opening(text, place, after):
            return None
        if mark == '"' and _looks_opening(text, place, after) and opened.mark != '"':
            return None
        return level
    return None


def _looks_opening(text: str, place: int, after: int) -> bool:
    before = text[place - 1] if place else "\n"
    first = text[after : after + 1] or "\n"
    return (before.isspace() or before in "([—–-") and (first.isalnum() or first in "¿¡[(…")


def _may_open(text: str, place: int, after: int) -> bool:
    first = text[after : after + 1] or "\n"
    if text[place] in '"”“' and first.isspace() and place and not text[place - 1].isspace():
        return False
    return first not in "\n\r.,;:!?)"


def _stands_as_quote(text: str, place: int, stack: list[_Open]) -> bool:
    """Tell a single quotation mark from an apostrophe, a minute mark or a plural's ending."""
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if any(opened.mark in _SINGLE for opened in stack):
        return not after.isalnum() and not before.isspace()
    if text[place] in "’`":
        return False
    return not before.isalnum() and (after.isalnum() or after in "¿¡[…")


def _starts_line(text: str, place: int) -> bool:
    return not text[text.rfind("\n", max(0, place - 8), place) + 1 : place].strip() and (
        place < 8 or "\n" in text[place - 8 : place]
    )


def _end_paragraph(
    text: str, between: tuple[int, int], stack: list[_Open], found: list[Stretch]
) -> str:
    """End what is open where a line ends between two marks; return the mark that was open."""
    line_end = _LINE_END.search(text, *between)
    return _end_quote(text, line_end.start(), stack, found) if line_end else ""


def _end_quote(text: str, place: int, stack: list[_Open], found: list[Stretch]) -> str:
    opened = stack[0]
    stack.clear()
    if opened.mark not in _SINGLE:
        _keep(text, opened, place, place, found)
    return opened.mark


def _keep(text: str, opened: _Open, end: int, closes: int, found: list[Stretch]) -> None:
    start = opened.after
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Stretch(start, end, opened.place, closes, opened.mark, opened.continues))
