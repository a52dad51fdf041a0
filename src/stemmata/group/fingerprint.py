"""What grouping compares: concepts, rare words, names, figures, days.

What is rare comes from the package, not from the pile, so that three bare reports are compared as
well as a stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.group.words import read_word
from stemmata.lexicon import ConceptVector, load_background, load_lexicon
from stemmata.model import AnnotatedArticle, DateMention, Figure, Publication, Span
from stemmata.settings import GroupSettings

Ids = NDArray[np.int32]
Keys = NDArray[np.uint32]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Features in ascending order of key: how much is said of each, and how rare it is in nats."""

    keys: Keys
    counts: Weights
    rarity: Weights


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article as grouping sees it; every mapping is from a feature to its weight.

    `concepts` and `weights` are a sparse unit vector over the lexicon's concepts; `lead` and
    `lead_weights` the same for headline and first words. `stems` and `sounds` are words by stem
    and by sound, `opening` the stems of headline and first sentence. `names` are name keys with
    log counts, `figures` written values with units, `days` proleptic ordinals. `published` is the
    first and last possible day, where it is declared or written. `forms` gives the written word
    for the concepts that weigh most.
    """

    id: str
    language: str
    concepts: Ids
    weights: Weights
    lead: Ids
    lead_weights: Weights
    stems: Sparse
    opening: Sparse
    sounds: Sparse
    names: Mapping[str, float]
    canonical: Mapping[str, str]
    figures: Mapping[str, float]
    days: Mapping[int, float]
    forms: Mapping[int, str]
    length: int
    published: tuple[int, int] | None = None


def fingerprint(article: AnnotatedArticle, settings: GroupSettings | None = None) -> Fingerprint:
    """Return what grouping compares of an article."""
    settings = settings or GroupSettings()
    words = _forms(article)
    language = article.language
    background, lexicon = load_background(), load_lexicon()
    concepts = lexicon.concepts(words, language)
    vector = background.weigh(concepts)
    lead = background.weigh(_beginning(concepts, settings.lead_words))
    read = [read_word(form, language) for form in words]
    stems = [(w.stem, w.rarity) for w in read if w.rarity > settings.least_rarity]
    return Fingerprint(
        id=article.id,
        language=language,
        concepts=vector.ids,
        weights=vector.values,
        lead=lead.ids,
        lead_weights=lead.values,
        stems=_sparse(stems),
        opening=_sparse(stems[: settings.opening_words]),
        sounds=_sparse([(w.sound, w.rarity) for w in read if w.sound]),
        names=_weigh_names(article),
        canonical={n.key: n.canonical or n.text for n in article.names if n.key},
        figures=_weigh_figures(article.figures),
        days=_weigh_days(article.dates),
        forms=_written(words, concepts, vector.ids, vector.values, settings.forms_kept),
        length=len(words),
        published=_days_of(article.published),
    )


def _days_of(published: Publication | None) -> tuple[int, int] | None:
    """Return the days of a publication, None where they are only inferred from the text.

    Of inferred days more than half lay beyond reach of another report of the event (ecbplus): a
    wrong date parts what belongs together, a missing one does not.
    """
    if published is None or published.basis == "inferred":
        return None
    return published.earliest.toordinal(), published.latest.toordinal()


def _forms(article: AnnotatedArticle) -> list[str]:
    """Return the words of headline and report in order."""
    body = article.article.body or (Span(0, len(article.text)),)
    parts = [article.article.title, *(span.quote(article.text) for span in body)]
    cut, language = load_lexicon().segment, article.language
    return [part[start:end] for part in parts for start, end in cut(part, language)]


def _beginning(vector: ConceptVector, words: int) -> ConceptVector:
    end = int(vector.positions.searchsorted(words))
    return ConceptVector(vector.ids[:end], vector.weights[:end], vector.positions[:end])


def _sparse(words: Sequence[tuple[int, float]]) -> Sparse:
    counts = Counter(key for key, _ in words)
    rarity = dict(words)
    keys = sorted(counts)
    return Sparse(
        np.array(keys, dtype=np.uint32),
        np.log1p(np.array([counts[key] for key in keys], dtype=np.float32)),
        np.array([rarity[key] for key in keys], dtype=np.float32),
    )


def _written(
    words: Sequence[str], found: ConceptVector, ids: Ids, weights: Weights, kept: int
) -> dict[int, str]:
    """Return for the heaviest concepts the word that means each of them most."""
    heaviest = ids[np.argsort(-weights, kind="stable")[:kept]]
    entries = np.flatnonzero(np.isin(found.ids, heaviest))
    entries = entries[np.argsort(found.weights[entries], kind="stable")]
    positions = found.positions[entries].tolist()
    return {c: words[p] for c, p in zip(found.ids[entries].tolist(), positions, strict=True)}


def _weigh_names(article: AnnotatedArticle) -> dict[str, float]:
    counts = Counter(name.suspected or name.key for name in article.names if name.key)
    return {key: float(np.log1p(count)) for key, count in counts.items()}


def _weigh_figures(figures: Iterable[Figure]) -> dict[str, float]:
    """Return exact values by how unlikely two reports are to share them by chance."""
    weights: dict[str, float] = {}
    for figure in figures:
        if figure.low is None or figure.low != figure.high:
            continue
        digits = len(f"{abs(figure.low):.6g}".replace(".", "").split("e")[0].strip("0"))
        counted = figure.unit is None or not figure.unit.isascii() or len(figure.unit) > 3
        unit = "year" if figure.unit == "year" else "" if counted else figure.unit
        weights[f"{figure.low:.6g} {unit}".strip()] = min(3.0, max(0.2, digits - 0.7))
    return weights


def _weigh_days(dates: Iterable[DateMention]) -> dict[int, float]:
    return {
        date.earliest.toordinal(): 1.0
        for date in dates
        if date.earliest and date.earliest == date.latest and date.role != "publication"
    }
