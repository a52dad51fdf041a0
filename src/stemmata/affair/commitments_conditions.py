"""Conditions: a deed that is to last until something is so, without a day.

"The fund froze a tranche until the schedule is on the table": a tie whose sentence goes on with a
word for "until" and a clause that gives no day. Only such sentences are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from stemmata.affair.actors_titles import WORD
from stemmata.affair.clauses import (
    Stretch,
    clause_around,
    in_body,
    overlapping,
    sentence_at,
    trimmed,
)
from stemmata.affair.commitments_words import Remembered
from stemmata.model import AnnotatedArticle, CommitmentKind, Frozen, Tie, TieType

# What can be held up until others give in, and what its condition is: asked of others or announced.
_HELD: Mapping[TieType, CommitmentKind] = {
    "SANCTION": "order",
    "COERCE": "order",
    "REJECT": "order",
    "PROTEST": "plan",
}
_UNTIL = Remembered(("until",), likely=0.3)
_LEAST_WORDS = 4  # of a clause: "until then" and "until the end" name no condition
_REACH = 120  # characters from the word of a deed to "until"


class Condition(Frozen, frozen=True):
    """A tie, the words for what it is to last until, and the clause from the deed to their end."""

    article: AnnotatedArticle
    tie: Tie
    sentence: Stretch
    words: Stretch
    clause: Stretch
    kind: CommitmentKind


def find_conditions(articles: Sequence[AnnotatedArticle]) -> list[Condition]:
    """Return the deeds of articles that are to last until something is so, no day given.

    Args:
        articles: with their ties and dates.
    """
    by_language: defaultdict[str, list[tuple[AnnotatedArticle, Tie, Stretch]]] = defaultdict(list)
    for article in articles:
        for tie in article.ties:
            if tie.type in _HELD and in_body(article, tie.start):
                by_language[article.language].append((article, tie, sentence_at(article, tie.end)))
    found: list[Condition] = []
    for language, each in by_language.items():
        said = {word for a, tie, at in each for word, _ in _behind(a, tie, at)}
        until = _UNTIL.among(said, language)
        found += [one for a, tie, at in each if (one := _condition(a, tie, at, until))]
    return found


def _behind(article: AnnotatedArticle, tie: Tie, sentence: Stretch) -> Iterator[tuple[str, int]]:
    """Yield the words behind a deed in its sentence, each with its place."""
    for match in WORD.finditer(article.text, tie.end, min(sentence[1], tie.end + _REACH)):
        yield match[0].lower(), match.start()


def _condition(
    article: AnnotatedArticle, tie: Tie, sentence: Stretch, until: set[str]
) -> Condition | None:
    start = next((at for word, at in _behind(article, tie, sentence) if word in until), None)
    if start is None:
        return None
    words = trimmed(article.text, (start, sentence[1]))
    days = [(day.start, day.end) for day in article.dates]
    if overlapping(words, days) or len(WORD.findall(article.text, *words)) < _LEAST_WORDS:
        return None
    first, _ = clause_around(article.text, sentence, (tie.start, tie.end))
    return Condition(article, tie, sentence, words, (first, words[1]), _HELD[tie.type])
