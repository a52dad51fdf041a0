"""The stories of an archive in memory: read from the store as far as a batch may reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Ruled:
    """What people decided about stories.

    Args:
        odds: of pairs of reports, whatever their words say.
        loose: reports whose stories are to be linked anew.
        homes: for reports whose stories are to have an earlier id again, that id.
    """

    odds: Mapping[tuple[str, str], float] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)


_NOTHING_RULED = Ruled()


class Stories:
    """The stories of a store, as far as they have been read, and how they grow.

    Args:
        store: where they are kept.
        settings: when reports are compared and joined.
        whole: a store of so many articles is read whole.
    """

    def __init__(self, store: Store, settings: GroupSettings, whole: int) -> None:
        self._store = store
        self._settings = settings
        self._whole = whole
        self._reach = timedelta(settings.reach_days + settings.vague_days)
        self.forget()

    def forget(self) -> None:
        """Know nothing; all is read again when it is needed."""
        self.grouper = ResidentGrouper(self._settings)
        self._days: Days | None = None
        self._lines: dict[str, str] = {}

    def reach(self, prints: Iterable[Fingerprint] = ()) -> None:
        """Read the stories that reports, and those of today, may belong to, if they are not read.

        A small store is read whole.
        """
        wanted = self._days_around(prints)
        if self._days is None:
            count, _, last = self._store.span()
            recent = min(last or date.max, datetime.now(UTC).date())
            around = self._widened(recent, recent) if count > self._whole else _ALL
            wanted = _together(wanted, around)
        if self._days is None or _together(self._days, wanted) != self._days:
            self._read(_together(self._days or wanted, wanted))

    def hold(self, ids: Iterable[str]) -> None:
        """Read everything if one of some kept reports has not been read."""
        if not all(map(self.grouper.story_of, ids)):
            self._read(_ALL)

    def grow(
        self,
        prints: Sequence[Fingerprint],
        revised: Collection[str],
        ruled: Ruled = _NOTHING_RULED,
    ) -> Grown:
        """Add reports, revised ones in their new form, and return what changed."""
        before = {name: self.grouper.story_of(name) for name in revised}
        self.grouper.rule(ruled.odds, ruled.homes)
        self.grouper.withdraw(revised)
        self.grouper.loosen(ruled.loose)
        back = {*before.values(), *ruled.homes.values()}
        growth = self.grouper.grow(prints, taken=_Taken(self._store, self.grouper, back))
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

    def _days_around(self, prints: Iterable[Fingerprint]) -> Days | None:
        """Return the days between which reports have others near; undated ones count nowhere."""
        dated = [print_.published for print_ in prints if print_.published]
        if not dated:
            return None
        first, last = min(days[0] for days in dated), max(days[1] for days in dated)
        return self._widened(date.fromordinal(first), date.fromordinal(last))

    def _widened(self, first: date, last: date) -> Days:
        low = max(date.min.toordinal(), first.toordinal() - self._reach.days)
        high = min(date.max.toordinal(), last.toordinal() + self._reach.days)
        return date.fromordinal(low), date.fromordinal(high)

    def _read(self, days: Days) -> None:
        since, until = days
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


def _together(one: Days | None, other: Days | None) -> Days:
    """Return the days from the first to the last of two intervals."""
    known = [days for days in (one, other) if days]
    return min(first for first, _ in known), max(last for _, last in known)


class _Taken:
    """Ids of stories that were, or that have not been read; some of them may come back."""

    def __init__(self, store: Store, grouper: ResidentGrouper, back: Collection[str]) -> None:
        self._store = store
        self._grouper = grouper
        self._back = back

    def __contains__(self, story: object) -> bool:
        name = str(story)
        if name in self._back or self._grouper.members(name):
            return False
        return self._store.story(name) is not None
