"""Whether a file holds together: SQLite's own checks, then ours."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.errors import StoreError
from stemmata.store.sql.checking import BACKUP, check_facts, check_values
from stemmata.store.sql.reading import Connections
from stemmata.store.values import Damage


def check(connections: Connections) -> Iterator[Damage]:
    """Yield what is damaged or does not fit together."""
    try:
        damaged = list(_checked_file(connections))
        yield from damaged
        if not damaged:
            yield from check_facts(connections, "SELECT rowid FROM words")
            yield from check_values(connections)
    except StoreError as error:
        yield Damage("file", error.what, BACKUP)


def _checked_file(connections: Connections) -> Iterator[Damage]:
    for (line,) in connections.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield Damage("file", line, BACKUP)
    for table, row, parent, _ in connections.rows("PRAGMA foreign_key_check"):
        yield Damage(f"{table} {row}", f"belongs to a row of {parent} that is gone", BACKUP)
