"""The bytes that a report was read from, kept beside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from stemmata.model import Problem, Raw, Record, replace
from stemmata.read.stream import HEAD, Opened

# These are read in one piece anyway. The rows of a table are kept whole in their records.
READ_WHOLE = frozenset({"eml", "feed", "html", "json-feed", "markdown", "text"})


def read_keeping(
    opened: Opened, kind: str, reader: Callable[[Opened], Iterator[Record | Problem]]
) -> Iterator[Record | Problem]:
    """Yield what a reader makes of a source, each report with the bytes of the source.

    Args:
        opened: a source of a kind that is read in one piece.
        kind: as `tell_kind` calls it.
        reader: of that kind.
    """
    content = opened.read_all()
    opened.stream = io.BufferedReader(io.BytesIO(content), HEAD)
    raw = Raw(kind, opened.untouched or content, "", opened.charset)
    for item in reader(opened):
        yield with_raw(item, raw, opened, item.origin.locator) if isinstance(item, Record) else item


def with_raw(record: Record, raw: Raw, opened: Opened, locator: str = "") -> Record:
    """Return a report with the bytes that it was read from, unless they are too many.

    Args:
        record: the report.
        raw: its bytes.
        opened: the source, which says how many are kept.
        locator: the place of the report in the bytes.
    """
    if not 0 < len(raw.content) <= opened.settings.largest_raw_bytes:
        return record
    return replace(record, raw=replace(raw, locator=locator))


def pick_report(items: Iterator[Record | Problem], raw: Raw) -> Record | None:
    """Return the report that stands at the place where bytes were kept for it."""
    for item in items:
        if isinstance(item, Record) and item.origin.locator == raw.locator:
            return item
    return None


def with_facts_of(found: Record, before: Record) -> Record:
    """Return a report that was read again, with what else was known of it: its id, its feed.

    What the bytes say now stands before what was read of them then.
    """
    names = ("title", "language", "published", "modified", "outlet", "byline", "credit")
    said = {name: getattr(found, name) or getattr(before, name) for name in names}
    return replace(
        found,
        **said,
        id=before.id,
        origin=before.origin,
        url=before.url or found.url,
        links=tuple(dict.fromkeys((*found.links, *before.links))),
        extra=tuple(dict([*before.extra, *found.extra]).items()),
        raw=None,
    )
