"""Looking up words in articles and letters in names, by SQLite's FTS5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemmata.store.sql.conditions import all_of, of_articles, of_stories
from stemmata.store.sql.finding import ENTRY, SqlFinding
from stemmata.store.sql.garbled import MOST_LOOKED_AT, most_alike, telling_runs
from stemmata.store.sql.meaning import CANDIDATES, nearest
from stemmata.store.sql.packing import column
from stemmata.store.sql.spacing import letter_runs, plain_words
from stemmata.store.sqlite.matching import RANK, expression, letters_expression
from stemmata.store.values import Hit, NameEntry, Where, Words


class SqliteFinding(SqlFinding):
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

    def holding(self, phrase: str | int, most: int) -> int:
        """Return how many articles hold a phrase or concept, counted no further than `most`."""
        wanted = expression(Words(((phrase,),)))
        query = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        return int(self._rows(query, wanted, most)[0][0]) if wanted else 0

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
            limit * CANDIDATES,
        )
        return nearest(concepts, rows, limit)

    def names_beginning(self, folded: str, limit: int = 20) -> list[NameEntry]:
        """Return names one of whose words begins so, folded, the commonest first."""
        words = plain_words(folded)
        if not words:
            return []
        rows = self._rows(
            f"SELECT {ENTRY} FROM name_words JOIN names ON names.number = name_words.rowid"
            " WHERE name_words MATCH ? AND articles > 0 ORDER BY articles DESC, names.text LIMIT ?",
            f'"{" ".join(words)}"*',
            limit,
        )
        return [NameEntry(*row) for row in rows]

    def names_near(self, folded: str, limit: int = 50) -> list[NameEntry]:
        """Return names that share most runs of three letters: what a garbled form may stand for."""
        runs = letter_runs(folded)
        wanted = letters_expression(telling_runs(self._run_counts(runs)))
        if not wanted:
            return []
        rows = self._rows(
            f"SELECT {ENTRY} FROM names WHERE number IN"
            " (SELECT rowid FROM name_letters WHERE name_letters MATCH ? LIMIT ?)"
            " AND articles > 0",
            wanted,
            MOST_LOOKED_AT,
        )
        return most_alike((NameEntry(*row) for row in rows), runs, limit)

    def _run_counts(self, runs: Sequence[str]) -> dict[str, int]:
        query = "SELECT doc FROM name_letter_counts WHERE term = ?"
        counts = {run: self._row(query, column(run)) for run in runs}
        return {run: found[0] for run, found in counts.items() if found}


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
        f"SELECT words.rowid AS found, {RANK} AS rank FROM words{joined}"
        f" WHERE words MATCH ? AND {all_of(conditions)} ORDER BY rank LIMIT ?"
    )
    return query, values
