"""What all that reads or writes by SQL has in common.

Statements are written once for all databases: a question mark stands for a value, which is always
bound and never put into the text, and `json_each(?)` for a list of values (`packing.column_list`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, Protocol

from stemmata.store.sql.packing import damaged


class Cursor(Protocol):
    """What a statement brought."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        ...

    def fetchone(self) -> Any:
        """Return the next row, None where there is none."""
        ...

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        ...


class Connection(Protocol):
    """A connection within a transaction."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one statement with its values."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run one statement for each row of values."""
        ...


class Connections(Protocol):
    """All connections of this process to one database; its errors come out as `StoreError`."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query, as they are committed now."""
        ...

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query that may be larger than memory."""
        ...

    def transaction(self) -> AbstractContextManager[Connection]:
        """Write; all of it is kept, or nothing."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class Reading:
    """Asks the database.

    Args:
        connections: to it.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def _rows(self, sql: str, *values: object) -> list[Any]:
        """Return all rows of a query."""
        return self._connections.rows(sql, values)

    def _row(self, sql: str, *values: object) -> Any:
        """Return the first row of a query, None where there is none."""
        return next(iter(self._rows(sql, *values)), None)

    def _column(self, sql: str, *values: object) -> list[Any]:
        """Return the first column of a query."""
        return [row[0] for row in self._rows(sql, *values)]


def now() -> str:
    """Return the present moment as columns keep it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """Return a moment that a column keeps.

    Raises:
        StoreError: it is damaged.
    """
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise damaged(error) from error


def day(text: str | None) -> date | None:
    """Return a day that a column keeps.

    Raises:
        StoreError: it is damaged.
    """
    try:
        return date.fromisoformat(text) if text else None
    except (ValueError, TypeError) as error:
        raise damaged(error) from error
