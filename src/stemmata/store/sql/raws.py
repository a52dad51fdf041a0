"""Pages, files and messages as they came: each once, compressed, the oldest gone beyond a bound."""

from __future__ import annotations

import json
import sys
from hashlib import blake2b

from stemmata.errors import StoreError
from stemmata.model import Raw
from stemmata.store.sql.packing import column
from stemmata.store.sql.reading import Connection, Reading

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 6  # pages are written once and hardly ever read: a third smaller than at 1
_TOTAL = ("raws", "kept")  # where their bytes are counted


class SqlRaws(Reading):
    """Reading what was kept as it came."""

    def raw(self, article: str, version: int) -> Raw | None:
        """Return the bytes that a version of an article was read from, where they are kept."""
        row = self._row(
            "SELECT kind, content, locator, charset FROM articles"
            " JOIN read_from ON read_from.article = articles.number"
            " JOIN raws ON raws.number = read_from.raw"
            " WHERE articles.id = ? AND read_from.version = ?",
            column(article),
            version,
        )
        return Raw(row[0], _unpacked(row[1]), row[2], row[3]) if row else None


class RawKeeping:
    """Writes bytes as they came, within one transaction.

    Args:
        connection: within the transaction.
        most: bytes that are kept in all.
    """

    def __init__(self, connection: Connection, most: int) -> None:
        self._db = connection
        self._most = most

    def put(self, article: int, version: int, raw: Raw) -> None:
        """Keep what a version of an article was read from; the oldest of all make room."""
        self._db.execute(
            "INSERT INTO read_from VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(article, version)"
            " DO UPDATE SET raw = excluded.raw, kind = excluded.kind, locator = excluded.locator,"
            " charset = excluded.charset",
            (
                article,
                version,
                self._number(raw.content),
                column(raw.kind),
                column(raw.locator),
                column(raw.charset) or None,
            ),
        )

    def _number(self, content: bytes) -> int:
        """Return the number of some bytes, which are written where they are new."""
        digest = content_digest(content)
        row = self._db.execute("SELECT number FROM raws WHERE digest = ?", (digest,)).fetchone()
        if row:
            return int(row[0])
        packed = zstd.compress(content, _LEVEL)
        self._make_room(len(packed))
        found = self._db.execute(
            "INSERT INTO raws(digest, size, content) VALUES (?, ?, ?) RETURNING number",
            (digest, len(packed), packed),
        )
        return int(found.fetchone()[0])

    def _make_room(self, size: int) -> None:
        row = self._db.execute(
            "SELECT state FROM states WHERE kind = ? AND key = ?", _TOTAL
        ).fetchone()
        total = (int(json.loads(row[0])["bytes"]) if row else 0) + size
        while total > self._most:
            oldest = self._db.execute(
                "SELECT number, size FROM raws ORDER BY number LIMIT 1"
            ).fetchone()
            if oldest is None:
                break
            self._db.execute("DELETE FROM raws WHERE number = ?", (oldest[0],))
            total -= int(oldest[1])
        self._db.execute("DELETE FROM states WHERE kind = ? AND key = ?", _TOTAL)
        counted = json.dumps({"bytes": total})
        self._db.execute("INSERT INTO states VALUES (?, ?, ?)", (*_TOTAL, counted))


def content_digest(content: bytes) -> str:
    """Return what bytes are known by.

    Example:
        >>> len(content_digest(b"<html>"))
        32
    """
    return blake2b(content, digest_size=16).hexdigest()


def is_whole(digest: str, packed: bytes) -> bool:
    """Return whether bytes are those that were kept under a digest."""
    try:
        return content_digest(zstd.decompress(packed)) == digest
    except (zstd.ZstdError, EOFError):
        return False


def _unpacked(packed: bytes) -> bytes:
    try:
        return zstd.decompress(packed)
    except (zstd.ZstdError, EOFError) as error:
        advice = "run stemmata check, and go back to a backup"
        raise StoreError("holds a damaged page", where="the store", advice=advice) from error
