"""How the names of a run begin, so that most words of a text need one look only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.shapes import CAPITAL, MIXED, UNCASED, UPPER
from stemmata.text import fold

Words = tuple[str, ...]
NAME_SHAPES = frozenset((CAPITAL, UPPER, MIXED, UNCASED))
_WORD_WIDTH = 20  # letters that each further word of a name may take
_FOLLOWING = re.compile(r"(?:[^\S\n]|_)*(.{1,4})", re.DOTALL)


class Begun:
    """The names that begin with a word: of how many words, and the first letters of the second."""

    __slots__ = ("lengths", "reach", "seconds")

    def __init__(self, names: Sequence[Words]) -> None:
        """Sum the names up."""
        self.lengths = {len(words) for words in names}
        self.seconds = {words[1][:2] for words in names if len(words) > 1}
        # How many letters behind the word its names may take.
        self.reach = _WORD_WIDTH * (max(self.lengths, default=1) - 1) + 1

    def goes_on(self, text: str, end: int) -> bool:
        """Tell whether what follows a word may be the second word of a name that it begins."""
        if 1 in self.lengths:
            return True
        following = _FOLLOWING.match(text, end)
        letters = fold(following.group(1)) if following else ""
        return letters[:2] in self.seconds or letters[:1] in self.seconds


class Beginnings(dict[int, Begun]):
    """What first words of names begin, by their hash, worked out where it is asked for.

    Two words of one hash are taken for one: what only seems to begin a name is sifted later.
    """

    def __init__(self, names: Iterable[Words]) -> None:
        """Begin with no words looked into."""
        super().__init__()
        by_word: dict[str, list[Words]] = defaultdict(list)
        for words in names:
            by_word[words[0]].append(words)
        self._names: dict[int, list[Words]] = {}
        for word, begun in by_word.items():
            self._names.setdefault(lead_hash(word), []).extend(begun)

    def __missing__(self, word: int) -> Begun:
        found = self[word] = Begun(self._names.get(word, ()))
        return found

    @property
    def hashes(self) -> Iterable[int]:
        """The hashes of all first words."""
        return self._names.keys()


def lead_hash(folded: str) -> int:
    """Return the number by which a folded word is compared."""
    return crc32(folded.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=100_000)
def bare_form(form: str, language: str) -> str:
    """Return a word folded and without its ending."""
    return load_cues(language).without_ending(fold(form))
