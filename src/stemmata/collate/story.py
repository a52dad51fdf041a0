"""One story to its points: read the statements, align them, ask, read, judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stemmata.collate.context import (
    Surroundings,
    read_surroundings,
    read_wordings,
    read_words,
)
from stemmata.collate.corrections import find_corrected, is_correction
from stemmata.collate.drafts import Draft, finish
from stemmata.collate.forms import ask_attributions, ask_names, canonical_forms
from stemmata.collate.quantities import align_statements
from stemmata.collate.questions import ask_quantities
from stemmata.collate.readings import read_statements, supersede
from stemmata.collate.statements import Statement, state
from stemmata.collate.wordings import ask_quotes
from stemmata.model import AnnotatedArticle, Point, Story
from stemmata.settings import CollateSettings


def collate(
    story: Story,
    articles: Sequence[AnnotatedArticle],
    settings: CollateSettings | None = None,
) -> tuple[Point, ...]:
    """Return the points of a story, disputed ones first.

    Args:
        story: whose points are wanted.
        articles: its articles, with resolved names, in any order.
        settings: when claims answer one question.
    """
    settings = settings or CollateSettings()
    ordered = sorted(articles, key=lambda article: article.id)
    # What cannot meet needs no alignment, and one report corrects nobody.
    correcting = [
        n for n, a in enumerate(ordered) if len(ordered) > 1 and is_correction(a, settings)
    ]
    statements = [s for n, a in enumerate(ordered) for s in state(a, n, correcting)]
    said = [(n, quote) for n, article in enumerate(ordered) for quote in article.quotes]
    several = len({n for n, _ in said}) > 1
    drafts: list[Draft] = []
    wordings = None
    if statements or several:
        words = read_words(ordered, statements, said if several else ())
        if several:
            wordings = read_wordings(words, ordered, said, settings.name_weight)
        if statements:
            around = read_surroundings(words, ordered, statements, settings)
            drafts += _ask_quantities(ordered, statements, around, settings)
    drafts += ask_names(ordered)
    drafts += ask_quotes(ordered, said, wordings, settings)
    drafts += ask_attributions(ordered)
    return finish(drafts, story.id, [article.id for article in ordered])


def _ask_quantities(
    articles: Sequence[AnnotatedArticle],
    statements: Sequence[Statement],
    around: Surroundings,
    settings: CollateSettings,
) -> list[Draft]:
    groups = align_statements(statements, around, settings)
    questions = ask_quantities(groups, statements, around, canonical_forms(articles), settings)
    published = {a.id: a.published.earliest for a in articles if a.published}
    correcting = {s.claim.article for s in statements if s.correcting}
    corrections = {article: published.get(article, date.max) for article in correcting}
    drafts = []
    for rows, question in zip(groups, questions, strict=True):
        group = [statements[row] for row in rows]
        readings, verdict = read_statements(group, settings)
        if corrections:
            corrected = find_corrected(group, statements, corrections, published)
            readings = supersede(readings, corrected)
        drafts.append(Draft(group[0].kind, question, readings, verdict))
    return drafts
