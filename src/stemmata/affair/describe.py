"""One affair for each storyline, put together from what its parts find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from stemmata.affair.actors import describe_actors, describe_belongings
from stemmata.affair.actors_roles import Stated, find_roles
from stemmata.affair.brief import write_briefs
from stemmata.affair.commitments import find_commitments, last_day
from stemmata.affair.commitments_notice import notice_commitments
from stemmata.affair.course import find_course, find_reopenings
from stemmata.affair.indicators import find_indicators
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
    as_of = last_day(articles)
    return tuple(_describe(material, stated, as_of) for material in materials)


def _describe(
    material: Material, stated: Mapping[str, tuple[Stated, ...]], as_of: date | None
) -> Affair:
    ties = merge_ties(material)
    belongings = describe_belongings(material, stated)
    tied = {key for tie in ties for key in (*tie.sources, *tie.targets)}
    tied |= {key for each in belongings for key in (each.part, each.whole)}
    notices = [notice for article in material.articles for notice in notice_commitments(article)]
    return Affair(
        storyline=material.storyline,
        stories=tuple(story.id for story in material.stories),
        articles=tuple(article.id for article in material.articles),
        actors=describe_actors(material, stated, tied),
        belongings=belongings,
        ties=ties,
        commitments=find_commitments(material, notices, as_of),
        indicators=find_indicators(material),
        course=find_course(material, notices),
        reopenings=find_reopenings(material),
        briefs=write_briefs(material),
    )
