"""What newcomers touch is worked out again: copies, points, independent sources, affairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.affair import describe_affairs
from stemmata.archive.corrections import Corrections
from stemmata.archive.library import Copies, Library
from stemmata.collate import collate_all
from stemmata.group import ResidentGrouper
from stemmata.model import UNSEEN, Affair, AnnotatedArticle, Copy, Grouping, Point, Story
from stemmata.settings import ArchiveSettings, GroupSettings, TraceSettings
from stemmata.store import Store
from stemmata.trace import Memory, source_counter, support, trace_again


@dataclass(slots=True)
class Redone:
    """What is to be kept anew: copies by article, points by story."""

    copies: dict[str, list[Copy]] = field(default_factory=dict)
    points: dict[str, list[Point]] = field(default_factory=dict)


class Workshop:
    """Works out again what hangs on some articles or stories.

    Args:
        store: where the rest is kept.
        library: the articles.
        settings: how much is redone.
    """

    def __init__(self, store: Store, library: Library, settings: ArchiveSettings) -> None:
        self._store = store
        self._library = library
        self._settings = settings
        self._trace = TraceSettings()
        self._telling = GroupSettings().telling
        self._outlets: set[str] = set()
        self._compared = Memory(settings.reports_remembered)
        self.corrections = Corrections()

    def forget(self) -> None:
        """Know nothing that others may have changed."""
        self._outlets.clear()
        self._compared.forget()

    def redo(
        self,
        grouper: ResidentGrouper,
        batch: Mapping[str, Sequence[int]],
        stories: Sequence[Story],
    ) -> Redone:
        """Return the copies and points that are others, or may be, since a batch came.

        Args:
            grouper: which knows the batch.
            batch: the newcomers, with hashes of some of their passages.
            stories: those whose points are to be worked out again.
        """
        copies = Copies(self._store)
        touched = self._related(grouper, batch, copies)
        traced = self._trace_again(grouper, touched)
        fresh = copies.replace(touched, traced)
        redone = Redone({name: copies.of(name) for name in sorted(fresh)})
        collated = self._collate(stories)
        resting = self._resting_on(grouper, touched if fresh else set(), collated)
        kept = self._kept_points(resting)
        redone.points = self._supported({**kept, **collated}, grouper, stories, copies)
        return redone

    def points_of(self, story: Story) -> list[Point]:
        """Return the points of a story from what is kept, all copies as they are."""
        copies = Copies(self._store)
        collated = self._collate([story])
        return self._supported(collated, ResidentGrouper(), [story], copies)[story.id]

    def affairs(self, lines: Mapping[str, Sequence[Story]]) -> tuple[Affair, ...]:
        """Return the affairs of storylines, from what is kept of their stories.

        Args:
            lines: their stories by storyline.
        """
        stories = [story for line in lines.values() for story in line]
        if not stories:
            return ()
        ids = [name for story in stories for name in story.articles]
        copies = Copies(self._store).with_ancestors(ids)
        articles = self._library.get(_with_originals(ids, copies))
        points = self._store.points(story.id for story in stories)
        counter = source_counter(copies, articles)
        own = set(ids)
        told = [article for article in articles if article.id in own]
        return describe_affairs(told, Grouping(tuple(stories)), points, counter)

    def _related(
        self, grouper: ResidentGrouper, batch: Mapping[str, Sequence[int]], copies: Copies
    ) -> set[str]:
        """Return the newcomers with all that they may have taken from or given to.

        Families of copies come whole, so that what a family is traced to is what tracing
        everything would give.
        """
        found: dict[str, None] = dict.fromkeys(batch)
        for name, passages in batch.items():
            members = grouper.members(grouper.story_of(name))
            if len(members) > self._settings.largest_at_once:
                near = grouper.beside(name, self._telling)
                members = tuple(near[: self._trace.partners])
            found.update(dict.fromkeys(members))
            shared = self._store.sharing(passages) if passages else {}
            found.update(
                (other, None)
                for other, count in shared.items()
                if count >= min(self._settings.least_shared_marks, len(passages))
            )
        ahead = list(found)
        while ahead and len(found) < self._settings.related_most + len(batch):
            near_copies = {name for name in copies.near(ahead) if not name.startswith(UNSEEN)}
            ahead = sorted(near_copies - found.keys())
            found.update(dict.fromkeys(ahead))
        return set(found)

    def _trace_again(self, grouper: ResidentGrouper, touched: set[str]) -> tuple[Copy, ...]:
        articles = self._library.get(sorted(touched))
        members: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            members[grouper.story_of(article.id) or article.id].append(article.id)
        stories = tuple(Story(name, name, tuple(held)) for name, held in members.items())
        pairs = grouper.pairs(touched, self._telling)
        traced = trace_again(
            articles,
            Grouping(stories, pairs),
            self._compared,
            outlets=self._known_outlets(articles),
        )
        return tuple(self.corrections.copies(traced, articles))

    def _known_outlets(self, articles: Iterable[AnnotatedArticle]) -> set[str]:
        if not self._outlets:
            self._outlets.update(self._store.outlets(self._settings.outlets_known))
        self._outlets.update(a.article.outlet for a in articles if a.article.outlet)
        return self._outlets

    def _collate(self, stories: Sequence[Story]) -> dict[str, list[Point]]:
        told = [(story, self._library.get(story.articles)) for story in stories]
        found = collate_all(told) if told else []
        return {story.id: list(points) for story, points in zip(stories, found, strict=True)}

    def _resting_on(
        self, grouper: ResidentGrouper, touched: Iterable[str], collated: Collection[str]
    ) -> list[str]:
        """Return the stories whose readings may rest on other sources since copies are others."""
        stories = {grouper.story_of(name) for name in touched}
        unread = self._store.story_of(name for name in touched if not grouper.story_of(name))
        return sorted((stories | set(unread.values())) - {""} - set(collated))

    def _kept_points(self, stories: Sequence[str]) -> dict[str, list[Point]]:
        kept: dict[str, list[Point]] = {story: [] for story in stories}
        for point in self._store.points(stories):
            kept[point.story].append(point)
        return kept

    def _supported(
        self,
        points: Mapping[str, Sequence[Point]],
        grouper: ResidentGrouper,
        stories: Sequence[Story],
        copies: Copies,
    ) -> dict[str, list[Point]]:
        """Return points with the independent sources of their readings; those that are new."""
        members = {story.id: story.articles for story in stories}
        speaking = {
            name
            for story in points
            for name in members.get(story) or grouper.members(story) or self._members(story)
        }
        taken = copies.with_ancestors(sorted(speaking))
        articles = self._library.get(_with_originals(sorted(speaking), taken))
        whole = support([p for held in points.values() for p in held], taken, articles)
        found: dict[str, list[Point]] = {story: [] for story in points}
        for point in whole:
            found[point.story].append(point)
        return {
            story: made
            for story, made in found.items()
            if story in members or made != points[story]
        }

    def _members(self, story: str) -> tuple[str, ...]:
        kept = self._store.story(story)
        return kept.story.articles if kept else ()


def _with_originals(ids: Sequence[str], copies: Iterable[Copy]) -> list[str]:
    """Return ids with those of articles that copies lead to."""
    further = {name for copy in copies for name in (copy.copy, copy.original)}
    return [*ids, *sorted(name for name in further - set(ids) if not name.startswith(UNSEEN))]
