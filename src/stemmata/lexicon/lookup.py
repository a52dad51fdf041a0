"""Look-up: a word of any language to a few weighted English concepts.

The words of a call are looked up together: those met before in a memory of the process, the
others at once in the tables of the file.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon.checking import Checked
from stemmata.lexicon.layout import describe, map_arrays
from stemmata.lexicon.paradigms import Rule, group_rules
from stemmata.lexicon.reader import Reader
from stemmata.lexicon.tables import Table
from stemmata.lexicon.units import varieties
from stemmata.model import Frozen
from stemmata.text import NumberedWords, Vocabulary, number_words

FORMAT = 1
RAREST = 22.0  # natural logarithm of 1/probability that commonness 1 of 255 stands for


class ConceptVector(Frozen, frozen=True):
    """Concepts of a text's words: one entry for each word and concept.

    Args:
        ids: int32, places in the list of English concepts.
        weights: float32, the probability that the word means the concept.
        positions: int32, the index of the form each entry came from.
    """

    ids: NDArray[np.int32]
    weights: NDArray[np.float32]
    positions: NDArray[np.int32]


class _About(Frozen, frozen=True):
    edition: str
    languages: tuple[str, ...]
    paradigms: dict[str, tuple[tuple[Rule, ...], tuple[Rule, ...]]]


class Lexicon:
    """The cross-lingual concept lexicon; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Map a lexicon file.

        Raises:
            LexiconError: the file is missing, damaged or of another version.
        """
        said, arrays = map_arrays(path)
        if said.get("format") != FORMAT:
            raise LexiconError(
                "is of another version",
                where=str(path),
                advice="build it anew with python -m stemmata.lexicon.build",
            )
        about = describe(path, said, _About)
        self.edition = about.edition
        self.languages = about.languages
        self._arrays = Checked(path, arrays)
        self.frequency_rarity = self._arrays.rarity()
        self.rarity = _news_rarity(path, self.frequency_rarity)
        self._labels = self._arrays.labels(len(self.rarity))
        self._rules = about.paradigms
        self._readers: dict[str, Reader] = {}
        self._tables: dict[str, Table] = {}
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
        memory, rows = self._reader(language).known(number_words(forms))
        return ConceptVector(*memory.concepts(rows))

    def commonness_of(self, forms: Sequence[str], language: str) -> NDArray[np.float32]:
        """Return how common words are, from 0 (unseen) to 1 (the commonest).

        Example:
            >>> (load_lexicon().commonness_of(["house", "qwrtzx"], "en") > 0.5).tolist()
            [True, False]
        """
        memory, rows = self._reader(language).known(number_words(forms))
        return memory.commonness(rows)

    def read(
        self, words: NumberedWords, language: str
    ) -> tuple[ConceptVector, NDArray[np.float32]]:
        """Return `concepts` and `commonness_of` of words from one look-up."""
        memory, rows = self._reader(language).known(words)
        return ConceptVector(*memory.concepts(rows)), memory.commonness(rows)

    def meet(self, texts: Iterable[tuple[NumberedWords, str]]) -> None:
        """Look up the words of texts, each with its language; `read` then finds them known.

        New words of one language cost half as much together as text by text.
        """
        together: defaultdict[tuple[str, Vocabulary], list[NDArray[np.intp]]] = defaultdict(list)
        for words, language in texts:
            together[language, words.vocabulary].append(words.numbers)
        for (language, vocabulary), numbers in together.items():
            self._reader(language).known(NumberedWords(vocabulary, np.concatenate(numbers)))

    def label(self, concept: int) -> str:
        """Return the English word for a concept."""
        ends, text = self._labels
        start = int(ends[concept - 1]) if concept else 0
        return bytes(text[start : int(ends[concept])]).decode("utf-8", "replace")

    def segment(self, text: str, language: str) -> list[tuple[int, int]]:
        """Return the words of a text as spans in code points; Han, kana and Thai are cut too.

        Example:
            >>> text = "BBC報道、地震"
            >>> [text[a:b] for a, b in load_lexicon().segment(text, "ja")]
            ['BBC', '報道', '地震']
        """
        return self._reader(language).cut(text)

    def words(self, text: str, language: str) -> list[str]:
        """Return the words of a text as they are written: those of `segment`, without places.

        Example:
            >>> load_lexicon().words("BBC報道、地震", "ja")
            ['BBC', '報道', '地震']
        """
        return self._reader(language).words(text)

    def has_spaces(self, language: str) -> bool:
        """Tell whether the words of a language are set apart, so that no dictionary is needed."""
        return self._reader(language).has_spaces

    def knows(self, form: str, language: str) -> bool:
        """Tell whether a word is filed as it stands, apart from inflection."""
        return self.commonness(form, language) > 0

    def commonness(self, form: str, language: str) -> float:
        """Return how common a word is, from 0 (unseen) to 1 (the commonest)."""
        return self._reader(language).commonness(form)

    def _reader(self, language: str) -> Reader:
        reader = self._readers.get(language)
        if reader is None:
            with self._lock:
                reader = self._readers.setdefault(language, self._new_reader(language))
        return reader

    def _new_reader(self, language: str) -> Reader:
        variety = varieties().get(language) if language in self.languages else None
        variety = variety or varieties()["en"]
        rules = self._rules.get(variety.table, ((), ()))
        return Reader(variety, self._table(variety.table), self._table("en"), group_rules(*rules))

    def _table(self, name: str) -> Table:
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = Table(name, self._arrays, len(self))
        return table


def _news_rarity(path: Path, otherwise: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rarity learned from news where a background lies beside the lexicon."""
    beside = path.with_name("background.bin")
    if not beside.exists():
        return otherwise
    rarity = Checked(beside, map_arrays(beside)[1]).rarity()
    return rarity if len(rarity) == len(otherwise) else otherwise


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
