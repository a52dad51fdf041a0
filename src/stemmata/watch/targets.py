"""What is to be watched: addresses as given, and those that OPML files list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from stemmata.errors import MissingSourceError, UsageError
from stemmata.read.addresses import is_address
from stemmata.read.sitemaps import read_opml


def targets_of(sources: Sequence[str]) -> list[str]:
    """Return the addresses to watch, each once, in order.

    Args:
        sources: web addresses, and OPML files that list feeds.

    Raises:
        UsageError: nothing to watch.
        MissingSourceError: a file cannot be opened.
    """
    found = list(dict.fromkeys(address for source in sources for address in _expand(source)))
    if not found:
        advice = "name the address of a feed, a sitemap or a page, or an OPML file with some"
        raise UsageError("nothing to watch", advice=advice)
    return found


def host_of(address: str) -> str:
    """Return the host of an address, in lower case.

    Example:
        >>> host_of("https://News.example:8443/feed")
        'news.example'
    """
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _expand(source: str) -> Iterator[str]:
    if is_address(source):
        yield source
        return
    try:
        content = Path(source).read_bytes()
    except OSError as error:
        raise MissingSourceError(
            f"cannot be opened ({error.strerror})",
            where=source,
            advice="name an OPML file or an address",
        ) from error
    yield from (feed.address for feed in read_opml(content) if is_address(feed.address))
