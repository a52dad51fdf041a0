"""Words of articles: figures, dates, names, speech, sources, ties, and cleaning."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import isfinite
from typing import Protocol

from fuzz.invented import marked_sentences, split_mark, words
from fuzz.targets import Target, Try, must


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def hold_spans(text: str, found: Iterable[_Spanned]) -> None:
    """Raise a fault unless mentions come in order and each quotes its words.

    Raises:
        FaultError: one does not.
    """
    kept = list(found)
    for each in kept:
        must(0 <= each.start < each.end <= len(text), f"a span of nothing: {type(each).__name__}")
        must(text[each.start : each.end] == each.text, f"not to the letter: {type(each).__name__}")
    must(all(a.start <= b.start for a, b in pairwise(kept)), "out of order")


def _figures() -> Try:
    from stemmata.annotate.figures import find_figures_in

    def attempt(content: bytes) -> None:
        language, text = split_mark(content)
        found = find_figures_in(text, language)
        hold_spans(text, found)
        for figure in found:
            bounds = [each for each in (figure.low, figure.high) if each is not None]
            must(all(isfinite(each) for each in bounds), "no finite number")
            must(bounds == sorted(bounds), "low above high")

    return attempt


def _dates() -> Try:
    from datetime import date

    from stemmata.annotate.dates import find_dates_in

    def attempt(content: bytes) -> None:
        language, text = split_mark(content)
        day = date(2026, 3, 5) if len(text) % 2 else None
        found = find_dates_in(text, language, day)
        hold_spans(text, found)
        for each in found:
            ordered = not each.earliest or not each.latest or each.earliest <= each.latest
            must(ordered, "earliest after latest")

    return attempt


def _annotate() -> Try:
    import msgspec

    from stemmata.annotate import annotate
    from stemmata.model import Article, Origin

    def attempt(content: bytes) -> None:
        language, text = split_mark(content)
        declared = text[-30:] if len(text) % 2 else "2026-03-05"
        article = Article("a", text, Origin("a"), language, declared_published=declared)
        found = annotate(article)
        for kind in (found.names, found.figures, found.dates, found.quotes, found.attributions):
            hold_spans(text, kind)
        msgspec.json.encode(found)

    return attempt


def _one_stage(stage: str) -> Try:
    from stemmata.annotate.attributions import find_attributions
    from stemmata.annotate.names import find_names_in
    from stemmata.annotate.quotes import find_quotes
    from stemmata.model import Article, Origin

    def attempt(content: bytes) -> None:
        language, text = split_mark(content)
        if stage == "names":
            hold_spans(text, find_names_in(text, language))
            return
        article = Article("a", text, Origin("a"), language)
        finder = find_quotes if stage == "quotes" else find_attributions
        hold_spans(text, finder(article, ()))

    return attempt


def _clean() -> Try:
    from stemmata.clean import clean
    from stemmata.model import Origin, Record

    def attempt(content: bytes) -> None:
        language, text = split_mark(content)
        declared = language if len(text) % 2 else None
        record = Record("a", Origin("a"), text=text, title=text[:40], language=declared)
        hold_parts(clean(record))

    return attempt


def hold_parts(article: object) -> None:
    """Raise a fault unless the parts of a cleaned article are in order and in its text.

    Raises:
        FaultError: they are not.
    """
    from stemmata.model import Article

    assert isinstance(article, Article)  # noqa: S101 - told to the checker of types
    for parts in (article.paragraphs, article.body):
        spans = [(part.start, part.end) for part in parts]
        must(all(0 <= a < b <= len(article.text) for a, b in spans), "a part of nothing")
        must(all(one[1] <= other[0] for one, other in pairwise(spans)), "parts overlap")


_ALL = words("figures", "dates", "speech", "odd")

TARGETS = (
    Target(
        "figures", _figures, marked_sentences, ("stemmata.annotate.figures", "stemmata.languages"),
        longest=120, share=300, words=words("figures", "odd"),
    ),
    Target(
        "dates", _dates, marked_sentences, ("stemmata.annotate.dates", "stemmata.languages"),
        longest=120, share=300, words=words("dates", "odd"),
    ),
    Target(
        "names", lambda: _one_stage("names"), marked_sentences, ("stemmata.annotate.names",),
        longest=300, share=20, words=words("speech", "odd"),
    ),
    Target(
        "quotes", lambda: _one_stage("quotes"), marked_sentences, ("stemmata.annotate.quotes",),
        longest=300, share=40, words=words("speech", "odd"),
    ),
    Target(
        "attributions", lambda: _one_stage("attributions"), marked_sentences,
        ("stemmata.annotate.attributions", "stemmata.annotate.quotes"),
        longest=300, share=40, words=words("speech", "odd"),
    ),
    Target("annotate", _annotate, marked_sentences, ("stemmata.annotate",), share=20, words=_ALL),
    Target("clean-text", _clean, marked_sentences, ("stemmata.clean",), share=20, words=_ALL),
)  # fmt: skip
