"""A PostgreSQL database as a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from stemmata.errors import StoreError, UsageError
from stemmata.settings import StoreSettings
from stemmata.store.postgres.connecting import PostgresConnections
from stemmata.store.postgres.finding import PostgresFinding
from stemmata.store.postgres.words import PostgresWordIndex
from stemmata.store.sql.articles import SqlArticles
from stemmata.store.sql.checking import BACKUP, check_facts, check_values
from stemmata.store.sql.copying import NUMBERED, Copied, Snapshot, copy_tables
from stemmata.store.sql.log import SqlLog
from stemmata.store.sql.raws import SqlRaws
from stemmata.store.sql.stories import SqlStories
from stemmata.store.sql.writing import SqlWriting
from stemmata.store.sqlite import open_sqlite
from stemmata.store.sqlite.store import new_file
from stemmata.store.values import Damage


class PostgresStore(SqlArticles, SqlRaws, SqlStories, PostgresFinding, SqlLog):
    """A store on a server, read from any thread, written by one at a time.

    Args:
        connections: to the database.
        settings: which pairs are telling.
    """

    def __init__(self, connections: PostgresConnections, settings: StoreSettings) -> None:
        super().__init__(connections)
        self._settings = settings
        self._database = connections
        self._shown = connections.shown

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """Begin a transaction; it is kept whole, or not at all.

        Raises:
            StoreError: others wrote for too long, or the server cannot.
        """
        with self._connections.transaction() as connection:
            yield SqlWriting(connection, PostgresWordIndex(connection), self._settings)

    def check(self) -> Iterator[Damage]:
        """Yield what is damaged or does not fit together."""
        try:
            yield from check_facts(self._connections, "SELECT article FROM words")
            yield from check_values(self._connections)
        except StoreError as error:
            yield Damage("database", error.what, BACKUP)

    def backup(self, path: Path) -> None:
        """Copy the store to a new file of SQLite while it is in use.

        Raises:
            StoreError: the file exists or cannot be written.
        """
        with new_file(path) as unfinished, open_sqlite(unfinished) as target:
            self.copy_to(target)

    def copy_to(self, target: Copied) -> None:
        """Write all that is kept into another store, which is empty."""
        with self._database.snapshot() as snapshot:
            target.take(snapshot)

    def take(self, source: Snapshot) -> None:
        """Take all that another store keeps; this one must be empty.

        Raises:
            UsageError: it is not.
        """
        with self._connections.transaction() as connection:
            if connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone():
                advice = "name an empty database or schema"
                raise UsageError("holds articles already", where=self._shown, advice=advice)
            copy_tables(source, connection, PostgresWordIndex(connection))
            for table in NUMBERED:
                connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'number'),"
                    f" coalesce(max(number), 0) + 1, false) FROM {table}"
                )

    def close(self) -> None:
        """Let go of the server."""
        self._connections.close()


def open_postgres(address: str, settings: StoreSettings | None = None) -> PostgresStore:
    """Return the store in a database, which is made where the database is empty.

    Args:
        address: `postgresql://user@host/database`, as libpq takes it.
        settings: how long to wait for others, how many read at once.

    Raises:
        UsageError: it is no address, or the database holds something else.
        StoreError: it cannot be reached, or was written by a newer version.
    """
    settings = settings or StoreSettings()
    connections = PostgresConnections(address, settings)
    try:
        connections.prepare()
    except BaseException:
        connections.close()
        raise
    return PostgresStore(connections, settings)


def open_existing_postgres(address: str) -> PostgresStore:
    """Return the store in a database that holds one already.

    Raises:
        UsageError: there is none.
        StoreError: it cannot be reached, or was written by a newer version.
    """
    connections = PostgresConnections(address, StoreSettings())
    try:
        known = connections.is_store()
    finally:
        connections.close()
    if not known:
        advice = "make it with stemmata add, or name another with --store"
        raise UsageError("there is no store", where=connections.shown, advice=advice)
    return open_postgres(address)
