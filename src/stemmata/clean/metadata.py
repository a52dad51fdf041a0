"""What a page declares about itself: schema.org (JSON-LD), Open Graph, link relations, `lang`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from stemmata.model import Frozen, Link, LinkKind

_ARTICLE_TYPES = ("article", "posting", "report")
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "date", "dc.date"),
    *("dcterms.created", "pubdate", "publication_date"),
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_OUTLET = ("og:site_name", "application-name", "dc.publisher")
_BYLINE = ("author", "dc.creator", "article:author_name")
_LARGEST_DECLARATION = 500_000
_DEEPEST = 6


class PageFacts(Frozen, frozen=True):
    """Facts that a page states in its markup, as written."""

    title: str = ""
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    byline: str | None = None
    credit: str | None = None
    links: tuple[Link, ...] = ()


def read_page_facts(tree: Any) -> PageFacts:
    """Return the declared facts of a parsed page; JSON-LD first, then Open Graph, then the rest."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    return PageFacts(
        title=_text(article.get("headline")) or meta.get("og:title") or _heading(tree),
        language=_text(article.get("inLanguage")) or tree.get("lang") or meta.get("og:locale"),
        published=_text(article.get("datePublished")) or _first(meta, _PUBLISHED),
        modified=_text(article.get("dateModified")) or _first(meta, _MODIFIED),
        outlet=_name(article.get("publisher")) or _first(meta, _OUTLET),
        byline=_name(article.get("author")) or _first(meta, _BYLINE),
        credit=_name(article.get("sourceOrganization")) or _name(article.get("creditText")),
        links=tuple(dict.fromkeys((*_link_elements(tree), *_article_links(article)))),
    )


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        content = (script.text or "").strip()
        if not content or len(content) > _LARGEST_DECLARATION:
            continue
        try:
            declared = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(declared, 0)


def _articles_in(declared: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of an article type, in lists and `@graph` too."""
    if depth > _DEEPEST:
        return
    if isinstance(declared, list):
        for item in declared[:100]:
            yield from _articles_in(item, depth + 1)
    elif isinstance(declared, dict):
        kinds = declared.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(n, str) and n.lower().endswith(_ARTICLE_TYPES) for n in names):
            yield declared
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles_in(declared.get(key), depth + 1)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _heading(tree: Any) -> str:
    for path in (".//h1", ".//title"):
        element = tree.find(path)
        if element is not None and (words := " ".join("".join(element.itertext()).split())):
            return words[:500]
    return ""


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name") or value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    words = [n.strip() for n in names if isinstance(n, str) and n.strip()]
    return ", ".join(w for w in words if not w.startswith(("http://", "https://", "#"))) or None


def _link_elements(tree: Any) -> Iterator[Link]:
    for element in tree.iter("link"):
        address, relation = element.get("href"), (element.get("rel") or "").lower()
        if not address:
            continue
        if relation == "canonical":
            yield Link("canonical", address)
        elif relation == "alternate" and element.get("hreflang"):
            yield Link("hreflang", address, element.get("hreflang"))


def _article_links(article: dict[str, Any]) -> Iterator[Link]:
    keys: tuple[LinkKind, ...] = ("isBasedOn", "translationOfWork")
    for key in keys:
        value = article.get(key)
        for item in value if isinstance(value, list) else [value]:
            address = _address(item)
            if address:
                yield Link(key, address)


def _address(item: Any) -> str | None:
    if isinstance(item, dict):
        item = item.get("url") or item.get("@id") or item.get("name")
    return item.strip() or None if isinstance(item, str) else None
