"""Keys of speakers and of sources that an article leans on."""

from __future__ import annotations

from stemmata.annotate.names.written import slug
from stemmata.model import AnnotatedArticle, Attribution, Mention, Name, Quote, replace
from stemmata.text import fold


def with_keys(article: AnnotatedArticle, names: tuple[Name, ...]) -> AnnotatedArticle:
    """Return the article with these names, its speakers and sources keyed by what they overlap.

    A source that is no name found in the article gets a key of its own words.
    """
    leanings = article.attributions
    if leanings:
        by_words = {fold(name.text): name.key for name in names}
        leanings = tuple(_keyed_source(each, names, by_words) for each in leanings)
    quotes = tuple(_keyed_quote(quote, names) for quote in article.quotes)
    return replace(article, names=names, quotes=quotes, attributions=leanings)


def _keyed_quote(quote: Quote, names: tuple[Name, ...]) -> Quote:
    speaker = quote.speaker
    if speaker is None or speaker.key:
        return quote
    key = _overlapping(speaker, names)
    return replace(quote, speaker=replace(speaker, key=key)) if key else quote


def _keyed_source(
    leaning: Attribution, names: tuple[Name, ...], by_words: dict[str, str]
) -> Attribution:
    key = by_words.get(fold(leaning.source)) or _overlapping(leaning, names)
    return replace(leaning, key=key or f"source:{slug(leaning.source)}")


def _overlapping(place: Mention | Attribution, names: tuple[Name, ...]) -> str:
    """Return the key of the name that shares most letters with a span; persons before others."""
    shared = [
        (min(name.end, place.end) - max(name.start, place.start), name.kind == "person", name.key)
        for name in names
        if name.start < place.end and place.start < name.end
    ]
    return max(shared)[2] if shared else ""
