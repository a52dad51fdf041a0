"""The words of one language: looked up once, remembered, shared between threads."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from stemmata.lexicon.memory import Memory
from stemmata.lexicon.paradigms import Paradigms
from stemmata.lexicon.resolving import Resolver
from stemmata.lexicon.segmentation import UnigramSegmenter
from stemmata.lexicon.tables import Rows, Table
from stemmata.lexicon.units import Variety, atoms_of_all
from stemmata.text import word_forms, word_spans

_REMEMBERED_FORMS = 200_000
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
        self._memory = Memory()
        self._segmenter: UnigramSegmenter | None = None
        self._lock = threading.RLock()

    def known(self, forms: Sequence[str]) -> tuple[Memory, Rows]:
        """Return the numbers of words, and the memory they are numbers of."""
        memory = self._memory
        try:
            return memory, memory.numbered(forms)
        except KeyError:
            memory = self._learn(forms)
            return memory, memory.numbered(forms)

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

    def _learn(self, forms: Sequence[str]) -> Memory:
        with self._lock:
            memory = self._memory
            if len(memory) >= _REMEMBERED_FORMS:
                memory = Memory()
            new = memory.unmet(forms)
            for start in range(0, len(new), _AT_ONCE):
                part = new[start : start + _AT_ONCE]
                memory.add(part, self._resolver.resolve(part))
            self._memory = memory
            return memory
