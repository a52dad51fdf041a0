"""One SQLite file as a store; the only place where SQL is written."""

from stemmata.store.sqlite.store import SqliteStore, open_sqlite

__all__ = ["SqliteStore", "open_sqlite"]
