"""Text to a string of classes: one character a word that time expressions are made of.

Between two classified words stands what the text has there: nothing for a space, the mark itself
for `, - . / (`, `_` for other words, `|` for the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from stemmata.annotate.dates.numerals import classify_number, han_number
from stemmata.annotate.dates.vocabulary import (
    HAN_NUMERALS,
    MARKS,
    NUMBER,
    Item,
    Vocabulary,
)
from stemmata.annotate.dates.vocabulary import vocabulary as find_vocabulary
from stemmata.text import fold

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*\s|[。！？\n\r\u2028\u2029;؟।]")
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
_MOST_FORMS = 200_000
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
    """What a text was cut into, side by side with where each piece starts and ends."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


def _cut(text: str, pattern: re.Pattern[str]) -> _Tokens:
    parts = _parting(pattern).split(text)  # gaps and tokens by turns
    edges = list(accumulate(map(len, parts)))
    return _Tokens(parts[1::2], edges[0:-1:2], edges[1::2])


@cache
def _parting(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"({pattern.pattern})", pattern.flags)


def _classified_words(text: str, vocabulary: Vocabulary) -> list[Word]:
    known = _known(vocabulary.code)
    pattern = vocabulary.tokens if vocabulary.unspaced or _MARK.search(text) else _PLAIN_TOKENS
    tokens = _cut(text, pattern)
    classes = list(map(known.__getitem__, tokens.forms))
    places = [place for place, found in enumerate(classes) if found is not _NOTHING]
    words: list[Word] = []
    skip = 0
    # Most words have nothing to do with time: only the others are looked at one by one.
    for index in places:
        if index < skip:
            continue
        start, end = tokens.starts[index], tokens.ends[index]
        item, seconds = classes[index]
        if seconds:
            phrase = _longest_phrase(text, tokens, index, seconds)
            if phrase is not None:
                length, phrase_item = phrase
                skip = index + length + 1
                words.append(Word(start, tokens.ends[index + length], *phrase_item))
                continue
        if item is None:
            continue
        if text[start].isdigit() and not _stands_alone(text, (start, end), vocabulary, known):
            continue
        words.append(Word(start, end, item.symbol, item.value))
    return words


_Seconds = Mapping[str, tuple[tuple[tuple[str, ...], Item], ...]]
_NO_SECONDS: _Seconds = MappingProxyType({})
_NOTHING: tuple[Item | None, _Seconds] = (None, _NO_SECONDS)


class _Known(dict[str, tuple[Item | None, _Seconds]]):
    """The class of every form met so far in a language, and the phrases that open so."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, form: str) -> tuple[Item | None, _Seconds]:
        if len(self) > _MOST_FORMS:
            self.clear()
        answer = self[form] = self._classify(form)
        return answer

    def _classify(self, form: str) -> tuple[Item | None, _Seconds]:
        if form[0].isdigit():
            number = classify_number(form)
            return (number, _NO_SECONDS) if number is not None else _NOTHING
        joined = form if form.isalpha() else "".join(form.split())
        item = self._vocabulary.look_up(joined)
        if item is None and self._vocabulary.unspaced and form[0] in HAN_NUMERALS:
            item = _han_item(form)
        seconds = self._vocabulary.phrases.get(fold(joined), _NO_SECONDS)
        return (item, seconds) if item is not None or seconds else _NOTHING


@cache
def _known(code: str) -> _Known:
    return _Known(find_vocabulary(code))


def _han_item(form: str) -> Item | None:
    value = han_number(form)
    if value is None:
        return None
    if len(form) == 4 and 1800 <= value <= 2199:
        return Item("y", value)
    return Item("d" if 0 < value < 32 else "n", value)


def _longest_phrase(
    text: str, tokens: _Tokens, index: int, seconds: _Seconds
) -> tuple[int, Item] | None:
    forms, starts, ends = tokens
    if index + 1 >= len(forms):
        return None
    for rest, item in seconds.get(fold(forms[index + 1]), ()):
        last = index + 1 + len(rest)
        if last >= len(forms):
            continue
        for place in range(index + 1, last + 1):
            same = place == index + 1 or fold(forms[place]) == rest[place - index - 2]
            if not same or text[ends[place - 1] : starts[place]] not in _PHRASE_GAPS:
                break
        else:
            return len(rest) + 1, item
    return None


def _stands_alone(text: str, span: tuple[int, int], vocabulary: Vocabulary, known: _Known) -> bool:
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
        return form is not None and known[form.group()][0] is not None
    return True


def _known_word_ends(text: str, end: int, known: _Known) -> bool:
    start = end
    while start > 0 and end - start < 20 and text[start - 1].isalpha():
        start -= 1
    form = text[start:end]
    return bool(form) and known[form][0] is not None
