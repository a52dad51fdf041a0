"""The stores that the contract suite holds to the protocol: add another one here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stemmata.store import Store, open_store


def open_in_file(folder: Path) -> Store:
    """Return an SQLite store in a folder; the same one when it is asked for again."""
    return open_store(folder / "store.db")


STORES: dict[str, Callable[[Path], Store]] = {"sqlite": open_in_file}
