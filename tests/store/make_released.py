"""Writes the store that a release leaves behind, for the test that later versions can read it.

    python -m tests.store.make_released

Run once for each version of the schema, before the version is released; never again after.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.store.samples import two_stories

from stemmata.store import open_store
from stemmata.store.sqlite.connecting import VERSION

FOLDER = Path(__file__).with_name("released")


def main() -> None:
    """Write the sample of this version."""
    path = FOLDER / f"{VERSION:03}.db"
    path.unlink(missing_ok=True)
    store = open_store(path)
    with store.writing() as write:
        two_stories(write)
        write.decide("merge stories", {"stories": ["s-1", "s-2"]}, "Ana")
        write.put_state("feed", "https://sarne.example/feed", {"etag": "1"})
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main()
