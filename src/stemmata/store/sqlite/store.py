"""One SQLite file as a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from stemmata.errors import StoreError
from stemmata.settings import StoreSettings
from stemmata.store.sql.articles import SqlArticles
from stemmata.store.sql.copying import Copied, Snapshot, copy_tables
from stemmata.store.sql.log import SqlLog
from stemmata.store.sql.raws import SqlRaws
from stemmata.store.sql.stories import SqlStories
from stemmata.store.sql.writing import SqlWriting
from stemmata.store.sqlite.checking import check
from stemmata.store.sqlite.connecting import SqliteConnections, explain
from stemmata.store.sqlite.finding import SqliteFinding
from stemmata.store.sqlite.matching import SqliteWordIndex
from stemmata.store.values import Damage

_PAGES_AT_ONCE = 1024  # between which others may write


class SqliteStore(SqlArticles, SqlRaws, SqlStories, SqliteFinding, SqlLog):
    """A store in one file, read from any thread, written by one at a time.

    Args:
        connections: to the file.
        settings: which pairs are telling.
    """

    def __init__(self, connections: SqliteConnections, settings: StoreSettings) -> None:
        super().__init__(connections)
        self._file = connections
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """Begin a transaction; it is kept whole, or not at all.

        Raises:
            StoreError: others wrote for too long, the disk is full or the file is damaged.
        """
        with self._connections.transaction() as connection:
            yield SqlWriting(connection, SqliteWordIndex(connection), self._settings)

    def check(self) -> Iterator[Damage]:
        """Yield what is damaged or does not fit together."""
        return check(self._file)

    def backup(self, path: Path) -> None:
        """Copy the store to a new file while it is in use.

        Raises:
            StoreError: the file exists or cannot be written.
        """
        with new_file(path) as unfinished, closing(sqlite3.connect(unfinished)) as target:
            self._file.reader.backup(target, pages=_PAGES_AT_ONCE)

    def copy_to(self, target: Copied) -> None:
        """Write all that is kept into another store, which is empty."""
        with self._file.snapshot() as snapshot:
            target.take(snapshot)

    def take(self, source: Snapshot) -> None:
        """Take all that another store keeps; this one must be empty."""
        with self._file.transaction() as connection:
            copy_tables(source, connection, SqliteWordIndex(connection))

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Lend a path for a new store, which gets its name when all of it is there.

    Raises:
        StoreError: the file exists or cannot be written.
    """
    if path.exists():
        raise StoreError("exists already", where=str(path), advice="name a new file")
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        yield unfinished
        with closing(sqlite3.connect(unfinished)) as written:
            written.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(path)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise explain(error, path) from error
        advice = "check the folder's permissions and the space left"
        raise StoreError(str(error), where=str(path), advice=advice) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def open_sqlite(path: Path, settings: StoreSettings | None = None) -> SqliteStore:
    """Return the store in a file, which is made where it is missing.

    Args:
        path: the file.
        settings: how long to wait for others, how much to keep in memory.

    Raises:
        UsageError: the file is another database.
        StoreError: it cannot be opened, or was written by a newer version.
    """
    settings = settings or StoreSettings()
    return SqliteStore(SqliteConnections(path, settings), settings)
