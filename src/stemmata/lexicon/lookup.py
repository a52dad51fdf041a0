"""Look-up: a word of any language to a few weighted English concepts.

Each table is a sorted array of 32-bit digests of units; beside it the places of its entries, a
commonness, and the entries themselves (concept, weight). What is not filed is sought as a
form of a filed word, a compound of filed words, by its longest filed beginning, and as a word
borrowed from English, in this order.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon.layout import map_arrays
from stemmata.lexicon.paradigms import Paradigms, group_rules
from stemmata.lexicon.segmentation import UnigramSegmenter, fold_letters, unspaced_spans
from stemmata.lexicon.units import Variety, atoms, unit_maker, varieties
from stemmata.text import romanise, words

FORMAT = 1
BLOCK = 256  # units that share one 32-bit place
RAREST = 22.0  # natural logarithm of 1/probability that commonness 1 of 255 stands for
_REMEMBERED_FORMS = 200_000
_SHORTEST_PART = 4
_SHORTEST_BEGINNING = 4
_LONGEST_WORD = 80  # letters; a longer run is no word, and its parts are too many to try
_LEAST_SHARE = 0.6  # of a word that its filed beginning must cover
_PART_WEIGHT = 0.7
_BEGINNING_WEIGHT = 0.8
_BORROWED_WEIGHT = 0.6

Entries = tuple[tuple[int, ...], tuple[float, ...]]
_NONE: Entries = ((), ())


@dataclass(frozen=True, slots=True)
class ConceptVector:
    """Concepts of a text's words: one entry for each word and concept.

    Args:
        ids: int32, places in the list of English concepts.
        weights: float32, the probability that the word means the concept.
        positions: int32, the index of the form each entry came from.
    """

    ids: NDArray[np.int32]
    weights: NDArray[np.float32]
    positions: NDArray[np.int32]


class Table:
    """The words of one table: digests, entries, commonness."""

    def __init__(self, name: str, arrays: dict[str, NDArray[Any]]) -> None:
        self.digests = arrays[f"{name}.digests"]
        self.commonness = arrays[f"{name}.commonness"]
        self._blocks = arrays[f"{name}.blocks"]
        self._places = arrays[f"{name}.places"]
        self._ids = arrays[f"{name}.ids"]
        self._weights = arrays[f"{name}.weights"]

    def find_translated(self, unit: str) -> int:
        """Return the row of a unit that has a translation, -1 otherwise."""
        row = self.find(unit)
        return row if row >= 0 and not self.is_untranslated(row) else -1

    def is_untranslated(self, row: int) -> bool:
        """Tell whether a row is there for its commonness alone."""
        start = self._place(row)
        return self._place(row + 1) > start and self._weights[start] == 0

    def first_translated(self, units: Sequence[str]) -> int:
        """Return the place of the first of some units that has a translation, -1 for none."""
        digests = np.array([_digest(unit) for unit in units], dtype=np.uint32)
        rows = self.digests.searchsorted(digests)
        rows[rows == len(self.digests)] = 0
        for place in np.flatnonzero(self.digests[rows] == digests).tolist():
            if not self.is_untranslated(int(rows[place])):
                return int(place)
        return -1

    def find(self, unit: str) -> int:
        """Return the row of a unit, -1 where it is not filed."""
        digest = _digest(unit)
        row = int(self.digests.searchsorted(np.uint32(digest)))
        return row if row < len(self.digests) and self.digests[row] == digest else -1

    def entries(self, row: int) -> Entries:
        """Return the concepts of a row and their weights."""
        start, end = self._place(row), self._place(row + 1)
        weights = (self._weights[start:end].astype(np.float32) / 255).tolist()
        return tuple(self._ids[start:end].tolist()), tuple(weights)

    def _place(self, row: int) -> int:
        return int(self._blocks[row // BLOCK]) + int(self._places[row])


class Lexicon:
    """The cross-lingual concept lexicon; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Map a lexicon file.

        Raises:
            LexiconError: the file is missing, damaged or of another version.
        """
        about, arrays = map_arrays(path)
        if about.get("format") != FORMAT:
            raise LexiconError(
                "is of another version",
                where=str(path),
                advice="build it anew with python -m stemmata.lexicon.build",
            )
        self.edition: str = about["edition"]
        self.languages: tuple[str, ...] = tuple(about["languages"])
        self.frequency_rarity: NDArray[np.float32] = arrays["rarity"]
        self.rarity: NDArray[np.float32] = _news_rarity(path, arrays["rarity"])
        self._arrays = dict(arrays)
        self._rules = about["paradigms"]
        self._readers: dict[str, _Reader] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.rarity)

    def __reduce__(self) -> tuple[Callable[[], Lexicon], tuple[()]]:
        return load_lexicon, ()

    def concepts(self, forms: Sequence[str], language: str) -> ConceptVector:
        """Return the concepts of words; forms unknown to the lexicon give no entry.

        Example:
            >>> lexicon = load_lexicon()
            >>> vector = lexicon.concepts(["Wahlen", "in", "Indonesien"], "de")
            >>> {lexicon.label(i) for i in vector.ids.tolist()} >= {"election", "indonesia"}
            True
        """
        known, reader = self._known(language)
        ids: list[int] = []
        weights: list[float] = []
        counts: list[int] = []
        for form in forms:
            found = known.get(form)
            if found is None:
                found = reader.resolve(form)
            ids += found[0]
            weights += found[1]
            counts.append(len(found[0]))
        positions = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        return ConceptVector(
            np.array(ids, dtype=np.int32), np.array(weights, dtype=np.float32), positions
        )

    def label(self, concept: int) -> str:
        """Return the English word for a concept."""
        ends, text = self._arrays["label_ends"], self._arrays["labels"]
        start = int(ends[concept - 1]) if concept else 0
        return bytes(text[start : int(ends[concept])]).decode("utf-8")

    def segment(self, text: str, language: str) -> list[tuple[int, int]]:
        """Return the words of a text as spans in code points; Han, kana and Thai are cut too.

        Example:
            >>> text = "BBC報道、地震"
            >>> [text[a:b] for a, b in load_lexicon().segment(text, "ja")]
            ['BBC', '報道', '地震']
        """
        return self._known(language)[1].cut(text)

    def knows(self, form: str, language: str) -> bool:
        """Tell whether a word is filed as it stands, apart from inflection."""
        return self.commonness(form, language) > 0

    def commonness(self, form: str, language: str) -> float:
        """Return how common a word is, from 0 (unseen) to 1 (the commonest)."""
        return self._known(language)[1].commonness(form)

    def _known(self, language: str) -> tuple[dict[str, Entries], _Reader]:
        reader = self._readers.get(language)
        if reader is None:
            with self._lock:
                reader = self._readers.setdefault(language, self._new_reader(language))
        return reader.known, reader

    def _new_reader(self, language: str) -> _Reader:
        variety = varieties().get(language) if language in self.languages else None
        variety = variety or varieties()["en"]
        english = Table("en", self._arrays)
        table = english if variety.table == "en" else Table(variety.table, self._arrays)
        rules = self._rules.get(variety.table, ((), ()))
        return _Reader(variety, table, english, group_rules(*rules))


class _Reader:
    """Resolves forms of one language and remembers them."""

    def __init__(
        self, variety: Variety, table: Table, english: Table, paradigms: Paradigms
    ) -> None:
        self.known: dict[str, Entries] = {}
        self._variety = variety
        self._table = table
        self._english = english
        self._paradigms = paradigms
        self._unit = unit_maker(variety)
        self._english_unit = unit_maker(varieties()["en"])
        self._segmenter: UnigramSegmenter | None = None
        self._lock = threading.RLock()

    def resolve(self, form: str) -> Entries:
        with self._lock:
            if len(self.known) >= _REMEMBERED_FORMS:
                self.known.clear()
            found = [self._concepts_of(piece) for piece in self._pieces(form)]
            entries = _joined(found)
            self.known[form] = entries
            return entries

    def commonness(self, form: str) -> float:
        with self._lock:
            rows = [self._table.find(self._unit(piece)) for piece in self._pieces(form)]
        if not rows or min(rows) < 0:
            return 0.0
        return min(int(self._table.commonness[row]) for row in rows) / 255

    def cut(self, text: str) -> list[tuple[int, int]]:
        spans = []
        position = 0
        for start, end in unspaced_spans(text) if self._variety.unspaced else ():
            spans += _spaced_words(text, position, start)
            with self._lock:
                inner = self._words_of(text[start:end])
            spans += [(start + a, start + b) for a, b in inner]
            position = end
        return spans + _spaced_words(text, position, len(text))

    def _pieces(self, form: str) -> list[str]:
        if not self._variety.unspaced:
            return atoms(form)
        return [atom for a, b in self.cut(form) for atom in atoms(form[a:b])]

    def _words_of(self, run: str) -> list[tuple[int, int]]:
        if self._segmenter is None:
            self._segmenter = UnigramSegmenter(
                self._table.digests, self._table.commonness, self._variety.unspaced
            )
        return self._segmenter.cut(fold_letters(run))

    def _concepts_of(self, atom: str) -> Entries:
        if len(atom) > _LONGEST_WORD:
            return _NONE
        unit = self._unit(atom)
        row = self._table.find_translated(unit)
        if row >= 0:
            return self._table.entries(row)
        if self._variety.unspaced:
            return self._borrowed(atom)
        return self._as_form(unit) or self._as_compound(atom) or self._borrowed(atom)

    def _as_form(self, unit: str) -> Entries | None:
        base, reliability = self._paradigms.base_of(unit, self._table.first_translated)
        if not base:
            return None
        return _scaled(self._table.entries(self._table.find(base)), reliability)

    def _as_compound(self, atom: str) -> Entries | None:
        if self._variety.linkers:
            parts = self._parts(atom)
            if parts:
                return _scaled(_joined([self._table.entries(p) for p in parts]), _PART_WEIGHT)
        row = self._longest_beginning(self._unit(atom))
        return _scaled(self._table.entries(row), _BEGINNING_WEIGHT) if row >= 0 else None

    def _parts(self, atom: str) -> list[int]:
        """Return the rows of the two known words a compound is made of, its ending the longest."""
        for cut in range(_SHORTEST_PART, len(atom) - _SHORTEST_PART + 1):
            last = self._table.find_translated(self._unit(atom[cut:]))
            if last < 0:
                continue
            for linker in self._variety.linkers:
                head = atom[: cut - len(linker)] if atom[:cut].endswith(linker) else ""
                if len(head) < _SHORTEST_PART - 1:
                    continue
                first = self._table.find_translated(self._unit(head))
                if first >= 0:
                    return [first, last]
        return []

    def _longest_beginning(self, unit: str) -> int:
        shortest = max(_SHORTEST_BEGINNING, math.ceil(len(unit) * _LEAST_SHARE))
        beginnings = [unit[:length] for length in range(len(unit) - 1, shortest - 1, -1)]
        place = self._table.first_translated(beginnings)
        return self._table.find(beginnings[place]) if place >= 0 else -1

    def _borrowed(self, atom: str) -> Entries:
        if self._table is self._english:
            return _NONE
        row = self._english.find_translated(self._english_unit(romanise(atom)))
        return _scaled(self._english.entries(row), _BORROWED_WEIGHT) if row >= 0 else _NONE


def _digest(unit: str) -> int:
    return crc32(unit.encode("utf-8", "surrogatepass"))


def _news_rarity(path: Path, otherwise: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rarity learned from news where a background lies beside the lexicon."""
    beside = path.with_name("background.bin")
    if not beside.exists():
        return otherwise
    rarity = map_arrays(beside)[1]["rarity"]
    return rarity if len(rarity) == len(otherwise) else otherwise


def _spaced_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + t.start, start + t.end) for t in words(text[start:end])]


def _joined(found: Sequence[Entries]) -> Entries:
    if len(found) == 1:
        return found[0]
    ids = tuple(i for entries in found for i in entries[0])
    return ids, tuple(w for entries in found for w in entries[1])


def _scaled(entries: Entries, factor: float) -> Entries:
    return entries[0], tuple(weight * factor for weight in entries[1])


@lru_cache(maxsize=4)
def open_lexicon(path: Path) -> Lexicon:
    """Return the lexicon of a file, mapped once."""
    return Lexicon(path)


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package, mapped into memory once a process.

    Raises:
        LexiconError: the file is missing, damaged or of another version.
    """
    return open_lexicon(Path(str(files("stemmata.lexicon") / "data" / "lexicon.bin")))
