"""What a person set right in one article: its day, its outlet, words that are no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from stemmata.model import (
    AnnotatedArticle,
    Article,
    Frozen,
    Paragraph,
    Publication,
    Span,
    replace,
)


class Fixes(Frozen, frozen=True):
    """What a person set right in one article: day, outlet, words that are no part of the report."""

    day: str = ""
    outlet: str = ""
    boilerplate: tuple[str, ...] = ()
    author: str = ""


def fix_article(article: Article, fixes: Fixes) -> Article:
    """Return an article with what a person set right before anything was found in it."""
    if fixes.day:
        article = replace(article, declared_published=fixes.day)
    if fixes.outlet:
        article = replace(article, outlet=fixes.outlet)
    for words in fixes.boilerplate:
        article = _without(article, words)
    return article


def fix_annotated(annotated: AnnotatedArticle, fixes: Fixes) -> AnnotatedArticle:
    """Return an article with the day that a person gave it."""
    if not fixes.day:
        return annotated
    day = date.fromisoformat(fixes.day)
    return replace(
        annotated, published=Publication(day, day, "metadata", f"decided by {fixes.author}")
    )


def _without(article: Article, words: str) -> Article:
    """Return an article whose report does not hold some words, wherever they stand."""
    places = []
    start = article.text.find(words)
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = article.text.find(words, start + len(words))
    body = article.body
    for place in places:
        body = tuple(part for span in body for part in _cut(span, place, article.text))
    return replace(
        article,
        body=body,
        paragraphs=tuple(_judged(each, places) for each in article.paragraphs),
    )


def _cut(span: Span, place: Span, text: str) -> Iterable[Span]:
    """Yield what is left of a span beside a place, without blanks at its ends."""
    if place.end <= span.start or span.end <= place.start:
        yield span
        return
    for start, end in ((span.start, place.start), (place.end, span.end)):
        left = text[start:end]
        if left.strip():
            begin = start + len(left) - len(left.lstrip())
            yield Span(begin, begin + len(left.strip()))


def _judged(paragraph: Paragraph, places: Sequence[Span]) -> Paragraph:
    for place in places:
        if place.start <= paragraph.start and paragraph.end <= place.end:
            return replace(paragraph, role="boilerplate", why="decided by a person")
    return paragraph
