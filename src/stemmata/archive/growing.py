"""The stories of an archive in memory: read from the store as far as a batch may reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stemmata.group import Fingerprint, Growth, Remembered, ResidentGrouper, read_print
from stemmata.model import Story
from stemmata.settings import GroupSettings
from stemmata.store import Store, Where, Writing

_ALL = (date.min, date.max)
_STATE = ("grouping", "scored")
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Grown:
    """What a batch did to stories.

    Args:
        growth: as the grouping stage tells it.
        stories: those to be kept anew, with their storylines.
        gone: ids that are no stories any more, with what became of each.
    """

    growth: Growth
    stories: tuple[Story, ...]
    gone: Mapping[str, str]


class Stories:
    """The stories of a store, as far as they have been read, and how they grow.

    Args:
        store: where they are kept.
        settings: when reports are compared and joined.
    """

    def __init__(self, store: Store, settings: GroupSettings) -> None:
        self._store = store
        self._settings = settings
        self._reach = timedelta(settings.reach_days + settings.vague_days)
        self.forget()

    def forget(self) -> None:
        """Know nothing; all is read again when it is needed."""
        self.grouper = ResidentGrouper(self._settings)
        self._days: Days | None = None
        self._lines: dict[str, str] = {}

    def read_all(self) -> None:
        """Read all that the store has."""
        self._read(_ALL)

    def reach(self, prints: Iterable[Fingerprint]) -> None:
        """Read the stories that reports may belong to, where that has not been done."""
        wanted = self._days_around(prints)
        if self._days is None or not (self._days[0] <= wanted[0] and wanted[1] <= self._days[1]):
            known = self._days or wanted
            self._read((min(known[0], wanted[0]), max(known[1], wanted[1])))

    def grow(self, prints: Sequence[Fingerprint], revised: Collection[str]) -> Grown:
        """Add reports, revised ones in their new form, and return what changed."""
        before = {name: self.grouper.story_of(name) for name in revised}
        self.grouper.withdraw(revised)
        growth = self.grouper.grow(prints, taken=_Taken(self._store, self.grouper))
        lost = {old for change in growth.changes for old in change.before}
        lost |= {story for story in before.values() if story}
        moved = [*growth.moved, *lost]
        stories = self._changed(self.grouper.line_up(moved), growth)
        gone = {
            old: self._became(old, growth, before) for old in sorted(lost) if self._is_gone(old)
        }
        return Grown(growth, stories, gone)

    def keep_state(self, write: Writing) -> None:
        """Keep what has to be known beside the stories to go on."""
        write.put_state(*_STATE, {"at": self.grouper.scored_at})

    def _is_gone(self, story: str) -> bool:
        return not self.grouper.members(story)

    def _became(self, story: str, growth: Growth, before: Mapping[str, str]) -> str:
        """Return where most of the reports of a story are that is gone."""
        shares: Counter[str] = Counter()
        for change in growth.changes:
            if story in change.before:
                shares[change.story] += len(change.articles)
        for name, old in before.items():
            if old == story:
                shares[self.grouper.story_of(name)] += 1
        return min(shares, key=lambda name: (-shares[name], name))

    def _changed(self, stories: Iterable[Story], growth: Growth) -> tuple[Story, ...]:
        """Return the stories with other articles or another storyline than before."""
        changed = {change.story for change in growth.changes}
        found = []
        for story in stories:
            if story.id in changed or self._lines.get(story.id) != story.storyline:
                found.append(story)
                self._lines[story.id] = story.storyline
        return tuple(found)

    def _days_around(self, prints: Iterable[Fingerprint]) -> Days:
        known = [print_.published for print_ in prints]
        if any(days is None for days in known):
            return _ALL  # it may be near any
        first = min((days[0] for days in known if days), default=1)
        last = max((days[1] for days in known if days), default=1)
        low = max(date.min.toordinal(), first - self._reach.days)
        high = min(date.max.toordinal(), last + self._reach.days)
        return date.fromordinal(low), date.fromordinal(high)

    def _read(self, days: Days) -> None:
        since, until = (None, None) if days == _ALL else days
        kept = self._store.state(*_STATE) or {}
        scored = kept.get("at", 0)
        remembered = [
            Remembered(read_print(each.fingerprint), each.story, each.near)
            for each in self._store.fingerprints(since, until)
        ]
        self._lines = self._storylines({each.story for each in remembered})
        self.grouper = ResidentGrouper(self._settings)
        self.grouper.recall(remembered, self._lines, scored if isinstance(scored, int) else 0)
        self._days = days

    def _storylines(self, stories: Collection[str]) -> dict[str, str]:
        wanted = sorted(stories)
        found: dict[str, str] = {}
        for first in range(0, len(wanted), 10_000):
            some = Where(stories=tuple(wanted[first : first + 10_000]))
            found |= {each.id: each.storyline for each in self._store.stories(some, len(wanted))}
        return found


class _Taken:
    """Ids of stories that were, or that have not been read."""

    def __init__(self, store: Store, grouper: ResidentGrouper) -> None:
        self._store = store
        self._grouper = grouper

    def __contains__(self, story: object) -> bool:
        return self._store.story(str(story)) is not None and not self._grouper.members(str(story))
