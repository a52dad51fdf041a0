"""What pages declare of each other: that one was taken from another, or is a version of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from stemmata.model import AnnotatedArticle, Link
from stemmata.text.hosts import place_of, split_address

TAKEN_FROM = ("isBasedOn", "translationOfWork", "source", "canonical")  # from copy to original
_SAME_WORK = ("isBasedOn", "translationOfWork", "canonical", "hreflang")


def links_between(one: AnnotatedArticle, other: AnnotatedArticle) -> Iterable[Link]:
    """Yield the links of one article to the address of another."""
    address = plain_address(other.article.url)
    if address and one.article.links and address != plain_address(one.article.url):
        for link in one.article.links:
            if plain_address(link.address) == address:
                yield link


def declared_pairs(articles: Sequence[AnnotatedArticle]) -> set[tuple[int, int]]:
    """Return the places of articles that one declares to be one work, the smaller place first.

    Example:
        >>> from stemmata.model import Article, Origin
        >>> def article(id, url, *links):
        ...     made = Article(id, "text", Origin("here"), "en", url=url, links=links)
        ...     return AnnotatedArticle(made)
        >>> english = article("a", "https://example.org/en/1")
        >>> german = article("b", "https://example.org/de/1",
        ...     Link("hreflang", "https://example.org/en/1", "en"))
        >>> declared_pairs([english, german, article("c", "https://example.org/en/2")])
        {(0, 1)}
    """
    places = _places_by_address(articles)
    found = set()
    for place, annotated in enumerate(articles):
        for link in annotated.article.links:
            if link.kind in _SAME_WORK:
                others = places.get(plain_address(link.address), ())
                found |= {(min(place, o), max(place, o)) for o in others if o != place}
    return found


def _places_by_address(articles: Sequence[AnnotatedArticle]) -> Mapping[str, Sequence[int]]:
    if not any(annotated.article.links for annotated in articles):
        return {}
    places: dict[str, list[int]] = {}
    for place, annotated in enumerate(articles):
        address = plain_address(annotated.article.url)
        if address:
            places.setdefault(address, []).append(place)
    return places


@lru_cache(maxsize=10_000)
def plain_address(url: str | None) -> str:
    """Return an address without scheme, `www.`, query and closing slash, to be compared.

    Example:
        >>> plain_address("https://www.example.org/a/?x=1") == plain_address("http://example.org/a")
        True
    """
    parts = split_address(url)
    try:
        return place_of(parts) + parts.path.rstrip("/")
    except ValueError:
        return ""
