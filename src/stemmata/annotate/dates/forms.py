"""What the forms of a language's words are in time expressions, remembered from text to text.

Most forms have nothing to do with time, and are ruled out all together before any is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from stemmata.annotate.dates.numerals import classify_number, han_number
from stemmata.annotate.dates.vocabulary import HAN_NUMERALS, Item, Vocabulary
from stemmata.annotate.dates.vocabulary import vocabulary as find_vocabulary
from stemmata.text import fold_all

Rests = tuple[tuple[tuple[str, ...], Item], ...]
Seconds = Mapping[str, Rests]

_MOST_FORMS = 200_000
_NO_SECONDS: Seconds = MappingProxyType({})
# Every expression has a word of these classes; "published" tells what the date after it is.
_CARRYING = frozenset("FMmWvSYKVDQZ#h8456Tq7U123G@PHR09yzclip")


class Meaning(NamedTuple):
    """The class of a form, if any, and the phrases that it opens, by their second word."""

    item: Item | None
    seconds: Seconds


class Forms:
    """The forms met so far in a language: what the few mean that may belong to expressions.

    `carrying` are those that carry time themselves; `timed` are these and those that may open a
    phrase that does.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.seen: set[str] = set()
        self.meanings: dict[str, Meaning] = {}
        self.carrying: set[str] = set()
        self.timed: set[str] = set()

    def learn(self, forms: list[str]) -> None:
        """Find out what forms mean that were not met before."""
        if len(self.seen) > _MOST_FORMS:
            for memory in (self.seen, self.meanings, self.carrying, self.timed):
                memory.clear()
        new = list(set(forms) - self.seen)
        if not new:
            return
        self.seen.update(new)
        for form, word in self._candidates(new):
            meaning = self._meaning(form, word)
            if meaning is not None:
                self.meanings[form] = meaning
                self._sort(form, meaning)

    def _sort(self, form: str, meaning: Meaning) -> None:
        if meaning.item is not None and meaning.item.symbol in _CARRYING:
            self.carrying.add(form)
            self.timed.add(form)
        endings = (ending for endings in meaning.seconds.values() for ending in endings)
        if any(item.symbol in _CARRYING for _, item in endings):
            self.timed.add(form)

    def item_of(self, form: str) -> Item | None:
        """Return the class of a form."""
        self.learn([form])
        meaning = self.meanings.get(form)
        return None if meaning is None else meaning.item

    def _candidates(self, forms: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the forms that may mean something, with their folded forms."""
        known = self.vocabulary
        words, phrases = known.words, known.phrases
        joined = ["".join(form.split()) for form in forms] if known.unspaced else forms
        for form, word in zip(forms, fold_all(joined), strict=True):
            listed = word in words or word in phrases
            if listed or known.may_inflect(word) or not form[0].isalpha() or known.unspaced:
                yield form, word

    def _meaning(self, form: str, word: str) -> Meaning | None:
        if form[0].isdigit():
            number = classify_number(form)
            return None if number is None else Meaning(number, _NO_SECONDS)
        item = self.vocabulary.look_up(word)
        if item is None and self.vocabulary.unspaced and form[0] in HAN_NUMERALS:
            item = _han_item(form)
        seconds = self.vocabulary.phrases.get(word, _NO_SECONDS)
        return Meaning(item, seconds) if item is not None or seconds else None


def _han_item(form: str) -> Item | None:
    value = han_number(form)
    if value is None:
        return None
    if len(form) == 4 and 1800 <= value <= 2199:
        return Item("y", value)
    return Item("d" if 0 < value < 32 else "n", value)


@cache
def known_forms(code: str) -> Forms:
    """Return the memory of a language's forms, which fills as texts are read."""
    return Forms(find_vocabulary(code))
