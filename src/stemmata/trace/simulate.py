"""Families of reports with a known stemma, grown from given articles.

Truth about who copied whom is rarely on record, so text phylogeny measures itself on families
grown by copying, cutting, rewording and merging (Marmerola et al. 2016). Each child takes one or
two parents, keeps their slips, may add its own, and comes out later. What would give the tree
away beside the text (times, credits) can be left out or falsified, and so can the root.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from stemmata.model import AnnotatedArticle, Article, Origin, Publication, Span, replace
from stemmata.trace.mutations import changes
from stemmata.trace.rewording import reword
from stemmata.trace.sheets import Growth, Line, Sheet, lines_of, word_pool

_START = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)
_LETTERS = "abcdefghijklmnoprstuvz"
_AT_THE_END = 0.5  # of the sentences that are added: background comes last
_SHIFTED_HOURS = 12.0  # at most, to either side


@dataclass(frozen=True, slots=True)
class Family:
    """Articles and their true parents; a root has none, an absent one is named all the same."""

    articles: tuple[AnnotatedArticle, ...]
    parents: Mapping[str, tuple[str, ...]]
    absent: frozenset[str] = frozenset()


def grow(
    seeds: Sequence[Article], growth: Growth, seed: int, parallels: Sequence[Article] = ()
) -> Family:
    """Return a family grown from the first of the seeds.

    Args:
        seeds: at least two articles of one language, unrelated to each other; sentences of the
            last are added to children, those between first and last are merged in.
        growth: what happens how often.
        seed: the same seed grows the same family.
        parallels: the first seed in other languages; one that has not the same number of
            sentences is left out.
    """
    return _Grower(seeds, growth, random.Random(seed), parallels).family()  # noqa: S311 - no secret


class _Grower:
    """A family while it grows."""

    def __init__(
        self,
        seeds: Sequence[Article],
        growth: Growth,
        chance: random.Random,
        parallels: Sequence[Article],
    ) -> None:
        texts = [lines_of(article) for article in seeds]
        self._growth = growth
        self._chance = chance
        self._foreign = texts[1:-1]
        self._additions = list(texts[-1])
        versions = {article.language: lines_of(article) for article in parallels}
        self._language = seeds[0].language
        root = Sheet(
            name=self._name(),
            lines=[Line(text, place) for place, text in enumerate(texts[0])],
            time=_START,
            language=self._language,
            pool=word_pool(texts),
            phrases=texts[-1],
            versions={
                language: lines
                for language, lines in versions.items()
                if len(lines) == len(texts[0])
            },
        )
        self._sheets = [root]

    def family(self) -> Family:
        """Return the grown family, its articles in no order."""
        size = self._growth.size
        while len(self._sheets) < size:
            self._sheets += self._next()[: size - len(self._sheets)]
        root = self._sheets[0].name
        absent = frozenset() if self._growth.root_present else frozenset({root})
        kept = [sheet for sheet in self._sheets if sheet.name not in absent]
        self._chance.shuffle(kept)
        articles = tuple(self._published(sheet) for sheet in kept)
        return Family(articles, {sheet.name: sheet.parents for sheet in self._sheets}, absent)

    def _name(self) -> str:
        return "".join(self._chance.choice(_LETTERS) for _ in range(10))

    def _next(self) -> list[Sheet]:
        """Return the next child, with a second root before it where it is merged from two."""
        growth, chance = self._growth, self._chance
        parent = chance.choice(self._sheets)
        child = _copied(parent, self._name())
        child.time += timedelta(hours=0.1 + chance.expovariate(1 / growth.mean_hours))
        fresh = [] if chance.random() < growth.verbatim else self._change(child)
        if chance.random() < growth.credit:
            child.credit = _outlet(parent.name)
        elif chance.random() < growth.keep_credit:
            child.credit = parent.credit
        return [*fresh, child]

    def _change(self, child: Sheet) -> list[Sheet]:
        """Change a child in one way at the least; return the second root it was merged with."""
        growth, chance = self._growth, self._chance
        before = list(child.lines)
        fresh: list[Sheet] = []
        if self._foreign and self._own(child) and chance.random() < growth.merge:
            fresh = [self._merge(child, self._foreign.pop())]
        for probability, change in changes(growth):
            if chance.random() < probability:
                change(child, growth, chance)
        if self._additions and self._own(child) and chance.random() < growth.extend:
            ended = chance.random() < _AT_THE_END
            place = len(child.lines) if ended else chance.randrange(len(child.lines))
            child.lines.insert(place, Line(self._additions.pop()))
        if child.lines == before:
            reword(child, growth, chance)
        return fresh

    def _own(self, child: Sheet) -> bool:
        """Tell whether a child is still in the language of the seeds."""
        return child.language == self._language

    def _merge(self, child: Sheet, texts: list[str]) -> Sheet:
        """Put half of another report behind half of the child's, and return that report."""
        lines = [Line(text) for text in texts]
        time = _START + (child.time - _START) * 0.3
        pool, phrases = child.pool, child.phrases
        second = Sheet(self._name(), lines, time, child.language, pool=pool, phrases=phrases)
        half = max(2, len(child.lines) // 2)
        child.lines = child.lines[:half] + lines[: max(2, len(lines) // 2)]
        child.parents = (*child.parents, second.name)
        return second

    def _published(self, sheet: Sheet) -> AnnotatedArticle:
        text = "\n".join(line.text for line in sheet.lines)
        time = sheet.time
        if self._growth.shift and self._chance.random() < self._growth.shift:
            time += timedelta(hours=self._chance.uniform(-_SHIFTED_HOURS, _SHIFTED_HOURS))
        article = Article(
            id=sheet.name,
            text=text,
            origin=Origin("simulation"),
            language=sheet.language,
            outlet=_outlet(sheet.name),
            credit=sheet.credit,
            declared_published=time.isoformat(timespec="minutes") if self._growth.times else None,
            body=(Span(0, len(text)),),
        )
        day = time.date()
        published = Publication(day, day, "metadata", "simulated") if self._growth.times else None
        return replace(AnnotatedArticle(article), published=published)


def _copied(parent: Sheet, name: str) -> Sheet:
    return Sheet(
        name=name,
        lines=list(parent.lines),
        time=parent.time,
        language=parent.language,
        parents=(parent.name,),
        pool=parent.pool,
        phrases=parent.phrases,
        altered=dict(parent.altered),
        versions=parent.versions,
    )


def _outlet(name: str) -> str:
    return f"{name.capitalize()} Post"
