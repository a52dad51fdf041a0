"""Looking up words in articles and letters in names, ranked as SQLite's FTS5 ranks them.

BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75 over all columns of an article; each
place of a phrase counts by its column, and a phrase that most articles have counts next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemmata.store.postgres.matching import Phrase, phrase_of, phrases_of
from stemmata.store.postgres.tokens import tokenise
from stemmata.store.sql.conditions import all_of, of_articles, of_stories
from stemmata.store.sql.finding import ENTRY, SqlFinding
from stemmata.store.sql.garbled import MOST_LOOKED_AT, most_alike, telling_runs
from stemmata.store.sql.meaning import CANDIDATES, nearest
from stemmata.store.sql.spacing import letter_runs, plain_words
from stemmata.store.values import Hit, NameEntry, Where, Words


def _places(column: str) -> str:
    return f"(length({column}) - length(replace({column}, pattern, '')))"


_HELD = " OR ".join(f"strpos({column}, pattern) > 0" for column in ("headline", "body", "names"))
# A headline says what an article is about, then its names; a concept is filed once.
_FREQUENCY = (
    f"CASE pattern WHEN '' THEN 1.5 ELSE (6.0 * {_places('headline')} + {_places('body')}"
    f" + 3.0 * {_places('names')}) / length(pattern) END"
)
_BEST = f"""
WITH asked AS MATERIALIZED (
  SELECT place, member, CAST(query AS TSQUERY) AS query, pattern, alone
  FROM unnest(CAST(? AS INT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS BOOL[]))
  WITH ORDINALITY AS each(member, query, pattern, alone, place)
), matched AS MATERIALIZED (
  SELECT place, member, pattern, found.article FROM asked CROSS JOIN LATERAL (
    SELECT words.article FROM words WHERE terms @@ query AND (alone OR {_HELD})) AS found
), rarity AS MATERIALIZED (
  SELECT place, greatest(ln((max(articles) - count(*) + 0.5) / (count(*) + 0.5)), 1e-6) AS idf
  FROM matched CROSS JOIN words_in_all GROUP BY place
), wanted AS MATERIALIZED (
  SELECT matched.article FROM matched JOIN articles ON articles.number = matched.article
  WHERE @conditions GROUP BY matched.article HAVING count(DISTINCT member) >= ?
), weighed AS (
  SELECT words.article, place, {_FREQUENCY} AS frequency,
    words.tokens / (words_in_all.tokens / CAST(articles AS DOUBLE PRECISION)) AS size
  FROM wanted JOIN matched USING (article) JOIN words USING (article) CROSS JOIN words_in_all
)
SELECT article AS found,
  sum(idf * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * size))) AS score
FROM weighed JOIN rarity USING (place) GROUP BY article ORDER BY score DESC, article LIMIT ?
"""


class PostgresFinding(SqlFinding):
    """Looking things up."""

    def search(self, words: Words, where: Where, limit: int = 20) -> list[Hit]:
        """Return the articles that hold words in text, headline or names, the best first."""
        phrases = phrases_of(words)
        if not phrases:
            return []
        best, values = _best(phrases, where, limit, every=not words.loose)
        rows = self._rows(
            f"SELECT articles.id, articles.story, score FROM ({best}) AS best"
            " JOIN articles ON articles.number = found ORDER BY score DESC, found",
            *values,
        )
        return [Hit(name, story or "", float(score)) for name, story, score in rows]

    def holding(self, phrase: str | int, most: int) -> int:
        """Return how many articles hold a phrase or concept, counted no further than `most`."""
        wanted = phrases_of(Words(((phrase,),)))
        query = f"""
            SELECT count(*) FROM (SELECT 1 FROM asked CROSS JOIN words
            WHERE terms @@ query AND (alone OR {_HELD}) LIMIT ?) AS held"""
        asked = "WITH asked AS (SELECT CAST(? AS TSQUERY) AS query, ? AS pattern, ? AS alone)"
        values = [(each.terms, each.pattern, each.alone, most) for each in wanted]
        return sum(int(self._rows(asked + query, *each)[0][0]) for each in values)

    def about(self, concepts: Mapping[int, float], where: Where, limit: int = 20) -> list[Hit]:
        """Return the articles that are about the same as a query, the nearest first."""
        if not concepts:
            return []
        phrases = phrases_of(Words((tuple(concepts),)))
        best, values = _best(phrases, where, limit * CANDIDATES, every=True)
        rows = self._rows(
            f"SELECT articles.id, articles.story, prints.concepts FROM ({best}) AS best"
            " JOIN articles ON articles.number = found JOIN prints ON prints.article = found",
            *values,
        )
        return nearest(concepts, rows, limit)

    def names_beginning(self, folded: str, limit: int = 20) -> list[NameEntry]:
        """Return names one of whose words begins so, folded, the commonest first."""
        [words] = tokenise([" ".join(plain_words(folded))])
        if not words:
            return []
        phrase = phrase_of(words, 0, begun=True)
        rows = self._rows(
            f"SELECT {ENTRY} FROM names WHERE terms @@ CAST(? AS TSQUERY)"
            " AND strpos(words, ?) > 0 AND articles > 0 ORDER BY articles DESC, text LIMIT ?",
            phrase.terms,
            phrase.pattern,
            limit,
        )
        return [NameEntry(*row) for row in rows]

    def names_near(self, folded: str, limit: int = 50) -> list[NameEntry]:
        """Return names that share most runs of three letters: what a garbled form may stand for."""
        runs = letter_runs(folded)
        wanted = telling_runs(self._run_counts(runs))
        if not wanted:
            return []
        rows = self._rows(
            f"SELECT {ENTRY} FROM (SELECT * FROM names WHERE runs && CAST(? AS TEXT[])"
            " ORDER BY number LIMIT ?) AS names WHERE articles > 0 ORDER BY number",
            wanted,
            MOST_LOOKED_AT,
        )
        return most_alike((NameEntry(*row) for row in rows), runs, limit)

    def _run_counts(self, runs: Sequence[str]) -> dict[str, int]:
        rows = self._rows(
            "SELECT run, (SELECT count(*) FROM names WHERE runs @> ARRAY[run])"
            " FROM unnest(CAST(? AS TEXT[])) AS run",
            list(runs),
        )
        return {run: count for run, count in rows if count}


def _best(
    phrases: Sequence[Phrase], where: Where, limit: int, *, every: bool
) -> tuple[str, list[object]]:
    """Return a query for the numbers and scores of articles that match, and its values.

    Args:
        phrases: what is asked for.
        where: which articles are wanted.
        limit: how many at most.
        every: each group has to be found; otherwise any.
    """
    conditions, values = of_articles(where)
    further, more = of_stories(where)
    if further:
        conditions.append(f"articles.story IN (SELECT id FROM stories WHERE {all_of(further)})")
        values += more
    groups = phrases[-1].group + 1 if every else 1
    asked: list[object] = [
        [each.group for each in phrases],
        [each.terms for each in phrases],
        [each.pattern for each in phrases],
        [each.alone for each in phrases],
    ]
    query = _BEST.replace("@conditions", all_of(conditions))
    return query, [*asked, *values, groups, limit]
