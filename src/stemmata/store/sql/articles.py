"""Reading articles and their versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from stemmata.model import AnnotatedArticle, Record
from stemmata.store.sql.conditions import all_of, of_articles, of_stories
from stemmata.store.sql.packing import column, column_list, unpack
from stemmata.store.sql.reading import Reading, moment
from stemmata.store.values import StoredArticle, StoredPrint, Version, Where

Near = tuple[tuple[str, float], ...]
_PRESENT = (
    "SELECT articles.id, versions.extraction FROM articles JOIN versions"
    " ON versions.article = articles.number AND versions.version = articles.version"
)

# Storylines come whole, so that what is linked anew is linked as everything would be.
_PRINTS = """
WITH reached AS (
  SELECT story FROM articles
  WHERE (latest IS NULL OR CAST(? AS TEXT) IS NULL OR latest >= ?)
  AND (earliest IS NULL OR CAST(? AS TEXT) IS NULL OR earliest <= ?)
), whole AS (
  SELECT id FROM stories WHERE storyline IN (
    SELECT storyline FROM stories WHERE id IN (SELECT story FROM reached))
)
SELECT id, story, fingerprint, near FROM articles JOIN prints ON article = number
WHERE story IN (SELECT id FROM whole) ORDER BY number
"""


class SqlArticles(Reading):
    """Articles with their versions."""

    def article(self, name: str) -> StoredArticle | None:
        """Return an article, by its id, as it stands now."""
        row = self._row(
            "SELECT extraction, articles.version, story, added, revised FROM articles"
            " JOIN versions ON versions.article = articles.number"
            " AND versions.version = articles.version WHERE id = ?",
            column(name),
        )
        if row is None:
            return None
        extraction, version, story, added, revised = row
        annotated = unpack(extraction, AnnotatedArticle)
        return StoredArticle(annotated, version, story or "", moment(added), moment(revised))

    def articles(self, ids: Sequence[str]) -> list[AnnotatedArticle]:
        """Return articles as they stand now, in the order given, without those unknown."""
        rows = self._rows(f"{_PRESENT} WHERE id IN (SELECT value FROM json_each(?))", _list(ids))
        found = {name: unpack(extraction, AnnotatedArticle) for name, extraction in rows}
        return [found[column(name)] for name in ids if column(name) in found]

    def article_ids(self, where: Where, limit: int = 100, after: str = "") -> list[str]:
        """Return the ids of articles, the last added first."""
        conditions, values = of_articles(where)
        further, more = of_stories(where)
        if further:
            conditions.append(f"story IN (SELECT id FROM stories WHERE {all_of(further)})")
            values += more
        if after:
            conditions.append("number < (SELECT number FROM articles WHERE id = ?)")
            values.append(column(after))
        query = f"SELECT id FROM articles WHERE {all_of(conditions)} ORDER BY number DESC LIMIT ?"
        return self._column(query, *values, limit)

    def article_at(self, address: str) -> str | None:
        """Return the id of the article with an address, as `normal_address` writes it."""
        row = self._row("SELECT id FROM articles WHERE address = ?", column(address))
        return row[0] if row and address else None

    def known(self, ids: Iterable[str]) -> dict[str, str]:
        """Return, for the articles among ids that are known, the digests of their present text."""
        query = "SELECT id, digest FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(query, _list(ids)))

    def versions(self, article: str) -> list[Version]:
        """Return all versions of an article, the first one first."""
        rows = self._rows(
            "SELECT versions.version, fetched, versions.digest, extractor FROM articles"
            " JOIN versions ON article = number WHERE id = ? ORDER BY versions.version",
            column(article),
        )
        return [
            Version(article, version, moment(fetched), digest, extractor)
            for version, fetched, digest, extractor in rows
        ]

    def record(self, article: str, version: int) -> Record | None:
        """Return what was read, before any judgement, of a version of an article."""
        row = self._row(
            "SELECT record FROM articles JOIN versions ON article = number"
            " WHERE id = ? AND versions.version = ?",
            column(article),
            version,
        )
        return unpack(row[0], Record) if row else None

    def extraction(self, article: str, version: int) -> AnnotatedArticle | None:
        """Return what was found in a version of an article, keys as they were then."""
        row = self._row(
            "SELECT extraction FROM articles JOIN versions ON article = number"
            " WHERE id = ? AND versions.version = ?",
            column(article),
            version,
        )
        return unpack(row[0], AnnotatedArticle) if row else None

    def fingerprints(
        self, since: date | None = None, until: date | None = None
    ) -> Iterator[StoredPrint]:
        """Yield what grouping remembers of articles, in the order they came."""
        values = tuple(each.isoformat() if each else None for each in (since, since, until, until))
        for name, story, fingerprint, near in self._connections.stream(_PRINTS, values):
            yield StoredPrint(name, story or "", fingerprint, unpack(near, Near))


def _list(ids: Iterable[str]) -> str:
    return column_list(list(ids))
