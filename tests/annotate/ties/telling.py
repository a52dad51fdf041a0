"""The ties that a text tells of, for the tests of their parts."""

from __future__ import annotations

from stemmata.annotate.names import find_names
from stemmata.annotate.ties import find_ties
from stemmata.model import Article, Origin, Tie


def ties_of(text: str, language: str = "en") -> tuple[Tie, ...]:
    """Return the ties of a text with the names that are found in it."""
    article = Article("a", text, Origin("a"), language)
    return find_ties(article, find_names(article))


def only(text: str, language: str = "en") -> Tie:
    """Return the one tie of a text."""
    ties = ties_of(text, language)
    assert len(ties) == 1, [(tie.type, tie.text) for tie in ties]
    return ties[0]
