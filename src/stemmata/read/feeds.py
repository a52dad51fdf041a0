"""RSS and Atom: one entry, one article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from stemmata.errors import DamagedSourceError
from stemmata.model import Link, Origin, Problem, Record
from stemmata.read.rows import mended
from stemmata.read.stream import Opened

_FAR_CHARACTER = re.compile(rb"&#(?:x[0-9a-fA-F]{6,40}|[0-9]{7,40});?")  # beyond Unicode, mostly
_ENTITY = re.compile(rb"<!ENTITY[^>]{0,10000}>")  # no feed needs its own; they can be made to grow
_MARKUP = re.compile(r"<[a-zA-Z][^<>]{0,500}>|&(?:[a-z]{2,8}|#\d{1,6});")


def read_feed(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each entry of a feed; `<source>` and full content are kept.

    Raises:
        DamagedSourceError: nothing in it can be read.
    """
    import feedparser  # noqa: PLC0415 - slow to load, and few sources are feeds

    encoding_only = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    feed = _parse(opened.read_all(), opened)
    error = feed.get("bozo_exception")
    if error is not None and not isinstance(error, encoding_only) and not opened.account.damage:
        what = f"the feed is not well-formed ({error}); {len(feed.entries)} entries could be read"
        yield Problem(opened.name, "read", what[:300], "tell the publisher, or mend it")
    if not feed.entries and error is None:
        yield Problem(opened.name, "read", "a feed without entries", "check the address")
    for number, entry in enumerate(feed.entries, start=1):
        origin = Origin(opened.name, str(number), "feed")
        record = _record_of_entry(entry, feed.feed, origin)
        if record.text or record.html:
            yield from mended(record, opened.settings)
        else:
            what = "an entry without title and text"
            yield Problem(str(origin), "read", what, "read the page it points to")


def _parse(content: bytes, opened: Opened) -> Any:
    """Return a feed taken apart; a second time with what makes the parser break off mended."""
    import feedparser  # noqa: PLC0415 - slow to load, and few sources are feeds

    error: Exception | None = None
    content = _ENTITY.sub(b"", content) if b"<!ENTITY" in content else content
    for each in (content, _FAR_CHARACTER.sub(b"&#xfffd;", content)):
        try:
            return feedparser.parse(
                io.BytesIO(each), sanitize_html=False, resolve_relative_uris=False
            )
        except Exception as raised:  # noqa: BLE001 - it raises anything on what is no XML
            error = raised
    raise DamagedSourceError(
        f"no feed that can be read ({type(error).__name__}: {str(error)[:200]})",
        where=opened.name,
        advice="tell the publisher, or mend it",
    ) from error


def _record_of_entry(entry: Any, feed: Any, origin: Origin) -> Record:
    content = _content(entry)
    is_html = bool(_MARKUP.search(content))
    title = _plain_title(entry.get("title") or "")
    source = entry.get("source") or {}
    return Record(
        id="",
        origin=origin,
        text=None if is_html else content.strip() or title or None,
        html=content if is_html else None,
        title=title,
        language=_language(entry) or feed.get("language") or None,
        published=entry.get("published") or None,
        # feedparser would answer with the publication date where there is no other.
        modified=dict.get(entry, "updated") or None,
        outlet=source.get("title") or source.get("value") or feed.get("title") or None,
        byline=entry.get("author") or None,
        url=entry.get("link") or None,
        links=_links(entry, source),
        extra=_extra(entry),
    )


def _content(entry: Any) -> str:
    parts = [str(part.get("value") or "") for part in entry.get("content") or []]
    return max([*parts, str(entry.get("summary") or "")], key=len)


def _language(entry: Any) -> str | None:
    declared = entry.get("language") or entry.get("dc_language")
    for detail in [*(entry.get("content") or []), entry.get("title_detail") or {}]:
        declared = declared or detail.get("language")
    return str(declared) if declared else None


def _links(entry: Any, source: Any) -> tuple[Link, ...]:
    address = source.get("href") or source.get("url") or source.get("link")
    source_link = (Link("source", address),) if address else ()
    alternates = (
        Link("hreflang", link["href"], link["hreflang"])
        for link in entry.get("links") or []
        if link.get("rel") == "alternate" and link.get("hreflang") and link.get("href")
    )
    return (*source_link, *alternates)


def _extra(entry: Any) -> tuple[tuple[str, Any], ...]:
    tags = [tag.get("term") for tag in entry.get("tags") or [] if tag.get("term")]
    extra: list[tuple[str, Any]] = [("guid", entry["id"])] if entry.get("id") else []
    return tuple([*extra, ("tags", tags)] if tags else extra)


def _plain_title(title: str) -> str:
    plain = re.sub(r"<[^<>]{1,200}>", "", title)
    return re.sub(r"\s+", " ", plain).strip()
