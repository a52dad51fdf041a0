"""What the forms of a language's words are in time expressions, remembered from text to text.

Most forms have nothing to do with time, and are ruled out all together before any is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from stemmata.annotate.dates.numerals import classify_number, han_number
from stemmata.annotate.dates.vocabulary import HAN_NUMERALS, Item, Vocabulary
from stemmata.annotate.dates.vocabulary import vocabulary as find_vocabulary
from stemmata.text import FormKinds, fold, fold_all

Rests = tuple[tuple[tuple[str, ...], Item], ...]
Seconds = Mapping[str, Rests]

_MOST_FORMS = 200_000
# Met before; may belong to an expression; does so alone; carries time itself; may open a phrase
# that does; may be the second word of a phrase; has several tokens of which one may belong to an
# expression.
MET, MEANS, ALONE, CARRIES, OPENS, SECOND, PARTED = 1, 2, 4, 8, 16, 32, 64
_NO_SECONDS: Seconds = MappingProxyType({})
# Every expression has a word of these classes; "published" tells what the date after it is.
_CARRYING = frozenset("FMmWvSYKVDQZ#h8456Tq7U123G@PHR09yzclip*!&ª")


class Meaning(NamedTuple):
    """The class of a form, if any, and the phrases that it opens, by their second word."""

    item: Item | None
    seconds: Seconds


NO_MEANING = Meaning(None, _NO_SECONDS)


class Forms:
    """The forms met so far in a language: what the few mean that may belong to expressions.

    What a form is, is a sum of the kinds above. `plain` are the items of those that mean the same
    whatever stands beside them; `shared` are the words that all parts share, by number.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.meanings: dict[str, Meaning] = {}
        self.plain: dict[str, Item] = {}
        self.shared = FormKinds(self.kinds)
        self.cut = vocabulary.tokens.split
        self._kinds: dict[str, int] = {}
        endings = (ending for seconds in vocabulary.phrases.values() for ending in seconds.items())
        self.inner = {word for second, rests in endings for word in _words_of(second, rests)}
        self.seconds = frozenset(chain.from_iterable(vocabulary.phrases.values()))

    def kinds(self, forms: Sequence[str]) -> list[int]:
        """Return what each form is, found out first of those that were not met before."""
        try:
            return list(map(self._kinds.__getitem__, forms))
        except KeyError:
            self._make_room()
            self._learn(set(forms).difference(self._kinds))
            return list(map(self._kinds.__getitem__, forms))

    def _make_room(self) -> None:
        if len(self._kinds) > _MOST_FORMS:
            for memory in (self._kinds, self.meanings, self.plain):
                memory.clear()
            self.shared = FormKinds(self.kinds)

    def _learn(self, new: set[str]) -> None:
        self._kinds.update(dict.fromkeys(new, MET))
        if not self.vocabulary.unspaced:
            new = new - self._part([form for form in new if not form.isalpha()])
        for form, word in self._candidates(list(new)):
            meaning = self._meaning(form, word)
            if meaning is not None:
                self.meanings[form] = meaning
                self._kinds[form] |= self._sort(form, meaning)

    def _part(self, forms: list[str]) -> set[str]:
        """Return the forms that are no token of their own; mark those whose pieces may speak."""
        cuts = {form: parts[1::2] for form in forms if (parts := self.cut(form)) != ["", form, ""]}
        if not cuts:
            return set()
        self._learn({piece for pieces in cuts.values() for piece in pieces}.difference(self._kinds))
        for form, pieces in cuts.items():
            speaks = not self.meanings.keys().isdisjoint(pieces)
            if speaks or not self.inner.isdisjoint(map(fold, pieces)):
                self._kinds[form] |= PARTED
        return set(cuts)

    def _sort(self, form: str, meaning: Meaning) -> int:
        """Return the kinds of a form that means something; keep it if it means one thing always."""
        item, seconds = meaning
        if item is not None and not seconds and not form[0].isdigit():
            self.plain[form] = item
        if item is not None and item.symbol in _CARRYING:
            return MEANS | ALONE | CARRIES
        endings = (ending for endings in seconds.values() for ending in endings)
        opens = OPENS if any(item.symbol in _CARRYING for _, item in endings) else 0
        return MEANS | opens | (0 if item is None else ALONE)

    def item_of(self, form: str) -> Item | None:
        """Return the class of a form."""
        self.kinds([form])
        meaning = self.meanings.get(form)
        return None if meaning is None else meaning.item

    def _candidates(self, forms: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the forms that may mean something, with their folded forms."""
        known = self.vocabulary
        words, phrases = known.words, known.phrases
        joined = ["".join(form.split()) for form in forms] if known.unspaced else forms
        for form, word in zip(forms, fold_all(joined), strict=True):
            if word in self.seconds or known.unspaced:
                self._kinds[form] |= SECOND
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


def _words_of(second: str, rests: Rests) -> Iterator[str]:
    """Yield the words of a phrase but for the first one."""
    yield second
    for rest, _ in rests:
        yield from rest


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
