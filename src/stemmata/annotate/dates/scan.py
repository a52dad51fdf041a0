"""Text to a string of classes: one character a word that time expressions are made of.

Between two classified words stands what the text has there: nothing for a space, the mark itself
for `, - . / (`, `_` for other words, `|` for the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from stemmata.annotate.dates.forms import Forms, Rests, known_forms
from stemmata.annotate.dates.vocabulary import MARKS, NUMBER, Item, Vocabulary
from stemmata.text import fold

# One class comes first, since a search runs over what cannot begin a match.
_SENTENCE_END = re.compile(r"[.!?…。！？\n\r\u2028\u2029;؟।](?:(?<![.!?…])|['\"”’»)\]]*\s)")
_GAPS = {
    "": "", " ": "", "\u00a0": "", "\u202f": "", "\u2009": "", "  ": "", "\u3000": "",
    ", ": ",", ",": ",", "، ": ",", "،": ",", "，": ",", "、": ",",
    "-": "-", "–": "-", " – ": "-", " - ": "-", "—": "-", "\u2011": "-", "～": "-", "~": "-",
    "〜": "-", " ~ ": "-",
    ". ": ".", ".": ".", "'": "", "’": "", "/": "/", " (": "(", "（": "(", "(": "(", ") ": ")",
    "., ": ",", "’ ": "", "・": "", ".\u00a0": ".",
}  # fmt: skip
_PHRASE_GAPS = frozenset((" ", "-", "'", "’", "\u00a0", "\u200c", ". ", ".", "\u2011", "  "))
_BAD_BEFORE = frozenset("$€£¥₹₽₺₩#@_+&=:.,/\\№")
_BAD_AFTER = frozenset("$€£¥₹₽₺₩%‰°@_=\\٪％")
_MARK = re.compile(rf"[{MARKS}]")
_PLAIN_TOKENS = re.compile(rf"{NUMBER}|[^\W\d_]+")
_MOST_GAPS = 20_000
_DASHES = frozenset("-–\u2011")


class Word(NamedTuple):
    """A classified word at a span."""

    start: int
    end: int
    symbol: str
    value: object


class Scan(NamedTuple):
    """The classified words of a text and the string of their classes; `places` ties the two."""

    text: str
    words: list[Word]
    symbols: str
    places: list[int]


def scan(text: str, vocabulary: Vocabulary) -> Scan:
    """Return the words of a text that may belong to time expressions."""
    words = _classified_words(text, vocabulary)
    pieces: list[str] = []
    places: list[int] = []
    end = 0
    for index, word in enumerate(words):
        gap = text[end : word.start]
        mark = _GAPS.get(gap)
        if mark is None:
            mark = "|" if len(gap) > 400 or _SENTENCE_END.search(gap) else "_"
        if mark:
            pieces.append(mark)
            places.append(index)
        pieces.append(word.symbol)
        places.append(index)
        end = word.end
    return Scan(text, words, "".join(pieces), places)


class _Tokens(NamedTuple):
    """What a text was cut into: each piece, where it starts and ends, and the gap before it."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]


def _cut(text: str, pattern: re.Pattern[str]) -> _Tokens:
    parts = _parting(pattern).split(text)  # gaps and tokens by turns
    edges = list(accumulate(map(len, parts)))
    return _Tokens(parts[1::2], edges[0:-1:2], edges[1::2], parts[0::2])


@cache
def _parting(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"({pattern.pattern})", pattern.flags)


def _classified_words(text: str, vocabulary: Vocabulary) -> list[Word]:
    known = known_forms(vocabulary.code)
    pattern = vocabulary.tokens if vocabulary.unspaced or _MARK.search(text) else _PLAIN_TOKENS
    tokens = _cut(text, pattern)
    known.learn(tokens.forms)
    tokens.forms.append("")  # each has one after it now, and none more is looked up
    meanings, forms, starts, ends = known.meanings, tokens.forms, tokens.starts, tokens.ends
    words: list[Word] = []
    skip = 0
    for index in _places(tokens, known):
        if index < skip:
            continue
        item, seconds = meanings[forms[index]]
        rests = seconds.get(fold(forms[index + 1])) if seconds else None
        phrase = _phrase_at(tokens, index, rests) if rests else None
        if phrase is not None:
            length, item = phrase
            skip = index + length
            words.append(Word(starts[index], ends[skip - 1], *item))
            continue
        if item is None:
            continue
        start, end = starts[index], ends[index]
        if text[start].isdigit() and not _stands_alone(text, (start, end), vocabulary, known):
            continue
        words.append(Word(start, end, *item))
    return words


def _places(tokens: _Tokens, known: Forms) -> list[int]:
    """Return the indices of the words with a meaning in sentences where one carries time."""
    forms, gaps = tokens.forms, tokens.gaps
    timed = list(compress(count(), map(known.timed.__contains__, forms)))
    if not timed:
        return []
    means = list(map(known.meanings.__contains__, forms))
    breaks = [
        place
        for place in compress(count(), map(_ENDS.__getitem__, gaps))
        if gaps[place] not in _GAPS or not all(means[max(0, place - 1) : place + 1])
    ]
    places: list[int] = []
    last = 0
    for index in timed:
        if index < last or not _is_timed(tokens, index, known):
            continue
        after = bisect_right(breaks, index)
        first = breaks[after - 1] if after else 0
        last = breaks[after] if after < len(breaks) else len(means)
        places.extend(compress(range(first, last), means[first:last]))
    return places


def _is_timed(tokens: _Tokens, index: int, known: Forms) -> bool:
    """Tell a word that carries time from one that only would if the next one made a phrase."""
    form = tokens.forms[index]
    if form in known.carrying:
        return True
    rests = known.meanings[form].seconds.get(fold(tokens.forms[index + 1]))
    return rests is not None and _phrase_at(tokens, index, rests) is not None


class _Ends(dict[str, bool]):
    """Remembers which gaps end a sentence."""

    def __missing__(self, gap: str) -> bool:
        if len(self) > _MOST_GAPS:
            self.clear()
        self[gap] = found = _SENTENCE_END.search(gap) is not None
        return found


_ENDS = _Ends()


def _phrase_at(tokens: _Tokens, index: int, rests: Rests) -> tuple[int, Item] | None:
    """Return the length and meaning of the longest phrase that begins with a word and the next.

    Args:
        tokens: of the text.
        index: of the first word.
        rests: what may follow the first two words, and what the whole then means.
    """
    forms, gaps = tokens.forms, tokens.gaps
    for rest, item in rests:
        end = index + 2 + len(rest)
        if all(gap in _PHRASE_GAPS for gap in gaps[index + 1 : end]) and rest == tuple(
            map(fold, forms[index + 2 : end])
        ):
            return end - index, item
    return None


def _stands_alone(text: str, span: tuple[int, int], vocabulary: Vocabulary, known: Forms) -> bool:
    """Tell a number from a part of something else: a model name, a score, a sum of money."""
    start, end = span
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in _BAD_BEFORE and not (before in ".,:/" and start > 1 and text[start - 2].isalpha()):
        return False
    if before.isalpha() and not (vocabulary.unspaced or _known_word_ends(text, start, known)):
        return False
    if before in _DASHES and start > 1 and text[start - 2].isalnum():
        return _known_word_ends(text, start - 1, known)
    if after in _BAD_AFTER or (after == "." and text[end + 1 : end + 2].isdigit()):
        return False
    if after.isalpha() and not vocabulary.unspaced:
        form = vocabulary.tokens.match(text, end)
        return form is not None and known.item_of(form.group()) is not None
    return True


def _known_word_ends(text: str, end: int, known: Forms) -> bool:
    start = end
    while start > 0 and end - start < 20 and text[start - 1].isalpha():
        start -= 1
    form = text[start:end]
    return bool(form) and known.item_of(form) is not None
