"""One affair for each storyline, put together from what its parts find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from stemmata.affair.actors import describe_actors, describe_belongings
from stemmata.affair.actors_roles import Stated, find_roles
from stemmata.affair.brief import write_briefs
from stemmata.affair.commitments import due_day, find_commitments, last_day
from stemmata.affair.commitments_notice import Notice, Noticed, notice_commitments
from stemmata.affair.course import find_course, find_reopenings
from stemmata.affair.indicators import find_indicators
from stemmata.affair.material import Material, Weigh, gather, gather_all
from stemmata.affair.ties import is_likely, merge_ties, read_deeds
from stemmata.model import Affair, AnnotatedArticle, Commitment, Grouping, Point

Spread = Callable[[Callable[[list[Material]], list[Affair]], Iterable[Material]], Iterable[Affair]]


def describe_affairs(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    points: Sequence[Point],
    weigh: Weigh,
    spread: Spread | None = None,
    as_of: date | None = None,
) -> tuple[Affair, ...]:
    """Return the affair of each storyline that has more than one article.

    Args:
        articles: the articles of the run, with their mentions.
        grouping: its stories and storylines.
        points: the points of all stories.
        weigh: fills in on how many independent sources a reading rests.
        spread: works on batches of storylines, an engine's in several processes; by default here.
        as_of: the day on which one asks what became of commitments; by default that of the last
            report.
    """
    materials = list(gather(articles, grouping, points, weigh))
    describe = partial(describe_batch, as_of=as_of or last_day(articles))
    # Words of one language are looked up together, and a worker loads few languages.
    by_language = sorted(materials, key=lambda each: each.articles[0].language)
    made = spread(describe, by_language) if spread else describe(by_language)
    affairs = {affair.storyline: affair for affair in made}
    return tuple(affairs[material.storyline] for material in materials)


def describe_batch(materials: Sequence[Material], as_of: date | None) -> list[Affair]:
    """Return the affairs of some storylines, whose words are read together.

    Args:
        materials: what they are described from.
        as_of: the day on which one asks what became of commitments.
    """
    stated = find_roles(article for material in materials for article in material.articles)
    return [_describe(material, stated, noticed, as_of) for material, noticed in _notice(materials)]


def list_commitments(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    weigh: Weigh,
    as_of: date | None = None,
) -> tuple[Commitment, ...]:
    """Return the commitments of all storylines in order of their days, lone articles among them.

    Args:
        articles: the articles of the run, with their mentions.
        grouping: its stories and storylines.
        weigh: fills in on how many independent sources a reading rests.
        as_of: the day on which one asks; by default that of the last report.
    """
    as_of = as_of or last_day(articles)
    stated = find_roles(articles)
    found = [
        commitment
        for material, noticed in _notice(list(gather_all(articles, grouping, (), weigh)))
        if noticed.notices
        for commitment in find_commitments(
            material, noticed.notices, read_deeds(material, stated), as_of
        )
    ]
    return tuple(sorted(found, key=due_day))


def _notice(materials: Sequence[Material]) -> Iterator[tuple[Material, Noticed]]:
    """Yield storylines with what is said of days to come; all of their words are read at once."""
    noticed = notice_commitments([a for material in materials for a in material.articles])
    by_article: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in noticed.notices:
        by_article[notice.article].append(notice)
    for material in materials:
        notices = [each for article in material.articles for each in by_article[article.id]]
        yield material, Noticed(tuple(notices), noticed.expected)


def _describe(
    material: Material,
    stated: Mapping[str, tuple[Stated, ...]],
    noticed: Noticed,
    as_of: date | None,
) -> Affair:
    deeds = read_deeds(material, stated)
    ties = merge_ties(material, deeds)
    belongings = describe_belongings(material, stated)
    tied = {key for tie in ties if is_likely(tie) for key in (*tie.sources, *tie.targets)}
    tied |= {key for each in belongings for key in (each.part, each.whole)}
    return Affair(
        storyline=material.storyline,
        stories=tuple(story.id for story in material.stories),
        articles=tuple(article.id for article in material.articles),
        actors=describe_actors(material, stated, tied),
        belongings=belongings,
        ties=ties,
        commitments=find_commitments(material, noticed.notices, deeds, as_of),
        indicators=find_indicators(material),
        course=find_course(material, noticed),
        reopenings=find_reopenings(material),
        briefs=write_briefs(material),
    )
