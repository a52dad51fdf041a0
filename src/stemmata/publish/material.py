"""What one page is made of: a story with its articles in order, its points and its copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from stemmata.model import UNSEEN, AnnotatedArticle, Copy, Dossier, Frozen, Point, Span, Story
from stemmata.publish.addresses import pair_file
from stemmata.publish.affair_words import actor_addresses, stated_spans
from stemmata.publish.pages.card import Card, card
from stemmata.publish.wording import outlet_words
from stemmata.settings import PublishSettings

_UNDATED = date.max
_DEFAULT = PublishSettings()


class Outsider(Frozen, frozen=True):
    """An article of another story that an article of this one took from."""

    annotated: AnnotatedArticle
    story: str


@dataclass(frozen=True)  # without slots: what many parts of a page need is found once
class StoryMaterial:
    """A story as its page needs it; `articles` are in order of publication, undated ones last.

    `elsewhere` are the articles of other stories that this one took from, by id;
    `stated` are the spans of each article that its affair rests on, `actors` the addresses of those
    who have an entry on the affair's page, by key.
    """

    story: Story
    articles: tuple[AnnotatedArticle, ...]
    points: tuple[Point, ...]
    copies: tuple[Copy, ...]
    elsewhere: Mapping[str, Outsider] = field(default_factory=dict)
    stated: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """How each article is named on the page, by its id, in order of publication."""
        return {article.id: card(article, place) for place, article in enumerate(self.articles, 1)}

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each article on the page, from 1, by its id."""
        return {article.id: place for place, article in enumerate(self.articles, 1)}

    @cached_property
    def dates(self) -> tuple[date, date] | None:
        """The first and the last day on which a report can have appeared."""
        known = [article.published for article in self.articles if article.published]
        if not known:
            return None
        return min(each.earliest for each in known), max(each.latest for each in known)

    @cached_property
    def pairs(self) -> tuple[Copy, ...]:
        """The copies that have a page of their own: with passages, in the order of the reports."""
        number = self.number
        shown = filter(self.pair_page, self.copies)
        return tuple(sorted(shown, key=lambda copy: (number[copy.copy], -copy.probability)))

    def pair_page(self, copy: Copy) -> str:
        """Return the file of the page that shows a copy beside its original; empty for none."""
        within = copy.original in self.elsewhere or (copy.direct and copy.original in self.number)
        if copy.kind == "cited" or not within:
            return ""
        return pair_file(copy.original, copy.copy)

    def outlet(self, id_: str) -> str:
        """Return how an original that is not in the story is named."""
        outsider = self.elsewhere.get(id_)
        return outlet_words(outsider.annotated.article) if outsider else id_.removeprefix(UNSEEN)

    @property
    def disputed(self) -> int:
        """How many points are disputed."""
        return sum(point.verdict == "disputed" for point in self.points)


def gather(dossier: Dossier, settings: PublishSettings = _DEFAULT) -> tuple[StoryMaterial, ...]:
    """Return the material of every story, most reported first, then most recent.

    Example:
        >>> from stemmata.model import Grouping
        >>> gather(Dossier((), Grouping(()), (), ()))
        ()
    """
    by_id = {article.id: article for article in dossier.articles}
    points: defaultdict[str, list[Point]] = defaultdict(list)
    for point in dossier.points:
        points[point.story].append(point)
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    story_of = {id_: story.id for story in dossier.grouping.stories for id_ in story.articles}
    for copy in dossier.copies:
        copies[story_of.get(copy.copy, "")].append(copy)
    stated = stated_spans(dossier.affairs)
    actors = actor_addresses(dossier.affairs, settings.most_actors)
    gathered = [
        StoryMaterial(
            story,
            in_order((by_id[each] for each in story.articles if each in by_id), copies[story.id]),
            tuple(points[story.id]),
            tuple(copies[story.id]),
            {
                copy.original: Outsider(by_id[copy.original], story_of.get(copy.original, ""))
                for copy in copies[story.id]
                if copy.original in by_id and story_of.get(copy.original) != story.id
            },
            {id_: stated[id_] for id_ in story.articles if id_ in stated},
            actors.get(story.storyline, {}),
        )
        for story in dossier.grouping.stories
    ]
    return tuple(sorted((each for each in gathered if each.articles), key=_prominence))


def in_order(
    articles: Iterable[AnnotatedArticle], copies: Iterable[Copy]
) -> tuple[AnnotatedArticle, ...]:
    """Return articles in order of publication, undated ones last; on one day, copies last."""
    copied = {copy.copy for copy in copies if copy.taken}
    return tuple(
        sorted(articles, key=lambda each: (*_appearance(each), each.id in copied, each.id))
    )


def central_article(material: StoryMaterial) -> AnnotatedArticle:
    """Return the article that most others took from; among equals, the earliest."""
    taken: defaultdict[str, float] = defaultdict(float)
    for copy in (copy for copy in material.copies if copy.direct):
        taken[copy.original] += copy.probability
        taken[copy.copy] -= copy.probability
    return max(material.articles, key=lambda article: taken[article.id])


def independent_sources(material: StoryMaterial, settings: PublishSettings) -> int:
    """Return how many sources are left once copies are folded into what they were taken from.

    Each article that took from no other counts once, and so does each unseen source. A ring of
    articles that all took from one another counts once.
    """
    parents: dict[str, set[str]] = {article.id: set() for article in material.articles}
    children: defaultdict[str, set[str]] = defaultdict(set)
    for copy in material.copies:
        if copy.taken and copy.probability >= settings.copy_from:
            parents.setdefault(copy.copy, set()).add(copy.original)
            parents.setdefault(copy.original, set())
            children[copy.original].add(copy.copy)
    roots = [node for node, above in parents.items() if not above]
    reached = _spread(roots, children)
    rings = 0
    for node in sorted(parents.keys() - reached):
        if node not in reached:
            rings += 1
            reached |= _spread([node], {key: parents[key] | children[key] for key in parents})
    return len(roots) + rings


def _spread(start: Iterable[str], step: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(step.get(node, ()))
    return reached


def _appearance(article: AnnotatedArticle) -> tuple[date, date]:
    published = article.published
    return (published.latest, published.earliest) if published else (_UNDATED, _UNDATED)


def _prominence(material: StoryMaterial) -> tuple[int, int, str]:
    dates = material.dates
    return (-len(material.articles), -(dates[1].toordinal() if dates else 0), material.story.id)
