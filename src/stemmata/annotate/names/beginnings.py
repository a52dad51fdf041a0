"""How the names of a run begin, so that most words of a text need one look only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from stemmata.annotate.names.cues import SHORTEST_STEM, load_cues
from stemmata.annotate.names.shapes import CAPITAL, MIXED, UNCASED, UPPER, shape_of
from stemmata.text import fold

Words = tuple[str, ...]
NAME_SHAPES = frozenset((CAPITAL, UPPER, MIXED, UNCASED))
_WINDOW = 60  # letters after a word with an apostrophe in which a name stands
_WORD_WIDTH = 20  # letters that each further word of a name may take
_FOLLOWING = re.compile(r"(?:[^\S\n]|_)*(.{1,4})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Begun:
    """The names that a form may begin: how many letters behind it they take, how they go on.

    `alone` are forms that may be a name by themselves, or hide one behind an apostrophe;
    `seconds` the first two letters of second words.
    """

    reach: int
    alone: bool
    elided: bool
    seconds: frozenset[str]


class Firsts:
    """The first words of the names of the run, with what follows them."""

    def __init__(self, names: Iterable[Words]) -> None:
        self.lengths: dict[str, set[int]] = defaultdict(set)
        self.seconds: dict[str, set[str]] = defaultdict(set)
        for words in names:
            self.lengths[words[0]].add(len(words))
            if len(words) > 1:
                self.seconds[words[0]].add(words[1][:2])
        self.leads = {first[:SHORTEST_STEM] for first in self.lengths}
        self._beginnings: dict[str, Beginnings] = {}

    def beginnings(self, language: str) -> Beginnings:
        """Return what each form of a language begins."""
        if language not in self._beginnings:
            self._beginnings[language] = Beginnings(language, self)
        return self._beginnings[language]


class Beginnings(dict[str, Begun | None]):
    """What each form met so far begins; nothing for most."""

    def __init__(self, language: str, firsts: Firsts) -> None:
        super().__init__()
        self._language = language
        self._firsts = firsts

    def __missing__(self, form: str) -> Begun | None:
        firsts = self._firsts
        ways = []
        if fold(form)[:SHORTEST_STEM] in firsts.leads:  # endings leave as many letters
            ways = [w for w in _first_ways(form, self._language) if w in firsts.lengths]
        elided = "'" in form or "’" in form
        begun = None
        if ways or elided:
            lengths = set().union(*(firsts.lengths[way] for way in ways))
            reach = _WINDOW if elided else _WORD_WIDTH * (max(lengths) - 1)
            seconds = frozenset().union(
                *(firsts.seconds[way] for way in ways if way in firsts.seconds)
            )
            begun = Begun(reach + 1, elided or 1 in lengths, elided, seconds)
        self[form] = begun
        return begun


def goes_on(text: str, end: int, begun: Begun) -> bool:
    """Tell whether what follows a word may be the second word of a name that it begins."""
    if begun.alone:
        return True
    following = _FOLLOWING.match(text, end)
    letters = fold(following.group(1)) if following else ""
    return letters[:2] in begun.seconds or letters[:1] in begun.seconds


def _first_ways(form: str, language: str) -> Words:
    shaped = shape_of(form) in NAME_SHAPES
    return (fold(form), bare_form(form, language)) if shaped else ()


@lru_cache(maxsize=100_000)
def bare_form(form: str, language: str) -> str:
    """Return a word folded and without its ending."""
    return load_cues(language).without_ending(fold(form))
