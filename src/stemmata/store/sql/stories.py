"""Reading stories and what was found in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from stemmata.model import Affair, Copy, Point, Story
from stemmata.store.sql.conditions import all_of, of_articles, of_stories
from stemmata.store.sql.packing import column, column_list, unpack
from stemmata.store.sql.reading import Reading, day
from stemmata.store.values import Edge, StoredStory, StorySummary, Where

_SUMMARY = (
    "SELECT id, storyline, headline, articles, languages, outlets, first, last,"
    " disputed, compatible, agreed, single, copies, changed FROM stories"
)


class SqlStories(Reading):
    """Stories with what was found in them."""

    def story(self, name: str) -> StoredStory | None:
        """Return a story by its id; that of one that was merged leads to the story it became."""
        present = self._present(column(name))
        row = self._row(f"{_SUMMARY} WHERE id = ?", present)
        if row is None:
            return None
        summary = _summary(row)
        articles = self._column("SELECT id FROM articles WHERE story = ? ORDER BY id", present)
        former = self._column("SELECT id FROM former_stories WHERE now = ? ORDER BY id", present)
        story = Story(summary.id, summary.storyline, tuple(articles))
        return StoredStory(story, summary, tuple(former))

    def story_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Return the ids of the stories that articles are in."""
        query = (
            "SELECT id, story FROM articles WHERE story IS NOT NULL"
            " AND id IN (SELECT value FROM json_each(?))"
        )
        return dict(self._rows(query, column_list(list(articles))))

    def stories(
        self, where: Where, limit: int = 50, before: int | None = None
    ) -> list[StorySummary]:
        """Return stories, the last changed first."""
        conditions, values = of_stories(where)
        inner, more = of_articles(where)
        if inner:
            conditions.append(f"id IN (SELECT story FROM articles WHERE {all_of(inner)})")
            values += more
        if before is not None:
            conditions.append("changed < ?")
            values.append(before)
        query = f"{_SUMMARY} WHERE {all_of(conditions)} ORDER BY changed DESC, id LIMIT ?"
        return [_summary(row) for row in self._rows(query, *values, limit)]

    def storyline(self, name: str) -> list[StorySummary]:
        """Return the stories of a storyline in the order of their days."""
        query = f"{_SUMMARY} WHERE storyline = ? ORDER BY first IS NULL, first, last, id"
        return [_summary(row) for row in self._rows(query, column(name))]

    def points(self, stories: Iterable[str]) -> list[Point]:
        """Return the points of stories, disputed ones first within each."""
        wanted = list(dict.fromkeys(map(column, stories)))
        rows = self._rows(
            "SELECT story, body FROM points WHERE story IN (SELECT value FROM json_each(?))"
            " ORDER BY story, place",
            column_list(wanted),
        )
        place = {story: number for number, story in enumerate(wanted)}
        return [unpack(body, Point) for _, body in sorted(rows, key=lambda row: place[row[0]])]

    def point(self, name: str) -> Point | None:
        """Return a point by its id."""
        row = self._row("SELECT body FROM points WHERE id = ?", column(name))
        return unpack(row[0], Point) if row else None

    def copies(self, articles: Collection[str]) -> list[Copy]:
        """Return the copies of which an article is the copy or the original."""
        rows = self._rows(
            "WITH wanted AS (SELECT number FROM articles WHERE id IN"
            " (SELECT value FROM json_each(?)))"
            " SELECT copy, place, body FROM copies WHERE copy IN (SELECT number FROM wanted)"
            " UNION SELECT copy, place, body FROM copies"
            " WHERE original IN (SELECT number FROM wanted)",
            column_list(articles),
        )
        found = [unpack(row[2], Copy) for row in rows]
        return sorted(found, key=lambda c: (c.copy, not c.direct, -c.probability, c.original))

    def edges(self, articles: Collection[str]) -> list[Edge]:
        """Return the telling pairs of which an article is one, each once."""
        rows = self._rows(
            "WITH wanted AS (SELECT number FROM articles WHERE id IN"
            " (SELECT value FROM json_each(?))),"
            " found AS (SELECT a, b, odds FROM pairs"
            " WHERE a IN (SELECT number FROM wanted)"
            " UNION SELECT a, b, odds FROM pairs WHERE b IN (SELECT number FROM wanted))"
            " SELECT one.id, other.id, odds FROM found JOIN articles AS one ON one.number = a"
            " JOIN articles AS other ON other.number = b ORDER BY one.id, other.id",
            column_list(articles),
        )
        return [Edge(*row) for row in rows]

    def affair(self, storyline: str) -> Affair | None:
        """Return the affair of a storyline."""
        row = self._row("SELECT body FROM affairs WHERE storyline = ?", column(storyline))
        return unpack(row[0], Affair) if row else None

    def _present(self, name: str) -> str:
        """Return the id of the story that a story is now."""
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            row = self._row("SELECT now FROM former_stories WHERE id = ?", name)
            name = row[0] if row else name
        return name


def _summary(row: Sequence[Any]) -> StorySummary:
    name, storyline, headline, articles, languages, outlets, first, last = row[:8]
    disputed, compatible, agreed, single, copies, changed = row[8:]
    return StorySummary(
        id=name,
        storyline=storyline,
        headline=headline,
        articles=articles,
        languages=tuple(languages.split()),
        outlets=outlets,
        first=day(first),
        last=day(last),
        points={
            "disputed": disputed,
            "compatible": compatible,
            "agreed": agreed,
            "single": single,
        },
        copies=copies,
        changed=changed,
    )
