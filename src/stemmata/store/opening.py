"""Which store a name stands for: a file, or a database of a PostgreSQL server."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from stemmata.errors import UsageError
from stemmata.store.base import Store
from stemmata.store.sqlite import SqliteStore, open_sqlite

if TYPE_CHECKING:
    from stemmata.store.postgres import PostgresStore

_SCHEMES = ("postgresql://", "postgres://")


def is_address(name: str | Path) -> bool:
    """Return whether a name is the address of a database, not a path.

    Example:
        >>> is_address("postgresql://ana@db.example/desk"), is_address("desk.db")
        (True, False)
    """
    return str(name).startswith(_SCHEMES)


def open_store(name: str | Path) -> Store:
    """Return the store in a file or a database, which is made where it is missing.

    Args:
        name: a path, or `postgresql://user@host/database`.

    Raises:
        UsageError: it is no store, or in no folder; the extra for databases is missing.
        StoreError: it cannot be opened, or was written by a newer version.
    """
    return _open(name)


def open_existing_store(name: str | Path) -> Store:
    """Return the store in a file or a database that is there already.

    Args:
        name: a path, or `postgresql://user@host/database`.

    Raises:
        UsageError: there is none; the extra for databases is missing.
        StoreError: it cannot be opened, or was written by a newer version.
    """
    return _open_existing(name)


def copy_store(name: str | Path, target: str | Path) -> None:
    """Copy a store, as it is now, to a new file or an empty database.

    Args:
        name: of a store that is there.
        target: a path, or `postgresql://user@host/database`.

    Raises:
        UsageError: there is none, or the database holds something.
        StoreError: one of the two cannot be opened, read or written.
    """
    with _open_existing(name) as store:
        if is_address(target):
            with _open(target) as other:
                store.copy_to(other)
        else:
            store.backup(Path(target))


def _open(name: str | Path) -> SqliteStore | PostgresStore:
    if is_address(name):
        _need_driver(str(name))
        from stemmata.store.postgres import open_postgres  # noqa: PLC0415 # an extra

        return open_postgres(str(name))
    chosen = Path(name)
    if chosen.is_dir() or not chosen.parent.is_dir():
        what = "is a folder" if chosen.is_dir() else "is in no folder"
        raise UsageError(what, where=str(chosen), advice="name a file in a folder that exists")
    return open_sqlite(chosen)


def _open_existing(name: str | Path) -> SqliteStore | PostgresStore:
    if is_address(name):
        _need_driver(str(name))
        from stemmata.store.postgres import open_existing_postgres  # noqa: PLC0415 # an extra

        return open_existing_postgres(str(name))
    if not Path(name).is_file():
        advice = "make it with stemmata add, or name another with --store"
        raise UsageError("there is no store", where=str(name), advice=advice)
    return _open(name)


def _need_driver(name: str) -> None:
    if find_spec("psycopg") is None:
        scheme, _, _ = name.partition(":")
        advice = "install it with pip install 'stemmata[postgres]'"
        raise UsageError("needs the extra for PostgreSQL", where=scheme, advice=advice)
