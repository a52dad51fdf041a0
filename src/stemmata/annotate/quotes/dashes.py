"""Dialogue set with dashes: "— We are ready, — said Ivanov. — Tomorrow." (Russian, Spanish, ...).

Only a line that opens with a dash and has, after an inner dash, a speech verb within its first
words is dialogue; other lines that open with a dash are lists.
"""

from __future__ import annotations

import re

from stemmata.annotate.quotes.passage import Hit, Passage
from stemmata.annotate.quotes.phrases import Names, mention_of
from stemmata.annotate.quotes.speakers import find_speaker
from stemmata.model import Quote
from stemmata.settings import QuoteSettings

_LINE = re.compile(r"^[ \t]*[—–―][ \t\u00a0]?(?=\S)(?P<rest>[^\n]{1,4000})", re.MULTILINE)
_DASH = re.compile(r"[ \u00a0]?[—–―][ \u00a0]?")
_VERB_WITHIN = 3  # words after the dash
_TAIL = " \t\u00a0,"


def find_dialogue(passage: Passage, names: Names, settings: QuoteSettings) -> list[Quote]:
    """Return the speech of lines set as dialogue, with speaker and cue."""
    quotes: list[Quote] = []
    for line in _LINE.finditer(passage.text):
        pieces = _pieces(line.group("rest"), line.start("rest"))
        if len(pieces) < 2:
            continue
        cue = _verb_in(passage, *pieces[1])
        if cue is not None:
            speaker = find_speaker(passage, names, cue, follows_quote=True, settings=settings)
            for start, end in pieces[::2]:
                end = _trimmed(passage.text, start, end)
                if start < end:
                    text = passage.text[start:end]
                    mention = mention_of(passage, cue.first, cue.last)
                    quotes.append(Quote(start, end, text, "direct", speaker, mention))
    return quotes


def _pieces(rest: str, offset: int) -> list[tuple[int, int]]:
    pieces = []
    position = 0
    for dash in _DASH.finditer(rest):
        pieces.append((offset + position, offset + dash.start()))
        position = dash.end()
    pieces.append((offset + position, offset + len(rest)))
    return pieces


def _verb_in(passage: Passage, start: int, end: int) -> Hit | None:
    first = passage.first_word(start)
    last = min(passage.first_word(end), first + _VERB_WITHIN)
    return next(passage.hits_between(first, last, "verb"), None)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TAIL:
        end -= 1
    return end
