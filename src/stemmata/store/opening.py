"""Which store a name stands for."""

from __future__ import annotations

from pathlib import Path

from stemmata.errors import UsageError
from stemmata.store.base import Store
from stemmata.store.sqlite import open_sqlite


def open_store(path: str | Path) -> Store:
    """Return the store in a file, which is made where it is missing.

    Raises:
        UsageError: it is no store, or in no folder.
        StoreError: it cannot be opened, or was written by a newer version.
    """
    chosen = Path(path)
    if chosen.is_dir() or not chosen.parent.is_dir():
        what = "is a folder" if chosen.is_dir() else "is in no folder"
        raise UsageError(what, where=str(chosen), advice="name a file in a folder that exists")
    return open_sqlite(chosen)


def open_existing_store(path: str | Path) -> Store:
    """Return the store in a file that is there already.

    Raises:
        UsageError: there is none.
        StoreError: it cannot be opened, or was written by a newer version.
    """
    if not Path(path).is_file():
        advice = "make it with stemmata add, or name another with --store"
        raise UsageError("there is no store", where=str(path), advice=advice)
    return open_store(path)
