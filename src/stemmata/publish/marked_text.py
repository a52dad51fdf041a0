"""Writes an article's text with every mention and statement marked, as nested elements.

Spans may overlap in any way, elements must nest: a span that crosses the end of another is cut
there and goes on as a fragment. The fragments of one span share `data-at`, the first carries the
anchor. (The same problem, and answer, as overlapping hierarchies in TEI: fragmentation.)
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from markupsafe import Markup

from stemmata.model import AnnotatedArticle, Article, Frozen, Paragraph, Span
from stemmata.publish.addresses import article_anchor
from stemmata.publish.visible import clip, written

# Where it stands, the end below zero, with its classes and what a reader is told.
_Told = tuple[tuple[int, int], tuple[str, str]]

# An element to open: its start, its end below zero, its order, its tag. They sort as they open, by
# start and the longest first; plain tuples, for a page has thousands.
Mark = tuple[int, int, int, str]

_STATEMENT, _PREFIX = ("statement", ""), ("prefix", "")


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
    told = chain(_mentions(annotated), _stated(statements), _prefixes(article))
    return write_marks(article, _marks(told, article_anchor(article.id)))


def write_marks(article: Article, marks: Sequence[Mark]) -> tuple[MarkedParagraph, ...]:
    """Return the paragraphs of an article with elements around what is marked, marks in order."""
    marked = []
    carried: list[Mark] = []
    position = 0
    for paragraph in _paragraphs(article):
        first, end = position, paragraph.end
        while position < len(marks) and marks[position][0] < end:
            position += 1
        here = [*carried, *marks[first:position]]
        carried = [mark for mark in here if -mark[1] > end]
        if here and (carried or here[0][0] < paragraph.start):
            here = _held_to(paragraph, here)
        markup = Markup(_marked(article.text, paragraph, here))  # noqa: S704 - escaped there
        marked.append(MarkedParagraph(markup, paragraph.role, paragraph.language, paragraph.why))
    return tuple(marked)


def _paragraphs(article: Article) -> tuple[Paragraph, ...]:
    if article.paragraphs:
        return article.paragraphs
    return (Paragraph(0, len(article.text), article.language, "report"),)


def _mentions(annotated: AnnotatedArticle) -> Iterator[_Told]:
    for name in annotated.names:
        classes = "m name suspect" if name.suspected else "m name"
        said = classes, f"{name.kind}: {name.canonical or name.text}"
        yield (name.start, -name.end), said
    for figure in annotated.figures:
        value = figure_value(figure.low, figure.high, figure.unit)
        yield (figure.start, -figure.end), ("m figure", value)
    for mention in annotated.dates:
        yield (mention.start, -mention.end), ("m date", mention.timex)
    for quote in annotated.quotes:
        note = f"{quote.kind} quote: {quote.speaker.text}" if quote.speaker else quote.kind
        yield (quote.start, -quote.end), ("m quote", note)
    for found in annotated.attributions:
        yield (found.start, -found.end), ("m attribution", f"rests on {found.source}")


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


def _stated(statements: Iterable[Span]) -> Iterator[_Told]:
    return (((span.start, -span.end), _STATEMENT) for span in statements)


def _prefixes(article: Article) -> Iterator[_Told]:
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
                yield (position, -span.start), _PREFIX
            position = max(position, span.end)
        if position > paragraph.start and article.text[position:end].strip():
            yield (position, -end), _PREFIX


def _marks(told: Iterable[_Told], anchor: str) -> list[Mark]:
    """Return one mark for each span, so that its anchor stands once, in order."""
    joined: dict[tuple[int, int], tuple[str, str]] = {}
    for place, said in told:
        known = joined.setdefault(place, said)
        if known is not said and said[0] not in known[0]:
            notes = "; ".join(filter(None, (known[1], said[1])))
            joined[place] = (f"{known[0]} {said[0]}", notes)
    marks = []
    for order, place in enumerate(sorted(joined)):
        classes, note = joined[place]
        start, negative_end = place
        if start + negative_end < 0:
            at = f"{start}{negative_end}"
            tag = f'<span id="{anchor}-{at}" class="{classes}" data-at="{at}"{_title(note)}>'
            marks.append((start, negative_end, order, tag))
    return marks


@lru_cache(maxsize=8192)
def _title(note: str) -> str:
    return f' title="{written(clip(note, 80))}"' if note else ""


def _without_anchor(tag: str) -> str:
    return "<span" + tag[tag.index(" class=") :]


def _held_to(paragraph: Paragraph, marks: Iterable[Mark]) -> list[Mark]:
    """Return marks without what stands before or after a paragraph, in order."""
    held = []
    for start, negative_end, order, tag in marks:
        first, end = max(start, paragraph.start), min(-negative_end, paragraph.end)
        if first < end:
            held.append((first, -end, order, tag if first == start else _without_anchor(tag)))
    return sorted(held)


def _marked(text: str, paragraph: Paragraph, marks: list[Mark]) -> str:
    """Return the words of a paragraph, escaped, with an element for each mark or part of one."""
    pieces: list[str] = []
    opened: list[int] = []  # where each open element ends, the innermost last
    position = paragraph.start
    for place, (start, negative_end, order, tag) in enumerate(marks, 1):
        while opened and opened[-1] <= start:
            stop = opened.pop()
            if position < stop:
                pieces.append(written(text[position:stop]))
            pieces.append("</span>")
            position = stop
        end = -negative_end
        if opened and opened[-1] < end:  # it crosses: what is left of it opens later
            end = opened[-1]
            insort(marks, (end, negative_end, order, _without_anchor(tag)), lo=place)
        if position < start:
            pieces.append(written(text[position:start]))
        pieces.append(tag)
        position = start
        opened.append(end)
    for stop in reversed(opened):
        pieces += (written(text[position:stop]), "</span>")
        position = stop
    pieces.append(written(text[position : paragraph.end]))
    return "".join(pieces)
