"""A dossier story by story, as the formats that are about one story each need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from stemmata.model import AnnotatedArticle, Copy, Dossier, Point, Story


@dataclass(frozen=True)  # without slots: sigla are made once
class ToldStory:
    """A story with its articles, points and copies."""

    story: Story
    articles: tuple[AnnotatedArticle, ...]
    points: tuple[Point, ...]
    copies: tuple[Copy, ...]

    @cached_property
    def sigla(self) -> Mapping[str, str]:
        """A short name for each article and unseen source, safe in any format: R1, R2, U1."""
        named = {each.id: f"R{number}" for number, each in enumerate(self.articles, 1)}
        unseen = sorted({copy.original for copy in self.copies if copy.unseen is not None})
        return named | {name: f"U{number}" for number, name in enumerate(unseen, 1)}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """For each article that took from others, the likeliest one it took from directly."""
        best: dict[str, Copy] = {}
        for copy in self.copies:
            if not copy.taken or copy.original not in self.sigla:
                continue
            kept = best.get(copy.copy)
            if kept is None or _weight(copy) > _weight(kept):
                best[copy.copy] = copy
        return _without_rings({name: copy.original for name, copy in best.items()})


def told_stories(dossier: Dossier) -> Iterator[ToldStory]:
    """Yield the stories of a dossier with all that belongs to each."""
    by_id = {each.id: each for each in dossier.articles}
    points: defaultdict[str, list[Point]] = defaultdict(list)
    for point in dossier.points:
        points[point.story].append(point)
    story_of = {name: story.id for story in dossier.grouping.stories for name in story.articles}
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in dossier.copies:
        copies[story_of.get(copy.copy, "")].append(copy)
    for story in dossier.grouping.stories:
        articles = tuple(by_id[name] for name in story.articles if name in by_id)
        if articles:
            yield ToldStory(story, articles, tuple(points[story.id]), tuple(copies[story.id]))


def first_day(article: AnnotatedArticle) -> str:
    """Return the first day on which an article may have appeared; empty where none is known."""
    return article.published.earliest.isoformat() if article.published else ""


def _weight(copy: Copy) -> tuple[float, str]:
    return copy.probability * copy.direction_probability, copy.original


def _without_rings(parents: dict[str, str]) -> dict[str, str]:
    """Cut rings, which undecided directions can leave, where the first name of each stands."""
    for start in sorted(parents):
        seen, node = {start}, start
        while node in parents:
            node = parents[node]
            if node in seen:
                del parents[min(seen & parents.keys())]
                break
            seen.add(node)
    return parents
