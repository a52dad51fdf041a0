"""Looking up: words in articles, names by their forms, passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate

from stemmata.store.sqlite.conditions import all_of, of_articles, of_stories
from stemmata.store.sqlite.keeping import CONCEPTS
from stemmata.store.sqlite.packing import column, column_list, unpack
from stemmata.store.sqlite.reading import Reading, day
from stemmata.store.sqlite.spacing import expression, letter_runs, letters_expression, plain_words
from stemmata.store.values import Hit, NameEntry, Where, Words

_ENTRY = (
    "names.key, names.canonical, names.kind, names.language, names.text, names.folded,"
    " names.articles"
)
# A headline says what an article is about, then its names.
_LEAST_RUNS = 3  # of letters, by which a garbled name is looked for
_MOST_LOOKED_AT = 2_000
_MOST_NEAR = 600  # names that are looked at for one garbled form, where its runs allow
_RANK = "bm25(words, 6.0, 1.0, 3.0, 1.5)"
# From one language to the next in the index, instead of over all articles.
_LANGUAGES = """
WITH RECURSIVE known(language) AS (
  SELECT min(language) FROM articles
  UNION ALL
  SELECT (SELECT min(language) FROM articles WHERE language > known.language) FROM known
  WHERE known.language IS NOT NULL
)
SELECT language FROM known WHERE language IS NOT NULL
"""
_CANDIDATES = 8  # articles looked at for each that is wanted, where they are ranked by concepts


class SqliteFinding(Reading):
    """Looking things up."""

    def search(self, words: Words, where: Where, limit: int = 20) -> list[Hit]:
        """Return the articles that hold words in text, headline or names, the best first."""
        wanted = expression(words)
        if not wanted:
            return []
        best, values = _best_matching(where)
        rows = self._rows(
            f"SELECT articles.id, articles.story, rank FROM ({best})"
            " JOIN articles ON articles.number = found ORDER BY rank",
            wanted,
            *values,
            limit,
        )
        return [Hit(name, story or "", -rank) for name, story, rank in rows]

    def about(self, concepts: Mapping[int, float], where: Where, limit: int = 20) -> list[Hit]:
        """Return the articles that are about the same as a query, the nearest first."""
        if not concepts:
            return []
        best, values = _best_matching(where)
        rows = self._rows(
            f"SELECT articles.id, articles.story, prints.concepts FROM ({best})"
            " JOIN articles ON articles.number = found JOIN prints ON prints.article = found",
            expression(Words((tuple(concepts),))),
            *values,
            limit * _CANDIDATES,
        )
        hits = [
            Hit(
                name,
                story or "",
                sum(concepts.get(each, 0.0) * w / 1000 for each, w in unpack(own, CONCEPTS)),
            )
            for name, story, own in rows
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.article))[:limit]

    def name(self, key: str) -> list[NameEntry]:
        """Return the written forms of a named thing, the commonest first."""
        query = (
            f"SELECT {_ENTRY} FROM names WHERE key = ? AND articles > 0"
            " ORDER BY articles DESC, text, language"
        )
        return [NameEntry(*row) for row in self._rows(query, column(key))]

    def names_written(self, folded: Collection[str], limit: int = 200) -> list[NameEntry]:
        """Return the names that are written so, folded, the commonest first."""
        query = (
            f"SELECT {_ENTRY} FROM names WHERE folded IN (SELECT value FROM json_each(?))"
            " AND articles > 0 ORDER BY articles DESC, text, language, key LIMIT ?"
        )
        return [NameEntry(*row) for row in self._rows(query, column_list(folded), limit)]

    def names_beginning(self, folded: str, limit: int = 20) -> list[NameEntry]:
        """Return names one of whose words begins so, folded, the commonest first."""
        words = plain_words(folded)
        if not words:
            return []
        return self._matching("name_words", f'"{" ".join(words)}"*', "articles DESC", limit)

    def names_near(self, folded: str, limit: int = 50) -> list[NameEntry]:
        """Return names that share most runs of three letters: what a garbled form may stand for."""
        runs = letter_runs(folded)
        wanted = letters_expression(self._telling_runs(runs))
        if not wanted:
            return []
        rows = self._rows(
            f"SELECT {_ENTRY} FROM names WHERE number IN"
            " (SELECT rowid FROM name_letters WHERE name_letters MATCH ? LIMIT ?)"
            " AND articles > 0",
            wanted,
            _MOST_LOOKED_AT,
        )
        found = [NameEntry(*row) for row in rows]
        found.sort(key=lambda each: (-sum(run in each.folded for run in runs), -each.articles))
        return found[:limit]

    def _telling_runs(self, runs: Sequence[str]) -> list[str]:
        """Return the rarest runs: common ones lead to half of all names and tell little."""
        query = "SELECT doc FROM name_letter_counts WHERE term = ?"
        counts = {run: self._rows(query, column(run)) for run in runs}
        known = sorted((found[0][0], run) for run, found in counts.items() if found)
        told = list(accumulate(count for count, _ in known))
        return [
            run
            for place, (_, run) in enumerate(known)
            if place < _LEAST_RUNS or told[place] <= _MOST_NEAR
        ]

    def names_filed(self, marks: Collection[str], limit: int = 400) -> list[NameEntry]:
        """Return the names that were filed under any of the marks, the commonest first."""
        rows = self._rows(
            f"SELECT {_ENTRY} FROM names WHERE number IN (SELECT name FROM name_marks"
            " WHERE mark IN (SELECT value FROM json_each(?))) AND articles > 0"
            " ORDER BY articles DESC, text, language, key LIMIT ?",
            column_list(marks),
            limit,
        )
        return [NameEntry(*row) for row in rows]

    def names_in(self, articles: Collection[str]) -> dict[str, list[NameEntry]]:
        """Return the written names of articles."""
        rows = self._rows(
            f"SELECT articles.id, {_ENTRY} FROM articles"
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
            "SELECT DISTINCT articles.id FROM names JOIN namings ON namings.name = names.number"
            " JOIN articles ON articles.number = namings.article"
            " WHERE names.key = ? ORDER BY articles.number DESC LIMIT ?",
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
                " JOIN articles ON articles.number = namings.article"
                " WHERE names.language = ? AND names.text = ?"
                " ORDER BY namings.article DESC LIMIT ?",
                column(language),
                column(text),
                limit,
            )
        return found

    def sharing(self, passages: Sequence[int], limit: int = 50) -> dict[str, int]:
        """Return the articles that hold any of the passages, by hash, and how many they hold."""
        rows = self._rows(
            "SELECT articles.id, count(*) FROM json_each(?) JOIN passages ON hash = value"
            " JOIN articles ON articles.number = passages.article"
            " GROUP BY passages.article ORDER BY count(*) DESC, articles.id LIMIT ?",
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

    def _matching(self, index: str, wanted: str, order: str, limit: int) -> list[NameEntry]:
        rows = self._rows(
            f"SELECT {_ENTRY} FROM {index} JOIN names ON names.number = {index}.rowid"
            f" WHERE {index} MATCH ? AND articles > 0 ORDER BY {order}, names.text LIMIT ?",
            wanted,
            limit,
        )
        return [NameEntry(*row) for row in rows]


def _best_matching(where: Where) -> tuple[str, list[object]]:
    """Return a query for the numbers and ranks of articles that match, and its inner values.

    Only where something is asked of articles they are looked up before they are ranked.
    """
    conditions, values = of_articles(where)
    further, more = of_stories(where)
    if further:
        conditions.append(f"articles.story IN (SELECT id FROM stories WHERE {all_of(further)})")
        values += more
    joined = " JOIN articles ON articles.number = words.rowid" if conditions else ""
    query = (
        f"SELECT words.rowid AS found, {_RANK} AS rank FROM words{joined}"
        f" WHERE words MATCH ? AND {all_of(conditions)} ORDER BY rank LIMIT ?"
    )
    return query, values
