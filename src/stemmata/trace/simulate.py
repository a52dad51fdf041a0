"""Families of reports with a known stemma, grown from given articles.

Truth about who copied whom is rarely on record, so text phylogeny measures itself on families
grown by copying, cutting, rewording and merging (Marmerola et al. 2016). Each child takes one or
two parents, keeps their slips, may add its own, and comes out later. What would give the tree
away beside the text (times, credits) can be left out, and so can the root.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from stemmata.model import AnnotatedArticle, Article, Origin, Publication, Span, replace
from stemmata.text import sentences, words

_START = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)
_LETTERS = "abcdefghijklmnoprstuvz"


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
    credit: float = 0.3
    reworded_share: float = 0.08  # of the words, in a reworded child
    mean_hours: float = 5.0  # between a parent and its child
    times: bool = True
    root_present: bool = True


@dataclass(frozen=True, slots=True)
class Family:
    """Articles and their true parents; a root has none, an absent one is named all the same."""

    articles: tuple[AnnotatedArticle, ...]
    parents: Mapping[str, tuple[str, ...]]
    absent: frozenset[str] = frozenset()


@dataclass
class _Sheet:
    """A report in the making: its lines are sentences."""

    name: str
    lines: list[str]
    time: datetime
    credit: str | None = None
    parents: tuple[str, ...] = ()
    pool: Sequence[str] = field(default_factory=tuple)


def grow(seeds: Sequence[Article], growth: Growth, seed: int) -> Family:
    """Return a family grown from the first of the seeds.

    Args:
        seeds: at least two articles of one language, unrelated to each other; sentences of the
            last are added to children, those between first and last are merged in.
        growth: what happens how often.
        seed: the same seed grows the same family.
    """
    chance = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    language = seeds[0].language
    texts = [_lines(article) for article in seeds]
    pool = sorted({word.form for lines in texts for line in lines for word in words(line)})
    sheets = [_Sheet(_name(chance), texts[0], _START, pool=pool)]
    foreign, additions = texts[1:-1], list(texts[-1])
    while len(sheets) < growth.size:
        sheets += _next(sheets, foreign, additions, growth, chance)[: growth.size - len(sheets)]
    absent = frozenset() if growth.root_present else frozenset({sheets[0].name})
    kept = [sheet for sheet in sheets if sheet.name not in absent]
    chance.shuffle(kept)
    articles = tuple(_published(sheet, language, growth) for sheet in kept)
    return Family(articles, {sheet.name: sheet.parents for sheet in sheets}, absent)


def _lines(article: Article) -> list[str]:
    body = article.body or (Span(0, len(article.text)),)
    return [
        found.quote(text)
        for text in (part.quote(article.text) for part in body)
        for found in sentences(text, article.language)
    ]


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(10))


def _next(
    sheets: Sequence[_Sheet],
    foreign: list[list[str]],
    additions: list[str],
    growth: Growth,
    chance: random.Random,
) -> list[_Sheet]:
    """Return the next child, with a second root before it where it is merged from two."""
    parent = chance.choice(sheets)
    child = _Sheet(_name(chance), list(parent.lines), parent.time, parents=(parent.name,))
    child.pool = sheets[0].pool
    child.time += timedelta(hours=0.1 + chance.expovariate(1 / growth.mean_hours))
    if chance.random() < growth.verbatim:
        _credit(child, parent, growth, chance)
        return [child]
    fresh: list[_Sheet] = []
    if foreign and chance.random() < growth.merge:
        fresh = [_merge(child, foreign.pop(), chance)]
    for probability, change in _changes(growth):
        if chance.random() < probability:
            change(child, growth, chance)
    if additions and chance.random() < growth.extend:
        child.lines.insert(chance.randrange(len(child.lines) + 1), additions.pop())
    _credit(child, parent, growth, chance)
    return [*fresh, child]


_Change = Callable[[_Sheet, Growth, random.Random], None]


def _changes(growth: Growth) -> tuple[tuple[float, _Change], ...]:
    return (
        (growth.cut, _cut),
        (growth.reorder, _reorder),
        (growth.reword, _reword),
        (growth.update, _update),
        (growth.garble, _garble),
    )


def _credit(child: _Sheet, parent: _Sheet, growth: Growth, chance: random.Random) -> None:
    if chance.random() < growth.credit:
        child.credit = _outlet(parent.name)


def _outlet(name: str) -> str:
    return f"{name.capitalize()} Post"


def _merge(child: _Sheet, lines: list[str], chance: random.Random) -> _Sheet:
    """Put half of another report behind half of the child's, and return that report."""
    second = _Sheet(_name(chance), lines, _START + (child.time - _START) * 0.3, pool=child.pool)
    child.lines = child.lines[: max(2, len(child.lines) // 2)] + lines[: max(2, len(lines) // 2)]
    child.parents = (*child.parents, second.name)
    return second


def _cut(child: _Sheet, _growth: Growth, chance: random.Random) -> None:
    keep = max(2, round(len(child.lines) * chance.uniform(0.4, 0.85)))
    child.lines = child.lines[:keep]


def _reorder(child: _Sheet, _growth: Growth, chance: random.Random) -> None:
    chance.shuffle(child.lines)


def _reword(child: _Sheet, growth: Growth, chance: random.Random) -> None:
    """Replace, drop and add plain words here and there."""
    plain = [word for word in child.pool if word.islower()] or ["also"]
    for place, line in enumerate(child.lines):
        pieces, position = [], 0
        for token in words(line):
            if token.form.islower() and chance.random() < growth.reworded_share:
                other = chance.choice(("", chance.choice(plain)))
                pieces += [line[position : token.start], other]
                position = token.end
        child.lines[place] = " ".join("".join([*pieces, line[position:]]).split())


def _update(child: _Sheet, _growth: Growth, chance: random.Random) -> None:
    _alter_one(child, chance, str.isdigit, lambda form: str(int(form) + chance.randint(1, 9)))


def _garble(child: _Sheet, _growth: Growth, chance: random.Random) -> None:
    def swap(form: str) -> str:
        place = chance.randrange(1, len(form) - 2)
        return form[:place] + form[place + 1] + form[place] + form[place + 2 :]

    _alter_one(child, chance, lambda form: form.istitle() and len(form) > 5, swap)


def _alter_one(
    child: _Sheet,
    chance: random.Random,
    fits: Callable[[str], bool],
    alter: Callable[[str], str],
) -> None:
    found = sorted(
        {t.form for line in child.lines for t in words(line) if t.form.isalnum() and fits(t.form)}
    )
    if not found:
        return
    form = chance.choice(found)
    other = alter(form)
    child.lines = ["".join(_replaced(line, form, other)) for line in child.lines]


def _replaced(line: str, form: str, other: str) -> list[str]:
    pieces, position = [], 0
    for token in words(line):
        if token.form == form:
            pieces += [line[position : token.start], other]
            position = token.end
    return [*pieces, line[position:]]


def _published(sheet: _Sheet, language: str, growth: Growth) -> AnnotatedArticle:
    text = "\n".join(sheet.lines)
    day = sheet.time.date()
    article = Article(
        id=sheet.name,
        text=text,
        origin=Origin("simulation"),
        language=language,
        outlet=_outlet(sheet.name),
        credit=sheet.credit,
        declared_published=sheet.time.isoformat(timespec="minutes") if growth.times else None,
        body=(Span(0, len(text)),),
    )
    published = Publication(day, day, "metadata", "simulated") if growth.times else None
    return replace(AnnotatedArticle(article), published=published)


@dataclass(frozen=True, slots=True)
class Score:
    """How well a stemma was rebuilt, each a share from 0 to 1.

    `edges`: articles whose first parent is a true one (a root: none). `roots`: families whose true
    roots are the roots found. `ancestry`: F1 of (ancestor, descendant) pairs.
    """

    edges: float
    roots: float
    ancestry: float


def score(family: Family, found: Mapping[str, Sequence[str]]) -> Score:
    """Return how well found parents (best first) agree with a family's true ones."""
    names = [annotated.id for annotated in family.articles]
    truth = {name: _present(name, family) for name in names}
    children = [name for name in names if truth[name]]
    hits = [bool(found.get(name)) and found[name][0] in truth[name] for name in children]
    true_roots = {name for name in names if not truth[name]}
    found_roots = {name for name in names if not found.get(name)}
    ours, theirs = _descent(names, found), _descent(names, truth)
    shared = len(ours & theirs)
    return Score(
        edges=sum(hits) / max(1, len(hits)),
        roots=float(true_roots == found_roots),
        ancestry=2 * shared / max(1, len(ours) + len(theirs)),
    )


def _present(name: str, family: Family) -> tuple[str, ...]:
    return tuple(parent for parent in family.parents[name] if parent not in family.absent)


def _descent(names: Sequence[str], parents: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    pairs = set()
    for name in names:
        ahead = list(parents.get(name, ()))
        while ahead:
            ancestor = ahead.pop()
            if (ancestor, name) not in pairs and ancestor != name:
                pairs.add((ancestor, name))
                ahead += parents.get(ancestor, ())
    return pairs
