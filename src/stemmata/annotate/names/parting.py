"""Findings that hold words which no name of their language has inside.

Where all words of names but a few are written with capitals, another word in small letters is the
text's own: "Norvik Pumps hired Anna Keller" is two names. So is what has a title in its midst:
"Norvik County Sheriff Anna Keller". German and Dutch write adjectives small inside of names, but
only behind another small word of the name ("Gesellschaft für deutsche Sprache"): elsewhere they
are the text's own ("Bank politiknahe Verbindungen").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from stemmata.annotate.names.cues import Cues
from stemmata.annotate.names.words import Tagged, tag_words
from stemmata.text import fold

_WORD = re.compile(r"\S+")
_Spans = Sequence[tuple[int, int]]
_Judged = Sequence[tuple[bool, tuple[int, int]]]


def parted(text: str, name: Tagged, cues: Cues) -> Iterator[Tagged]:
    """Yield a finding, or the names on either side of what cannot be inside of one.

    Args:
        text: the text that the finding is in.
        name: as the tagger found it.
        cues: of the language; one that lists no words for the inside of names parts nothing.
    """
    words = text[name.start : name.end].split() if cues.inside else []
    if len(words) < 3 or all(map(_is_small, words)):
        yield name
        return
    spans = [found.span() for found in _WORD.finditer(text, name.start, name.end)]
    if cues.titles_lead and _is_small(words[1]) and _is_title(text, spans[0], cues):
        yield from _behind_title(text, name, spans, cues)
        return
    own = _own_words(words, cues)
    if any(own[1:-1]):
        yield from _around_own_words(text, name, list(zip(own, spans, strict=True)), cues)
    else:
        yield from _around_title(text, name, spans, cues)


def _around_own_words(text: str, name: Tagged, judged: _Judged, cues: Cues) -> Iterator[Tagged]:
    before = name.start  # where the words begin that say what the next name is
    for own, run in groupby(judged, itemgetter(0)):
        held = [span for _, span in run]
        capitals = [place for place, span in enumerate(held) if not _is_small(text[slice(*span)])]
        if own:
            before = held[0][0]
        elif capitals:
            start, end = held[capitals[0]][0], held[capitals[-1]][1]
            yield Tagged(start, end, _kind_behind(text[before:end], start - before, name, cues))


def _around_title(text: str, name: Tagged, spans: _Spans, cues: Cues) -> Iterator[Tagged]:
    """Yield a finding, or what stands before the title in it and the person behind."""
    titles = {place for place, span in enumerate(spans[:-1]) if _is_title(text, span, cues)}
    last = max(titles, default=0)
    start = spans[last + 1][0]
    if not last or name.kind == "person" or not _is_person(text[start : name.end], cues):
        yield name
        return
    first = next(place for place in range(last, -1, -1) if place - 1 not in titles)
    if first:
        end = spans[first - 1][1]
        yield Tagged(name.start, end, _kind_behind(text[name.start : end], 0, name, cues))
    yield Tagged(start, name.end, "person")


def _behind_title(text: str, name: Tagged, spans: _Spans, cues: Cues) -> Iterator[Tagged]:
    """Yield whose officer a title says somebody is: "CEO van Norvik Pompen"."""
    for start, end in spans[2:]:
        if not _is_small(text[start:end]):
            yield Tagged(start, name.end, _kind_behind(text[start : name.end], 0, name, cues))
            return


def _is_small(word: str) -> bool:
    return word.isalpha() and word.islower()


def _own_words(words: Sequence[str], cues: Cues) -> list[bool]:
    """Tell of each word whether it is the text's own, and no part of a name."""
    small = [fold(word) if _is_small(word) else "" for word in words]
    own = [bool(word) and word not in cues.inside for word in small]
    if not cues.small_adjectives:
        return own
    return [
        one and before not in cues.inside for one, before in zip(own, ["", *small], strict=False)
    ]


def _is_title(text: str, span: tuple[int, int], cues: Cues) -> bool:
    return fold(text[slice(*span)]).strip(".,") in cues.titles


def _is_person(form: str, cues: Cues) -> bool:
    names = tag_words(form, cues.language).names
    return [(one.start, one.end, one.kind) for one in names] == [(0, len(form), "person")]


def _kind_behind(form: str, start: int, whole: Tagged, cues: Cues) -> str:
    """Return the kind of the name at a place of a form, that of the whole where none is."""
    names = [one for one in tag_words(form, cues.language).names if one.end > start]
    return names[0].kind if len(names) == 1 else whole.kind
