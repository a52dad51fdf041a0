"""How the names of a run begin, so that most words of a text need one look only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.shapes import CAPITAL, MIXED, UNCASED, UPPER
from stemmata.text import fold

Words = tuple[str, ...]
NAME_SHAPES = frozenset((CAPITAL, UPPER, MIXED, UNCASED))
_WORD_WIDTH = 20  # letters that each further word of a name may take
_FOLLOWING = re.compile(r"(?:[^\S\n]|_)*(.{1,4})", re.DOTALL)


@dataclass(slots=True)
class Begun:
    """The names that begin with a word: of how many words, and the first letters of the second."""

    lengths: set[int] = field(default_factory=set)
    seconds: set[str] = field(default_factory=set)

    @property
    def reach(self) -> int:
        """How many letters behind the word its names may take."""
        return _WORD_WIDTH * (max(self.lengths) - 1) + 1

    def goes_on(self, text: str, end: int) -> bool:
        """Tell whether what follows a word may be the second word of a name that it begins."""
        if 1 in self.lengths:
            return True
        following = _FOLLOWING.match(text, end)
        letters = fold(following.group(1)) if following else ""
        return letters[:2] in self.seconds or letters[:1] in self.seconds


def begun_by(names: Iterable[Words]) -> Mapping[int, Begun]:
    """Return what each first word of names begins, by its hash."""
    begun: dict[str, Begun] = defaultdict(Begun)
    for words in names:
        mine = begun[words[0]]
        mine.lengths.add(len(words))
        if len(words) > 1:
            mine.seconds.add(words[1][:2])
    hashed: dict[int, Begun] = {}
    for word, mine in begun.items():
        same = hashed.setdefault(lead_hash(word), mine)
        if same is not mine:  # two words of one hash: what both begin is sifted later
            same.lengths |= mine.lengths
            same.seconds |= mine.seconds
    return hashed


def lead_hash(folded: str) -> int:
    """Return the number by which a folded word is compared."""
    return crc32(folded.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=100_000)
def bare_form(form: str, language: str) -> str:
    """Return a word folded and without its ending."""
    return load_cues(language).without_ending(fold(form))
