"""One spelling for one web address, so that a page that is fetched again is known again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from stemmata.text.hosts import host_of, place_of, split_address

_OF_CAMPAIGNS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def normal_address(url: str | None) -> str:
    """Return an address without what does not name the page; empty for a site's first page.

    Example:
        >>> normal_address("HTTPS://www.Example.org/a/?utm_source=x&id=3#top")
        'example.org/a?id=3'
        >>> normal_address("https://example.org/"), normal_address(None)
        ('', '')
    """
    parts = split_address(url)
    try:
        place = place_of(parts)
    except ValueError:
        return ""
    pairs = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].lower().startswith(_OF_CAMPAIGNS)
    ]
    query = f"?{urlencode(pairs)}" if pairs else ""
    path = parts.path.rstrip("/")
    return f"{place}{path}{query}" if host_of(parts) and (path or query) else ""
