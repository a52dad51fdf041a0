"""Writes an article's text with every mention and statement marked, as nested elements.

Spans may overlap in any way, elements must nest: a span that crosses the end of another is cut
there and goes on as a fragment. The fragments of one span share `data-at`, the first carries the
anchor. (The same problem, and answer, as overlapping hierarchies in TEI: fragmentation.)
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from stemmata.model import AnnotatedArticle, Article, Paragraph, Span
from stemmata.publish.addresses import article_anchor
from stemmata.publish.visible import clip, visible


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark, the classes it gets, and what a reader is told about it."""

    start: int
    end: int
    classes: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph as markup, with its role and language for the page."""

    markup: Markup
    role: str
    language: str
    why: str


def marked_paragraphs(
    annotated: AnnotatedArticle, statements: Iterable[Span]
) -> tuple[MarkedParagraph, ...]:
    """Return the paragraphs of an article with its mentions and the given statements marked.

    Example:
        >>> from stemmata.model import Figure, Origin
        >>> article = Article("a1", "<b> 12 hurt", Origin("a.txt"), "en")
        >>> annotated = AnnotatedArticle(article, figures=(Figure(4, 6, "12", 12, 12),))
        >>> print(marked_paragraphs(annotated, ())[0].markup)  # doctest: +ELLIPSIS
        &lt;b&gt; <span ...>12</span> hurt
    """
    article = annotated.article
    marks = _merged(
        [*_mention_marks(annotated), *_statement_marks(statements), *_prefixes(article)]
    )
    marked = []
    carried: list[Mark] = []
    position = 0
    for paragraph in _paragraphs(article):
        first = position
        while position < len(marks) and marks[position].start < paragraph.end:
            position += 1
        here = [*carried, *marks[first:position]]
        carried = [mark for mark in here if mark.end > paragraph.end]
        pieces = _joined(_pieces(article, paragraph, here))
        marked.append(MarkedParagraph(pieces, paragraph.role, paragraph.language, paragraph.why))
    return tuple(marked)


def _joined(pieces: Iterable[str]) -> Markup:
    return Markup("".join(pieces))  # noqa: S704 - each piece is escaped where it is made


def _paragraphs(article: Article) -> tuple[Paragraph, ...]:
    if article.paragraphs:
        return article.paragraphs
    return (Paragraph(0, len(article.text), article.language, "report"),)


def _mention_marks(annotated: AnnotatedArticle) -> Iterator[Mark]:
    for name in annotated.names:
        note = f"{name.kind}: {name.canonical or name.text}"
        yield Mark(name.start, name.end, "m name" + (" suspect" if name.suspected else ""), note)
    for figure in annotated.figures:
        yield Mark(
            figure.start, figure.end, "m figure", figure_value(figure.low, figure.high, figure.unit)
        )
    for mention in annotated.dates:
        yield Mark(mention.start, mention.end, "m date", mention.timex)
    for quote in annotated.quotes:
        speaker = f"{quote.kind} quote: {quote.speaker.text}" if quote.speaker else quote.kind
        yield Mark(quote.start, quote.end, "m quote", speaker)
    for attribution in annotated.attributions:
        note = f"rests on {attribution.source}"
        yield Mark(attribution.start, attribution.end, "m attribution", note)


def figure_value(low: float | None, high: float | None, unit: str | None) -> str:
    """Return a quantity in words that do not depend on how it was written.

    Example:
        >>> figure_value(3.4e12, 3.4e12, "JPY"), figure_value(10, None, "people")
        ('3,400,000,000,000 JPY', 'at least 10 people')
    """
    if low is None and high is None:
        value = "?"
    elif high is None:
        value = f"at least {low:,.12g}"
    elif low is None:
        value = f"at most {high:,.12g}"
    else:
        value = f"{low:,.15g}" if low == high else f"{low:,.15g} to {high:,.15g}"
    return f"{value} {unit}" if unit else value


def _statement_marks(statements: Iterable[Span]) -> Iterator[Mark]:
    return (Mark(span.start, span.end, "statement") for span in statements)


def _prefixes(article: Article) -> Iterator[Mark]:
    """Mark what stands in a paragraph of the report without being report: dateline, byline."""
    if not article.body:
        return
    for paragraph in article.paragraphs:
        if paragraph.role == "boilerplate":
            continue
        position = paragraph.start
        for span in article.body:
            if span.end <= paragraph.start or span.start >= paragraph.end:
                continue
            if article.text[position : span.start].strip():
                yield Mark(position, span.start, "prefix")
            position = max(position, span.end)
        if position > paragraph.start and article.text[position : paragraph.end].strip():
            yield Mark(position, paragraph.end, "prefix")


def _merged(marks: list[Mark]) -> list[Mark]:
    """Join the marks of one span, so that its anchor stands once."""
    joined: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        if mark.start >= mark.end:
            continue
        known = joined.setdefault((mark.start, mark.end), mark)
        if known is not mark and mark.classes not in known.classes:
            note = "; ".join(filter(None, (known.note, mark.note)))
            joined[mark.start, mark.end] = Mark(
                mark.start, mark.end, f"{known.classes} {mark.classes}", note
            )
    return sorted(joined.values(), key=lambda mark: (mark.start, -mark.end))


def _pieces(article: Article, paragraph: Paragraph, marks: list[Mark]) -> Iterator[str]:
    text = article.text
    anchor = article_anchor(article.id)
    waiting = [
        (max(mark.start, paragraph.start), -min(mark.end, paragraph.end), order, mark)
        for order, mark in enumerate(marks)
        if mark.start < paragraph.end and mark.end > paragraph.start
    ]
    heapq.heapify(waiting)
    opened: list[int] = []  # where each open element ends, the innermost last
    position = paragraph.start
    while waiting:
        start, negative_end, order, mark = heapq.heappop(waiting)
        while opened and opened[-1] <= start:
            yield _words(text, position, opened[-1]) + "</span>"
            position = opened.pop()
        end = -negative_end
        if opened and opened[-1] < end:
            heapq.heappush(waiting, (opened[-1], negative_end, order, mark))
            end = opened[-1]
        yield _words(text, position, start) + _opening(anchor, mark, start)
        position = start
        opened.append(end)
    while opened:
        yield _words(text, position, opened[-1]) + "</span>"
        position = opened.pop()
    yield _words(text, position, paragraph.end)


def _opening(article_anchor: str, mark: Mark, start: int) -> str:
    at = f"{mark.start}-{mark.end}"
    anchor = f' id="{article_anchor}-{at}"' if start == mark.start else ""
    note = f' title="{escape(visible(clip(mark.note, 80)))}"' if mark.note else ""
    return f'<span{anchor} class="{mark.classes}" data-at="{at}"{note}>'


def _words(text: str, start: int, end: int) -> str:
    return str(escape(visible(text[start:end])))
