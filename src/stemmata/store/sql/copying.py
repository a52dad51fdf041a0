"""All that one store keeps, written into another that is empty, whatever databases they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from stemmata.model import AnnotatedArticle
from stemmata.store.sql.keeping import CONCEPTS, WordIndex, searched_words
from stemmata.store.sql.packing import unpack
from stemmata.store.sql.reading import Connection

# Each after those that its rows belong to. What finds words is made anew.
_TABLES = {
    "articles": "number, id, address, version, digest, language, outlet, headline, earliest,"
    " latest, story, added, revised",
    "versions": "article, version, fetched, digest, extractor, record, extraction",
    "prints": "article, fingerprint, near, concepts",
    "pairs": "a, b, odds",
    "passages": "hash, article",
    "stories": "id, storyline, headline, articles, languages, outlets, first, last, disputed,"
    " compatible, agreed, single, copies, changed",
    "former_stories": "id, now",
    "points": "id, story, place, verdict, body",
    "copies": "copy, place, original, body",
    "affairs": "storyline, body",
    "names": "number, key, language, text, folded, kind, canonical, articles",
    "namings": "name, article, mentions",
    "name_marks": "mark, name",
    "changes": "number, at, kind, subject, detail",
    "decisions": "number, kind, subject, author, made, note, undone, undone_by",
    "states": "kind, key, state",
    "problems": "number, body",
    "raws": "number, digest, size, content",
    "read_from": "article, version, raw, kind, locator, charset",
}
NUMBERED = tuple(table for table, columns in _TABLES.items() if columns.startswith("number,"))
_AT_ONCE = 500  # rows


class Snapshot(Protocol):
    """A store as it was at one moment."""

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query that may be larger than memory."""
        ...


class Copied(Protocol):
    """A store that may take what another one keeps."""

    def take(self, source: Snapshot) -> None:
        """Take all that another store keeps; this one must be empty."""
        ...


def copy_tables(source: Snapshot, target: Connection, index: WordIndex) -> None:
    """Write all that a store keeps into another.

    Args:
        source: as it was at one moment.
        target: within a transaction, and empty.
        index: of the target's words.
    """
    for table, columns in _TABLES.items():
        marks = ", ".join("?" for _ in columns.split(","))
        rows = source.stream(f"SELECT {columns} FROM {table}")
        while some := list(islice(rows, _AT_ONCE)):
            target.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", some)
    for number, folded in source.stream("SELECT number, folded FROM names"):
        index.put_name(number, folded)
    present = source.stream(
        "SELECT articles.number, extraction, concepts FROM articles"
        " JOIN versions ON versions.article = articles.number"
        " AND versions.version = articles.version JOIN prints ON prints.article = articles.number"
    )
    for number, extraction, concepts in present:
        annotated = unpack(extraction, AnnotatedArticle)
        index.put(number, searched_words(annotated, unpack(concepts, CONCEPTS)))
