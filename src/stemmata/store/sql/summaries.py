"""The row by which a story stands in lists, set right after something in it changed."""

from __future__ import annotations

from collections import Counter

from stemmata.store.sql.reading import Connection

_VERDICTS = ("disputed", "compatible", "agreed", "single")


def summarise(connection: Connection, story: str, change: int) -> None:
    """Set the summary of a story right.

    Args:
        connection: within a transaction.
        story: its id; nothing happens where it is none.
        change: the number of the change that touched it.
    """
    rows = connection.execute(
        "SELECT headline, language, outlet, earliest, latest FROM articles WHERE story = ?"
        " ORDER BY earliest IS NULL, earliest, number",
        (story,),
    ).fetchall()
    languages = Counter(language for _, language, _, _, _ in rows)
    verdicts = dict(
        connection.execute(
            "SELECT verdict, count(*) FROM points WHERE story = ? GROUP BY verdict", (story,)
        ).fetchall()
    )
    copies = connection.execute(
        "SELECT count(*) FROM articles JOIN copies ON copy = number WHERE story = ?", (story,)
    ).fetchone()[0]
    connection.execute(
        "UPDATE stories SET headline = ?, articles = ?, languages = ?, outlets = ?, first = ?,"
        " last = ?, disputed = ?, compatible = ?, agreed = ?, single = ?, copies = ?, changed = ?"
        " WHERE id = ?",
        (
            rows[0][0] if rows else "",
            len(rows),
            " ".join(language for language, _ in languages.most_common()),
            len({outlet for _, _, outlet, _, _ in rows if outlet}),
            min((first for *_, first, _ in rows if first), default=None),
            max((last for *_, last in rows if last), default=None),
            *(verdicts.get(verdict, 0) for verdict in _VERDICTS),
            copies,
            change,
            story,
        ),
    )
