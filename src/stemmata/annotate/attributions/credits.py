"""Credits: "(Reuters)", "Source: dpa", a last line "AFP/dpa", what cleaning marked as a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemmata.languages import load
from stemmata.model import Article, Attribution, Span
from stemmata.settings import AttributionSettings
from stemmata.text import fold

_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】\n]{2,80})[)\]）】]")
_PIECE = re.compile(r"[^/,;&+|、，；]+")
_COLON = re.compile(r"[:：][ \t]*(?=\S)")
_LABEL = re.compile(  # up to a colon, for which alone it is tried
    r"(?:^|(?<=[\n(（\[【/.。|]))[ \t]*"
    r"([^\s\W][^\s:：(（/|]{1,13}(?: [^\s:：(（/|]{1,12})?)[ \t]?$"
)
_LABEL_REACH = 40  # characters from the start of a label to its colon
_EDGES = " \t\u00a0-–—.\"'“”„«»()（）[]【】"
_LONG_ENOUGH = 5  # letters; a shorter agency must be written as listed ("AP", not "ap")


def find_credits(article: Article, settings: AttributionSettings) -> Iterator[Attribution]:
    """Yield the credits of an article, its boilerplate included."""
    text = article.text
    agencies = known_agencies(article.language)
    labels = _labels(article.language)
    for colon in _COLON.finditer(text) if labels else ():
        label = _LABEL.search(text, max(0, colon.start() - _LABEL_REACH), colon.start())
        if label and fold(label.group(1)) in labels:
            end = _line_end(text, colon.end(), settings.longest_credit)
            yield from _sources(text, Span(colon.end(), end), label.start(1))
    for bracket in _BRACKETED.finditer(text):
        span = Span(*bracket.span(1))
        for piece in _pieces(text, span):
            if is_agency(piece.quote(text), agencies):
                yield _credit(text, bracket.span(), piece)
    if article.credit_span is not None:
        yield from _marked(text, article.credit_span, agencies)
    if article.byline_span is not None:
        for piece in _pieces(text, article.byline_span):
            if is_agency(piece.quote(text), agencies):
                yield _credit(text, (piece.start, piece.end), piece)
    yield from _last_line(text, agencies)


@cache
def _labels(code: str) -> frozenset[str]:
    return frozenset(map(fold, load(code).words("attributions", "credits")))


@cache
def known_agencies(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return agencies as written, and folded where they are long enough to be no other word."""
    listed = [*load("und").words("attributions", "agencies")]
    listed += load(code).words("attributions", "agencies")
    folded = frozenset(fold(name) for name in listed if len(name) >= _LONG_ENOUGH)
    return frozenset(listed), folded


def is_agency(words: str, agencies: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Return whether words are an agency's name.

    Example:
        >>> is_agency("REUTERS", known_agencies("en")), is_agency("ap", known_agencies("en"))
        (True, False)
    """
    exact, folded = agencies
    return words in exact or fold(words) in folded


def _marked(
    text: str, span: Span, agencies: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Attribution]:
    pieces = list(_pieces(text, span))
    listed = [piece for piece in pieces if is_agency(piece.quote(text), agencies)]
    for piece in listed or pieces[:1]:
        yield _credit(text, (span.start, span.end), piece)


def _sources(text: str, span: Span, start: int) -> Iterator[Attribution]:
    for piece in _pieces(text, span):
        if any(character.isalpha() for character in piece.quote(text)):
            yield _credit(text, (start, span.end), piece)


def _last_line(text: str, agencies: tuple[frozenset[str], frozenset[str]]) -> Iterator[Attribution]:
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end) + 1, end - 40)
    pieces = list(_pieces(text, Span(start, end)))
    if pieces and all(is_agency(piece.quote(text), agencies) for piece in pieces):
        for piece in pieces:
            yield _credit(text, (piece.start, piece.end), piece)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    for match in _PIECE.finditer(text, span.start, span.end):
        start, end = match.span()
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if start < end:
            yield Span(start, end)


def _line_end(text: str, start: int, longest: int) -> int:
    end = start
    while end < len(text) and end - start < longest and text[end] not in "\n\r)）]】":
        end += 1
    stop = text.find(". ", start, end)
    end = end if stop < 0 else stop
    while end > start and text[end - 1] in " \t.":
        end -= 1
    return end


def _credit(text: str, whole: tuple[int, int], source: Span) -> Attribution:
    start, end = whole
    return Attribution(start, end, text[start:end], source.quote(text))
