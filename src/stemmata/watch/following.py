"""One feed as it is followed: what is new in it, what is still to be fetched, how it is doing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from stemmata.model import Origin, Problem, Record, replace
from stemmata.settings import WatchSettings
from stemmata.watch.fetching import Look, own_words
from stemmata.watch.listing import Entry
from stemmata.watch.schedule import is_silent, next_look, next_visit, usual_gap
from stemmata.watch.values import Batch, FeedState, Notice, Visit

_TRIES = 3
_DECLARED = ("title", "language", "published", "modified", "outlet", "byline")


@dataclass(slots=True)
class PageTask:
    """The page of an entry to be fetched; `again` where it was fetched before."""

    entry: Entry
    again: bool = False
    tries: int = 0


@dataclass(slots=True)
class Following:
    """A feed with its state; entries are done when their articles have been handed on."""

    state: FeedState
    settings: WatchSettings
    pending: dict[str, str] = field(default_factory=dict)
    asked: tuple[str, str] = ("", "")  # the server's marks, kept when nothing is pending any more

    def due(self, wait: float = 0.0) -> float:
        """Return when the feed is to be asked again, not before its server wants it."""
        return max(next_look(self.state, self.settings), self.state.checked + wait)

    def visits_left(self) -> list[tuple[float, PageTask]]:
        """Return the pages remembered from an earlier run that are to be looked at again."""
        left = []
        for address, visit in self.state.pages.items():
            if (due := next_visit(visit, self.settings)) is not None:
                origin = Origin(self.state.address, address, "feed")
                declared: dict[str, Any] = {n: visit.said.get(n) for n in _DECLARED[1:]}
                title = visit.said.get("title", "")
                said = replace(Record("", origin, url=address, title=title), **declared)
                left.append((due, PageTask(Entry(address, "", address, said), again=True)))
        return left

    def take_listing(self, look: Look, now: float, room: int) -> tuple[Batch, list[PageTask]]:
        """Take in a look at the feed: what it brings at once, and pages to be fetched.

        Args:
            look: what came of asking.
            now: seconds since 1970.
            room: how many pages may wait; what is beyond is left to the next look.
        """
        if look.why:
            return Batch(notices=self._failed(look, now)), []
        notices = self._answered(now)
        if look.unchanged:
            return Batch(notices=notices + self._silence(now)), []
        listed = {entry.key: entry for entry in look.listing.entries}
        fresh = [
            entry
            for entry in listed.values()
            if entry.digest not in (self.state.done.get(entry.key), self.pending.get(entry.key))
        ]
        done = {key: said for key, said in self.state.done.items() if key in listed}
        self.state = replace(self.state, done=done, tag="", modified="")
        self.asked = look.tag, look.modified
        if fresh:
            gap = usual_gap(self.state, now)
            self.state = replace(self.state, gap=gap, fresh=now, told="")
        pages = [entry for entry in fresh if entry.address]
        texts = [entry for entry in fresh if not entry.address]
        self.pending |= {entry.key: entry.digest for entry in pages[:room]}
        for entry in texts:
            self._finish(entry)
        self._settle_marks(complete=len(pages) <= room)
        records = tuple(record for entry in texts if (record := own_words(entry)))
        batch = Batch(records, look.listing.problems, notices + self._silence(now))
        return batch, [PageTask(entry) for entry in pages[:room]]

    def take_page(self, task: PageTask, look: Look, now: float) -> tuple[Batch, float | None]:
        """Take in a look at a page: what it brings, and when to look again, if at all."""
        address = task.entry.address or ""
        if look.why:
            return self._page_failed(task, look, now)
        visit = self.state.pages.get(address)
        is_same = look.unchanged or (visit is not None and visit.digest == look.digest)
        first, number = (visit.first, visit.count + 1) if visit else (now, 1)
        digest = look.digest or (visit.digest if visit else "")
        said = _said(task.entry.record)
        kept = Visit(first, number, look.tag, look.modified, digest, said)
        again = next_visit(kept, self.settings)
        self._remember(address, kept if again is not None else None)
        self._finish(task.entry)
        task.again, task.tries = True, 0
        return Batch(() if is_same else look.records, look.problems), again

    def _page_failed(self, task: PageTask, look: Look, now: float) -> tuple[Batch, float | None]:
        """Try again later; in the end the feed's own words stand for the page."""
        task.tries += 1
        if not look.lasting and task.tries < _TRIES:
            wait = max(look.wait, self.settings.shortest_interval * 2.0 ** (task.tries - 1))
            return Batch(), now + wait
        self._finish(task.entry)
        self._remember(task.entry.address or "", None)
        if task.again:
            return Batch(), None
        record = own_words(task.entry)
        instead = "the feed's own words are kept" if record else "nothing of it is kept"
        advice = "open the page yourself, or name its host if it is your own"
        where = str(Origin(self.state.address, task.entry.address or task.entry.key))
        problem = Problem(where, "watch", f"{look.why}; {instead}", advice)
        return Batch((record,) if record else (), (problem,)), None

    def _finish(self, entry: Entry) -> None:
        self.pending.pop(entry.key, None)
        if entry.digest:
            self.state = replace(self.state, done={**self.state.done, entry.key: entry.digest})
            self._settle_marks(complete=True)

    def _settle_marks(self, *, complete: bool) -> None:
        """Let the feed be asked for changes only, once all that it listed has been dealt with."""
        if complete and not self.pending and self.asked != ("", ""):
            self.state = replace(self.state, tag=self.asked[0], modified=self.asked[1])

    def _remember(self, address: str, visit: Visit | None) -> None:
        pages = {key: kept for key, kept in self.state.pages.items() if key != address}
        if visit is not None:
            pages[address] = visit
        while len(pages) > self.settings.most_pages:
            del pages[next(iter(pages))]
        self.state = replace(self.state, pages=pages)

    def _failed(self, look: Look, now: float) -> tuple[Notice, ...]:
        state = self.state
        failures = state.failures + 1
        self.state = replace(state, checked=now, failures=failures, why=look.why)
        if state.told == "dead" or not (look.lasting or failures >= self.settings.dead_after):
            return ()
        self.state = replace(self.state, told="dead")
        return (Notice(state.address, "dead", f"{look.why} ({failures} times in a row)"),)

    def _answered(self, now: float) -> tuple[Notice, ...]:
        state = self.state
        self.state = replace(state, checked=now, succeeded=now, failures=0, why="")
        if state.told != "dead":
            return ()
        self.state = replace(self.state, told="")
        return (Notice(state.address, "back", f"it answers again after {state.failures} failures"),)

    def _silence(self, now: float) -> tuple[Notice, ...]:
        if self.state.told == "silent" or not is_silent(self.state, now, self.settings):
            return ()
        self.state = replace(self.state, told="silent")
        hours = (now - self.state.fresh) / 3600
        what = (
            f"nothing new for {hours:.0f} hours; something came every {self.state.gap / 3600:.1f}"
        )
        return (Notice(self.state.address, "silent", what),)


def _said(record: Record | None) -> dict[str, str]:
    declared = {name: getattr(record, name, None) for name in _DECLARED}
    return {name: value[:500] for name, value in declared.items() if value}
