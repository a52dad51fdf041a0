"""Which words beside a number can say something to it; all others end its look-ups at once."""

from __future__ import annotations

from functools import cache

from stemmata.annotate.figures.lexicon import Table, lexicon_of
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.phrases import Phrases, Reach
from stemmata.text import fold

_MUTE_BEFORE = frozenset(',;:!?("“„«)')
_MUTE_AFTER = frozenset(',;:!?()"”»…')
_REMEMBERED = 50_000  # forms that a language's memory may hold


class _Speaking(dict[str, bool]):
    """Remembers of each form whether it can change what a number beside it says."""

    def __init__(self, reaches: list[Reach], words: frozenset[str], mute: frozenset[str]) -> None:
        super().__init__()
        self.reaches = reaches
        self.words = words
        self.mute = mute

    def __missing__(self, form: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        found = fold(form) in self.words if form[0].isalpha() else form not in self.mute
        self[form] = found = found or any(reach[form] for reach in self.reaches)
        return found


def _phrases(*tables: Table) -> list[Phrases[object]]:
    return [table for table in tables if isinstance(table, Phrases)]


@cache
def _before(code: str) -> _Speaking:
    lexicon = lexicon_of(code)
    tables = _phrases(
        lexicon.half_before, lexicon.minus, lexicon.money_prefixes, lexicon.unit_prefixes,
        lexicon.bounds, lexicon.several, lexicon.rank_before, lexicon.ordinal_prefixes,
    )  # fmt: skip
    words = lexicon.definite | lexicon.articles
    return _Speaking([table.reach_before for table in tables], words, _MUTE_BEFORE)


@cache
def _after(code: str) -> _Speaking:
    lexicon = lexicon_of(code)
    tables = _phrases(
        lexicon.units, lexicon.ranges, lexicon.bounds_after,
        lexicon.rank_after, lexicon.rank_of,
    )  # fmt: skip
    words = lexicon.linkers | lexicon.modifiers | lexicon.articles | lexicon.ordinal_marks
    words |= frozenset(lexicon.between.values())
    return _Speaking([table.reach_after for table in tables], words, _MUTE_AFTER)


def speaks_before(passage: Passage, first: int) -> bool:
    """Tell whether what stands before a token can change what a number there says."""
    if passage.lexicon.glued:
        return True
    return first > 0 and _before(passage.lexicon.code)[passage.tokens[first - 1].form]


def speaks_after(passage: Passage, last: int) -> bool:
    """Tell whether what stands at a token can change what a number before it says."""
    if passage.lexicon.glued:
        return True
    return last < len(passage.tokens) and _after(passage.lexicon.code)[passage.tokens[last].form]
