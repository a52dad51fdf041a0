"""Connections to the file: one for each thread that reads, one that writes; the schema's version.

WAL lets readers read while one writes. `synchronous=FULL` makes a commit that was acknowledged
outlive a loss of power, not only a killed process.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from stemmata.errors import StoreError, UsageError
from stemmata.settings import StoreSettings

APPLICATION = 0x5374656D  # "Stem", in the file's header
_MIGRATIONS = ("001.sql", "002.sql")
VERSION = len(_MIGRATIONS)


class SqliteConnections:
    """All connections of this process to one file.

    Args:
        path: the file; made where it is missing.
        settings: how long to wait for others, and how much to keep in memory.
    """

    def __init__(self, path: Path, settings: StoreSettings) -> None:
        self.path = path
        self._settings = settings
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._writing = threading.RLock()
        self._closed = False
        self._taken_over = 0  # rows changed when the file last took over its log
        self._aside = threading.Thread(target=self._take_over)
        with _told(path):
            self._writer = self._open()
            _prepare(self._writer, path)

    @property
    def reader(self) -> sqlite3.Connection:
        """The connection that this thread reads by."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            with _told(self.path):
                found = self._local.connection = self._open()
                found.execute("PRAGMA query_only = ON")
        return found

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query, by the connection of the thread that asks."""
        with _told(self.path):
            return self.reader.execute(sql, tuple(values)).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query that may be larger than memory."""
        with _told(self.path):
            yield from self.reader.execute(sql, tuple(values))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write; all of it is kept, or nothing."""
        with self._writing, _told(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            if self._writer.total_changes - self._taken_over > self._settings.checkpoint_rows:
                self._begin_to_take_over()

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Read as of one moment, in this thread, until the block ends."""
        with _told(self.path):
            self.reader.execute("BEGIN")
            try:
                yield self
            finally:
                self.reader.execute("ROLLBACK")

    def close(self) -> None:
        """Close all connections."""
        if self._aside.is_alive():
            self._aside.join()
        with self._lock:
            self._closed = True
            for connection in self._opened:
                connection.close()
            self._opened.clear()

    def _begin_to_take_over(self) -> None:
        if not self._aside.is_alive():
            self._taken_over = self._writer.total_changes
            self._aside = threading.Thread(target=self._take_over, name="checkpoint")
            self._aside.start()

    def _take_over(self) -> None:
        """Let the file take over what its log holds, while others read and write."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(self.path)) as own:
            own.execute("PRAGMA wal_checkpoint(PASSIVE)")  # what it leaves, the next one takes

    def _open(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StoreError("is closed", where=str(self.path), advice="open it again")
            wait = self._settings.wait_seconds
            # Threads come and go; a connection is used by one, and closed by whoever closes all.
            made = sqlite3.connect(
                self.path, timeout=wait, isolation_level=None, check_same_thread=False
            )
            self._opened.append(made)
        made.execute("PRAGMA foreign_keys = ON")
        made.execute("PRAGMA synchronous = FULL")
        made.execute(f"PRAGMA cache_size = -{self._settings.cache_kilobytes}")
        made.execute(f"PRAGMA mmap_size = {self._settings.mapped_bytes}")
        made.execute(f"PRAGMA wal_autocheckpoint = {self._settings.checkpoint_pages}")
        made.execute("PRAGMA trusted_schema = OFF")
        return made


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what a person can act on."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the name of what is damaged is bytes
        raise explain(error, path) from error


def explain(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreError:
    """Return an error of SQLite as ours."""
    text = str(error)
    advice = "run stemmata check, and go back to a backup if it finds damage"
    if "locked" in text:
        advice = "another process has been writing for long; wait, or end it"
    elif "full" in text:
        advice = "make room on the disk; what was acknowledged is kept"
    elif "readonly" in text or "unable to open" in text:
        advice = "check the path and the permissions of the file and its folder"
    return StoreError(f"the store says: {text}", where=str(path), advice=advice)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make a new file a store, and bring an older one up to date."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    if not empty and application != APPLICATION:
        raise UsageError(
            "is a database, but no store of Stemmata", where=str(path), advice="name another file"
        )
    if version > VERSION:
        raise StoreError(
            f"was written by a newer Stemmata (schema {version}, this one knows {VERSION})",
            where=str(path),
            advice="install the newer version",
        )
    connection.execute("PRAGMA journal_mode = WAL")
    if version < VERSION:
        migrate(connection)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store up to date, all steps in one transaction."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for name in _MIGRATIONS[version:]:
            source = files("stemmata.store.sqlite") / "migrations" / name
            for statement in _statements(source.read_text("utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
