"""Sitemaps (sitemaps.org 0.9, with Google's news extension) and OPML 2.0: lists of addresses."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from stemmata.errors import DamagedSourceError

_SITEMAP = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
_MOST = 50_000  # addresses in one sitemap, by the standard


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a list gives; `modified`, `title`, `published` and so on as written there."""

    address: str
    nested: bool = False  # a sitemap in a sitemap
    modified: str | None = None
    title: str = ""
    published: str | None = None
    language: str | None = None
    outlet: str | None = None


def is_sitemap(head: bytes) -> bool:
    """Return whether bytes begin a sitemap or an index of sitemaps.

    Example:
        >>> is_sitemap(b'<?xml version="1.0"?><urlset xmlns="x">')
        True
    """
    return _SITEMAP.search(head[:4096]) is not None


def is_opml(head: bytes) -> bool:
    """Return whether bytes begin a list of feeds in OPML.

    Example:
        >>> is_opml(b'<?xml version="1.0"?><opml version="2.0">')
        True
    """
    return _OPML.search(head[:4096]) is not None


def read_sitemap(content: bytes) -> Iterator[Listed]:
    """Yield the addresses of a sitemap or an index of sitemaps.

    Raises:
        DamagedSourceError: nothing in it can be read.
    """
    for count, entry in enumerate(_elements(content, {"url", "sitemap"})):
        if count >= _MOST:
            return
        said = {_local(child): (child.text or "").strip() for child in entry.iter()}
        address = said.get("loc", "")
        if address:
            yield Listed(
                address,
                nested=_local(entry) == "sitemap",
                modified=said.get("lastmod") or None,
                title=said.get("title", ""),
                published=said.get("publication_date") or None,
                language=said.get("language") or None,
                outlet=said.get("name") or None,
            )


def read_opml(content: bytes) -> Iterator[Listed]:
    """Yield the feeds of a list in OPML, those in folders too.

    Raises:
        DamagedSourceError: nothing in it can be read.

    Example:
        >>> [feed] = read_opml(b'<opml><body><outline xmlUrl="https://a.example/f"/></body></opml>')
        >>> feed.address
        'https://a.example/f'
    """
    for outline in _elements(content, {"outline"}):
        said = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        if address := said.get("xmlurl", "").strip():
            yield Listed(address, title=said.get("title") or said.get("text") or "")


def _elements(content: bytes, wanted: set[str]) -> Iterator[Any]:
    found = False
    try:
        # No entities, no outside definitions: a list of addresses needs neither.
        reading = etree.iterparse(
            io.BytesIO(content),
            events=("end",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, element in reading:
            if _local(element) in wanted:
                found = True
                yield element
                if _local(element) != "outline":
                    element.clear()
    except etree.XMLSyntaxError as error:
        if not found:
            what = f"the list is not well-formed ({str(error)[:200]})"
            raise DamagedSourceError(what, advice="tell the publisher, or mend it") from error


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
