"""What the words beside a number may say to it: each form classed once, for all look-ups.

Most words say nothing, so that most look-ups need not be made.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stemmata.annotate.figures.galleries import PICTURED
from stemmata.annotate.figures.lexicon import Table, lexicon_of
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.phrases import Phrases, Reach
from stemmata.text import fold

# A sign or unit before the number; the end of a range or a unit after it; a bound; what makes a
# rank of it; what makes a name, a date, or a label of it; what makes it the whole of a share.
PREFIX, RANGE, UNIT, BOUND, RANK, NAME, AMONG = 1, 2, 4, 8, 16, 32, 64
_ALL = PREFIX | RANGE | UNIT | BOUND | RANK | NAME | AMONG
_MUTE_BEFORE = frozenset(',;:!?("“„«)')
_MUTE_AFTER = frozenset(".,;:!?)”»…")
_CONTROLS = frozenset(map(chr, range(32)))  # stand in no table
_UNIT_SIGNS = ("(", "[", '"')  # may open or be a unit: 20 (kg), 8"
_REMEMBERED = 50_000  # forms that a language's memory may hold


class Sides(NamedTuple):
    """What the words before and after a number may say to it, each a sum of classes."""

    before: int
    after: int


class _Classes(dict[str, int]):
    """Remembers the classes of each form that stood on one side of a number.

    `words` are folded; `reach` is of the table of units, which is looked up by stems. Signs may say
    anything, but for the mute ones, which are only asked whether they name.
    """

    def __init__(
        self, words: dict[int, frozenset[str]], mute: frozenset[str], reach: Reach | None
    ) -> None:
        super().__init__()
        self.words = words
        self.mute = mute
        self.reach = reach

    def __missing__(self, form: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[form] = found = self.classes_of(form)
        return found

    def classes_of(self, form: str) -> int:
        """Return the sum of the classes of a form."""
        if form in _UNIT_SIGNS and self.reach is not None:
            return UNIT | NAME
        if not form[0].isalpha() and form not in self.mute and form[0] not in _CONTROLS:
            return _ALL
        word = fold(form)
        found = sum(mask for mask, words in self.words.items() if word in words)
        if self.reach is not None:
            return found | (UNIT if self.reach[form] else 0) | (0 if form[0].isalpha() else NAME)
        return found | (NAME if form[0].isupper() or not form[0].isalpha() else 0)


def _tails(*tables: Table) -> Iterator[str]:
    return (word for table in tables if isinstance(table, Phrases) for word in table.tails)


def _heads(*tables: Table) -> Iterator[str]:
    return (word for table in tables if isinstance(table, Phrases) for word in table.heads)


@cache
def _before(code: str) -> _Classes:
    lexicon = lexicon_of(code)
    prefixes: tuple[Table, ...] = (lexicon.money_prefixes, lexicon.unit_prefixes, lexicon.minus)
    prefixes += (lexicon.shift_before, lexicon.one_over, lexicon.one_over_great, lexicon.leading)
    bounds = lexicon.bounds, lexicon.several
    classes = {
        PREFIX: frozenset(_tails(*prefixes)),
        BOUND: lexicon.definite.union(lexicon.articles, _tails(*bounds)),
        RANK: frozenset(_tails(lexicon.rank_before, lexicon.ordinal_prefixes)),
        AMONG: frozenset(lexicon.among.tails() if lexicon.among else ()),
        NAME: lexicon.labels.union(
            PICTURED,
            lexicon.pictures,
            lexicon.months,
            lexicon.clock_articles,
            _tails(lexicon.clock, lexicon.clock_before),
        ),
    }
    return _Classes(classes, _MUTE_BEFORE, None)


@cache
def _after(code: str) -> _Classes:
    lexicon = lexicon_of(code)
    classes = {
        RANGE: frozenset(lexicon.between.values()).union(
            _heads(lexicon.ranges, lexicon.pair_links)
        ),
        UNIT: lexicon.linkers | lexicon.modifiers | lexicon.articles,
        BOUND: frozenset(_heads(lexicon.bounds_after)),
        RANK: lexicon.ordinal_marks.union(_heads(lexicon.rank_after, lexicon.rank_of)),
        NAME: lexicon.months.union(lexicon.linkers, _heads(lexicon.clock)),
    }
    units = lexicon.units.reach_after if isinstance(lexicon.units, Phrases) else Reach({}, str)
    return _Classes(classes, _MUTE_AFTER, units)


def sides_of(passage: Passage, first: int, last: int) -> Sides:
    """Return what stands before the token `first` and at the token `last` may say to a number."""
    lexicon, tokens = passage.lexicon, passage.tokens
    if lexicon.glued:
        return Sides(_ALL, _ALL)
    return Sides(
        _before(lexicon.code)[tokens[first - 1].form] if first > 0 else 0,
        _after(lexicon.code)[tokens[last].form] if last < len(tokens) else 0,
    )
