"""What is wanted of articles or stories, as conditions of SQL with values beside them."""

from __future__ import annotations

from stemmata.store.sql.packing import column, column_list
from stemmata.store.values import Where

_MENTION = (
    "articles.number IN (SELECT namings.article FROM namings"
    " JOIN names ON names.number = namings.name WHERE names.key = ?)"
)


def of_articles(where: Where) -> tuple[list[str], list[object]]:
    """Return the conditions on a row of `articles`, and their values."""
    conditions: list[str] = []
    values: list[object] = []
    for name, wanted in (("language", where.languages), ("outlet", where.outlets)):
        if wanted:
            conditions.append(f"articles.{name} IN (SELECT value FROM json_each(?))")
            values.append(column_list(wanted))
    if where.stories:
        conditions.append("articles.story IN (SELECT value FROM json_each(?))")
        values.append(column_list(where.stories))
    for key in where.names:
        conditions.append(_MENTION)
        values.append(column(key))
    if where.since:
        conditions.append("articles.latest >= ?")
        values.append(where.since.isoformat())
    if where.until:
        conditions.append("articles.earliest <= ?")
        values.append(where.until.isoformat())
    return conditions, values


def of_stories(where: Where) -> tuple[list[str], list[object]]:
    """Return the conditions on a row of `stories` by itself, and their values."""
    conditions: list[str] = []
    values: list[object] = []
    for name, wanted in (("id", where.stories), ("storyline", where.storylines)):
        if wanted:
            conditions.append(f"stories.{name} IN (SELECT value FROM json_each(?))")
            values.append(column_list(wanted))
    if where.disputed:
        conditions.append("stories.disputed > 0")
    if where.several:
        conditions.append("stories.articles > 1")
    return conditions, values


def all_of(conditions: list[str]) -> str:
    """Return conditions as one."""
    return " AND ".join(conditions) if conditions else "1 = 1"
