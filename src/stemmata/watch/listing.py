"""What an answer lists: entries of a feed or a sitemap, further feeds, or just the page itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urljoin

from stemmata.model import Origin, Problem, Record
from stemmata.read import read_answer
from stemmata.read.addresses import is_address
from stemmata.read.leads import feeds_offered
from stemmata.read.remote import Answer
from stemmata.read.sitemaps import Listed, is_opml, is_sitemap, read_opml, read_sitemap
from stemmata.settings import ReadSettings

_HEAD = 65_536
_NESTED = 20  # the newest sitemaps of an index that are looked into


@dataclass(frozen=True, slots=True)
class Entry:
    """Something listed: what tells it apart, a digest of what is said of it, where its page is.

    `record` is what the list itself says of it, an article already where the feed gives the text.
    """

    key: str
    digest: str
    address: str | None
    record: Record | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What an answer lists; `leads` are addresses of further lists."""

    entries: tuple[Entry, ...] = ()
    leads: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def digest(*parts: object) -> str:
    """Return a short digest of parts of text.

    Example:
        >>> digest("a", None) == digest("a", None) != digest("b", None)
        True
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def list_answer(answer: Answer, address: str, settings: ReadSettings, most: int) -> Listing:
    """Return what an answer lists.

    Args:
        answer: with a status of success; its content is closed.
        address: the address that was asked.
        settings: the bounds on what is read.
        most: how many entries at most, the first ones.

    Raises:
        DamagedSourceError: it is a list and nothing in it can be read.
    """
    with answer.content:
        content = answer.content.read()
    head = content[:_HEAD]
    if is_sitemap(head):
        return _of_sitemap(content, answer.address, most)
    if is_opml(head):
        leads = [feed.address for feed in read_opml(content) if is_address(feed.address)]
        return Listing(leads=tuple(leads[:most]))
    again = Answer(answer.status, answer.address, answer.headers, io.BytesIO(content))
    return _of_records(read_answer(again, address, settings), content, answer.address, most)


def _of_sitemap(content: bytes, address: str, most: int) -> Listing:
    found = list(read_sitemap(content))
    newest = sorted(found, key=lambda each: each.modified or each.published or "", reverse=True)
    nested = [each.address for each in newest if each.nested and is_address(each.address)]
    pages = [each for each in newest if not each.nested and is_address(each.address)]
    entries = tuple(_of_listed(each, address) for each in pages[:most])
    return Listing(entries, tuple(nested[:_NESTED]))


def _of_listed(listed: Listed, sitemap: str) -> Entry:
    record = Record(
        id="",
        origin=Origin(sitemap, listed.address, "sitemap"),
        title=listed.title,
        language=listed.language,
        published=listed.published,
        outlet=listed.outlet,
        url=listed.address,
    )
    return Entry(listed.address, digest(listed.modified, listed.title), listed.address, record)


def _of_records(
    found: Iterator[Record | Problem], content: bytes, address: str, most: int
) -> Listing:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        elif item.origin.kind == "feed":
            if len(entries) < most:
                entries.append(_of_record(item, address))
        elif leads := feeds_offered(content, address):
            return Listing(leads=tuple(leads))
        else:  # a page that offers no feed is watched itself
            return Listing((Entry(address, "page", address, None),), problems=tuple(problems))
    return Listing(tuple(entries), problems=tuple(problems))


def _of_record(record: Record, feed: str) -> Entry:
    try:
        address = urljoin(feed, record.url) if record.url else None
    except ValueError:
        address = None
    address = address if address and is_address(address) else None
    said = dict(record.extra).get("guid")
    key = str(said or address or digest(record.title, record.text, record.html))
    # A feed that stamps all its entries anew at each look says nothing new by it.
    words = digest(record.title, record.modified or record.published, record.text, record.html)
    return Entry(key, words, address, record)
