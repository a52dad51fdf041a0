"""The words of one language: looked up once, remembered, shared between threads."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from weakref import WeakKeyDictionary

import numpy as np

from stemmata.lexicon.memory import Memory
from stemmata.lexicon.paradigms import Paradigms
from stemmata.lexicon.resolving import Resolver
from stemmata.lexicon.segmentation import UnigramSegmenter
from stemmata.lexicon.tables import Rows, Table
from stemmata.lexicon.units import Variety, atoms_of_all
from stemmata.text import NumberedWords, Vocabulary, word_forms, word_spans

_AT_ONCE = 10_000  # forms resolved together: what the candidates of so many take is a few MB


class Reader:
    """Cuts texts of one language into words and looks them up; safe to share between threads."""

    def __init__(
        self, variety: Variety, table: Table, english: Table, paradigms: Paradigms
    ) -> None:
        self._unspaced = variety.unspaced
        self.has_spaces = not variety.unspaced
        self._table = table
        pieces = self._cut_pieces if variety.unspaced else atoms_of_all
        self._resolver = Resolver(variety, (table, english), paradigms, pieces)
        self._memories: WeakKeyDictionary[Vocabulary, Memory] = WeakKeyDictionary()
        self._segmenter: UnigramSegmenter | None = None
        self._lock = threading.RLock()

    def known(self, words: NumberedWords) -> tuple[Memory, Rows]:
        """Return the rows of words, and the memory they are rows of."""
        memory = self._memories.get(words.vocabulary)
        rows = memory.find(words.numbers) if memory else None
        if memory is None or rows is None or rows.min(initial=0) < 0:
            memory = self._learn(words)
            rows = memory.find(words.numbers)
        return memory, rows

    def commonness(self, form: str) -> float:
        """Return how common one word is, from 0 (unseen) to 1; it is not remembered."""
        with self._lock:
            return self._resolver.commonness(form) / 255

    def words(self, text: str) -> list[str]:
        """Return the words of a text as they are written."""
        if not self._unspaced:
            return word_forms(text)
        return [text[start:end] for start, end in self.cut(text)]

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the words of a text as spans."""
        return self._unspaced_segmenter().cut_text(text) if self._unspaced else word_spans(text)

    def _cut_pieces(self, forms: Sequence[str]) -> list[list[str]]:
        """Cut words of a script without spaces again: a stage may hand on whole runs."""
        text = "\n".join(forms)
        starts = list(accumulate(map(len, forms), lambda start, size: start + size + 1, initial=0))
        spans = self.cut(text)
        pieces: list[list[str]] = [[] for _ in forms]
        found = atoms_of_all([text[start:end] for start, end in spans])
        for (start, _), atoms in zip(spans, found, strict=True):
            pieces[bisect_right(starts, start) - 1] += atoms
        return pieces

    def _unspaced_segmenter(self) -> UnigramSegmenter:
        if self._segmenter is None:
            digests, commonness = self._table.digests, self._table.commonness
            self._segmenter = UnigramSegmenter(digests, commonness, self._unspaced)
        return self._segmenter

    def _learn(self, words: NumberedWords) -> Memory:
        forms = words.vocabulary.forms
        with self._lock:
            memory = self._memories.setdefault(words.vocabulary, Memory())
            unmet = np.unique(words.numbers[memory.find(words.numbers) < 0])
            for start in range(0, len(unmet), _AT_ONCE):
                part = unmet[start : start + _AT_ONCE]
                memory.add(
                    part, self._resolver.resolve([forms[number] for number in part.tolist()])
                )
            return memory
