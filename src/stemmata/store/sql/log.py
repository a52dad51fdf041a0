"""Reading what happened, what people decided, what feeds and alerts remember."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stemmata.model import JSON, Problem
from stemmata.store.sql.packing import column, parse_json
from stemmata.store.sql.reading import Reading, moment
from stemmata.store.values import Change, Counts, Decision

DECISION = "number, kind, subject, author, made, note, undone, undone_by"


class SqlLog(Reading):
    """What happened, what people decided, what feeds and alerts remember."""

    def changes(self, after: int = 0, limit: int = 1000) -> list[Change]:
        """Return the changes after a number, in order."""
        rows = self._rows(
            "SELECT number, at, kind, subject, detail FROM changes WHERE number > ?"
            " ORDER BY number LIMIT ?",
            after,
            limit,
        )
        return [
            Change(number, moment(at), kind, subject, parse_json(detail))
            for number, at, kind, subject, detail in rows
        ]

    def last_change(self) -> int:
        """Return the number of the last change; cheap, to be asked again and again."""
        return int(self._row("SELECT coalesce(max(number), 0) FROM changes")[0])

    def decisions(self) -> list[Decision]:
        """Return all decisions in order, the undone ones too."""
        rows = self._rows(f"SELECT {DECISION} FROM decisions ORDER BY number")
        return [read_decision(row) for row in rows]

    def state(self, kind: str, key: str) -> dict[str, JSON] | None:
        """Return what was kept under a kind ("feed", "alert", ...) and a key."""
        query = "SELECT state FROM states WHERE kind = ? AND key = ?"
        row = self._row(query, column(kind), column(key))
        return parse_json(row[0]) if row else None

    def states(self, kind: str) -> dict[str, dict[str, JSON]]:
        """Return all that was kept under a kind, by key."""
        rows = self._rows("SELECT key, state FROM states WHERE kind = ? ORDER BY key", column(kind))
        return {key: parse_json(state) for key, state in rows}

    def problems(self, limit: int = 100) -> list[Problem]:
        """Return what could not be read, the last first."""
        bodies = self._column("SELECT body FROM problems ORDER BY number DESC LIMIT ?", limit)
        return [Problem(*parse_json(body)) for body in bodies]

    def counts(self) -> Counts:
        """Return the store in numbers."""
        languages = self._rows(
            "SELECT language, count(*) FROM articles GROUP BY language"
            " ORDER BY count(*) DESC, language"
        )
        verdicts = dict(self._rows("SELECT verdict, count(*) FROM points GROUP BY verdict"))
        tables = ("articles", "versions", "stories", "copies", "problems")
        sizes = [self._row(f"SELECT count(*) FROM {table}")[0] for table in tables]
        articles, versions, stories, copies, problems = sizes
        return Counts(
            articles=articles,
            versions=versions,
            stories=stories,
            storylines=self._row("SELECT count(DISTINCT storyline) FROM stories")[0],
            points=verdicts,
            copies=copies,
            names=self._row("SELECT count(DISTINCT key) FROM names")[0],
            problems=problems,
            languages=dict(languages),
            changed=self.last_change(),
        )


def read_decision(row: Sequence[Any]) -> Decision:
    """Return a row of decisions as a value."""
    number, kind, subject, author, made, note, undone, undone_by = row
    return Decision(
        number=number,
        kind=kind,
        subject=parse_json(subject),
        author=author,
        made=moment(made),
        note=note,
        undone=moment(undone) if undone else None,
        undone_by=undone_by,
    )
