"""The words of an article that answer a query, and the stretch of text that holds most of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemmata.archive.querying import Group
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Frozen, Span
from stemmata.settings import SearchSettings
from stemmata.text import fold, fold_all

Spans = Sequence[tuple[int, int]]
# By its first word: the words of a phrase, the place of its group, whether its last may go on.
Phrases = Mapping[str, Sequence[tuple[Sequence[str], int, bool]]]


class Snippet(Frozen, frozen=True):
    """A stretch of an article's text, with the words in it that answer the query.

    `text` is `article.text[start:end]`; `words` count into the article's text too.
    """

    start: int
    end: int
    text: str
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of an article that answer one thing that was asked for.

    Args:
        span: where they are.
        group: the place of what they answer, in the query.
        concept: by which they do, -1 where they are written so.
    """

    span: Span
    group: int
    concept: int = -1


class Asked:
    """What was asked for, as it is looked for in the words of articles.

    Args:
        groups: a query's.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self._written: dict[str, Phrases] = {}

    def written(self, language: str) -> Phrases:
        """Return the phrases that were asked for by their first words, the longest first."""
        found = self._written.get(language)
        if found is None:
            found = self._written[language] = _phrases(self.groups, language)
        return found


def mark(article: AnnotatedArticle, asked: Asked) -> list[Mark]:
    """Return the words of an article that answer what was asked for, in order.

    Of a long text only the beginning is looked through, if it answers anything.
    """
    most = SearchSettings().characters_marked
    text, language = article.text, article.language
    return _mark(text[:most], language, asked) or (
        _mark(text, language, asked) if len(text) > most else []
    )


def _mark(text: str, language: str, asked: Asked) -> list[Mark]:
    spans = load_lexicon().segment(text, language)
    forms = [text[start:end] for start, end in spans]
    found: dict[int, Mark] = {}
    written = asked.written(language)
    folded = fold_all(forms)
    for place in [place for place, word in enumerate(folded) if word in written]:
        for phrase, group, begun in written[folded[place]]:
            end = place + len(phrase)
            tail = folded[place:end]
            if tail == phrase or (begun and _begins(tail, phrase)):
                span = Span(spans[place][0], spans[end - 1][1])
                found.setdefault(place, Mark(span, group))
    _mark_begun(folded, spans, asked.groups, found)
    _mark_meant(forms, spans, language, asked.groups, found)
    return [found[place] for place in sorted(found)]


def snippet_of(
    article: AnnotatedArticle, marks: Sequence[Mark], settings: SearchSettings
) -> Snippet:
    """Return the stretch of an article that answers most of what was asked for."""
    text = article.text
    if not marks:
        body = article.article.body
        start = body[0].start if body else 0
    else:
        start = _word_start(text, _densest(marks, settings) - settings.snippet_before)
    end = _word_end(text, start + settings.snippet_characters)
    inside = tuple(each.span for each in marks if start <= each.span.start and each.span.end <= end)
    return Snippet(start, end, text[start:end], inside)


def _phrases(groups: Sequence[Group], language: str) -> Phrases:
    lexicon = load_lexicon()
    found: dict[str, list[tuple[list[str], int, bool]]] = defaultdict(list)
    for place, group in enumerate(groups):
        for phrase in group.phrases:
            words = [fold(word) for word in lexicon.words(phrase, language)]
            if words:
                found[words[0]].append((words, place, group.begun and phrase == group.text))
    for phrases in found.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return found


def _begins(tail: Sequence[str], phrase: Sequence[str]) -> bool:
    return (
        list(tail[:-1]) == list(phrase[:-1]) and tail[-1:] != [] and tail[-1].startswith(phrase[-1])
    )


def _mark_begun(
    folded: Sequence[str], spans: Spans, groups: Sequence[Group], found: dict[int, Mark]
) -> None:
    """Mark words that go on where a query stops."""
    for number, group in enumerate(groups):
        beginning = fold(group.text)
        if not group.begun or " " in beginning or not beginning:
            continue
        for place, word in enumerate(folded):
            if word.startswith(beginning):
                found.setdefault(place, Mark(Span(*spans[place]), number))


def _mark_meant(
    forms: Sequence[str],
    spans: Spans,
    language: str,
    groups: Sequence[Group],
    found: dict[int, Mark],
) -> None:
    """Mark words that mean what was asked for, where it does not stand there as it was asked."""
    settings = SearchSettings()
    answered = {each.group for each in found.values()}
    wanted = {
        concept: number
        for number, group in enumerate(groups)
        if number not in answered
        for concept in group.concepts
    }
    if not wanted:
        return
    vector = load_lexicon().concepts(forms[: settings.words_marked], language)
    entries = (vector.ids.tolist(), vector.weights.tolist(), vector.positions.tolist())
    for concept, weight, place in zip(*entries, strict=True):
        if concept in wanted and weight >= settings.least_probability:
            found.setdefault(place, Mark(Span(*spans[place]), wanted[concept], concept))


def _densest(marks: Sequence[Mark], settings: SearchSettings) -> int:
    """Return where a snippet answers most things from; of several such places the first."""
    reach = settings.snippet_characters - settings.snippet_before
    starts = [each.span.start for each in marks]
    best, most = starts[0], 0
    for place, start in enumerate(starts):
        within = {each.group for each in marks[place : bisect_right(starts, start + reach)]}
        if len(within) > most:
            best, most = start, len(within)
    return best


def _word_start(text: str, place: int) -> int:
    """Return where a word starts at or after a place, if one does soon."""
    place = max(0, place)
    if place == 0:
        return 0
    for near in range(place, min(place + 30, len(text))):
        if text[near - 1].isspace():
            return near
    return place


def _word_end(text: str, place: int) -> int:
    """Return where a word ends at or before a place, if one does soon."""
    if place >= len(text):
        return len(text.rstrip())
    for near in range(place, max(place - 30, 0), -1):
        if text[near].isspace():
            return near
    return place
