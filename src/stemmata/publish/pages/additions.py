"""What each article adds that none of its parents has: passages, names, figures, quotes, readings.

A passage is added where no evidence of a copy covers it. A name, figure or reading is added where
no parent has it, by its key or value, so that a translation brings nothing by its words alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stemmata.model import AnnotatedArticle, Copy, Frozen, Point, Span
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.beside import PASSAGES
from stemmata.publish.pages.card import Words, words_at
from stemmata.publish.stemma_layout import is_undecided
from stemmata.settings import PublishSettings

_WIDE = "\u2e80"  # from here on a letter is a syllable or a word
_WIDE_LETTERS = 3

_Key = tuple[object, ...]
_Keyed = Iterator[tuple[_Key, tuple[int, int]]]


class Change(Frozen, frozen=True):
    """A point on which a report says otherwise than what it took from."""

    question: str
    own: Words
    theirs: tuple[Words, ...]


class Additions(Frozen, frozen=True):
    """What a report has that none of its parents has; what is left out is counted.

    `places` are those of the passages, which the page leads to; not `decided`: it may be the other
    report that took from this one.
    """

    passages: tuple[Words, ...]
    names: tuple[Words, ...]
    figures: tuple[Words, ...]
    quotes: tuple[Words, ...]
    changes: tuple[Change, ...]
    more: int
    places: tuple[Span, ...]
    decided: bool = True

    def __bool__(self) -> bool:
        return bool(self.passages or self.names or self.figures or self.quotes or self.changes)


class _Child(Frozen, frozen=True):
    """A report with what it took from, and where that is found in it."""

    article: AnnotatedArticle
    parents: tuple[AnnotatedArticle, ...]
    taken: tuple[tuple[int, int], ...]
    decided: bool


def additions(material: StoryMaterial, settings: PublishSettings) -> dict[str, Additions]:
    """Return what each report that took from another adds, by id."""
    children = list(_children(material, settings))
    said = _said(material.points) if children else {}
    return {child.article.id: _added(child, said, material, settings) for child in children}


def _children(material: StoryMaterial, settings: PublishSettings) -> Iterator[_Child]:
    articles = {article.id: article for article in material.articles}
    taken: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in material.copies:
        if copy.taken and copy.copy in articles:
            taken[copy.copy].append(copy)
    for id_, copies in taken.items():
        outside = [material.elsewhere.get(copy.original) for copy in copies]
        parents = [articles[copy.original] for copy in copies if copy.original in articles]
        spans = [
            (piece.copy.start, piece.copy.end)
            for copy in copies
            for piece in copy.evidence
            if piece.kind in PASSAGES
        ]
        parents += [outsider.annotated for outsider in outside if outsider]
        decided = not all(is_undecided(copy, settings) for copy in copies)
        yield _Child(articles[id_], tuple(parents), tuple(sorted(spans)), decided)


def _added(
    child: _Child,
    said: Mapping[str, Sequence[tuple[Point, int]]],
    material: StoryMaterial,
    settings: PublishSettings,
) -> Additions:
    article, most = child.article, settings.most_additions
    here = material.cards[article.id]

    def shown(spans: Sequence[tuple[int, int]]) -> tuple[Words, ...]:
        words = (words_at(article, here, span, settings.longest_passage) for span in spans[:most])
        return tuple(words)

    passages = list(_untaken(child, settings.least_passage)) if child.taken else []
    names, figures = list(_new(child, _names)), list(_new(child, _figures))
    quotes = list(_untaken_quotes(child)) if child.taken else []
    return Additions(
        passages=shown(passages),
        names=shown(names),
        figures=shown(figures),
        quotes=shown(quotes),
        changes=tuple(_changes(child, said.get(article.id, ()), material))[:most],
        more=sum(max(0, len(spans) - most) for spans in (passages, names, figures, quotes)),
        places=tuple(Span(*place) for place in passages[:most]),
        decided=child.decided,
    )


def _untaken(child: _Child, least: int) -> Iterator[tuple[int, int]]:
    """Yield the passages of the report's body that were not taken, each within a paragraph."""
    text = child.article.text
    for start, end in _lines(child.article):
        position = start
        for first, last in (*child.taken, (end, end)):
            if last <= position:
                continue
            piece = _trimmed(text, position, min(first, end))
            if piece and _length(text[slice(*piece)]) >= least:
                yield piece
            position = max(position, last)
            if position >= end:
                break


def _lines(article: AnnotatedArticle) -> Iterator[tuple[int, int]]:
    """Yield the parts of the body, one line each."""
    for span in article.article.body or (Span(0, len(article.text)),):
        position = span.start
        for line in article.text[span.start : span.end].splitlines(keepends=True):
            yield position, position + len(line)
            position += len(line)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch without what is no letter or digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None


def _length(words: str) -> int:
    """Return how long words are in letters of an alphabet."""
    return len(words) + (_WIDE_LETTERS - 1) * sum(letter >= _WIDE for letter in words)


def _untaken_quotes(child: _Child) -> Iterator[tuple[int, int]]:
    """Yield the direct quotes that were not taken for the better part."""
    for quote in child.article.quotes:
        if quote.kind == "direct":
            start, end = quote.start, quote.end
            near = [(a, b) for a, b in child.taken if a < end and b > start]
            taken = sum(min(end, b) - max(start, a) for a, b in near)
            if 2 * taken < end - start:
                yield start, end


def _new(child: _Child, keyed: Callable[[AnnotatedArticle], _Keyed]) -> Iterator[tuple[int, int]]:
    """Yield the first place of each thing that no parent has; nothing where none can be read."""
    if not child.parents:
        return
    known = {key for parent in child.parents for key, _ in keyed(parent)}
    for key, place in keyed(child.article):
        if key not in known:
            known.add(key)
            yield place


def _names(article: AnnotatedArticle) -> _Keyed:
    for name in article.names:
        if name.key and not name.suspected:
            yield (name.key,), (name.start, name.end)


def _figures(article: AnnotatedArticle) -> _Keyed:
    for figure in article.figures:
        if figure.low is not None or figure.high is not None:
            yield (figure.low, figure.high), (figure.start, figure.end)


def _said(points: Iterable[Point]) -> Mapping[str, list[tuple[Point, int]]]:
    """Return the points on which an article gives a reading, with the number of the reading."""
    said: defaultdict[str, list[tuple[Point, int]]] = defaultdict(list)
    for point in points:
        if len(point.readings) > 1:
            for number, reading in enumerate(point.readings):
                for id_ in {claim.article: None for claim in reading.claims}:
                    said[id_].append((point, number))
    return said


def _changes(
    child: _Child, said: Iterable[tuple[Point, int]], material: StoryMaterial
) -> Iterator[Change]:
    parents = {parent.id: parent for parent in child.parents if parent.id in material.cards}
    cards, article = material.cards, child.article
    for point, number in said:
        own = point.readings[number].claims
        if any(claim.article in parents for claim in own):
            continue
        theirs = [
            words_at(parents[claim.article], cards[claim.article], (claim.start, claim.end), 60)
            for reading in point.readings
            for claim in reading.claims
            if claim.article in parents
        ]
        mine = next(claim for claim in own if claim.article == article.id)
        words = words_at(article, cards[article.id], (mine.start, mine.end), 60)
        if theirs and words.text not in {each.text for each in theirs}:
            yield Change(point.question, words, tuple(theirs[:2]))
