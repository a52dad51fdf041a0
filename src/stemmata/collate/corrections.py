"""Reports that correct a value: what they withdraw, and what they put in its place.

A correction says so in its first lines; there it names the wrong value and the right one of the
same measure. The right one is the one that no earlier report gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def find_corrected(
    group: Sequence[Statement],
    everything: Sequence[Statement],
    corrections: Mapping[str, date],
    published: Mapping[str, date],
) -> dict[str, str]:
    """Return the values of a point that a later correction replaces, old to new.

    Args:
        group: the statements of the point.
        everything: all statements of the story.
        corrections: correcting article to the day it appeared.
        published: article to the day it appeared.
    """
    corrected: dict[str, str] = {}
    for old in group:
        day = corrections.get(old.claim.article)
        if day is None:
            continue
        earlier = {
            s.claim.value
            for s in group
            if published.get(s.claim.article, date.max) <= day
            and s.claim.article not in corrections
        }
        if old.claim.value not in earlier:
            continue
        for new in _beside(old, everything):
            if new.claim.value not in earlier and new.claim.value != old.claim.value:
                corrected[old.claim.value] = new.claim.value
    return corrected


def _beside(old: Statement, everything: Sequence[Statement]) -> list[Statement]:
    """Return the statements of like measure in the same sentence of the same article."""
    return [
        new
        for new in everything
        if new.claim.article == old.claim.article
        and new.measure == old.measure
        and new.sentence == old.sentence
        and new is not old
    ]


@lru_cache(maxsize=64)
def _cues(language: str) -> tuple[str, ...]:
    return tuple(fold(cue) for cue in load(language).words("points", "correction"))
