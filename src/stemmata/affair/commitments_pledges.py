"""Promises without a day: a sum of money in a clause with a word of promising.

Words are looked up one by one and remembered, so that only the few clauses that promise are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from threading import Lock

from stemmata.affair.actors_titles import WORD
from stemmata.affair.clauses import Stretch, clause_at, in_body, overlapping
from stemmata.affair.senses import concepts_of
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Figure

_PROMISING = ("promise", "pledge", "vow")
_LIKELY = 0.3  # probability from which a word is taken to promise
_SHORT = 3  # letters of small words
_MOST_WORDS = 50_000  # of a language that are remembered

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
        promising = _MEMORY.promising(set().union(*(words for _, words in each)), language)
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


class _Memory:
    """The words looked up so far that promise, by language; safe to share between threads."""

    def __init__(self) -> None:
        self._met: defaultdict[str, set[str]] = defaultdict(set)
        self._promising: defaultdict[str, set[str]] = defaultdict(set)
        self._lock = Lock()

    def promising(self, words: set[str], language: str) -> set[str]:
        """Return the words of a language that promise, others met before among them."""
        with self._lock:
            if fresh := sorted(words - self._met[language]):
                if len(self._met[language]) > _MOST_WORDS:
                    self._met[language], self._promising[language] = set(), set()
                found = load_lexicon().concepts(fresh, language)
                wanted = concepts_of(_PROMISING)
                columns = (found.positions.tolist(), found.ids.tolist(), found.weights.tolist())
                self._promising[language].update(
                    fresh[place]
                    for place, concept, weight in zip(*columns, strict=True)
                    if concept in wanted and weight >= _LIKELY
                )
                self._met[language].update(fresh)
            return self._promising[language]


_MEMORY = _Memory()
