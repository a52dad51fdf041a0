"""Words as SQLite's full-text index cuts and folds them, so that both stores find the same.

SQLite itself is asked: a table in memory takes the texts, and its vocabulary is read back.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence

_LONGEST = 2000  # bytes; PostgreSQL takes no longer term
_local = threading.local()


def tokenise(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each text, in order, folded and without accents.

    Example:
        >>> tokenise(["Élan vital, ELAN!", "", "5,000 Дамба"])
        [['elan', 'vital', 'elan'], [], ['5', '000', 'дамба']]
    """
    database = _database()
    database.executemany("INSERT INTO texts(rowid, body) VALUES (?, ?)", enumerate(texts))
    found: list[list[str]] = [[] for _ in texts]
    for place, term in database.execute("SELECT doc, term FROM vocabulary ORDER BY doc, offset"):
        found[place].append(term if len(term) * 4 <= _LONGEST else _cut(term))
    database.execute("INSERT INTO texts(texts) VALUES ('delete-all')")
    return found


def _cut(term: str) -> str:
    return term.encode()[:_LONGEST].decode("utf-8", "ignore")


def _database() -> sqlite3.Connection:
    """Return this thread's table."""
    made: sqlite3.Connection | None = getattr(_local, "database", None)
    if made is None:
        made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        made.execute(
            "CREATE VIRTUAL TABLE texts USING fts5("
            "body, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        made.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, instance)")
        _local.database = made
    return made
