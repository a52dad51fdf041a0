"""Points that quotes answer: one quote in many wordings and languages is one point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from stemmata.collate.alignment import FORBIDDEN, Scores, link
from stemmata.collate.context import ArticleContext, Neighbourhood, stack
from stemmata.collate.readings import as_reading
from stemmata.model import AnnotatedArticle, Claim, Point, Quote, Reading, Verdict
from stemmata.settings import CollateSettings
from stemmata.text import fold, words

Uttered = tuple[AnnotatedArticle, Quote]


def quote_points(
    story: str,
    articles: Sequence[AnnotatedArticle],
    contexts: Mapping[str, ArticleContext],
    settings: CollateSettings,
) -> list[Point]:
    """Return a point for each quote, its wordings as readings."""
    said = [(article, quote) for article in articles for quote in article.quotes]
    if len({article.id for article, _ in said}) <= 1:
        # One report says each thing once: nothing can meet.
        return [_as_point(story, [spoken]) for spoken in said]
    wordings = [contexts[article.id].within(quote.start, quote.end) for article, quote in said]
    groups = link(_score(said, wordings, settings), settings.quote_similarity)
    return [_as_point(story, [said[row] for row in rows]) for rows in groups]


def _score(
    said: Sequence[Uttered], wordings: Sequence[Neighbourhood], settings: CollateSettings
) -> Scores:
    rows = stack(wordings, settings.name_weight)
    scores = np.asarray(rows @ rows.T, dtype=np.float32)
    plain = [plain_words(quote.text) for _, quote in said]
    for a, b in combinations(range(len(said)), 2):
        (in_a, said_a), (in_b, said_b) = said[a], said[b]
        if in_a.id == in_b.id:
            score = float(FORBIDDEN)
        elif plain[a] == plain[b]:
            score = 1.0
        else:
            score = scores[a, b] + _weigh_speakers(said_a, said_b, settings)
        scores[a, b] = scores[b, a] = score
    return scores


def _weigh_speakers(a: Quote, b: Quote, settings: CollateSettings) -> float:
    """Return what the speakers say; one person may still go by two keys in two scripts."""
    keys = [quote.speaker.key if quote.speaker else "" for quote in (a, b)]
    if not all(keys):
        return 0.0
    return settings.same_speaker if keys[0] == keys[1] else settings.other_speaker


def plain_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a wording, so that marks and case make no reading."""
    return tuple(fold(token.form) for token in words(text))


def _as_point(story: str, group: Sequence[Uttered]) -> Point:
    by_wording: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for article, quote in group:
        speaker = quote.speaker.key if quote.speaker else ""
        by_wording[plain_words(quote.text)].append(
            Claim(article.id, quote.start, quote.end, quote.text, quote.text, source=speaker)
        )
    readings = sorted(map(as_reading, by_wording.values()), key=lambda r: (-len(r.claims), r.value))
    return Point("", story, "quote", _ask(group), tuple(readings), _judge(readings))


def _ask(group: Sequence[Uttered]) -> str:
    speakers = sorted(
        (q.speaker.text for _, q in group if q.speaker), key=lambda text: (len(text) < 4, text)
    )
    return f"What did {speakers[0]} say?" if speakers else "What was said?"


def _judge(readings: Sequence[Reading]) -> Verdict:
    if len({claim.article for reading in readings for claim in reading.claims}) == 1:
        return "single"
    return "agreed" if len(readings) == 1 else "compatible"
