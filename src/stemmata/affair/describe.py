"""One affair for each storyline, put together from what its parts find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemmata.affair.actors import describe_actors, describe_belongings
from stemmata.affair.actors_roles import Stated, find_roles
from stemmata.affair.material import Material, Weigh, gather
from stemmata.affair.ties import merge_ties
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
    materials = list(gather(articles, grouping, points, weigh))
    stated = find_roles(article for material in materials for article in material.articles)
    return tuple(_describe(material, stated) for material in materials)


def _describe(material: Material, stated: Mapping[str, tuple[Stated, ...]]) -> Affair:
    ties = merge_ties(material)
    belongings = describe_belongings(material, stated)
    tied = {key for tie in ties for key in (*tie.sources, *tie.targets)}
    tied |= {key for each in belongings for key in (each.part, each.whole)}
    return Affair(
        storyline=material.storyline,
        stories=tuple(story.id for story in material.stories),
        articles=tuple(article.id for article in material.articles),
        actors=describe_actors(material, stated, tied),
        belongings=belongings,
        ties=ties,
    )
