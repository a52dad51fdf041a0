"""Whose page an address leads to, told by its host."""

from __future__ import annotations

import re

from stemmata.text.hosts import host_of, split_address

# Hosts that only hand on what others publish: feeds, searches, shortened addresses.
_HANDING_ON = frozenset(
    (
        *("feedproxy.google.com", "feeds.feedburner.com", "news.google.com", "amp.gs"),
        *("bit.ly", "buff.ly", "dlvr.it", "goo.gl", "is.gd", "ift.tt", "lnkd.in", "ow.ly"),
        *("t.co", "tinyurl.com", "trib.al"),
    )
)
# An archived page's address ends in the address that it was taken from.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/\w{1,20}|archive\.(?:is|ph|today)/\w{1,20})/(?=https?://)"
)


def outlet_at(address: str | None) -> str | None:
    """Return the host of an address as an outlet's name, None where it is nobody's own.

    Example:
        >>> outlet_at("https://www.outlet.example/a"), outlet_at("https://t.co/a")
        ('outlet.example', None)
        >>> outlet_at("https://web.archive.org/web/2016/http://outlet.example/a")
        'outlet.example'
    """
    own = address or ""
    if archived := _ARCHIVED.match(own):
        own = own[archived.end() :]
    host = host_of(split_address(own))
    return None if host in _HANDING_ON else host or None
