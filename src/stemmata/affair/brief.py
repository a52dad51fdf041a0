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
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from heapq import heapify, heappop, heappush
from operator import attrgetter

from stemmata.affair.clauses import Stretch, passage, sentences_at
from stemmata.affair.material import Material
from stemmata.model import AnnotatedArticle, Brief, BriefSentence, Frozen, Point, replace
from stemmata.settings import BriefSettings

_DEFAULT = BriefSettings()
_WIDE = re.compile(r"[\u3000-\u9fff\uac00-\ud7a3]")
_BULLET = re.compile(r"[•▪●◦‣⁃■▶►*]\s+(?=\S)")  # of a list, at the start of an entry
_END = re.compile(r"[.!?…。！？؟।\"”»’')）」』\]]")
_END_OF = attrgetter("end")
_SEEN = 400  # characters that tell in which script an article is
_TELLING = ("figure", "date", "quote")  # kinds of points that a story without support is told by


class Candidate(Frozen, frozen=True):
    """A sentence that may be taken, its price, and where claims of numbered points start in it."""

    article: AnnotatedArticle
    sentence: Stretch
    claims: tuple[tuple[int, int], ...]
    price: float

    @property
    def points(self) -> set[int]:
        """The numbers of the points that it carries."""
        first = self.sentence[0]
        return {number for start, number in self.claims if start >= first}


class Cut:
    """The sentences of a storyline's articles in which claims stand, each found once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, Stretch]] = {}

    def at(self, article: AnnotatedArticle, places: Sequence[int]) -> list[Stretch]:
        """Return the sentence that each place of an article stands in."""
        known = self._known.setdefault(article.id, {})
        if fresh := [place for place in dict.fromkeys(places) if place not in known]:
            known.update(zip(fresh, sentences_at(article, fresh), strict=True))
        return [known[place] for place in places]


def write_briefs(
    material: Material, language: str = "", settings: BriefSettings = _DEFAULT
) -> tuple[Brief, ...]:
    """Return the brief of a storyline, and those of its stories where it has several.

    Args:
        material: the storyline.
        language: that the reader would rather read, where sentences are worth the same; by
            default that of most reports.
        settings: how long a brief is and what makes a sentence readable.
    """
    by_id = {article.id: article for article in material.articles}
    spoken = Counter(article.language for article in material.articles)
    language = language or max(spoken, key=lambda code: (spoken[code], code))
    cut = Cut()
    parts = [
        write_brief(
            story.id,
            [point for point in material.points if point.story == story.id],
            {name: by_id[name] for name in story.articles if name in by_id},
            language,
            settings,
            cut,
        )
        for story in material.stories
    ]
    if len(parts) == 1:
        return (replace(parts[0], about=material.storyline),)
    whole = write_brief(material.storyline, material.points, by_id, language, settings, cut)
    return (whole, *parts)


def write_brief(
    about: str,
    points: Sequence[Point],
    articles: Mapping[str, AnnotatedArticle],
    language: str = "",
    settings: BriefSettings = _DEFAULT,
    cut: Cut | None = None,
) -> Brief:
    """Return the brief of a story or storyline, its sentences in the order of the story.

    Where nothing rests on enough sources, it carries what more than one report gives.

    Args:
        about: the id of the story or storyline.
        points: what its articles state, with their support.
        articles: its articles by id.
        language: that the reader would rather read.
        settings: how long a brief is and what makes a sentence readable.
        cut: the sentences of its articles, as far as they are known.
    """
    several = [(each, _support(each)) for each in points if each.verdict != "single"]
    supported = [each for each, sources in several if sources >= settings.least_support]
    wanted = supported or [each for each, _ in several if each.kind in _TELLING]
    weights = [math.log2(1 + _support(each)) for each in wanted]
    candidates = _candidates(wanted, articles, cut or Cut(), language, settings)
    readable = partial(readable_part, settings=settings)
    chosen = choose(candidates, weights, settings.most_sentences, readable)
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


def choose(
    candidates: Sequence[Candidate],
    weights: Sequence[float],
    most: int,
    readable: Callable[[Candidate], Candidate | None],
) -> list[Candidate]:
    """Return few candidates that carry most, the one with the greatest gain for its price first.

    Gains only shrink as others are taken, so that a stale gain is a bound on the true one, and most
    are never computed again (Minoux 1978).

    Args:
        candidates: what can be taken.
        weights: of the points, by their numbers.
        most: how many may be taken.
        readable: returns the part of a candidate that can stand alone, None where there is none.
    """
    left = set(range(len(weights)))
    offered = list(candidates)
    queue = [(-_gain(each, weights, left), n, -1) for n, each in enumerate(offered)]
    heapify(queue)
    chosen: list[Candidate] = []
    while queue and len(chosen) < most:
        gain, number, turn = heappop(queue)
        if gain >= 0:
            break
        if turn < 0:
            part = readable(offered[number])
            if part is None:
                continue
            offered[number] = part
        if turn < len(chosen):
            gain = -_gain(offered[number], weights, left)
            heappush(queue, (gain, number, len(chosen)))
            continue
        chosen.append(offered[number])
        left -= offered[number].points
    return chosen


def _gain(candidate: Candidate, weights: Sequence[float], left: set[int]) -> float:
    first = candidate.sentence[0]
    gained = {number for start, number in candidate.claims if start >= first and number in left}
    return sum([weights[place] for place in gained]) / candidate.price


def _candidates(
    points: Sequence[Point],
    articles: Mapping[str, AnnotatedArticle],
    cut: Cut,
    language: str,
    settings: BriefSettings,
) -> list[Candidate]:
    """Return the sentences in which claims of points stand, those of the earliest reports first."""
    places: dict[str, list[tuple[int, int, int]]] = {name: [] for name in articles}
    for number, point in enumerate(points):
        for reading in point.readings:
            for claim in reading.claims:
                if claim.article in places:
                    places[claim.article].append((claim.start, claim.end, number))
    found: list[Candidate] = []
    for name, claims in places.items():
        article = articles[name]
        foreign = settings.foreign_price if language and article.language != language else 1.0
        inside: dict[Stretch, list[tuple[int, int]]] = {}
        sentences = cut.at(article, [start for start, _, _ in claims])
        for sentence, (start, end, number) in zip(sentences, claims, strict=True):
            if end <= sentence[1]:
                inside.setdefault(sentence, []).append((start, number))
        wide = settings.wide_letter if _WIDE.search(article.text[:_SEEN]) else 1
        for sentence, told in inside.items():
            price = foreign * ((sentence[1] - sentence[0]) * wide) ** settings.length_exponent
            if not _END.match(article.text, sentence[1] - 1):
                price *= settings.open_price
            found.append(Candidate(article, sentence, tuple(told), price))
    return found


def readable_part(candidate: Candidate, settings: BriefSettings) -> Candidate | None:
    """Return a sentence without what stands before the report, None where it cannot stand alone."""
    article, (start, end) = candidate.article, candidate.sentence
    body = article.article.body
    number = bisect_right(body, start, key=_END_OF)
    if body and (number == len(body) or body[number].start >= end):
        return None
    start = max(start, body[number].start) if body else start
    if bullet := _BULLET.match(article.text, start, end):
        start = bullet.end()
    text = article.text[start:end]
    length = len(text) * (settings.wide_letter if _WIDE.search(text) else 1)
    if not settings.least_characters <= length <= settings.most_characters or text[0].islower():
        return None
    for each in article.article.paragraphs[:3]:
        if each.role == "headline" and each.start <= start < each.end:
            return None
    whole = start == candidate.sentence[0]
    return candidate if whole else replace(candidate, sentence=(start, end))


def _place(
    sentence: BriefSentence, articles: Mapping[str, AnnotatedArticle]
) -> tuple[date, float, str, int]:
    """Return where a sentence stands in the story: its day, then how soon its report says it."""
    article = articles[sentence.said.article]
    day = article.published.earliest if article.published else date.max
    return day, sentence.said.start / len(article.text), article.id, sentence.said.start


def _support(point: Point) -> int:
    return max((reading.independent_sources for reading in point.readings), default=0)
