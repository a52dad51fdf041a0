"""A query over words as the parts that PostgreSQL is asked for.

Nothing in it comes from outside but words, cut as those of the texts, and even they are bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemmata.store.postgres.tokens import tokenise
from stemmata.store.postgres.words import concept_term, in_a_row
from stemmata.store.sql.spacing import concept_word, plain_words
from stemmata.store.values import Words


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that may be found.

    Args:
        group: the number of the group that it answers.
        terms: the query of the index of terms.
        pattern: how its words follow each other; empty for a concept.
        alone: the index says all, as there is one word only.
    """

    group: int
    terms: str
    pattern: str
    alone: bool


def phrases_of(words: Words) -> list[Phrase]:
    """Return what a query asks for; groups in which there is no word are left out.

    Example:
        >>> asked = Words((("Élan vital", 12), ("...",), ("orch",)), frozenset({"orch"}))
        >>> found = phrases_of(asked)
        >>> [(each.group, each.terms, each.pattern) for each in found]
        [(0, "'elan' & 'vital'", ' elan  vital '), (0, "'#c12'", ''), (1, "'orch':*", ' orch')]
    """
    found: list[Phrase] = []
    group = 0
    for each in words.groups:
        phrases = [phrase for phrase in _phrases(group, each, words.begun) if phrase.terms]
        found += phrases
        group += bool(phrases)
    return found


def _phrases(group: int, members: Sequence[str | int], begun: frozenset[str]) -> Iterable[Phrase]:
    texts = [" ".join(plain_words(each)) for each in members if isinstance(each, str)]
    cut = iter(tokenise(texts))
    for each in members:
        if isinstance(each, int):
            yield Phrase(group, _quoted(concept_term(concept_word(each))), "", alone=True)
        else:
            yield phrase_of(next(cut), group, each in begun)


def phrase_of(words: Sequence[str], group: int, begun: bool) -> Phrase:  # noqa: FBT001 # a fact
    """Return a phrase of words; the last of them may go on where the phrase is begun."""
    terms = [_quoted(word) for word in words]
    pattern = in_a_row(words)
    if begun and words:
        terms[-1] += ":*"
        pattern = pattern[:-1]
    return Phrase(group, " & ".join(terms), pattern, alone=len(words) == 1)


def _quoted(term: str) -> str:
    """Return a term as a query of terms takes it.

    Example:
        >>> print(_quoted("it's"))
        'it''s'
    """
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
