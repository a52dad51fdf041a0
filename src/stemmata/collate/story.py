"""One story to its points: read the statements, align them, ask, read, judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b

from stemmata.collate.context import ArticleContext
from stemmata.collate.corrections import find_corrected, is_correction
from stemmata.collate.forms import attribution_points, canonical_forms, name_points
from stemmata.collate.quantities import align_statements
from stemmata.collate.questions import ask_quantity
from stemmata.collate.readings import read_statements, supersede
from stemmata.collate.statements import Statement, date_statements, figure_statements
from stemmata.collate.wordings import quote_points
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Point, Story, replace
from stemmata.settings import CollateSettings

ORDER = {"disputed": 0, "compatible": 1, "agreed": 2, "single": 3}


def collate(
    story: Story, articles: Sequence[AnnotatedArticle], settings: CollateSettings | None = None
) -> tuple[Point, ...]:
    """Return the points of a story, disputed ones first.

    Args:
        story: whose points are wanted.
        articles: its articles, with resolved names, in any order.
        settings: when claims answer one question.
    """
    settings = settings or CollateSettings()
    ordered = sorted(articles, key=lambda article: article.id)
    contexts = {article.id: ArticleContext(article, settings) for article in ordered}
    points = _quantity_points(story.id, ordered, contexts, settings)
    points += name_points(story.id, ordered)
    points += quote_points(story.id, ordered, contexts, settings)
    points += attribution_points(story.id, ordered)
    finished = [_finish(point, ordered) for point in points]
    return tuple(sorted(finished, key=_rank))


def _quantity_points(
    story: str,
    articles: Sequence[AnnotatedArticle],
    contexts: Mapping[str, ArticleContext],
    settings: CollateSettings,
) -> list[Point]:
    statements: list[Statement] = []
    for article in articles:
        correcting = is_correction(article, settings)
        context = contexts[article.id]
        statements += figure_statements(article, context, correcting=correcting)
        statements += date_statements(article, context, correcting=correcting)
    published = {a.id: a.published.earliest for a in articles if a.published}
    corrections = {
        s.claim.article: published.get(s.claim.article, date.max)
        for s in statements
        if s.correcting
    }
    lexicon, canonical = load_lexicon(), canonical_forms(articles)
    points = []
    for group in align_statements(statements, settings):
        readings, verdict = read_statements(group, settings)
        if corrections:
            corrected = find_corrected(group, statements, corrections, published)
            readings = supersede(readings, corrected)
        question = ask_quantity(group, lexicon, canonical, settings)
        points.append(Point("", story, group[0].kind, question, readings, verdict))
    return points


def _finish(point: Point, articles: Sequence[AnnotatedArticle]) -> Point:
    """Give a point its id, which its content fixes, and say who is silent."""
    speaking = {claim.article for reading in point.readings for claim in reading.claims}
    silent = tuple(article.id for article in articles if article.id not in speaking)
    first = min(
        (claim.article, claim.start) for reading in point.readings for claim in reading.claims
    )
    seed = f"{point.story}\0{point.kind}\0{first[0]}\0{first[1]}".encode("utf-8", "replace")
    return replace(point, id=f"p-{blake2b(seed, digest_size=6).hexdigest()}", silent=silent)


def _rank(point: Point) -> tuple[int, int, str]:
    speaking = {claim.article for reading in point.readings for claim in reading.claims}
    return ORDER[point.verdict], -len(speaking), point.id
