"""Keys of speakers and of sources that an article leans on."""

from __future__ import annotations

from bisect import bisect_left

from stemmata.annotate.names.written import slug
from stemmata.model import AnnotatedArticle, Attribution, Mention, Name, Quote, replace
from stemmata.text import fold


def with_keys(article: AnnotatedArticle, names: tuple[Name, ...]) -> AnnotatedArticle:
    """Return the article with these names, its speakers and sources keyed by what they overlap.

    A source that is no name found in the article gets a key of its own words.
    """
    leanings = article.attributions
    if leanings:
        starts = [name.start for name in names]
        by_words = {fold(name.text): name.key for name in names}
        leanings = tuple(
            replace(each, key=by_words.get(fold(each.source)) or _source_key(each, names, starts))
            for each in leanings
        )
    quotes = key_speakers(article.quotes, names)
    return replace(article, names=names, quotes=quotes, attributions=leanings)


def key_speakers(quotes: tuple[Quote, ...], names: tuple[Name, ...]) -> tuple[Quote, ...]:
    """Return quotes whose speakers have the keys of the names that they overlap."""
    if not quotes:
        return quotes
    starts = [name.start for name in names]
    return tuple(_keyed_quote(quote, names, starts) for quote in quotes)


def _keyed_quote(quote: Quote, names: tuple[Name, ...], starts: list[int]) -> Quote:
    speaker = quote.speaker
    if speaker is None or speaker.key:
        return quote
    key = _overlapping(speaker, names, starts)
    return replace(quote, speaker=replace(speaker, key=key)) if key else quote


def _source_key(leaning: Attribution, names: tuple[Name, ...], starts: list[int]) -> str:
    return _overlapping(leaning, names, starts) or f"source:{slug(leaning.source)}"


def _overlapping(place: Mention | Attribution, names: tuple[Name, ...], starts: list[int]) -> str:
    """Return the key of the name that shares most letters with a span; persons before others."""
    shared = []
    at = bisect_left(starts, place.end) - 1
    while at >= 0 and names[at].end > place.start:  # names never overlap each other
        name = names[at]
        letters = min(name.end, place.end) - max(name.start, place.start)
        shared.append((letters, name.kind == "person", name.key))
        at -= 1
    return max(shared)[2] if shared else ""
