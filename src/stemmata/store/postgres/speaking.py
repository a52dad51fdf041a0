"""What is written for all databases, as PostgreSQL takes it: two marks are spelt otherwise.

Values are bound by the driver and never come into the text of a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import psycopg


class PostgresConnection:
    """A connection within a transaction, which takes what is written for all databases.

    Args:
        connection: of the driver.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[Any]:
        """Run one statement with its values."""
        return self._connection.execute(spoken(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run one statement for each row of values."""
        with self._connection.cursor() as cursor:
            cursor.executemany(spoken(sql), rows)


@lru_cache(maxsize=512)
def spoken(sql: str) -> bytes:
    """Return a statement as the driver takes it.

    Example:
        >>> spoken("SELECT id FROM articles WHERE number IN (SELECT value FROM json_each(?))")
        b'SELECT id FROM articles WHERE number IN (SELECT value FROM json_array_elements_text(%s))'
    """
    lists = sql.replace("json_each(?)", "json_array_elements_text(?)")
    return lists.replace("?", "%s").encode()
