"""What is kept of an article, as it is extracted anew: from its bytes where they are kept.

An extractor gets better: it tells encodings, finds the text of a page, takes a message apart. What
was read by an earlier one is read again from the bytes that came, and keeps its version: the page
said nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from stemmata.archive.preparing import EXTRACTOR
from stemmata.model import Record
from stemmata.read import read_again
from stemmata.settings import ReadSettings
from stemmata.store import Store, Version

ReadKept = Callable[[Store, Version], Record | None]


def record_kept(store: Store, version: Version) -> Record | None:
    """Return a version as it was read; anew from its bytes where another extractor read it."""
    if version.extractor == EXTRACTOR:
        return store.record(version.article, version.version)
    return record_anew(store, version)


def record_anew(store: Store, version: Version) -> Record | None:
    """Return a version read anew from its bytes; as it was read where none are kept."""
    before = store.record(version.article, version.version)
    raw = store.raw(version.article, version.version)
    if before is None or raw is None:
        return before
    return read_again(raw, before, ReadSettings()) or before
