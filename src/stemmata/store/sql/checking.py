"""Whether what a store holds fits together, whatever database it is kept in."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.errors import StoreError
from stemmata.model import AnnotatedArticle, Copy, Point, Record
from stemmata.store.sql.packing import unpack
from stemmata.store.sql.raws import is_whole
from stemmata.store.sql.reading import Connections
from stemmata.store.values import Damage

BACKUP = "go back to a backup; stemmata add of the same sources fills in what came since"
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


def check_facts(connections: Connections, searched: str) -> Iterator[Damage]:
    """Yield what does not hang together.

    Args:
        connections: to the database.
        searched: a query for the numbers of all articles that are in the index of words.
    """
    unsearched = f"SELECT id FROM articles WHERE number NOT IN ({searched})"
    for query, what in (*_FACTS, (unsearched, "cannot be searched")):
        for (name,) in connections.rows(query):
            yield Damage(name, what, BACKUP)


def check_values(connections: Connections) -> Iterator[Damage]:
    """Decode everything, and hold spans against the text that they quote."""
    rows = connections.stream(
        "SELECT id, versions.version, record, extraction FROM articles"
        " JOIN versions ON article = number"
    )
    for name, version, record, extraction in rows:
        where = f"{name} version {version}"
        try:
            unpack(record, Record)
            annotated = unpack(extraction, AnnotatedArticle)
        except StoreError as error:
            yield Damage(where, error.what, BACKUP)
            continue
        yield from _checked_spans(where, annotated)
    for table, name, kind in (("points", "id", Point), ("copies", "copy", Copy)):
        for number, body in connections.stream(f"SELECT {name}, body FROM {table}"):
            try:
                unpack(body, kind)
            except StoreError as error:
                yield Damage(f"{table} {number}", error.what, BACKUP)
    for number, digest, content in connections.stream("SELECT number, digest, content FROM raws"):
        if not is_whole(digest, content):
            yield Damage(f"page {number}", "is not what came", BACKUP)


def _checked_spans(where: str, annotated: AnnotatedArticle) -> Iterator[Damage]:
    text = annotated.text
    for field in ("names", "figures", "dates", "quotes", "attributions", "ties"):
        for mention in getattr(annotated, field):
            if text[mention.start : mention.end] != mention.text:
                what = f"{field} {mention.start}-{mention.end} does not quote the text"
                yield Damage(where, what, BACKUP)
