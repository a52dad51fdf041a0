"""Reports that correct a value: what they withdraw, and what they put in its place.

A correction says so in its first lines; there it names the wrong value and the right one of the
same measure. The wrong one is what the same outlet wrote before, or, where it wrote nothing before
or is unknown, what earlier reports gave; the right one is new to them. A value that the sentence
gives twice ("83 of 212, not 38 of 212") belongs to both and is not withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from stemmata.collate.statements import Statement
from stemmata.languages import load
from stemmata.model import AnnotatedArticle
from stemmata.settings import CollateSettings
from stemmata.text import fold


def is_correction(article: AnnotatedArticle, settings: CollateSettings) -> bool:
    """Say whether an article's headline or first words announce a correction."""
    opening = fold(article.article.title + " \n " + article.text[: settings.correction_characters])
    return any(cue in opening for cue in _cues(article.language))


def find_sources(
    correcting: Collection[str], articles: Sequence[AnnotatedArticle]
) -> dict[str, frozenset[str]]:
    """Return for each correcting article those whose words it can withdraw.

    Args:
        correcting: the articles that correct others.
        articles: all articles of the story.
    """
    days = {a.id: a.published.earliest if a.published else date.max for a in articles}
    sources = {}
    for article in articles:
        if article.id not in correcting:
            continue
        earlier = [
            other
            for other in articles
            if other.id not in correcting and days[other.id] <= days[article.id]
        ]
        own = [other for other in earlier if _is_same_outlet(article, other)]
        sources[article.id] = frozenset(other.id for other in own or earlier)
    return sources


def _is_same_outlet(one: AnnotatedArticle, other: AnnotatedArticle) -> bool:
    """Tell whether two articles are of one outlet, or of one of its services."""
    names = fold(one.article.outlet or ""), fold(other.article.outlet or "")
    return all(names) and (names[0].startswith(names[1]) or names[1].startswith(names[0]))


def find_corrected(
    group: Sequence[Statement],
    everything: Sequence[Statement],
    sources: Mapping[str, frozenset[str]],
) -> dict[str, str]:
    """Return the values of a point that a later correction replaces, old to new.

    Args:
        group: the statements of the point.
        everything: all statements of the story.
        sources: correcting article to the articles whose words it can withdraw.
    """
    corrected: dict[str, str] = {}
    for old in group:
        articles = sources.get(old.claim.article)
        if articles is None:
            continue
        before = {
            s.claim.value
            for s in everything
            if s.claim.article in articles and s.measure == old.measure
        }
        beside = _beside(old, everything)
        if old.claim.value not in before or any(s.claim.value == old.claim.value for s in beside):
            continue
        for new in beside:
            if new.measure == old.measure and new.claim.value not in before:
                corrected[old.claim.value] = new.claim.value
    return corrected


def _beside(old: Statement, everything: Sequence[Statement]) -> list[Statement]:
    """Return the other statements of the same sentence of the same article."""
    return [
        new
        for new in everything
        if new.claim.article == old.claim.article
        and new.sentence == old.sentence
        and new is not old
    ]


@lru_cache(maxsize=64)
def _cues(language: str) -> tuple[str, ...]:
    return tuple(fold(cue) for cue in load(language).words("points", "correction"))
