"""Chosen stories of an archive or a dossier as one dossier, to be written in another format."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.archive.loading import Loaded
from stemmata.errors import UsageError
from stemmata.model import AnnotatedArticle, Copy, Dossier, Grouping, Point, Story


def gather_dossier(loaded: Loaded, stories: Sequence[str] = ()) -> Dossier:
    """Return stories with their articles, points and copies; all of them where none is named.

    Raises:
        UsageError: there is no story with one of the ids.
    """
    chosen = _chosen(loaded, stories) if stories else list(loaded.stories())
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


def _chosen(loaded: Loaded, stories: Sequence[str]) -> list[Story]:
    found: dict[str, Story] = {}
    for name in stories:
        story = loaded.story(name)
        if story is None:
            advice = "look ids up with stemmata search or show"
            raise UsageError("no story with this id", where=name, advice=advice)
        found[story.id] = story
    return list(found.values())
