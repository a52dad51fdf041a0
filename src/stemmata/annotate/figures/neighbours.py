"""Which words beside a number can say something to it; all others end its look-ups at once."""

from __future__ import annotations

from functools import cache

from stemmata.annotate.figures.lexicon import Table, lexicon_of
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.phrases import Phrases, Reach
from stemmata.text import fold

_MUTE_BEFORE = frozenset(',;:!?("“„«)')
_MUTE_AFTER = frozenset('.,;:!?()"”»…')
_REMEMBERED = 50_000  # forms that a language's memory may hold


class _Speaking(dict[str, bool]):
    """Remembers of each form whether it can change what a number beside it says.

    `words` are folded; `reaches` are of tables that are looked up by stems.
    """

    def __init__(self, words: frozenset[str], mute: frozenset[str], reaches: list[Reach]) -> None:
        super().__init__()
        self.words = words
        self.mute = mute
        self.reaches = reaches

    def __missing__(self, form: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        found = not form[0].isalpha() and form not in self.mute
        found = found or fold(form) in self.words or any(reach[form] for reach in self.reaches)
        self[form] = found
        return found


def _speaking_before(tables: tuple[Table, ...], words: frozenset[str]) -> _Speaking:
    tails = [table.tails for table in tables if isinstance(table, Phrases)]
    return _Speaking(words.union(*tails), _MUTE_BEFORE, [])


def _speaking_after(
    tables: tuple[Table, ...], words: frozenset[str], stemmed: tuple[Table, ...] = ()
) -> _Speaking:
    heads = [table.heads for table in tables if isinstance(table, Phrases)]
    reaches = [table.reach_after for table in stemmed if isinstance(table, Phrases)]
    return _Speaking(words.union(*heads), _MUTE_AFTER - words, reaches)


@cache
def _before(code: str) -> _Speaking:
    lexicon = lexicon_of(code)
    money = lexicon.money_prefixes, lexicon.unit_prefixes
    bounds = lexicon.bounds, lexicon.several, lexicon.minus, lexicon.half_before
    return _speaking_before((*money, *bounds), lexicon.definite | lexicon.articles)


@cache
def _after(code: str) -> _Speaking:
    lexicon = lexicon_of(code)
    words = lexicon.linkers | lexicon.modifiers | lexicon.articles
    words |= frozenset(lexicon.between.values())
    return _speaking_after((lexicon.ranges, lexicon.bounds_after), words, (lexicon.units,))


@cache
def _rank_before(code: str) -> _Speaking:
    lexicon = lexicon_of(code)
    return _speaking_before((lexicon.rank_before, lexicon.ordinal_prefixes), frozenset())


@cache
def _rank_after(code: str) -> _Speaking:
    lexicon = lexicon_of(code)
    return _speaking_after((lexicon.rank_after, lexicon.rank_of), lexicon.ordinal_marks)


def may_rank(passage: Passage, first: int, last: int) -> bool:
    """Tell whether what stands beside the tokens of a number can make it a rank or an ordinal."""
    code, tokens = passage.lexicon.code, passage.tokens
    if passage.lexicon.glued or (last < len(tokens) and _rank_after(code)[tokens[last].form]):
        return True
    return first > 0 and _rank_before(code)[tokens[first - 1].form]


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
