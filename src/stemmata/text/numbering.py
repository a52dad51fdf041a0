"""Words by number: each is looked up once, and what is known of it stands in arrays.

To look a word up among many costs more than anything else done with it, for the memory it lies in
is rarely at hand. So all that compares words by themselves shares one numbering.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from stemmata.text.segment import word_columns

Numbers = NDArray[np.intp]

_Any = TypeVar("_Any", bound=np.generic)
_MOST_FORMS = 250_000
_FIRST_SIZE = 1024


class Vocabulary:
    """The forms met so far, as written, by number; safe to share between threads."""

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.forms)

    def number(self, forms: Sequence[str]) -> Numbers:
        """Return the numbers of forms, new ones for those not met before."""
        try:
            return np.fromiter(map(self._numbers.__getitem__, forms), np.intp, len(forms))
        except KeyError:
            with self._lock:
                fresh = list(set(forms).difference(self._numbers))
                first = len(self.forms)
                self.forms += fresh
                # Last, so that a number's form is always there.
                self._numbers.update(zip(fresh, range(first, len(self.forms)), strict=True))
            return np.fromiter(map(self._numbers.__getitem__, forms), np.intp, len(forms))


class NumberedWords(NamedTuple):
    """Words as numbers of a vocabulary."""

    vocabulary: Vocabulary
    numbers: Numbers


_current = Vocabulary()


def number_words(forms: Sequence[str]) -> NumberedWords:
    """Return words by number in the vocabulary of the process.

    Example:
        >>> words = number_words(["rain", "fell", "rain"])
        >>> [words.vocabulary.forms[number] for number in words.numbers]
        ['rain', 'fell', 'rain']
    """
    global _current  # noqa: PLW0603 # a full vocabulary is left to those that still read it
    if len(_current) > _MOST_FORMS:
        _current = Vocabulary()
    vocabulary = _current
    return NumberedWords(vocabulary, vocabulary.number(forms))


@lru_cache(maxsize=24)
def numbered_columns(text: str) -> NumberedWords:
    """Return the words of `word_columns(text)` by number."""
    return number_words(word_columns(text).forms)


class FormTable:
    """What is known of each form of a vocabulary by itself, worked out once, new ones together.

    Args:
        work_out: from forms to arrays, each with one value for each form.
    """

    def __init__(self, work_out: Callable[[Sequence[str]], tuple[NDArray[Any], ...]]) -> None:
        self._work_out = work_out
        self._filled: WeakKeyDictionary[Vocabulary, tuple[int, tuple[NDArray[Any], ...]]] = (
            WeakKeyDictionary()
        )
        self._lock = threading.Lock()

    def read(self, words: NumberedWords) -> tuple[NDArray[Any], ...]:
        """Return the values of words, one array for each that is worked out."""
        size, columns = self._filled.get(words.vocabulary, (-1, ()))
        if size < len(words.vocabulary):
            columns = self._fill(words.vocabulary)
        return tuple([column[words.numbers] for column in columns])

    def _fill(self, vocabulary: Vocabulary) -> tuple[NDArray[Any], ...]:
        with self._lock:
            size, columns = self._filled.get(vocabulary, (0, ()))
            fresh = vocabulary.forms[size:]
            if "\n" in "".join(fresh):  # no word of a text, but the vocabulary is everybody's
                fresh = [form.replace("\n", " ") for form in fresh]  # forms are joined by lines
            made = self._work_out(fresh)
            columns = columns or tuple([np.zeros(_FIRST_SIZE, new.dtype) for new in made])
            columns = tuple([put(old, size, new) for old, new in zip(columns, made, strict=True)])
            self._filled[vocabulary] = size + len(fresh), columns
            return columns


class FormKinds:
    """The kinds of those forms that were asked for, worked out once, new ones together.

    For what is known of few forms of a vocabulary, as of the words of one language.

    Args:
        work_out: from forms to the kind of each, 1 to 255.
    """

    def __init__(self, work_out: Callable[[list[str]], Iterable[int]]) -> None:
        self._work_out = work_out
        self._known: WeakKeyDictionary[Vocabulary, NDArray[np.uint8]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def read(self, words: NumberedWords) -> NDArray[np.uint8]:
        """Return the kind of each word."""
        known = self._known.get(words.vocabulary)
        if known is None or len(known) < len(words.vocabulary):
            known = self._grown(words.vocabulary)
        kinds = known[words.numbers]
        if not kinds.all():
            known = self._learn(words.vocabulary, words.numbers[kinds == 0])
            kinds = known[words.numbers]
        return kinds

    def _grown(self, vocabulary: Vocabulary) -> NDArray[np.uint8]:
        with self._lock:
            known = self._known.get(vocabulary, np.zeros(0, np.uint8))
            if len(known) < len(vocabulary):
                room = np.zeros(2 * len(vocabulary), np.uint8)
                room[: len(known)] = known
                self._known[vocabulary] = known = room
            return known

    def _learn(self, vocabulary: Vocabulary, numbers: Numbers) -> NDArray[np.uint8]:
        fresh = np.unique(numbers)
        forms = [vocabulary.forms[number] for number in fresh.tolist()]
        with self._lock:
            known = self._known[vocabulary]
            known[fresh] = list(self._work_out(forms))
            return known


def put(array: NDArray[_Any], place: int, values: NDArray[Any]) -> NDArray[_Any]:
    """Return an array with values from a place on: itself, or a copy twice as long.

    Example:
        >>> put(np.zeros(2, np.intp), 1, np.array([5, 6])).tolist()
        [0, 5, 6, 0]
    """
    end = place + len(values)
    if end > len(array):
        longer = np.zeros(max(end, 2 * len(array)), array.dtype)
        longer[: len(array)] = array
        array = longer
    array[place:end] = values
    return array
