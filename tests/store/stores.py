"""The stores that the contract suite holds to the protocol: add another one here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from postgres_server import NoServerError, new_database

from stemmata.store import Store, open_store


def open_in_file(folder: Path) -> Store:
    """Return an SQLite store in a folder; the same one when it is asked for again."""
    return open_store(folder / "store.db")


def open_on_server(folder: Path) -> Store:
    """Return a store in a PostgreSQL database; the same one when the folder is the same."""
    return open_store(database_of(folder))


def database_of(folder: Path) -> str:
    """Return the address of a folder's own database; skips the test where there is no server."""
    pytest.importorskip("psycopg", reason="the extra for PostgreSQL is not installed")
    address = folder / "address"
    if not address.exists():
        try:
            address.write_text(new_database(), "utf-8")
        except NoServerError as error:
            pytest.skip(str(error))
    return address.read_text("utf-8")


STORES: dict[str, Callable[[Path], Store]] = {
    "sqlite": open_in_file,
    "postgres": open_on_server,
}
