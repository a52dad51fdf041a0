"""Articles and names under their words, as PostgreSQL's inverted index takes them.

An index of terms finds the articles; whether words follow each other, and how often, is read from
the words themselves, so that no text is too long for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemmata.store.postgres.tokens import tokenise
from stemmata.store.sql.keeping import Searched
from stemmata.store.sql.reading import Connection
from stemmata.store.sql.spacing import all_letter_runs, spaced

_MOST_BYTES = 900_000  # of all terms of an article; PostgreSQL takes no more than a megabyte


class PostgresWordIndex:
    """The tables of words, within one transaction.

    Args:
        connection: within the transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put(self, number: int, searched: Searched) -> None:
        """File an article under its words."""
        written = tokenise(searched[:3])
        concepts = searched[3].split()
        count = sum(map(len, written)) + len(concepts)
        terms = [*(term for words in written for term in words), *map(concept_term, concepts)]
        self._db.execute(
            "INSERT INTO words(article, tokens, headline, body, names, terms)"
            " VALUES (?, ?, ?, ?, ?, array_to_tsvector(CAST(? AS TEXT[])))",
            (number, count, *map(in_a_row, written), bounded(terms)),
        )
        self._count(1, count)

    def forget(self, number: int, searched: Searched) -> None:  # noqa: ARG002 # of the protocol
        """Take an article out."""
        row = self._db.execute(
            "DELETE FROM words WHERE article = ? RETURNING tokens", (number,)
        ).fetchone()
        if row:
            self._count(-1, -row[0])

    def put_name(self, number: int, folded: str) -> None:
        """File a written name under its words and its letters."""
        [words] = tokenise([spaced(folded)])
        self._db.execute(
            "UPDATE names SET words = ?, terms = array_to_tsvector(CAST(? AS TEXT[])),"
            " runs = CAST(? AS TEXT[]) WHERE number = ?",
            (in_a_row(words), bounded(words), all_letter_runs(folded), number),
        )

    def _count(self, articles: int, tokens: int) -> None:
        self._db.execute(
            "UPDATE words_in_all SET articles = articles + ?, tokens = tokens + ?",
            (articles, tokens),
        )


def concept_term(word: str) -> str:
    """Return the term of a concept, which no word of a text can be."""
    return f"#{word}"


def in_a_row(words: Iterable[str]) -> str:
    """Return words one after the other, each between spaces of its own.

    Example:
        >>> in_a_row(["the", "dam"]).count(" the  dam ")
        1
    """
    return "".join(f" {word} " for word in words)


def bounded(terms: Sequence[str]) -> list[str]:
    """Return each term once, no more than an index entry takes; what is left out is not found."""
    kept, room = [], _MOST_BYTES
    for term in dict.fromkeys(terms):
        room -= len(term.encode()) + 4
        if room < 0:
            break
        kept.append(term)
    return kept
