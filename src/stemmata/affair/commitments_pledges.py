"""Promises without a day: a sum of money in a clause with a word of promising.

Words are looked up one by one and remembered, so that only the few clauses that promise are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemmata.affair.actors_titles import WORD
from stemmata.affair.clauses import Stretch, clause_at, in_body, overlapping
from stemmata.affair.commitments_words import Remembered
from stemmata.model import AnnotatedArticle, Figure

_PROMISES = Remembered(("promise", "pledge", "vow"), likely=0.3)
_SHORT = 3  # letters of small words

Pledge = tuple[AnnotatedArticle, Figure, Stretch]


def find_pledges(articles: Sequence[AnnotatedArticle]) -> list[Pledge]:
    """Return the sums that articles say are promised, without a day, with their clauses.

    Args:
        articles: with their figures and dates.
    """
    sums: defaultdict[str, list[tuple[Pledge, set[str]]]] = defaultdict(list)
    for article in articles:
        for pledge in _sums(article):
            words = WORD.findall(article.text[slice(*pledge[2])])
            sums[article.language].append((pledge, set(filter(_may_be_verb, words))))
    found: list[Pledge] = []
    for language, each in sums.items():
        promising = _PROMISES.among(set().union(*(words for _, words in each)), language)
        found += [pledge for pledge, words in each if not promising.isdisjoint(words)]
    return found


def _sums(article: AnnotatedArticle) -> Iterator[Pledge]:
    """Yield the sums of money in clauses without a date, one of each clause."""
    days = [(day.start, day.end) for day in article.dates]
    seen: set[Stretch] = set()
    for figure in article.figures:
        unit = figure.unit or ""
        if len(unit) == 3 and unit.isupper() and in_body(article, figure.start):
            clause = clause_at(article.text, (figure.start, figure.end))
            if clause not in seen and not overlapping(clause, days):
                seen.add(clause)
                yield article, figure, clause


def _may_be_verb(form: str) -> bool:
    """Tell whether a word is neither short nor a number nor, by its capital, a name."""
    return len(form) > _SHORT and form.isalpha() and not form[0].isupper()
