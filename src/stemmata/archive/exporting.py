"""Chosen stories of an archive or a dossier as one dossier, to be written in another format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from stemmata.errors import UsageError
from stemmata.model import Affair, AnnotatedArticle, Copy, Dossier, Grouping, Point, Story, replace

if TYPE_CHECKING:
    from stemmata.archive.loading import Loaded


def gather_dossier(loaded: Loaded, stories: Sequence[str] = ()) -> Dossier:
    """Return stories with their articles, points and copies; all of them where none is named.

    The affair of a storyline comes with it where all of its stories do.

    Raises:
        UsageError: there is no story with one of the ids.
    """
    chosen = _chosen(loaded, stories) if stories else list(loaded.stories())
    return replace(gather_stories(loaded, chosen), affairs=tuple(_whole_affairs(loaded, chosen)))


def gather_stories(loaded: Loaded, chosen: Sequence[Story]) -> Dossier:
    """Return stories with their articles, points and copies."""
    articles: list[AnnotatedArticle] = []
    copies: dict[tuple[str, str, str], Copy] = {}
    points: list[Point] = []
    for story in chosen:
        for name in story.articles:
            article = loaded.article(name)
            if article is not None:
                articles.append(article)
                own = (copy for copy in loaded.copies(name) if copy.copy == name)
                copies |= {(copy.copy, copy.original, copy.kind): copy for copy in own}
        points += loaded.points(story.id)
    return Dossier(tuple(articles), Grouping(tuple(chosen)), tuple(points), tuple(copies.values()))


def _whole_affairs(loaded: Loaded, stories: Sequence[Story]) -> Iterator[Affair]:
    held = {story.id for story in stories}
    for line in dict.fromkeys(story.storyline for story in stories):
        affair = loaded.affair(line)
        if affair is not None and held.issuperset(affair.stories):
            yield affair


def _chosen(loaded: Loaded, stories: Sequence[str]) -> list[Story]:
    found: dict[str, Story] = {}
    for name in stories:
        story = loaded.story(name)
        if story is None:
            advice = "look ids up with stemmata search or show"
            raise UsageError("no story with this id", where=name, advice=advice)
        found[story.id] = story
    return list(found.values())
