"""Following the log of changes: each alert is found once, and told once by each way.

What was found is kept in the store before it is told, with the ways by which telling it has begun
and has ended, so that a process that ends in between goes on where it was. An alert that was being
told then is told again, and said to be repeated: nobody can know whether it arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import msgspec

from stemmata.alerts.noticing import Alert, notice, notice_deadlines
from stemmata.alerts.rules import Rules
from stemmata.alerts.sending import Webhook, write_feed
from stemmata.errors import SourceError
from stemmata.model import JSON, replace
from stemmata.store import Change, Store, Where

_KIND, _PLACE = "alert", ("alerts", "seen")
_AT_ONCE = 1000  # changes
_IN_FEED = 100  # alerts
_STORIES = frozenset(
    {"story founded", "story grown", "story merged", "story split", "story changed"}
)


class Follower:
    """Follows an archive for a file of rules.

    Args:
        store: whose log is followed.
        rules: what to tell.
        folder: of the file of rules, beside which a feed is written.
    """

    def __init__(self, store: Store, rules: Rules, folder: Path) -> None:
        self._store = store
        self._rules = rules
        self._feed = folder / rules.to.feed if rules.to.feed else None
        allowed = frozenset(rules.to.allow_host)
        self._webhook = Webhook(rules.to.webhook, allowed) if rules.to.webhook else None

    def look(self, today: date | None = None) -> Iterator[Alert | SourceError]:
        """Find what is new, keep it, and yield it to be told; a webhook that fails is told too.

        Args:
            today: the day on which deadlines are near; this one by default.
        """
        self._find(today or datetime.now(UTC).date())
        waiting = self._waiting("terminal")
        for alert in waiting:
            self._mark(alert, "begun", "terminal")
            yield alert
            self._mark(alert, "told", "terminal")
        if self._webhook:
            yield from self._post(self._webhook)
        if self._feed and (waiting or not self._feed.exists()):
            write_feed(self._feed, self._latest())

    def _find(self, today: date) -> None:
        place = self._store.state(*_PLACE) or {}
        after, day = place.get("after", 0), place.get("day", "")
        last = after if isinstance(after, int) else 0
        lines = _texts(place.get("lines"))  # whose affairs may have been described since
        while changes := self._store.changes(last, _AT_ONCE):
            last = changes[-1].number
            stories, touched = self._touched(changes)
            self._keep(a for rule in self._rules.alert for a in notice(self._store, rule, stories))
            lines = sorted({*lines, *touched})
        deadlines = [rule for rule in self._rules.alert if rule.when == "deadline"]
        if deadlines:
            asked = lines if day == today.isoformat() else self._all_lines()
            found = (notice_deadlines(self._store, rule, asked, today) for rule in deadlines)
            self._keep(alert for alerts in found for alert in alerts)
        fresh = last != after
        kept: list[JSON] = list(lines) if fresh else []
        with self._store.writing() as write:
            state: dict[str, JSON] = {"after": last, "day": today.isoformat(), "lines": kept}
            write.put_state(*_PLACE, state)

    def _touched(self, changes: Iterable[Change]) -> tuple[list[str], set[str]]:
        """Return the stories and the storylines that changes are about."""
        names = {change.subject for change in changes if change.kind in _STORIES}
        kept = [story for name in sorted(names) if (story := self._store.story(name))]
        ids = dict.fromkeys(each.story.id for each in kept)
        return list(ids), {each.story.storyline for each in kept}

    def _all_lines(self) -> list[str]:
        lines: dict[str, None] = {}
        before: int | None = None
        while listed := self._store.stories(Where(), _AT_ONCE, before):
            lines.update((each.storyline, None) for each in listed)
            before = listed[-1].changed
        return list(lines)

    def _keep(self, alerts: Iterable[Alert]) -> None:
        fresh = {a.id: a for a in alerts if self._store.state(_KIND, a.id) is None}
        if not fresh:
            return
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._store.writing() as write:
            for alert in fresh.values():
                content: dict[str, JSON] = msgspec.to_builtins(alert)
                write.put_state(_KIND, alert.id, {"at": at, "told": [], "alert": content})

    def _waiting(self, way: str) -> list[Alert]:
        """Return what has not been told by a way, of the rules of this file."""
        rules = {rule.name for rule in self._rules.alert}
        states = sorted(self._store.states(_KIND).values(), key=lambda state: str(state["at"]))
        waiting = [state for state in states if way not in _texts(state.get("told"))]
        alerts = [
            replace(_alert(state), repeated=way in _texts(state.get("begun"))) for state in waiting
        ]
        return [alert for alert in alerts if alert.rule in rules]

    def _mark(self, alert: Alert, what: Literal["begun", "told"], way: str) -> None:
        with self._store.writing() as write:
            state = self._store.state(_KIND, alert.id) or {}
            ways: list[JSON] = list(dict.fromkeys([*_texts(state.get(what)), way]))
            write.put_state(_KIND, alert.id, {**state, what: ways})

    def _post(self, webhook: Webhook) -> Iterator[SourceError]:
        for alert in self._waiting("webhook"):
            self._mark(alert, "begun", "webhook")
            try:
                webhook.send(alert)
            except SourceError as error:
                yield error  # it waits until the next look
                return
            self._mark(alert, "told", "webhook")

    def _latest(self) -> list[tuple[datetime, Alert]]:
        states = self._store.states(_KIND).values()
        found = [(datetime.fromisoformat(str(state["at"])), _alert(state)) for state in states]
        return sorted(found, key=lambda each: (each[0], each[1].id), reverse=True)[:_IN_FEED]


def follow(follower: Follower, wait: Callable[[], bool]) -> Iterator[Alert | SourceError]:
    """Yield alerts until `wait`, which is called between two looks, says to stop."""
    with suppress(KeyboardInterrupt):
        while True:
            yield from follower.look()
            if wait():
                return


def _alert(state: dict[str, JSON]) -> Alert:
    return msgspec.convert(state["alert"], Alert)


def _texts(value: JSON) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
