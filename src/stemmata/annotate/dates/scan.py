"""Text to a string of classes: one character a word that time expressions are made of.

Between two classified words stands what the text has there: nothing for a space, the mark itself
for `, - . / (`, `_` for other words, `|` for the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from stemmata.annotate.dates.forms import (
    ALONE,
    CARRIES,
    MEANS,
    NO_MEANING,
    OPENS,
    SECOND,
    Forms,
    Rests,
    known_forms,
)
from stemmata.annotate.dates.tokens import Tokens, cut_tokens
from stemmata.annotate.dates.vocabulary import Item, Vocabulary
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
_MOST_GAPS = 20_000
_WIDEST_GAP = 400  # characters between words of one sentence
_DASHES = frozenset("-–\u2011")


class Word(NamedTuple):
    """A classified word at a span."""

    start: int
    end: int
    symbol: str
    value: object


_make_word = partial(tuple.__new__, Word)  # a call of the class costs four times as much


class Scan(NamedTuple):
    """The classified words of a text and the string of their classes.

    `places` are where in that string the classes of the words stand.
    """

    text: str
    words: list[Word]
    symbols: str
    places: list[int]


def scan(text: str, vocabulary: Vocabulary) -> Scan:
    """Return the words of a text that may belong to time expressions."""
    known = known_forms(vocabulary.code)
    tokens = cut_tokens(text, known)
    breaks = [
        place
        for place, gap in enumerate(tokens.gaps)
        if gap != " " and _ENDS[gap] and (gap != ". " or not _is_initial(tokens, place))
    ]
    indices = _places(tokens, breaks, known)
    breaks.append(len(tokens.gaps))  # so that after each word one follows
    words: list[Word] = []
    pieces: list[str] = []
    plain, (forms, starts, ends, gaps, _) = known.plain, tokens
    following = end = 0
    for index in indices:
        if index < following:
            continue
        item = plain.get(forms[index])
        if item is not None:
            word, after = _make_word((starts[index], ends[index], *item)), index + 1
        elif (found := _word_at(text, tokens, index, known)) is not None:
            word, after = found
        else:
            continue
        mark = _GAPS.get(gaps[index]) if index == following else None
        if mark is None:
            ended = breaks[bisect_left(breaks, following)] <= index
            mark = "|" if ended or word[0] - end > _WIDEST_GAP else "_"
        pieces.append(mark + word[2])
        words.append(word)
        following, end = after, word[1]
    places = [place - 1 for place in accumulate(map(len, pieces))]
    return Scan(text, words, "".join(pieces), places)


def _is_initial(tokens: Tokens, place: int) -> bool:
    """Tell whether a full stop belongs to the initial of a name before it ("Daniel P. Davison")."""
    before = tokens.forms[place - 1]
    return len(before) == 1 and place > 0 and before.isupper()


def _word_at(text: str, tokens: Tokens, index: int, known: Forms) -> tuple[Word, int] | None:
    """Return the word or phrase with a meaning at a token, and the token after it, if any."""
    form = tokens[0][index]
    meaning = known.meanings.get(form)
    if meaning is None:
        return None
    item, seconds = meaning
    rests = seconds.get(fold(tokens[0][index + 1])) if seconds else None
    phrase = _phrase_at(tokens, index, rests) if rests else None
    if phrase is not None:
        length, item = phrase
        return _make_word((tokens[1][index], tokens[2][index + length - 1], *item)), index + length
    start, end = tokens[1][index], tokens[2][index]
    if item is None or (form[0].isdigit() and not _stands_alone(text, (start, end), known)):
        return None
    return _make_word((start, end, *item)), index + 1


def _places(tokens: Tokens, breaks: list[int], known: Forms) -> list[int]:
    """Return the indices of the words with a meaning in sentences where one carries time."""
    kinds, gaps = tokens.kinds, tokens.gaps
    led = np.append(kinds[1:] & SECOND, 0) > 0  # a word follows that may be the second of a phrase
    timed = np.flatnonzero(kinds & CARRIES).tolist()
    opening = np.flatnonzero((kinds & OPENS > 0) & led).tolist()
    if not timed and not opening:
        return []
    means = set(np.flatnonzero(kinds & MEANS).tolist())
    telling = np.flatnonzero((kinds & ALONE > 0) | (led & (kinds & MEANS > 0))).tolist()
    ends = [
        place
        for place in breaks
        if gaps[place] not in _GAPS or place not in means or (place and place - 1 not in means)
    ]
    free = [True] * len(kinds)
    for first, last in _sentences(timed, ends, len(kinds)):
        free[first:last] = (False,) * (last - first)
    timed += [index for index in opening if free[index] and _opens_phrase(tokens, index, known)]
    places: list[int] = []
    for first, last in _sentences(sorted(timed), ends, len(kinds)):
        after = bisect_left(telling, first)
        places += telling[after : bisect_left(telling, last, after)]
    return places


def _sentences(places: list[int], ends: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences that hold some places, given the tokens that sentences end before."""
    last = 0
    for place in places:
        if place >= last:
            after = bisect_right(ends, place)
            first = ends[after - 1] if after else 0
            last = ends[after] if after < len(ends) else size
            yield first, last


def _opens_phrase(tokens: Tokens, index: int, known: Forms) -> bool:
    """Tell whether a word and those after it make a phrase, as it would only then carry time."""
    seconds = known.meanings.get(tokens.forms[index], NO_MEANING).seconds
    rests = seconds.get(fold(tokens.forms[index + 1]))
    return rests is not None and _phrase_at(tokens, index, rests) is not None


class _Ends(dict[str, bool]):
    """Remembers which gaps end a sentence."""

    def __missing__(self, gap: str) -> bool:
        if len(self) > _MOST_GAPS:
            self.clear()
        self[gap] = found = _SENTENCE_END.search(gap) is not None
        return found


_ENDS = _Ends()


def _phrase_at(tokens: Tokens, index: int, rests: Rests) -> tuple[int, Item] | None:
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


def _stands_alone(text: str, span: tuple[int, int], known: Forms) -> bool:
    """Tell a number from a part of something else: a model name, a score, a sum of money."""
    start, end = span
    vocabulary = known.vocabulary
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
