"""One look at a feed or a page, in a thread of its own; nothing here keeps anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from stemmata.errors import BlockedAddressError, SourceError
from stemmata.model import Origin, Problem, Record, replace
from stemmata.read import read_answer
from stemmata.read.identity import content_digest
from stemmata.read.remote import Answer
from stemmata.settings import ReadSettings, WatchSettings
from stemmata.watch.listing import Entry, Listing, list_answer
from stemmata.watch.manners import Asking, Robots
from stemmata.watch.schedule import asked_delay

_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Look:
    """What a request came to: `why` is empty where it went well; `wait` is what the server asks.

    `lasting` tells that it is of no use to ask again soon. `tag` and `modified` are the server's
    marks of this state, for the next conditional request.
    """

    why: str = ""
    lasting: bool = False
    wait: float = 0.0
    unchanged: bool = False
    tag: str = ""
    modified: str = ""
    digest: str = ""
    listing: Listing = field(default_factory=Listing)
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


class Fetcher:
    """Looks at addresses within what their hosts allow."""

    def __init__(self, client: Asking, robots: Robots, settings: WatchSettings) -> None:
        """Use a client for all requests.

        Args:
            client: answers requests.
            robots: knows what hosts allow.
            settings: how much is read.
        """
        self._client = client
        self._robots = robots
        self._most = settings.most_entries
        self._longest = settings.longest_interval
        self._bounds = ReadSettings(
            largest_download_bytes=settings.largest_download_bytes,
            largest_raw_bytes=settings.largest_raw_bytes,
        )

    def list_feed(self, address: str, tag: str, modified: str, now: float) -> Look:
        """Return what a feed lists now, unless it is as it was."""
        answer = self._ask(address, tag, modified, now)
        if isinstance(answer, Look):
            return answer
        try:
            listing = list_answer(answer, address, self._bounds, self._most)
        except SourceError as error:
            return Look(why=error.what)
        headers = answer.headers
        return Look(
            tag=headers.get("ETag", ""),
            modified=headers.get("Last-Modified", ""),
            listing=listing,
        )

    def read_page(self, entry: Entry, tag: str, modified: str, now: float) -> Look:
        """Return the article behind an entry, unless it is as it was."""
        address = entry.address or ""
        answer = self._ask(address, tag, modified, now)
        if isinstance(answer, Look):
            return answer
        content = answer.content.read()
        answer.content.seek(0)
        records, problems = [], []
        for item in read_answer(answer, address, self._bounds):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                records.append(_with_declared(item, entry, answer.address))
        return Look(
            tag=answer.headers.get("ETag", ""),
            modified=answer.headers.get("Last-Modified", ""),
            digest=blake2b(content, digest_size=8).hexdigest(),
            records=tuple(records),
            problems=tuple(problems),
        )

    def pause(self, address: str) -> float:
        """Return the seconds to leave before the next request to the host of an address."""
        return self._robots.pause(address)

    def _ask(self, address: str, tag: str, modified: str, now: float) -> Answer | Look:
        marks = {"If-None-Match": tag, "If-Modified-Since": modified}
        try:
            if not self._robots.allows(address):
                return Look(why="its host forbids it (robots.txt)", lasting=True)
            answer = self._client.get(address, {k: v for k, v in marks.items() if v})
        except BlockedAddressError as error:
            return Look(why=error.what, lasting=True)
        except SourceError as error:
            return Look(why=error.what)
        if 200 <= answer.status < 300:
            return answer
        answer.content.close()
        if answer.status == _NOT_MODIFIED:
            return Look(unchanged=True, tag=tag, modified=modified)
        return Look(
            why=f"the server answers {answer.status}",
            lasting=400 <= answer.status < 500 and answer.status not in {408, 425, 429},
            wait=asked_delay(answer.headers.get("Retry-After"), now, self._longest),
        )


def own_words(entry: Entry) -> Record | None:
    """Return the article that the feed itself gives, where it gives any text."""
    record = entry.record
    if record is None or not (record.text or record.html):
        return None
    named = replace(record, url=entry.address or record.url)
    return replace(named, id=content_digest(named))


def _with_declared(page: Record, entry: Entry, address: str) -> Record:
    """Return the page's record with what the feed declares of it: its outlet, date and links."""
    said = entry.record
    named = replace(
        page,
        id="",
        url=page.url or address,
        origin=Origin(said.origin.source if said else address, address, page.origin.kind),
    )
    if said is not None:
        named = replace(
            named,
            title=page.title or said.title,
            language=page.language or said.language,
            published=page.published or said.published,
            modified=page.modified or said.modified,
            outlet=page.outlet or said.outlet,
            byline=page.byline or said.byline,
            links=tuple(dict.fromkeys((*page.links, *said.links))),
            extra=tuple(dict([*page.extra, *said.extra]).items()),
        )
    return replace(named, id=content_digest(named))
