"""What grouping compares: concepts, rare words, names, figures, days.

What is rare comes from the package, not from the pile, so that three bare reports are compared as
well as a stream.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stemmata.group.words import LEAST_SOUND_RARITY, rarity_of, read_keys
from stemmata.lexicon import ConceptVector, WeighedConcepts, load_background, load_lexicon
from stemmata.model import AnnotatedArticle, DateMention, Figure, Publication, Span
from stemmata.settings import GroupSettings
from stemmata.text import (
    NumberedWords,
    number_words,
    numbered_columns,
    places_within,
    word_columns,
    word_forms,
)

Ids = NDArray[np.int32]
Keys = NDArray[np.uint32]
Weights = NDArray[np.float32]

OPEN_MONTH = 100  # 17 May of an open year is 517; ordinals of that size are days of the year 2
_OPEN_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T[^/]*)?")


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
    `lead_weights` the same for headline and first words. `stems` and `sounds` are words by stem and
    by sound, `opening` the stems of headline and first sentence. `names` are name keys with log
    counts, `figures` written values with units, `days` proleptic ordinals, or month * 100 + day
    where only these are told. `published` is the first and last possible day, where it is declared
    or written. `forms` gives the written word for the concepts that weigh most. `outlet` is who
    published it, empty where that is not known.
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
    outlet: str = ""


def fingerprint(article: AnnotatedArticle, settings: GroupSettings | None = None) -> Fingerprint:
    """Return what grouping compares of an article; names count where they have keys."""
    return fingerprint_all([article], settings)[0]


def fingerprint_all(
    articles: Sequence[AnnotatedArticle], settings: GroupSettings | None = None
) -> list[Fingerprint]:
    """Return the fingerprint of each article; what they say that is new is looked up at once."""
    words = [_words(article) for article in articles]
    load_lexicon().meet(zip(words, (article.language for article in articles), strict=True))
    chosen = settings or GroupSettings()
    return [_print(*each, chosen) for each in zip(articles, words, strict=True)]


def _print(article: AnnotatedArticle, words: NumberedWords, settings: GroupSettings) -> Fingerprint:
    background = load_background()
    concepts, commonness = load_lexicon().read(words, article.language)
    vector = background.weigh(concepts)
    lead = background.weigh(_beginning(concepts, settings.lead_words))
    rarity = rarity_of(commonness)
    rare = np.flatnonzero(rarity > settings.least_rarity)  # words that sound are rarer still
    stems, sounds = read_keys(NumberedWords(words.vocabulary, words.numbers[rare]))
    rarity = rarity[rare]
    stemmed = np.flatnonzero(stems)
    opening = stemmed[: settings.opening_words]
    sounded = np.flatnonzero((rarity >= LEAST_SOUND_RARITY) & (sounds > 0))
    return Fingerprint(
        id=article.id,
        language=article.language,
        concepts=vector.ids,
        weights=vector.values,
        lead=lead.ids,
        lead_weights=lead.values,
        stems=_sparse(stems[stemmed], rarity[stemmed]),
        opening=_sparse(stems[opening], rarity[opening]),
        sounds=_sparse(sounds[sounded], rarity[sounded]),
        names=_weigh_names(article),
        canonical=_canonical(article),
        figures=_weigh_figures(article.figures),
        days=_weigh_days(article.dates),
        forms=_written(words, concepts, vector, settings.forms_kept),
        length=len(words.numbers),
        published=_days_of(article.published),
        outlet=article.article.outlet or "",
    )


def name_fingerprint(print_: Fingerprint, article: AnnotatedArticle) -> Fingerprint:
    """Return the fingerprint of an article with the names that have keys by now."""
    return replace(print_, names=_weigh_names(article), canonical=_canonical(article))


def _days_of(published: Publication | None) -> tuple[int, int] | None:
    """Return the days of a publication, None where they are only inferred from the text.

    Of inferred days more than half lay beyond reach of another report of the event (ecbplus): a
    wrong date parts what belongs together, a missing one does not.
    """
    if published is None or published.basis == "inferred":
        return None
    return published.earliest.toordinal(), published.latest.toordinal()


def _words(article: AnnotatedArticle) -> NumberedWords:
    """Return the words of headline, dateline and report in order."""
    text, title, dateline = article.text, article.article.title, article.article.dateline
    body = article.article.body or (Span(0, len(text)),)
    body = (dateline, *body) if dateline and dateline.end <= body[0].start else body
    if not load_lexicon().has_spaces(article.language):  # one cutting of all is far cheaper
        parts = [title, *(span.quote(text) for span in body)]
        return number_words(load_lexicon().words("\n".join(parts), article.language))
    vocabulary, numbers = numbered_columns(text)
    held = places_within(word_columns(text), [(span.start, span.end) for span in body])
    headline = vocabulary.number(word_forms(title))
    return NumberedWords(vocabulary, np.concatenate([headline, *map(numbers.__getitem__, held)]))


def _beginning(vector: ConceptVector, words: int) -> ConceptVector:
    end = int(vector.positions.searchsorted(words))
    return ConceptVector(vector.ids[:end], vector.weights[:end], vector.positions[:end])


def _sparse(keys: Keys, rarity: Weights) -> Sparse:
    """Return each key once with its log count, as rare as its last word."""
    order = keys.argsort(kind="stable")
    keys, rarity = keys[order], rarity[order]
    last = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=last[:-1])
    lasts = last.nonzero()[0]
    counts = lasts.astype(np.float32)
    counts[1:] -= lasts[:-1]
    counts[:1] += 1
    return Sparse(keys[lasts], np.log1p(counts), rarity[lasts])


def _written(
    words: NumberedWords, found: ConceptVector, weighed: WeighedConcepts, kept: int
) -> dict[int, str]:
    """Return for the heaviest concepts the word that means each of them most."""
    heavy = np.zeros(len(load_background().rarity), np.bool_)
    heavy[weighed.ids[np.argsort(-weighed.values, kind="stable")[:kept]]] = True
    entries = np.flatnonzero(heavy[found.ids])
    entries = entries[np.argsort(found.weights[entries], kind="stable")]
    forms, numbers = words.vocabulary.forms, words.numbers[found.positions[entries]]
    meant = dict(zip(found.ids[entries].tolist(), numbers.tolist(), strict=True))
    return {concept: forms[number] for concept, number in meant.items()}


def _canonical(article: AnnotatedArticle) -> dict[str, str]:
    return {name.key: name.canonical or name.text for name in article.names if name.key}


def _weigh_names(article: AnnotatedArticle) -> dict[str, float]:
    counts = Counter(name.suspected or name.key for name in article.names if name.key)
    return {key: math.log1p(count) for key, count in counts.items()}


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
    told = (_day_of(date) for date in dates if date.role != "publication")
    return {day: 1.0 for day in told if day}


def _day_of(date: DateMention) -> int | None:
    """Return the one day that is told: an ordinal, or month and day where the year is open."""
    if date.earliest:
        return date.earliest.toordinal() if date.earliest == date.latest else None
    told = _OPEN_DAY.fullmatch(date.timex)
    return int(told[1]) * OPEN_MONTH + int(told[2]) if told else None
