"""The watch: many feeds, few threads, one request at a time to each host.

What was found is handed on in batches together with the states that say what has been dealt with:
whoever keeps both in one transaction can stop at any moment, and nothing is lost or asked twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import replace as with_settings
from queue import Empty, SimpleQueue
from threading import Event

from stemmata.model import JSON
from stemmata.read.remote import Client
from stemmata.settings import ReadSettings, WatchSettings
from stemmata.watch.fetching import Fetcher, Look
from stemmata.watch.following import Following, PageTask
from stemmata.watch.hosts import Turns
from stemmata.watch.manners import Robots
from stemmata.watch.targets import host_of
from stemmata.watch.values import Batch, Memory, as_kept, recall

Found = tuple[Batch, dict[str, dict[str, JSON]]]
_TICK = 0.5  # seconds between two looks at whether to stop
_LEAST = 0.002  # seconds to wait where something is due at once


@dataclass(slots=True)
class _Task:
    feed: str
    page: PageTask | None = None

    @property
    def address(self) -> str:
        return (self.page.entry.address or "") if self.page else self.feed


class Watcher:
    """Watches addresses and hands on what comes in."""

    def __init__(
        self,
        addresses: list[str],
        memory: Memory,
        fetcher: Fetcher,
        settings: WatchSettings,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Ask nothing yet.

        Args:
            addresses: feeds, sitemaps, lists of feeds, or pages.
            memory: what is remembered from the last time.
            fetcher: looks at addresses.
            settings: how often.
            clock: tells the seconds since 1970.
        """
        self._memory = memory
        self._fetcher = fetcher
        self._settings = settings
        self._clock = clock
        self._turns: Turns[_Task] = Turns()
        self._done: SimpleQueue[tuple[_Task, Future[Look]]] = SimpleQueue()
        self._feeds: dict[str, Following] = {}
        self._begun = clock()
        for address in addresses:
            self._follow(address)

    def batches(self, stop: Event) -> Iterator[Found]:
        """Yield what comes in, with the states to keep beside it, until told to stop.

        Args:
            stop: ends the watch when set; requests on their way are given up.
        """
        yield from self._watch(lambda: not stop.is_set())

    def once(self) -> Iterator[Found]:
        """Yield what comes in when each feed that is due and its new pages are looked at once."""
        yield from self._watch(lambda: self._turns.has_begun(self._begun))

    def _watch(self, goes_on: Callable[[], bool]) -> Iterator[Found]:
        threads = ThreadPoolExecutor(self._settings.workers, thread_name_prefix="watch")
        try:
            while goes_on():
                batch, touched = self._gather(threads, goes_on)
                if touched:
                    states = {feed: as_kept(self._feeds[feed].state) for feed in sorted(touched)}
                    yield batch, states
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def _gather(
        self, threads: ThreadPoolExecutor, goes_on: Callable[[], bool]
    ) -> tuple[Batch, set[str]]:
        """Begin what is due and take in what ends, as long as a batch may take."""
        batch, touched = Batch(), set[str]()
        end = self._clock() + self._settings.batch_seconds
        while goes_on() and (now := self._clock()) < end:
            for task in self._turns.ready(now):
                self._begin(task, threads)
            due = self._turns.next_time()
            wait = (end if due is None else min(due, end)) - now
            try:
                task, work = self._done.get(timeout=min(max(wait, _LEAST), _TICK))
            except Empty:
                continue
            batch = _joined(batch, self._settle(task, work))
            touched.add(task.feed)
        return batch, touched

    def _follow(self, address: str) -> None:
        if address in self._feeds:
            return
        following = Following(recall(self._memory, address), self._settings)
        self._feeds[address] = following
        self._plan(following.due(), _Task(address))
        for due, page in following.visits_left():
            self._plan(due, _Task(address, page))

    def _plan(self, due: float, task: _Task) -> None:
        self._turns.plan(due, host_of(task.address), task)

    def _begin(self, task: _Task, threads: ThreadPoolExecutor) -> None:
        state, now = self._feeds[task.feed].state, self._clock()
        if task.page is None:
            ask = self._fetcher.list_feed
            work = threads.submit(ask, task.feed, state.tag, state.modified, now)
        else:
            visit = state.pages.get(task.address)
            tag, modified = (visit.tag, visit.modified) if visit else ("", "")
            work = threads.submit(self._fetcher.read_page, task.page.entry, tag, modified, now)
        work.add_done_callback(lambda done: self._done.put((task, done)))

    def _settle(self, task: _Task, work: Future[Look]) -> Batch:
        """Free the host, and take in what a look came to; a bug costs one look, not the watch."""
        now = self._clock()
        self._turns.end(host_of(task.address), now, self._fetcher.pause(task.address))
        following = self._feeds[task.feed]
        try:
            look = work.result()
        except Exception as error:  # noqa: BLE001 - foreign parsers raise anything; the watch goes on
            look = Look(why=f"it cannot be read ({type(error).__name__}: {str(error)[:200]})")
        if task.page is not None:
            batch, again = following.take_page(task.page, look, now)
            if again is not None:
                self._plan(again, task)
            return batch
        batch, pages = following.take_listing(
            look, now, self._settings.most_waiting - len(self._turns)
        )
        for page in pages:
            self._plan(self._begun, _Task(task.feed, page))
        for lead in look.listing.leads:
            self._follow(lead)
        self._plan(following.due(look.wait), task)
        return batch


def open_watcher(
    addresses: list[str],
    memory: Memory,
    named: frozenset[str] = frozenset(),
    shortest_interval: float | None = None,
) -> Watcher:
    """Return a watcher that asks over the network.

    Args:
        addresses: feeds, sitemaps, lists of feeds, or pages.
        memory: what is remembered from the last time.
        named: hosts, each also as `host:port`, that may be reached although they are not public.
        shortest_interval: seconds between two looks at a feed, at least.
    """
    settings = WatchSettings()
    if shortest_interval is not None:
        settings = with_settings(settings, shortest_interval=shortest_interval)
    bounds = ReadSettings(largest_download_bytes=settings.largest_download_bytes)
    client = Client(bounds, named)
    fetcher = Fetcher(client, Robots(client, settings), settings)
    return Watcher(addresses, memory, fetcher, settings)


def _joined(one: Batch, other: Batch) -> Batch:
    return Batch(
        one.records + other.records, one.problems + other.problems, one.notices + other.notices
    )
