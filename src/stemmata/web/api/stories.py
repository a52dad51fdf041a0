"""Stories, storylines and points."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from stemmata.publish.lines import copy_line, point_line
from stemmata.web.answers import answer, answer_all, missing, next_page
from stemmata.web.api.parameters import Archive, Id, Limit, Number, Wanted
from stemmata.web.api.shapes import many, one, story_line, summary_line

router = APIRouter(tags=["stories"])


@router.get("/stories", responses=many("StorySummary"))
def stories(
    request: Request, store: Archive, where: Wanted, limit: Limit = 50, before: Number | None = None
) -> Response:
    """List stories, the last changed first."""
    found = store.stories(where, limit, before)
    more = next_page(request, before=found[-1].changed) if len(found) == limit else None
    return answer_all(request, store, map(summary_line, found), more)


@router.get("/stories/{story:path}/points", responses=many("Point"))
def story_points(request: Request, store: Archive, story: Id) -> Response:
    """List the points of a story, disputed ones first."""
    if (stored := store.story(story)) is None:
        return missing("story")
    return answer_all(request, store, map(point_line, store.points([stored.story.id])))


@router.get("/stories/{story:path}/copies", responses=many("Copy"))
def story_copies(request: Request, store: Archive, story: Id) -> Response:
    """List who copied whom among the articles of a story."""
    if (stored := store.story(story)) is None:
        return missing("story")
    return answer_all(request, store, map(copy_line, store.copies(stored.story.articles)))


@router.get("/stories/{story:path}", responses=one("Story"))
def one_story(request: Request, store: Archive, story: Id) -> Response:
    """Return a story; an id of one that was merged leads to what it became."""
    if (stored := store.story(story)) is None:
        return missing("story")
    return answer(request, store, story_line(stored))


@router.get("/storylines/{storyline:path}", responses=many("StorySummary"))
def one_storyline(request: Request, store: Archive, storyline: Id) -> Response:
    """List the stories of a storyline in the order of their days."""
    if not (found := store.storyline(storyline)):
        return missing("storyline")
    return answer_all(request, store, map(summary_line, found))


@router.get("/points/{point:path}", responses=one("Point"))
def one_point(request: Request, store: Archive, point: Id) -> Response:
    """Return a point with its readings and the words that give each."""
    if (found := store.point(point)) is None:
        return missing("point")
    return answer(request, store, point_line(found))
