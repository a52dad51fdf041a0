"""What an affair is described from: a storyline with its articles in order, and its points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from stemmata.model import AnnotatedArticle, Claim, Frozen, Grouping, Point, Reading, Story

# Fills in on how many independent sources a reading rests: `trace` makes it from the copies.
Weigh = Callable[[Reading], Reading]


class Material(Frozen, frozen=True):
    """A storyline; `articles` are in order of publication, undated ones last."""

    storyline: str
    stories: tuple[Story, ...]
    articles: tuple[AnnotatedArticle, ...]
    points: tuple[Point, ...]
    weigh: Weigh
    order: Mapping[str, int]  # the place of each article among them, by its id

    def weighed(self, value: str, claims: tuple[Claim, ...]) -> Reading:
        """Return claims as one reading with the independent sources behind it."""
        return self.weigh(Reading(value, claims))

    def reported(self, articles: Collection[str]) -> tuple[date, date] | None:
        """Return the days on which the first and last of some articles appeared at the latest."""
        found = (self.articles[self.order[name]].published for name in articles)
        days = [published.latest for published in found if published]
        return (min(days), max(days)) if days else None


def gather(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    points: Sequence[Point],
    weigh: Weigh,
) -> Iterator[Material]:
    """Yield the material of each storyline of more than one article, in the grouping's order."""
    whole = gather_all(articles, grouping, points, weigh)
    return (material for material in whole if len(material.articles) > 1)


def gather_all(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    points: Sequence[Point],
    weigh: Weigh,
) -> Iterator[Material]:
    """Yield the material of each storyline, in the grouping's order."""
    by_id = {article.id: article for article in articles}
    points_of = _by_story(points)
    together: defaultdict[str, list[Story]] = defaultdict(list)
    for story in grouping.stories:
        together[story.storyline].append(story)
    for storyline, stories in together.items():
        found = [by_id[name] for story in stories for name in story.articles if name in by_id]
        found.sort(key=_appearance)
        yield Material(
            storyline,
            tuple(stories),
            tuple(found),
            tuple(point for story in stories for point in points_of.get(story.id, ())),
            weigh,
            {article.id: place for place, article in enumerate(found)},
        )


def _by_story(points: Sequence[Point]) -> Mapping[str, list[Point]]:
    by_story: defaultdict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_story[point.story].append(point)
    return by_story


def _appearance(article: AnnotatedArticle) -> tuple[date, date, str]:
    published = article.published
    if published is None:
        return date.max, date.max, article.id
    return published.latest, published.earliest, article.id
