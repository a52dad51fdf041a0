"""Connections to the server: a few that read, one that writes; the schema's version.

Who writes holds a lock of the database, so that one writes at a time, from however many processes,
and changes are numbered in the order of commits. Readers are never held up.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import count
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from stemmata.errors import StoreError, UsageError
from stemmata.settings import StoreSettings
from stemmata.store.postgres.speaking import PostgresConnection, spoken

_LOCK = 0x5374656D  # "Stem"
_MIGRATIONS = ("001.sql",)
VERSION = len(_MIGRATIONS)
_ROWS_AT_ONCE = 500  # of a query that may be larger than memory


class PostgresConnections:
    """All connections of this process to one database.

    Args:
        address: `postgresql://user@host/database`, as libpq takes it.
        settings: how long to wait for others, how many read at once.
    """

    def __init__(self, address: str, settings: StoreSettings) -> None:
        self.shown = shown(address)
        self._address = address
        self._settings = settings
        self._idle: list[psycopg.Connection[Any]] = []
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(settings.connections)
        self._writing = threading.RLock()
        self._closed = False
        self._names = count()
        with self.told():
            self._writer = self._open()

    def prepare(self) -> None:
        """Make an empty database a store, and bring an older store up to date."""
        with self.transaction() as connection:
            version = _known_version(connection, self.shown)
            for name in _MIGRATIONS[version:]:
                source = files("stemmata.store.postgres") / "migrations" / name
                connection.execute(source.read_text("utf-8"))
            if version < VERSION:
                connection.execute("DELETE FROM stemmata_schema")
                connection.execute("INSERT INTO stemmata_schema VALUES (?)", (VERSION,))

    def is_store(self) -> bool:
        """Return whether the database holds a store."""
        return bool(self.rows("SELECT to_regclass('stemmata_schema') IS NOT NULL")[0][0])

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query, as they are committed now."""
        with self._reader() as connection:
            return connection.execute(spoken(sql), values or None).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query that may be larger than memory."""
        with (
            self._reader() as connection,
            connection.cursor(f"stream{next(self._names)}", withhold=True) as cursor,
        ):
            cursor.itersize = _ROWS_AT_ONCE
            yield from cursor.execute(spoken(sql), values or None)

    @contextmanager
    def transaction(self) -> Iterator[PostgresConnection]:
        """Write; all of it is kept, or nothing."""
        with self._writing, self.told():
            if self._writer.closed:  # the server was started anew
                self._writer = self._open()
            with self._writer.transaction():
                wait = f"{round(1000 * self._settings.wait_seconds)}ms"
                self._writer.execute("SELECT set_config('lock_timeout', %s, true)", (wait,))
                self._writer.execute(
                    "SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", (_LOCK,)
                )
                yield PostgresConnection(self._writer)

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        """Read as of one moment, until the block ends."""
        with self._reader() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield PostgresSnapshot(connection)

    def close(self) -> None:
        """Close all connections that nobody is using."""
        with self._lock:
            self._closed = True
            for connection in (*self._idle, self._writer):
                connection.close()
            self._idle.clear()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the server says into what a person can act on."""
        try:
            yield
        except psycopg.Error as error:
            raise _explain(error, self.shown) from error

    @contextmanager
    def _reader(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend a connection that reads."""
        if not self._free.acquire(timeout=self._settings.wait_seconds):
            advice = "ask again, or allow more connections in StoreSettings"
            raise StoreError("too many ask at once", where=self.shown, advice=advice)
        try:
            with self.told():
                connection = self._take()
                try:
                    yield connection
                finally:
                    self._put_back(connection)
        finally:
            self._free.release()

    def _take(self) -> psycopg.Connection[Any]:
        with self._lock:
            idle = self._idle.pop() if self._idle else None
        return idle if idle and not idle.closed else self._open_reader()

    def _put_back(self, connection: psycopg.Connection[Any]) -> None:
        with self._lock:
            if self._closed:
                connection.close()
            elif not connection.closed:
                self._idle.append(connection)

    def _open_reader(self) -> psycopg.Connection[Any]:
        connection = self._open()
        connection.execute("SET default_transaction_read_only = on")
        return connection

    def _open(self) -> psycopg.Connection[Any]:
        if self._closed:
            raise StoreError("is closed", where=self.shown, advice="open it again")
        connection = psycopg.connect(
            self._address, autocommit=True, client_encoding="UTF8", application_name="stemmata"
        )
        if connection.info.parameter_status("server_encoding") != "UTF8":
            connection.close()
            advice = "create the database with ENCODING 'UTF8'"
            raise UsageError("keeps no Unicode", where=self.shown, advice=advice)
        return connection


class PostgresSnapshot:
    """A database as it was at one moment.

    Args:
        connection: within a transaction of one snapshot.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query that may be larger than memory."""
        with self._connection.cursor("snapshot") as cursor:
            cursor.itersize = _ROWS_AT_ONCE
            yield from cursor.execute(spoken(sql), values or None)


def shown(address: str) -> str:
    """Return the address of a database as messages show it, without a password.

    Raises:
        UsageError: it is no such address.

    Example:
        >>> shown("postgresql://ana:secret@db.example:5433/desk?connect_timeout=3")
        'postgresql://ana@db.example:5433/desk'
    """
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        where = address.partition(":")[0]  # the rest may hold a password
        advice = "write it as postgresql://user@host/database"
        raise UsageError("is no address of a database", where=where, advice=advice) from None
    user = f"{parts['user']}@" if parts.get("user") else ""
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"postgresql://{user}{parts.get('host', '')}{port}/{parts.get('dbname', '')}"


def _known_version(connection: PostgresConnection, where: str) -> int:
    """Return the version of a store, 0 for an empty database."""
    if connection.execute("SELECT to_regclass('stemmata_schema')").fetchone()[0] is None:  # type: ignore[index] # one row
        query = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"
        if connection.execute(query).fetchone():
            advice = "name an empty database or schema"
            raise UsageError("is a database, but no store of Stemmata", where=where, advice=advice)
        return 0
    version = int(connection.execute("SELECT version FROM stemmata_schema").fetchone()[0])  # type: ignore[index] # one row
    if version > VERSION:
        raise StoreError(
            f"was written by a newer Stemmata (schema {version}, this one knows {VERSION})",
            where=where,
            advice="install the newer version",
        )
    return version


def _explain(error: psycopg.Error, where: str) -> StoreError:
    """Return an error of the driver as ours."""
    advice = "run stemmata check, and look into the log of the server"
    if isinstance(error, psycopg.errors.LockNotAvailable):
        advice = "another process has been writing for long; wait, or end it"
    elif isinstance(error, psycopg.errors.DiskFull):
        advice = "make room on the server's disk; what was acknowledged is kept"
    elif isinstance(error, psycopg.errors.InsufficientPrivilege):
        advice = "give the user the right to create tables and to write"
    elif isinstance(error, psycopg.OperationalError):
        advice = "check that the server runs, and the address, user and password"
    said = " ".join(str(error).split())
    return StoreError(f"the store says: {said}", where=where, advice=advice)
