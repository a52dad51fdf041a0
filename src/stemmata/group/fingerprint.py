"""What grouping compares: concepts, rare words, names, figures, days.

What is rare comes from the package, not from the pile, so that three bare reports are compared as
well as a stream.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.lexicon import load_background, load_lexicon
from stemmata.model import AnnotatedArticle, DateMention, Figure, Span
from stemmata.settings import GroupSettings
from stemmata.text import romanise

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article as grouping sees it; every mapping is from a feature to its weight.

    `concepts` and `weights` are a sparse unit vector over the lexicon's concepts. `rare_words` are
    romanised words by rarity, `names` name keys, `figures` written values with units, `days` are
    proleptic ordinals. `published` is the first and last possible day, where anything is known.
    """

    id: str
    language: str
    concepts: Ids
    weights: Weights
    rare_words: Mapping[str, float]
    names: Mapping[str, float]
    canonical: Mapping[str, str]
    figures: Mapping[str, float]
    days: Mapping[int, float]
    published: tuple[int, int] | None = None
    headline: str = ""


def fingerprint(article: AnnotatedArticle, settings: GroupSettings | None = None) -> Fingerprint:
    """Return what grouping compares of an article."""
    settings = settings or GroupSettings()
    forms = _forms(article)
    vector = load_background().weigh(load_lexicon().concepts(forms, article.language))
    published = article.published
    return Fingerprint(
        id=article.id,
        language=article.language,
        concepts=vector.ids,
        weights=vector.values,
        rare_words=_weigh_words(forms, article.language, settings),
        names=_weigh_names(article),
        canonical={n.key: n.canonical or n.text for n in article.names if n.key},
        figures=_weigh_figures(article.figures),
        days=_weigh_days(article.dates),
        published=(published.earliest.toordinal(), published.latest.toordinal())
        if published
        else None,
        headline=article.article.headline,
    )


def _forms(article: AnnotatedArticle) -> list[str]:
    body = article.article.body or (Span(0, len(article.text)),)
    parts = [article.article.title, *(span.quote(article.text) for span in body)]
    lexicon = load_lexicon()
    return [
        part[start:end] for part in parts for start, end in lexicon.segment(part, article.language)
    ]


def _weigh_words(forms: Iterable[str], language: str, settings: GroupSettings) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    rarities: dict[str, float] = {}
    for form in forms:
        if form.isdigit() or len(form) < settings.shortest_word:
            continue
        key = romanise(form)
        counts[key] += 1
        rarities[key] = _rarity(form, language)
    return {
        key: rarities[key] * float(np.log1p(count))
        for key, count in counts.items()
        if rarities[key] > settings.least_rarity
    }


@lru_cache(maxsize=200_000)
def _rarity(form: str, language: str) -> float:
    """Return 0 for the commonest word of a language and 1 for one never seen."""
    return 1.0 - load_lexicon().commonness(form, language)


def _weigh_names(article: AnnotatedArticle) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for name in article.names:
        if name.key:
            counts[name.suspected or name.key] += 1
    return {key: float(np.log1p(count)) for key, count in counts.items()}


def _weigh_figures(figures: Iterable[Figure]) -> dict[str, float]:
    """Return exact values by how unlikely two reports are to share them by chance."""
    weights: dict[str, float] = {}
    for figure in figures:
        if figure.low is None or figure.low != figure.high:
            continue
        digits = len(f"{abs(figure.low):.6g}".replace(".", "").split("e")[0].strip("0"))
        counted = figure.unit is None or not figure.unit.isascii() or len(figure.unit) > 3
        unit = "" if counted else figure.unit
        weights[f"{figure.low:.6g} {unit}".strip()] = min(3.0, max(0.2, digits - 0.7))
    return weights


def _weigh_days(dates: Iterable[DateMention]) -> dict[int, float]:
    return {
        date.earliest.toordinal(): 1.0
        for date in dates
        if date.earliest and date.earliest == date.latest and date.role != "publication"
    }
