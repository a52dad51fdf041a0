"""Looking up what needs no index of words: names by their forms, passages, what there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from stemmata.store.sql.packing import column, column_list
from stemmata.store.sql.reading import Reading, day
from stemmata.store.values import NameEntry

ENTRY = (
    "names.key, names.canonical, names.kind, names.language, names.text, names.folded,"
    " names.articles"
)
# From one language to the next in the index, instead of over all articles; each once, so that it
# ends in a damaged index, too.
_LANGUAGES = """
WITH RECURSIVE known(language) AS (
  SELECT min(language) FROM articles
  UNION
  SELECT (SELECT min(language) FROM articles WHERE language > known.language) FROM known
  WHERE known.language IS NOT NULL
)
SELECT language FROM known WHERE language IS NOT NULL
"""
_FEW_MARKED = (
    "(SELECT count(*) FROM (SELECT 1 FROM name_marks WHERE mark = value LIMIT ?) AS held) < ?"
)


class SqlFinding(Reading):
    """Looking things up."""

    def name(self, key: str) -> list[NameEntry]:
        """Return the written forms of a named thing, the commonest first."""
        query = (
            f"SELECT {ENTRY} FROM names WHERE key = ? AND articles > 0"
            " ORDER BY articles DESC, text, language"
        )
        return [NameEntry(*row) for row in self._rows(query, column(key))]

    def names_written(self, folded: Collection[str], limit: int = 200) -> list[NameEntry]:
        """Return the names that are written so, folded, the commonest first."""
        query = (
            f"SELECT {ENTRY} FROM names WHERE folded IN (SELECT value FROM json_each(?))"
            " AND articles > 0 ORDER BY articles DESC, text, language, key LIMIT ?"
        )
        return [NameEntry(*row) for row in self._rows(query, column_list(folded), limit)]

    def names_filed(
        self, marks: Collection[str], limit: int = 400, shared: int = 3000
    ) -> list[NameEntry]:
        """Return the names that were filed under any of the marks, the commonest first.

        A mark that very many names share tells nothing, and is left out: of 800,000 names the
        commonest sounds mark 80,000, which take a second to read.
        """
        rows = self._rows(
            f"SELECT {ENTRY} FROM names WHERE number IN (SELECT name FROM name_marks"
            f" WHERE mark IN (SELECT value FROM json_each(?) WHERE {_FEW_MARKED}))"
            " AND articles > 0 ORDER BY articles DESC, text, language, key LIMIT ?",
            column_list(marks),
            shared,
            shared,
            limit,
        )
        return [NameEntry(*row) for row in rows]

    def names_in(self, articles: Collection[str]) -> dict[str, list[NameEntry]]:
        """Return the written names of articles."""
        rows = self._rows(
            f"SELECT articles.id, {ENTRY} FROM articles"
            " JOIN namings ON namings.article = articles.number"
            " JOIN names ON names.number = namings.name"
            " WHERE articles.id IN (SELECT value FROM json_each(?))"
            " ORDER BY articles.id, namings.mentions DESC, names.text",
            column_list(articles),
        )
        found: dict[str, list[NameEntry]] = defaultdict(list)
        for article, *entry in rows:
            found[article].append(NameEntry(*entry))
        return dict(found)

    def naming(self, key: str, limit: int = 100) -> list[str]:
        """Return the ids of articles that mention a named thing, the last added first."""
        return self._column(
            "SELECT id FROM articles WHERE number IN (SELECT namings.article FROM names"
            " JOIN namings ON namings.name = names.number WHERE names.key = ?)"
            " ORDER BY number DESC LIMIT ?",
            column(key),
            limit,
        )

    def writing_name(
        self, names: Iterable[tuple[str, str]], limit: int = 4
    ) -> dict[tuple[str, str], list[str]]:
        """Return, for names by language and text, the ids of the last articles that write them."""
        found: dict[tuple[str, str], list[str]] = {}
        for language, text in names:
            found[language, text] = self._column(
                "SELECT articles.id FROM names JOIN namings ON namings.name = names.number"
                " AND namings.article IN (SELECT article FROM namings AS last"
                " WHERE last.name = names.number ORDER BY article DESC LIMIT ?)"
                " JOIN articles ON articles.number = namings.article"
                " WHERE names.language = ? AND names.text = ?"
                " ORDER BY namings.article DESC LIMIT ?",
                limit,
                column(language),
                column(text),
                limit,
            )
        return found

    def sharing(self, passages: Sequence[int], limit: int = 50) -> dict[str, int]:
        """Return the articles that hold any of the passages, by hash, and how many they hold."""
        rows = self._rows(
            "SELECT articles.id, count(*) FROM json_each(?)"
            " JOIN passages ON hash = CAST(value AS BIGINT)"
            " JOIN articles ON articles.number = passages.article"
            " GROUP BY articles.id ORDER BY count(*) DESC, articles.id LIMIT ?",
            column_list(passages),
            limit,
        )
        return dict(rows)

    def span(self) -> tuple[int, date | None, date | None]:
        """Return how many articles there are, with the first and last day of publication."""
        count, first, last = self._row("SELECT count(*), min(earliest), max(latest) FROM articles")
        return count, day(first), day(last)

    def languages(self) -> list[str]:
        """Return the languages of articles in order."""
        return self._column(_LANGUAGES)

    def outlets(self, limit: int = 1000) -> dict[str, int]:
        """Return the outlets with the numbers of their articles, the largest first."""
        query = (
            "SELECT outlet, count(*) FROM articles WHERE outlet <> '' GROUP BY outlet"
            " ORDER BY count(*) DESC, outlet LIMIT ?"
        )
        return dict(self._rows(query, limit))
