"""Writes an article's text with every mention and statement marked, as nested elements.

Spans may overlap in any way, elements must nest: a span that crosses the end of another is cut
there and goes on as a fragment. The fragments of one span share `data-at`, the first carries the
anchor. (The same problem, and answer, as overlapping hierarchies in TEI: fragmentation.)
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup

from stemmata.model import AnnotatedArticle, Article, Frozen, Paragraph, Span
from stemmata.publish.addresses import article_anchor
from stemmata.publish.visible import clip, written

# Where it starts and ends, the classes it gets, what a reader is told: tuples, for they are many.
Mark = tuple[int, int, str, str]


class MarkedParagraph(Frozen, frozen=True):
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
        end = paragraph.end
        while position < len(marks) and marks[position][0] < end:
            position += 1
        here = [*carried, *marks[first:position]]
        carried = [mark for mark in here if mark[1] > end]
        markup = Markup(_marked(article, paragraph, here))  # noqa: S704 - escaped piece by piece
        marked.append(MarkedParagraph(markup, paragraph.role, paragraph.language, paragraph.why))
    return tuple(marked)


def _paragraphs(article: Article) -> tuple[Paragraph, ...]:
    if article.paragraphs:
        return article.paragraphs
    return (Paragraph(0, len(article.text), article.language, "report"),)


def _mention_marks(annotated: AnnotatedArticle) -> Iterator[Mark]:
    for name in annotated.names:
        classes = "m name suspect" if name.suspected else "m name"
        yield name.start, name.end, classes, f"{name.kind}: {name.canonical or name.text}"
    for figure in annotated.figures:
        value = figure_value(figure.low, figure.high, figure.unit)
        yield figure.start, figure.end, "m figure", value
    for mention in annotated.dates:
        yield mention.start, mention.end, "m date", mention.timex
    for quote in annotated.quotes:
        note = f"{quote.kind} quote: {quote.speaker.text}" if quote.speaker else quote.kind
        yield quote.start, quote.end, "m quote", note
    for attribution in annotated.attributions:
        note = f"rests on {attribution.source}"
        yield attribution.start, attribution.end, "m attribution", note


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
    return ((span.start, span.end, "statement", "") for span in statements)


def _prefixes(article: Article) -> Iterator[Mark]:
    """Mark what stands in a paragraph of the report without being report: dateline, byline."""
    if not article.body:
        return
    whole = {(span.start, span.end) for span in article.body}
    for paragraph in article.paragraphs:
        position, end = paragraph.start, paragraph.end
        if paragraph.role == "boilerplate" or (position, end) in whole:
            continue
        for span in article.body:
            if span.end <= paragraph.start or span.start >= end:
                continue
            if article.text[position : span.start].strip():
                yield position, span.start, "prefix", ""
            position = max(position, span.end)
        if position > paragraph.start and article.text[position:end].strip():
            yield position, end, "prefix", ""


def _merged(marks: list[Mark]) -> list[Mark]:
    """Join the marks of one span, so that its anchor stands once, and put them in order."""
    joined: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        start, end, classes, note = mark
        if start >= end:
            continue
        known = joined.setdefault((start, end), mark)
        if known is not mark and classes not in known[2]:
            notes = "; ".join(filter(None, (known[3], note)))
            joined[start, end] = (start, end, f"{known[2]} {classes}", notes)
    return sorted(joined.values(), key=lambda mark: (mark[0], -mark[1]))


def _marked(article: Article, paragraph: Paragraph, marks: list[Mark]) -> str:
    """Return the words of a paragraph, escaped, with an element for each mark or part of one."""
    text, anchor = article.text, article_anchor(article.id)
    pieces: list[str] = []
    opened: list[int] = []  # where each open element ends, the innermost last
    position = paragraph.start
    for start, end, mark in _nested(paragraph, marks):
        while opened and opened[-1] <= start:
            stop = opened.pop()
            pieces += (written(text[position:stop]), "</span>")
            position = stop
        pieces += (written(text[position:start]), _opening(anchor, mark, start))
        position = start
        opened.append(end)
    for stop in reversed(opened):
        pieces += (written(text[position:stop]), "</span>")
        position = stop
    pieces.append(written(text[position : paragraph.end]))
    return "".join(pieces)


def _nested(paragraph: Paragraph, marks: list[Mark]) -> Iterator[tuple[int, int, Mark]]:
    """Yield the marks in order, held to the paragraph and cut where they cross an earlier one."""
    first, last = paragraph.start, paragraph.end
    waiting = [
        (max(mark[0], first), -min(mark[1], last), order, mark)
        for order, mark in enumerate(marks)
        if mark[0] < last and mark[1] > first
    ]
    heapq.heapify(waiting)
    opened: list[int] = []
    while waiting:
        start, negative_end, order, mark = heapq.heappop(waiting)
        while opened and opened[-1] <= start:
            opened.pop()
        end = -negative_end
        if opened and opened[-1] < end:
            heapq.heappush(waiting, (opened[-1], negative_end, order, mark))
            end = opened[-1]
        opened.append(end)
        yield start, end, mark


def _opening(anchor: str, mark: Mark, start: int) -> str:
    at = f"{mark[0]}-{mark[1]}"
    anchored = f' id="{anchor}-{at}"' if start == mark[0] else ""
    return f'<span{anchored} class="{mark[2]}" data-at="{at}"{_title(mark[3])}>'


@lru_cache(maxsize=8192)
def _title(note: str) -> str:
    return f' title="{written(clip(note, 80))}"' if note else ""
