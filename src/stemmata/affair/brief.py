"""The brief: the fewest sentences of the reports that carry most of what is supported.

A sentence carries the points whose claims stand in it. What a set of sentences is worth is the sum
of the weights of the points it carries, each counted once: monotone and submodular, so that taking
again and again the sentence with the greatest gain for its length comes within a constant factor of
the best set (Lin & Bilmes 2011, "A class of submodular functions for document summarization").
A sentence that repeats what is carried gains nothing, which is how redundancy is paid for. No
sentence is altered; one without a point is never taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop, heappush

from stemmata.affair.clauses import Stretch, passage, sentences_at
from stemmata.affair.material import Material
from stemmata.model import AnnotatedArticle, Brief, BriefSentence, Frozen, Point
from stemmata.settings import BriefSettings

_DEFAULT = BriefSettings()
_WIDE = re.compile(r"[\u3000-\u9fff\uac00-\ud7a3]")
_END = re.compile(r"[.!?…。！？؟।][\"”»’')）」』\]]*$")


class Candidate(Frozen, frozen=True):
    """A sentence that may be taken, with the numbers of the points it carries and its price."""

    article: AnnotatedArticle
    sentence: Stretch
    points: frozenset[int]
    price: float


def write_briefs(
    material: Material, language: str = "", settings: BriefSettings = _DEFAULT
) -> tuple[Brief, ...]:
    """Return the brief of a storyline, and those of its stories where it has several.

    Args:
        material: the storyline.
        language: that the reader would rather read, where sentences are worth the same.
        settings: how long a brief is and what makes a sentence readable.
    """
    by_id = {article.id: article for article in material.articles}
    whole = write_brief(material.storyline, material.points, by_id, language, settings)
    if len(material.stories) < 2:
        return (whole,)
    parts = [
        write_brief(
            story.id,
            [point for point in material.points if point.story == story.id],
            {name: by_id[name] for name in story.articles if name in by_id},
            language,
            settings,
        )
        for story in material.stories
    ]
    return (whole, *parts)


def write_brief(
    about: str,
    points: Sequence[Point],
    articles: Mapping[str, AnnotatedArticle],
    language: str = "",
    settings: BriefSettings = _DEFAULT,
) -> Brief:
    """Return the brief of a story or storyline, its sentences in the order of the story.

    Args:
        about: the id of the story or storyline.
        points: what its articles state, with their support.
        articles: its articles by id.
        language: that the reader would rather read.
        settings: how long a brief is and what makes a sentence readable.
    """
    supported = [each for each in points if _support(each) >= settings.least_support]
    wanted = supported or points
    weights = [math.log2(1 + _support(each)) for each in wanted]
    candidates = _candidates(wanted, articles, language, settings)
    chosen = choose(candidates, weights, settings.most_sentences)
    sentences = [
        BriefSentence(
            said=passage(candidate.article, candidate.sentence),
            language=candidate.article.language,
            points=tuple(wanted[place].id for place in sorted(candidate.points)),
            rank=rank,
        )
        for rank, candidate in enumerate(chosen, start=1)
    ]
    carried = {place for candidate in chosen for place in candidate.points}
    ordered = sorted(sentences, key=lambda each: _place(each, articles))
    return Brief(about, tuple(ordered), len(carried) if supported else 0, len(supported))


def choose(candidates: Sequence[Candidate], weights: Sequence[float], most: int) -> list[Candidate]:
    """Return few candidates that carry most, the one with the greatest gain for its price first.

    Gains only shrink as others are taken, so that a stale gain is a bound on the true one, and most
    are never computed again (Minoux 1978).

    Args:
        candidates: what can be taken.
        weights: of the points, by their numbers.
        most: how many may be taken.
    """
    left = set(range(len(weights)))
    queue = [(-_gain(each, weights, left), n, 0) for n, each in enumerate(candidates)]
    heapify(queue)
    chosen: list[Candidate] = []
    while queue and len(chosen) < most:
        gain, number, turn = heappop(queue)
        if gain >= 0:
            break
        if turn < len(chosen):
            gain = -_gain(candidates[number], weights, left)
            heappush(queue, (gain, number, len(chosen)))
            continue
        chosen.append(candidates[number])
        left -= candidates[number].points
    return chosen


def _gain(candidate: Candidate, weights: Sequence[float], left: set[int]) -> float:
    return sum(weights[place] for place in candidate.points & left) / candidate.price


def _candidates(
    points: Sequence[Point],
    articles: Mapping[str, AnnotatedArticle],
    language: str,
    settings: BriefSettings,
) -> list[Candidate]:
    """Return the readable sentences that carry points, the earliest of equal ones alone."""
    found: dict[str, Candidate] = {}
    carried = _carried(points, articles)
    for article in articles.values():
        foreign = settings.foreign_price if language and article.language != language else 1.0
        for sentence, numbers in carried.get(article.id, {}).items():
            part = readable_part(article, sentence, settings)
            text = article.text[slice(*part)] if part else ""
            if part and text not in found:
                price = price_of(text, settings) * foreign
                found[text] = Candidate(article, part, frozenset(numbers), price)
    return list(found.values())


def _carried(
    points: Iterable[Point], articles: Mapping[str, AnnotatedArticle]
) -> dict[str, dict[Stretch, set[int]]]:
    """Return by article the sentences in which claims stand, with the numbers of their points."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, point in enumerate(points):
        for reading in point.readings:
            for claim in reading.claims:
                places.setdefault(claim.article, []).append((claim.start, claim.end, number))
    carried: dict[str, dict[Stretch, set[int]]] = {}
    for name, claims in places.items():
        if name not in articles:
            continue
        found: dict[Stretch, set[int]] = {}
        sentences = sentences_at(articles[name], [start for start, _, _ in claims])
        for sentence, (_, end, number) in zip(sentences, claims, strict=True):
            if end <= sentence[1]:
                found.setdefault(sentence, set()).add(number)
        carried[name] = found
    return carried


def readable_part(
    article: AnnotatedArticle, sentence: Stretch, settings: BriefSettings
) -> Stretch | None:
    """Return a sentence without what stands before the report, None where it cannot stand alone."""
    body = article.article.body
    inside = [span for span in body if span.start < sentence[1] and sentence[0] < span.end]
    if body and not inside:
        return None
    start = max(sentence[0], inside[0].start) if inside else sentence[0]
    text = article.text[start : sentence[1]]
    length = len(text) * (settings.wide_letter if _WIDE.search(text) else 1)
    if not settings.least_characters <= length <= settings.most_characters or text[0].islower():
        return None
    headlines = [p for p in article.article.paragraphs[:3] if p.role == "headline"]
    if any(each.start <= start < each.end for each in headlines):
        return None
    return start, sentence[1]


def price_of(text: str, settings: BriefSettings) -> float:
    """Return what a sentence costs: the more the longer it is, and more where it has no end."""
    length = len(text) * (settings.wide_letter if _WIDE.search(text) else 1)
    price: float = length**settings.length_exponent
    return price if _END.search(text) else price * settings.open_price


def _place(
    sentence: BriefSentence, articles: Mapping[str, AnnotatedArticle]
) -> tuple[date, float, str, int]:
    """Return where a sentence stands in the story: its day, then how soon its report says it."""
    article = articles[sentence.said.article]
    day = article.published.earliest if article.published else date.max
    return day, sentence.said.start / len(article.text), article.id, sentence.said.start


def _support(point: Point) -> int:
    return max((reading.independent_sources for reading in point.readings), default=0)
