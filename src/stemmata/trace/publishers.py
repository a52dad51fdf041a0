"""Publisher families: the articles of one owner or one network of sites.

An address tells the site, a declared publisher the owner. Sites that declare one publisher are one
network, and so are all publishers of one site, unless it carries so many that it only passes on
what others publish.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from stemmata.model import AnnotatedArticle
from stemmata.text.hosts import host_of, split_address
from stemmata.trace.credits import outlet_key

_MOST_PUBLISHERS = 3  # of one owner's site; one that names more is an aggregator
_COUNTRY = 2  # letters in the ending of a country


def publisher_families(articles: Iterable[AnnotatedArticle]) -> dict[str, str]:
    """Return the name of the family of each article that says where it was published.

    Example:
        >>> from stemmata.model import Article, Origin
        >>> def article(id, url, outlet=None):
        ...     made = Article(id, "text", Origin("here"), "en", url=url, outlet=outlet)
        ...     return AnnotatedArticle(made)
        >>> families = publisher_families([
        ...     article("a", "https://news.example.co.uk/1", "Example Group"),
        ...     article("b", "https://example.de/2", "Example Group"),
        ...     article("c", "https://www.example.de/3"),
        ...     article("d", "https://other.example/4")])
        >>> families["a"] == families["b"] == families["c"] != families["d"]
        True
    """
    marks = {article.id: _marks(article) for article in articles}
    publishers: dict[str, set[str]] = defaultdict(set)
    for site, publisher in marks.values():
        if site and publisher:
            publishers[site].add(publisher)
    own = {site for site, named in publishers.items() if len(named) <= _MOST_PUBLISHERS}
    joined = _join((site, publisher) for site in own for publisher in publishers[site])
    found = {}
    for name, (site, publisher) in marks.items():
        mark = publisher if site in publishers and site not in own else publisher or site
        if mark:
            found[name] = joined.get(mark, mark)
    return found


def _marks(annotated: AnnotatedArticle) -> tuple[str, str]:
    article = annotated.article
    return site_of(article.url or ""), outlet_key(article.outlet) if article.outlet else ""


@lru_cache(maxsize=10_000)
def site_of(url: str) -> str:
    """Return the registered name that an address belongs to, empty where there is none.

    Example:
        >>> site_of("https://m.news.example.co.uk/a"), site_of("https://one.substack.com/p/a")
        ('example.co.uk', 'one.substack.com')
    """
    host = host_of(split_address(url))
    parts = host.split(".")
    registries, platforms = _shared_names()
    size = 2
    if len(parts) > size and len(parts[-1]) == _COUNTRY and parts[-2] in registries:
        size = 3
    site = ".".join(parts[-size:])
    return host if site in platforms else site


@cache
def _shared_names() -> tuple[Collection[str], Collection[str]]:
    path = files("stemmata.trace") / "data" / "sites.toml"
    content = tomllib.loads(path.read_text("utf-8"))
    return frozenset(content["registries"]), frozenset(content["platforms"])


def _join(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return for each of the names that hang together the first of them."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    first: dict[str, str] = {}
    for start in sorted(near):
        ahead = [] if start in first else [start]
        for name in ahead:
            if name not in first:
                first[name] = start
                ahead += sorted(near[name])
    return first
