"""What all that reads the file has in common."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from stemmata.store.sqlite.connecting import Connections, explain


class Reading:
    """Asks the file, by the connection of the thread that asks.

    Args:
        connections: to the file.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def _rows(self, sql: str, *values: object) -> list[Any]:
        """Return all rows of a query."""
        try:
            return self._connections.reader.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise explain(error, self._connections.path) from error

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
    """Return a moment that a column keeps."""
    return datetime.fromisoformat(text)


def day(text: str | None) -> date | None:
    """Return a day that a column keeps."""
    return date.fromisoformat(text) if text else None


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))
