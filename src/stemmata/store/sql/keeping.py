"""Writing an article: its text, what finds it again, its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from stemmata.model import AnnotatedArticle, Name, replace
from stemmata.store.addresses import normal_address
from stemmata.store.sql.packing import column, column_list, pack, unpack
from stemmata.store.sql.reading import Connection, now
from stemmata.store.sql.spacing import concept_word, spaced
from stemmata.store.values import Kept
from stemmata.text import fold

CONCEPTS = tuple[tuple[int, int], ...]  # weights in thousandths
Searched = tuple[str, str, str, str]  # headline, text, best forms of names, concepts
_NOTHING_NEAR = pack(())


class WordIndex(Protocol):
    """What finds articles by their words and names by their letters, in one transaction."""

    def put(self, number: int, searched: Searched) -> None:
        """File an article under its words."""
        ...

    def forget(self, number: int, searched: Searched) -> None:
        """Take an article out that was filed under these words."""
        ...

    def put_name(self, number: int, folded: str) -> None:
        """File a written name under its words and its letters."""
        ...


class ArticleKeeping:
    """Writes articles within one transaction.

    Args:
        connection: within the transaction.
        index: of words, written in the same transaction.
    """

    def __init__(self, connection: Connection, index: WordIndex) -> None:
        self._db = connection
        self._index = index

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the articles among ids."""
        query = "SELECT id, number FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(query, (column_list(list(ids)),)).fetchall())

    def put(self, kept: Kept) -> tuple[int, int]:
        """Keep an article; other words make a new version. Return its number and its version."""
        name = column(kept.record.id)
        row = self._db.execute(
            "SELECT number, version, digest FROM articles WHERE id = ?", (name,)
        ).fetchone()
        if row is None:
            number, version = self._insert(name, kept), 1
        else:
            number, version, digest = row
            self._forget(number, version)
            if digest != column(kept.digest):
                self._forget_near(number)
                version += not kept.renewed
            self._update(number, version, kept)
        self._db.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(article, version)"
            " DO UPDATE SET digest = excluded.digest,"
            " extractor = excluded.extractor, record = excluded.record,"
            " extraction = excluded.extraction",
            (
                number,
                version,
                now(),
                column(kept.digest),
                kept.extractor,
                pack(replace(kept.record, raw=None)),
                pack(kept.annotated),
            ),
        )
        self._file(number, kept)
        return number, version

    def _insert(self, name: str, kept: Kept) -> int:
        moment = now()
        facts = _facts(kept)
        found = self._db.execute(
            "INSERT INTO articles(digest, address, language, outlet, headline, earliest, latest,"
            " id, version, added, revised) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)"
            " RETURNING number",
            (*facts, name, moment, moment),
        )
        return int(found.fetchone()[0])

    def _update(self, number: int, version: int, kept: Kept) -> None:
        self._db.execute(
            "UPDATE articles SET digest = ?, address = ?, language = ?, outlet = ?, headline = ?,"
            " earliest = ?, latest = ?, revised = CASE version WHEN ? THEN revised ELSE ? END,"
            " version = ? WHERE number = ?",
            (*_facts(kept), version, now(), version, number),
        )

    def _file(self, number: int, kept: Kept) -> None:
        """File an article under all that finds it."""
        self._db.execute(
            "INSERT INTO prints VALUES (?, ?, ?, ?) ON CONFLICT(article) DO UPDATE"
            " SET fingerprint = excluded.fingerprint, concepts = excluded.concepts",
            (number, kept.fingerprint, _NOTHING_NEAR, pack(_thousandths(kept.concepts))),
        )
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(passage, number) for passage in kept.passages],
        )
        self._index.put(number, searched_words(kept.annotated, kept.concepts))
        self._file_names(number, kept)

    def _file_names(self, number: int, kept: Kept) -> None:
        language = kept.annotated.language
        counts = Counter((name.text, name.key) for name in kept.annotated.names if name.key)
        first = {(name.text, name.key): name for name in reversed(kept.annotated.names)}
        for (text, key), mentions in counts.items():
            name = self._name(first[text, key], language, kept.marks.get((language, text), ()))
            self._db.execute("INSERT INTO namings VALUES (?, ?, ?)", (name, number, mentions))
            self._db.execute("UPDATE names SET articles = articles + 1 WHERE number = ?", (name,))

    def _name(self, name: Name, language: str, marks: Iterable[str]) -> int:
        """Return the number of a written name, which is made where it is new."""
        place = (language, column(name.text), column(name.key))
        query = "SELECT number FROM names WHERE language = ? AND text = ? AND key = ?"
        row = self._db.execute(query, place).fetchone()
        if row:
            return int(row[0])
        folded = column(fold(name.text))
        found = self._db.execute(
            "INSERT INTO names(language, text, key, folded, kind, canonical)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
            (*place, folded, name.kind, column(name.canonical or name.text)),
        )
        number: int = found.fetchone()[0]
        self._index.put_name(number, folded)
        self._db.executemany(
            "INSERT INTO name_marks VALUES (?, ?)",
            [(mark, number) for mark in dict.fromkeys(map(column, marks))],
        )
        return number

    def _forget(self, number: int, version: int) -> None:
        """Take an article out of all that finds it; its versions stay."""
        row = self._db.execute(
            "SELECT extraction, concepts FROM versions JOIN prints USING (article)"
            " WHERE article = ? AND version = ?",
            (number, version),
        ).fetchone()
        searched = searched_words(unpack(row[0], AnnotatedArticle), unpack(row[1], CONCEPTS))
        self._index.forget(number, searched)
        self._db.execute(
            "UPDATE names SET articles = articles - 1"
            " WHERE number IN (SELECT name FROM namings WHERE article = ?)",
            (number,),
        )
        for table in ("namings", "passages"):
            self._db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))

    def _forget_near(self, number: int) -> None:
        """Forget whom an article was compared with: it says something else now."""
        self._db.execute("DELETE FROM prints WHERE article = ?", (number,))
        self._db.execute("DELETE FROM pairs WHERE a = ? OR b = ?", (number, number))


def _facts(kept: Kept) -> tuple[object, ...]:
    annotated, published = kept.annotated, kept.annotated.published
    return (
        column(kept.digest),
        column(normal_address(annotated.article.url)),
        annotated.language,
        column(annotated.article.outlet),
        column(annotated.article.headline),
        published.earliest.isoformat() if published else None,
        published.latest.isoformat() if published else None,
    )


def _thousandths(concepts: Iterable[tuple[int, float]]) -> tuple[tuple[int, int], ...]:
    return tuple((concept, round(1000 * weight)) for concept, weight in concepts)


def searched_words(annotated: AnnotatedArticle, concepts: Iterable[tuple[int, float]]) -> Searched:
    """Return what of an article can be searched: headline, text, best forms of names, concepts."""
    names = dict.fromkeys(name.canonical for name in annotated.names if name.canonical)
    return (
        spaced(annotated.article.headline),
        spaced(annotated.text),
        spaced("\n".join(names)),
        " ".join(concept_word(concept) for concept, _ in concepts),
    )
