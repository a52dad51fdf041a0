"""Writing within one transaction: stories, points, copies, the log. Articles are in `keeping`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from stemmata.model import JSON, Affair, Copy, Point, Problem, Story
from stemmata.settings import StoreSettings
from stemmata.store.sql.keeping import ArticleKeeping, WordIndex
from stemmata.store.sql.log import DECISION, read_decision
from stemmata.store.sql.packing import column, column_list, pack
from stemmata.store.sql.raws import RawKeeping
from stemmata.store.sql.reading import Connection, now
from stemmata.store.sql.summaries import summarise
from stemmata.store.values import ChangeKind, Decision, Kept


class SqlWriting:
    """What can be written within one transaction.

    Args:
        connection: within the transaction.
        index: of words, written in the same transaction.
        settings: which pairs are telling.
    """

    def __init__(self, connection: Connection, index: WordIndex, settings: StoreSettings) -> None:
        self._db = connection
        self._settings = settings
        self._articles = ArticleKeeping(connection, index)
        self._raws = RawKeeping(connection, settings.raw_bytes)
        self._last_change = 0

    def put_article(self, kept: Kept) -> int:
        """Keep an article, or a new version of one that is known; return its version."""
        number, version = self._articles.put(kept)
        if kept.record.raw:
            self._raws.put(number, version, kept.record.raw)
        return version

    def put_near(self, near: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        """Replace, for articles, those compared with them and the log-odds; each pair once."""
        numbers = self._articles.numbers
        ids = {*near, *(other for beside in near.values() for other, _ in beside)}
        number = numbers(ids)
        for name, beside in near.items():
            own = number[column(name)]
            content = pack([(column(other), odds) for other, odds in beside])
            self._db.execute("UPDATE prints SET near = ? WHERE article = ?", (content, own))
            self._db.execute("DELETE FROM pairs WHERE a = ?", (own,))
            self._db.executemany(
                "INSERT INTO pairs VALUES (?, ?, ?)"
                " ON CONFLICT(a, b) DO UPDATE SET odds = excluded.odds",
                [
                    (own, number[column(other)], odds)
                    for other, odds in beside
                    if odds >= self._settings.telling_odds
                ],
            )

    def put_stories(self, stories: Iterable[Story], gone: Mapping[str, str]) -> None:
        """Keep stories with their articles; `gone` leads from former ids to present ones."""
        for story in stories:
            self._db.execute(
                "INSERT INTO stories(id, storyline) VALUES (?, ?)"
                " ON CONFLICT(id) DO UPDATE SET storyline = excluded.storyline",
                (column(story.id), column(story.storyline)),
            )
            self._db.execute("DELETE FROM former_stories WHERE id = ?", (column(story.id),))
            self._db.execute(
                "UPDATE articles SET story = ? WHERE id IN (SELECT value FROM json_each(?))",
                (column(story.id), column_list(story.articles)),
            )
        for former, present in gone.items():
            values = (column(present), column(former))
            self._db.execute("DELETE FROM stories WHERE id = ?", (column(former),))
            self._db.execute("UPDATE former_stories SET now = ? WHERE now = ?", values)
            self._db.execute(
                "INSERT INTO former_stories(now, id) VALUES (?, ?)"
                " ON CONFLICT(id) DO UPDATE SET now = excluded.now",
                values,
            )

    def put_points(self, story: str, points: Sequence[Point]) -> None:
        """Replace the points of a story."""
        self._db.execute("DELETE FROM points WHERE story = ?", (column(story),))
        self._db.executemany(
            "INSERT INTO points VALUES (?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE"
            " SET story = excluded.story, place = excluded.place, verdict = excluded.verdict,"
            " body = excluded.body",
            [
                (column(point.id), column(story), place, point.verdict, pack(point))
                for place, point in enumerate(points)
            ],
        )

    def put_copies(self, articles: Collection[str], copies: Iterable[Copy]) -> None:
        """Replace what articles took from others."""
        kept = list(copies)
        number = self._articles.numbers({*articles, *(c.original for c in kept)})
        own = {column(name) for name in articles}
        self._db.executemany(
            "DELETE FROM copies WHERE copy = ?", [(number[name],) for name in own if name in number]
        )
        self._db.executemany(
            "INSERT INTO copies(copy, place, original, body) VALUES (?, ?, ?, ?)",
            [
                (number[column(copy.copy)], place, number.get(column(copy.original)), pack(copy))
                for place, copy in enumerate(kept)
                if column(copy.copy) in own
            ],
        )

    def put_affairs(self, affairs: Iterable[Affair], gone: Iterable[str] = ()) -> None:
        """Replace the affairs of storylines; `gone` are storylines that have none any more."""
        self._db.executemany(
            "DELETE FROM affairs WHERE storyline = ?", [(column(name),) for name in gone]
        )
        self._db.executemany(
            "INSERT INTO affairs VALUES (?, ?)"
            " ON CONFLICT(storyline) DO UPDATE SET body = excluded.body",
            [(column(affair.storyline), pack(affair)) for affair in affairs],
        )

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep problems, each once."""
        self._db.executemany(
            "INSERT INTO problems(body) VALUES (?) ON CONFLICT DO NOTHING",
            [
                (json.dumps([p.where, p.stage, p.what, p.advice, p.article], ensure_ascii=True),)
                for p in problems
            ],
        )

    def put_state(self, kind: str, key: str, state: dict[str, JSON] | None) -> None:
        """Keep something under a kind and a key; None forgets it."""
        place = (column(kind), column(key))
        self._db.execute("DELETE FROM states WHERE kind = ? AND key = ?", place)
        if state is not None:
            content = json.dumps(state, ensure_ascii=True)
            self._db.execute("INSERT INTO states VALUES (?, ?, ?)", (*place, content))

    def note(self, kind: ChangeKind, subject: str, detail: dict[str, JSON] | None = None) -> int:
        """Add to the log of changes and return the number."""
        found = self._db.execute(
            "INSERT INTO changes(at, kind, subject, detail) VALUES (?, ?, ?, ?) RETURNING number",
            (now(), kind, column(subject), json.dumps(detail or {}, ensure_ascii=True)),
        )
        self._last_change = found.fetchone()[0]
        return self._last_change

    def touch(self, stories: Iterable[str]) -> None:
        """Set the summaries of stories right, as changed by the last change noted."""
        for story in stories:
            summarise(self._db, column(story), self._last_change)

    def decide(self, kind: str, subject: dict[str, JSON], author: str, note: str = "") -> Decision:
        """Keep a person's decision."""
        values = (column(kind), json.dumps(subject, ensure_ascii=True), column(author), now())
        found = self._db.execute(
            "INSERT INTO decisions(kind, subject, author, made, note) VALUES (?, ?, ?, ?, ?)"
            " RETURNING number",
            (*values, column(note)),
        )
        number: int = found.fetchone()[0]
        self.note("decision made", str(number), {"kind": kind})
        return self._decision(number)

    def undo(self, number: int, author: str) -> Decision | None:
        """Mark a decision as undone; None where there is none that still holds."""
        found = self._db.execute(
            "UPDATE decisions SET undone = ?, undone_by = ? WHERE number = ? AND undone IS NULL",
            (now(), column(author), number),
        )
        if not found.rowcount:
            return None
        self.note("decision undone", str(number))
        return self._decision(number)

    def _decision(self, number: int) -> Decision:
        query = f"SELECT {DECISION} FROM decisions WHERE number = ?"
        return read_decision(self._db.execute(query, (number,)).fetchone())
