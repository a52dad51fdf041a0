"""Whether a store holds together: SQLite's own checks, then ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from stemmata.errors import StoreError
from stemmata.model import AnnotatedArticle, Copy, Point, Record
from stemmata.store.sqlite.packing import unpack
from stemmata.store.values import Damage

_BACKUP = "go back to a backup; stemmata add of the same sources fills in what came since"
_FACTS = (
    (
        "SELECT id FROM articles WHERE story IS NULL OR story NOT IN (SELECT id FROM stories)",
        "is in no story",
    ),
    (
        (
            "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM versions"
            " WHERE article = number AND versions.version = articles.version"
            " AND versions.digest = articles.digest)"
        ),
        "has no text that is its present one",
    ),
    (
        "SELECT id FROM articles WHERE number NOT IN (SELECT article FROM prints)",
        "cannot be compared",
    ),
    (
        "SELECT id FROM articles WHERE number NOT IN (SELECT rowid FROM words)",
        "cannot be searched",
    ),
    (
        (
            "SELECT id FROM stories WHERE articles <>"
            " (SELECT count(*) FROM articles WHERE story = stories.id) OR articles = 0"
        ),
        "has other articles than its summary says",
    ),
    (
        (
            "SELECT id FROM former_stories WHERE now NOT IN (SELECT id FROM stories)"
            " AND now NOT IN (SELECT id FROM former_stories)"
        ),
        "leads to no story",
    ),
)


def check(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield what is damaged or does not fit together."""
    try:
        damaged = list(_checked_file(connection))
        yield from damaged
        if not damaged:
            yield from _checked_facts(connection)
            yield from _checked_values(connection)
    except sqlite3.Error as error:
        yield Damage("file", str(error), _BACKUP)


def _checked_file(connection: sqlite3.Connection) -> Iterator[Damage]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Damage("file", line, _BACKUP)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Damage(f"{table} {row}", f"belongs to a row of {parent} that is gone", _BACKUP)


def _checked_facts(connection: sqlite3.Connection) -> Iterator[Damage]:
    for query, what in _FACTS:
        for (name,) in connection.execute(query):
            yield Damage(name, what, _BACKUP)


def _checked_values(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Decode everything, and hold spans against the text that they quote."""
    rows = connection.execute(
        "SELECT id, versions.version, record, extraction FROM articles"
        " JOIN versions ON article = number"
    )
    for name, version, record, extraction in rows:
        where = f"{name} version {version}"
        try:
            unpack(record, Record)
            annotated = unpack(extraction, AnnotatedArticle)
        except StoreError as error:
            yield Damage(where, error.what, _BACKUP)
            continue
        yield from _checked_spans(where, annotated)
    for table, kind in (("points", Point), ("copies", Copy)):
        for number, body in connection.execute(f"SELECT rowid, body FROM {table}"):
            try:
                unpack(body, kind)
            except StoreError as error:
                yield Damage(f"{table} {number}", error.what, _BACKUP)


def _checked_spans(where: str, annotated: AnnotatedArticle) -> Iterator[Damage]:
    text = annotated.text
    for field in ("names", "figures", "dates", "quotes", "attributions", "ties"):
        for mention in getattr(annotated, field):
            if text[mention.start : mention.end] != mention.text:
                what = f"{field} {mention.start}-{mention.end} does not quote the text"
                yield Damage(where, what, _BACKUP)
