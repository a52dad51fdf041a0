"""Dialogue set with dashes: "— We are ready, — said Ivanov. — Tomorrow." (Russian, Spanish, ...).

Only a line that opens with a dash and has, after an inner dash, a speech verb within its first
words is dialogue; other lines that open with a dash are lists.
"""

from __future__ import annotations

import re

from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names, find_phrases, mention_of
from stemmata.model import Mention, Quote

_LINE = re.compile(r"^[ \t]*[—–―][ \t\u00a0]?(?=\S)(?P<rest>[^\n]{1,4000})", re.MULTILINE)
_DASH = re.compile(r"[ \u00a0]?[—–―][ \u00a0]?")
_VERB_WITHIN = 3  # words after the dash
_TAIL = " \t\u00a0,"


def find_dialogue(passage: Passage, names: Names) -> list[Quote]:
    """Return the speech of lines set as dialogue, with speaker and cue."""
    quotes: list[Quote] = []
    if not any(dash in passage.text for dash in "—–―"):
        return quotes
    for line in _LINE.finditer(passage.text):
        pieces = _pieces(line.group("rest"), line.start("rest"))
        if len(pieces) < 2:
            continue
        cue = _verb_in(passage, *pieces[1])
        if cue is not None:
            speaker = _speaker_in(passage, names, cue, *pieces[1])
            for start, untrimmed in pieces[::2]:
                end = _trimmed(passage.text, start, untrimmed)
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
    return next(iter(passage.hits_between(first, last, "verb")), None)


def _speaker_in(passage: Passage, names: Names, cue: Hit, start: int, end: int) -> Mention | None:
    """Return the nearest phrase in the words between the dashes that can be a subject."""
    phrases = find_phrases(passage, names, passage.first_word(start), passage.first_word(end))
    free = [phrase for phrase in phrases if not phrase.governed]
    if not free:
        return None
    nearest = min(free, key=lambda phrase: abs(phrase.first - cue.last))
    return mention_of(passage, nearest.first, nearest.last)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TAIL:
        end -= 1
    return end
