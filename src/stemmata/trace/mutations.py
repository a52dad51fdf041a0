"""What copying does to a report: the operations that `simulate` grows families with.

Each changes a sheet, a report in the making, in place. A sheet's lines are its sentences; a line
remembers which sentence of the first report it comes from, so that it can be translated.
"""

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
    cut: float = 0.3
    reorder: float = 0.08
    merge: float = 0.1
    extend: float = 0.2
    update: float = 0.25
    garble: float = 0.2
    translate: float = 0.0  # needs parallel articles
    credit: float = 0.3
    keep_credit: float = 0.0  # that a child without one of its own keeps its parent's
    reworded_share: float = 0.08  # of the words, in a reworded child
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

    `pool` are words of its language, `altered` the forms that it or a forebear changed, and
    `versions` the first report's sentences in other languages.
    """

    name: str
    lines: list[Line]
    time: datetime
    language: str
    credit: str | None = None
    parents: tuple[str, ...] = ()
    pool: Sequence[str] = ()
    altered: dict[str, str] = field(default_factory=dict)
    versions: Mapping[str, Sequence[str]] = field(default_factory=dict)


Change = Callable[[Sheet, Growth, random.Random], None]


def changes(growth: Growth) -> tuple[tuple[float, Change], ...]:
    """Return the operations with their probabilities, in the order they are tried."""
    return (
        (growth.translate, translate),
        (growth.cut, cut),
        (growth.reorder, reorder),
        (growth.reword, reword),
        (growth.update, update),
        (growth.garble, garble),
    )


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


def cut(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Keep the beginning."""
    keep = max(2, round(len(child.lines) * chance.uniform(0.4, 0.85)))
    child.lines = child.lines[:keep]


def reorder(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Put the sentences in another order."""
    chance.shuffle(child.lines)


def reword(child: Sheet, growth: Growth, chance: random.Random) -> None:
    """Replace and drop plain words here and there."""
    plain = [word for word in child.pool if word.islower()] or ["also"]
    for place, line in enumerate(child.lines):
        pieces, position = [], 0
        for token in words(line.text):
            if token.form.islower() and chance.random() < growth.reworded_share:
                other = chance.choice(("", chance.choice(plain)))
                pieces += [line.text[position : token.start], other]
                position = token.end
        text = " ".join("".join([*pieces, line.text[position:]]).split())
        child.lines[place] = Line(text, line.source)


def update(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Raise a figure wherever it stands."""
    _alter_one(child, chance, str.isdigit, lambda form: str(int(form) + chance.randint(1, 9)))


def garble(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Swap two letters of a name wherever it stands."""

    def swap(form: str) -> str:
        place = chance.randrange(1, len(form) - 2)
        return form[:place] + form[place + 1] + form[place] + form[place + 2 :]

    _alter_one(child, chance, lambda form: form.istitle() and len(form) > 5, swap)


def translate(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Put what comes from the first report in another language; changed forms stay changed."""
    others = sorted(set(child.versions) - {child.language})
    if not others:
        return
    language = chance.choice(others)
    version = child.versions[language]
    kept = [
        Line(version[line.source], line.source) for line in child.lines if line.source is not None
    ]
    if len(kept) < 2:
        return
    child.language, child.lines = language, kept
    child.pool = word_pool([version])
    for form, other in child.altered.items():
        _replace_form(child, form, other)


def _alter_one(
    child: Sheet,
    chance: random.Random,
    fits: Callable[[str], bool],
    alter: Callable[[str], str],
) -> None:
    pool = word_pool([[line.text for line in child.lines]])
    found = [form for form in pool if form.isalnum() and fits(form)]
    if found:
        form = chance.choice(found)
        other = alter(form)
        child.altered[form] = other
        _replace_form(child, form, other)


def _replace_form(child: Sheet, form: str, other: str) -> None:
    child.lines = [Line(_replaced(line.text, form, other), line.source) for line in child.lines]


def _replaced(line: str, form: str, other: str) -> str:
    pieces, position = [], 0
    for token in words(line):
        if token.form == form:
            pieces += [line[position : token.start], other]
            position = token.end
    return "".join([*pieces, line[position:]])
