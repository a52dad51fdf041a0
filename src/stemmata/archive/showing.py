"""One thing of an archive as a line of JSON: an article, a story, a storyline or a point."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.archive.revisions import Revision, revisions
from stemmata.model import JSON
from stemmata.publish import annotation_line, article_line, copy_line, point_line
from stemmata.store import Store, StorySummary

Line = dict[str, JSON]


def show(store: Store, name: str) -> Line | None:
    """Return what an id stands for, None where it is not known.

    Args:
        store: where it is looked up.
        name: the id of an article, a story, a storyline or a point.
    """
    return (
        _article(store, name)
        or _story(store, name)
        or _storyline(store, name)
        or _point(store, name)
    )


def summary_line(summary: StorySummary) -> Line:
    """Return a story as a list shows it."""
    return {
        "story": summary.id,
        "storyline": summary.storyline,
        "headline": summary.headline,
        "articles": summary.articles,
        "languages": list(summary.languages),
        "outlets": summary.outlets,
        "first": summary.first.isoformat() if summary.first else None,
        "last": summary.last.isoformat() if summary.last else None,
        "points": {str(verdict): count for verdict, count in summary.points.items()},
        "copies": summary.copies,
    }


def _article(store: Store, name: str) -> Line | None:
    kept = store.article(name)
    if kept is None:
        return None
    return {
        "kind": "article",
        "id": kept.annotated.id,
        "story": kept.story,
        "version": kept.version,
        "added": kept.added.isoformat(),
        "revised": kept.revised.isoformat(),
        "article": article_line(kept.annotated.article),
        "annotations": annotation_line(kept.annotated),
        "copies": [copy_line(copy) for copy in store.copies([kept.annotated.id])],
        "revisions": [_revision(each) for each in revisions(store, name)],
    }


def _revision(revision: Revision) -> Line:
    edits: list[JSON] = [
        {
            "kind": edit.kind,
            "before": edit.before.quote(revision.before),
            "after": edit.after.quote(revision.after),
            "start": edit.after.start,
            "end": edit.after.end,
        }
        for edit in revision.edits
    ]
    return {"version": revision.version, "edits": edits}


def _story(store: Store, name: str) -> Line | None:
    kept = store.story(name)
    if kept is None:
        return None
    articles: list[JSON] = list(kept.story.articles)
    return {
        "kind": "story",
        "id": kept.story.id,
        **summary_line(kept.summary),
        "former": list(kept.former),
        "reports": articles,
        "readings": _points(store, [kept.story.id]),
        "lineage": [copy_line(copy) for copy in store.copies(kept.story.articles)],
    }


def _storyline(store: Store, name: str) -> Line | None:
    stories = store.storyline(name)
    if not stories:
        return None
    return {
        "kind": "storyline",
        "id": name,
        "stories": [summary_line(story) for story in stories],
        "disputed": _points(store, [story.id for story in stories], disputed=True),
    }


def _point(store: Store, name: str) -> Line | None:
    point = store.point(name)
    return None if point is None else {"kind": "point", "id": point.id, **point_line(point)}


def _points(store: Store, stories: Sequence[str], *, disputed: bool = False) -> list[JSON]:
    return [
        point_line(point)
        for point in store.points(stories)
        if not disputed or point.verdict == "disputed"
    ]
