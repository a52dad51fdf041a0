"""Queries and texts as SQLite's full-text index FTS5 takes them."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.store.sql.keeping import Searched
from stemmata.store.sql.reading import Connection
from stemmata.store.sql.spacing import concept_word, plain_words, spaced
from stemmata.store.values import Words

# A headline says what an article is about, then its names.
RANK = "bm25(words, 6.0, 1.0, 3.0, 1.5)"
_WRITTEN = "{headline body names}"


class SqliteWordIndex:
    """The virtual tables of words and letters, within one transaction.

    Args:
        connection: within the transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put(self, number: int, searched: Searched) -> None:
        """File an article under its words."""
        self._db.execute(
            "INSERT INTO words(rowid, headline, body, names, concepts) VALUES (?, ?, ?, ?, ?)",
            (number, *searched),
        )

    def forget(self, number: int, searched: Searched) -> None:
        """Take an article out that was filed under these words."""
        self._db.execute(
            "INSERT INTO words(words, rowid, headline, body, names, concepts)"
            " VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *searched),
        )

    def put_name(self, number: int, folded: str) -> None:
        """File a written name under its words and its letters."""
        for table, text in (("name_words", spaced(folded)), ("name_letters", folded)):
            self._db.execute(f"INSERT INTO {table}(rowid, folded) VALUES (?, ?)", (number, text))


def expression(words: Words) -> str:
    """Return a query in the index's own syntax, of which nothing comes from outside.

    Example:
        >>> expression(Words((("Volkswagen", "vw"),), frozenset({"vw"})))
        '({headline body names} : ("Volkswagen" OR "vw"*))'
        >>> expression(Words((("東京", 12), (7,)), loose=True))
        '({headline body names} : ("東 京") OR concepts : ("c12")) OR (concepts : ("c7"))'
    """
    groups = (_group(group, words.begun) for group in words.groups)
    return (" OR " if words.loose else " AND ").join(filter(None, groups))


def _group(group: Iterable[str | int], begun: frozenset[str]) -> str:
    phrases, concepts = [], []
    for each in group:
        if isinstance(each, int):
            concepts.append(f'"{concept_word(each)}"')
        elif phrase := _phrase(each, begun=each in begun):
            phrases.append(phrase)
    parts = [f"{_WRITTEN} : ({' OR '.join(phrases)})"] if phrases else []
    parts += [f"concepts : ({' OR '.join(concepts)})"] if concepts else []
    return f"({' OR '.join(parts)})" if parts else ""


def _phrase(phrase: str, *, begun: bool) -> str:
    words = plain_words(phrase)
    return f'"{" ".join(words)}"{"*" if begun else ""}' if words else ""


def letters_expression(runs: Iterable[str]) -> str:
    """Return a query for any of several runs of three letters.

    Example:
        >>> letters_expression(["ann", "nna"])
        '"ann" OR "nna"'
    """
    return " OR ".join(_quoted(run) for run in runs)


def _quoted(run: str) -> str:
    return '"' + run.encode("utf-8", "replace").decode("utf-8").replace('"', '""') + '"'
