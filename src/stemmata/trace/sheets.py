"""A report in the making, and how a family of reports grows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from stemmata.model import Article, Span
from stemmata.text import sentences, words


@dataclass(frozen=True, slots=True)
class Growth:
    """How a family grows; each number is the probability of that change in a child."""

    size: int = 10
    verbatim: float = 0.15
    reword: float = 0.6
    explain: float = 0.25  # that a phrase is put in
    cut: float = 0.3
    trim: float = 0.2  # that a sentence within is left out
    reorder: float = 0.08
    merge: float = 0.1
    extend: float = 0.25  # that a sentence is added, at any place
    update: float = 0.25
    lower: float = 0.2  # that an update lowers its figure
    garble: float = 0.2
    translate: float = 0.0  # needs parallel articles
    credit: float = 0.3
    keep_credit: float = 0.0  # that a child without one of its own keeps its parent's
    reworded_share: float = 0.08  # of the plain words, in a reworded child
    mean_hours: float = 5.0  # between a parent and its child
    shift: float = 0.0  # that a report declares a time that is hours off
    times: bool = True
    root_present: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; `source` is its number in the first report, None where it is of another."""

    text: str
    source: int | None = None


@dataclass
class Sheet:
    """A report in the making.

    `pool` are words of its language, `phrases` sentences that phrases are taken from, `altered` the
    forms that it or a forebear changed, and `versions` the first report's sentences in other
    languages.
    """

    name: str
    lines: list[Line]
    time: datetime
    language: str
    credit: str | None = None
    parents: tuple[str, ...] = ()
    pool: Sequence[str] = ()
    phrases: Sequence[str] = ()
    altered: dict[str, str] = field(default_factory=dict)
    versions: Mapping[str, Sequence[str]] = field(default_factory=dict)


Change = Callable[[Sheet, Growth, random.Random], None]


def lines_of(article: Article) -> list[str]:
    """Return the sentences of an article's body."""
    body = article.body or (Span(0, len(article.text)),)
    return [
        found.quote(text)
        for text in (part.quote(article.text) for part in body)
        for found in sentences(text, article.language)
    ]


def word_pool(texts: Sequence[Sequence[str]]) -> list[str]:
    """Return the words of texts, each once."""
    return sorted({word.form for lines in texts for line in lines for word in words(line)})
