"""One affair for each storyline, put together from what its parts find."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.affair.material import Material, Weigh, gather
from stemmata.model import Affair, AnnotatedArticle, Grouping, Point


def describe_affairs(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    points: Sequence[Point],
    weigh: Weigh,
) -> tuple[Affair, ...]:
    """Return the affair of each storyline that has more than one article.

    Args:
        articles: the articles of the run, with their mentions.
        grouping: its stories and storylines.
        points: the points of all stories.
        weigh: fills in on how many independent sources a reading rests.
    """
    return tuple(map(_describe, gather(articles, grouping, points, weigh)))


def _describe(material: Material) -> Affair:
    return Affair(
        storyline=material.storyline,
        stories=tuple(story.id for story in material.stories),
        articles=tuple(article.id for article in material.articles),
    )
