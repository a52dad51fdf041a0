"""Which feeds a page offers (RSS autodiscovery): its `<link rel="alternate">` of a feed's type."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

_LINK = re.compile(rb"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z]{2,12})\s{0,4}=\s{0,4}(\"[^\"]{0,1500}\"|'[^']{0,1500}'|[^\s\"'>]{1,1500})"
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_HEAD = 200_000  # bytes in which a page names its feeds
_MOST = 5


def feeds_offered(page: bytes, address: str) -> list[str]:
    """Return the addresses of the feeds that a page offers, at most five.

    Example:
        >>> page = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        >>> feeds_offered(page, "https://a.example/news/")
        ['https://a.example/feed.xml']
    """
    found: dict[str, None] = {}
    for match in _LINK.finditer(page[:_HEAD]):
        said = {
            name.lower(): unescape(value.strip("\"'"))
            for name, value in _ATTRIBUTE.findall(match[1].decode("utf-8", "replace"))
        }
        is_feed = said.get("type", "").strip().lower() in _FEED_TYPES
        if is_feed and "alternate" in said.get("rel", "").lower().split() and said.get("href"):
            try:
                found[urljoin(address, said["href"])] = None
            except ValueError:
                continue
    return [each for each in found if each.startswith(("http://", "https://"))][:_MOST]
