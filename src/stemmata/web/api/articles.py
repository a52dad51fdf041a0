"""Articles, as they stand and as they were."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from stemmata.publish.lines import annotation_line, article_line, copy_line
from stemmata.web.answers import answer, answer_all, missing, next_page
from stemmata.web.api.parameters import Archive, Id, Limit, Place, Wanted
from stemmata.web.api.shapes import anything, many, one, standing_line, version_line

router = APIRouter(tags=["articles"])


@router.get("/articles", responses=anything())
def articles(
    request: Request, store: Archive, where: Wanted, limit: Limit = 100, after: Place = ""
) -> Response:
    """List ids of articles, the last added first."""
    found = store.article_ids(where, limit, after)
    more = next_page(request, after=found[-1]) if len(found) == limit else None
    return answer_all(request, store, found, more)


@router.get("/articles/{article:path}/annotation", responses=one("Annotation"))
def annotation(request: Request, store: Archive, article: Id) -> Response:
    """Return what was found in an article, each thing at its span."""
    if (stored := store.article(article)) is None:
        return missing("article")
    return answer(request, store, annotation_line(stored.annotated))


@router.get("/articles/{article:path}/copies", responses=many("Copy"))
def article_copies(request: Request, store: Archive, article: Id) -> Response:
    """List what an article took from others, and others from it."""
    if store.article(article) is None:
        return missing("article")
    return answer_all(request, store, map(copy_line, store.copies([article])))


@router.get("/articles/{article:path}/versions", responses=many("Version"))
def versions(request: Request, store: Archive, article: Id) -> Response:
    """List the texts that an article had, the first one first."""
    if not (found := store.versions(article)):
        return missing("article")
    return answer_all(request, store, map(version_line, found))


@router.get("/articles/{article:path}/versions/{version}", responses=anything())
def one_version(
    request: Request,
    store: Archive,
    article: Id,
    version: Annotated[int, Path(ge=1, le=10**9)],
) -> Response:
    """Return an article as it was."""
    if (found := store.extraction(article, version)) is None:
        return missing("version")
    return answer(request, store, article_line(found.article))


@router.get("/articles/{article:path}", responses=one("Article"))
def one_article(request: Request, store: Archive, article: Id) -> Response:
    """Return an article as it stands, and the story it is in."""
    if (stored := store.article(article)) is None:
        return missing("article")
    return answer(request, store, standing_line(stored, article_line(stored.annotated.article)))
