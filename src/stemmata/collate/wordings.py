"""Points that quotes answer: one quote in many wordings and languages is one point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from stemmata.collate.alignment import FORBIDDEN, Scores, link
from stemmata.collate.bags import Bags, measure_cosines
from stemmata.collate.context import Uttered
from stemmata.collate.drafts import Draft
from stemmata.collate.readings import as_reading
from stemmata.model import AnnotatedArticle, Claim, Quote, Reading, Verdict
from stemmata.settings import CollateSettings
from stemmata.text import fold_all, word_forms


def ask_quotes(
    articles: Sequence[AnnotatedArticle],
    said: Sequence[Uttered],
    wordings: Bags | None,
    settings: CollateSettings,
) -> list[Draft]:
    """Return a point for each quote, its wordings as readings.

    Args:
        articles: of the story.
        said: what they quote.
        wordings: the concepts and names of each quote; None where only one article quotes.
        settings: how alike two wordings of one quote are.
    """
    if wordings is None:
        # One report says each thing once: nothing can meet.
        return [_draft_alone(articles[place].id, quote) for place, quote in said]
    plain = fold_wordings(said)
    groups = link(_score(said, plain, wordings, settings), settings.quote_similarity)
    return [
        _draft_alone(articles[said[rows[0]][0]].id, said[rows[0]][1])
        if len(rows) == 1
        else _draft([said[row] for row in rows], [plain[row] for row in rows], articles)
        for rows in groups
    ]


def fold_wordings(said: Sequence[Uttered]) -> list[str]:
    """Return the folded words of each quote, so that marks and case make no reading."""
    return fold_all([" ".join(word_forms(quote.text)) for _, quote in said])


def _score(
    said: Sequence[Uttered],
    plain: Sequence[str],
    wordings: Bags,
    settings: CollateSettings,
) -> Scores:
    scores = measure_cosines(wordings, len(said)) + _weigh_speakers(said, settings)
    numbers: dict[str, int] = {}
    written = np.array([numbers.setdefault(wording, len(numbers)) for wording in plain])
    scores[written[:, None] == written] = 1.0
    articles = np.array([article for article, _ in said])
    scores[articles[:, None] == articles] = FORBIDDEN
    return scores


def _weigh_speakers(said: Sequence[Uttered], settings: CollateSettings) -> Scores:
    """Return what the speakers say; one person may still go by two keys in two scripts."""
    keys = [_speaker(quote) for _, quote in said]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    speakers = np.array([numbers[key] for key in keys])
    named = np.array([key != "" for key in keys])
    weights = np.where(
        speakers[:, None] == speakers,
        np.float32(settings.same_speaker),
        np.float32(settings.other_speaker),
    )
    weights[~(named[:, None] & named)] = 0.0
    return weights


def _speaker(quote: Quote) -> str:
    return quote.speaker.key if quote.speaker else ""


def _claim(article: str, quote: Quote) -> Claim:
    return Claim(article, quote.start, quote.end, quote.text, quote.text, source=_speaker(quote))


def _draft_alone(article: str, quote: Quote) -> Draft:
    reading = Reading(quote.text, (_claim(article, quote),))
    return Draft("quote", _ask([quote]), (reading,), "single")


def _draft(
    group: Sequence[Uttered],
    plain: Sequence[str],
    articles: Sequence[AnnotatedArticle],
) -> Draft:
    by_wording: dict[str, list[Claim]] = defaultdict(list)
    for (place, quote), wording in zip(group, plain, strict=True):
        by_wording[wording].append(_claim(articles[place].id, quote))
    readings = sorted(map(as_reading, by_wording.values()), key=lambda r: (-len(r.claims), r.value))
    # A group never holds two quotes of one article.
    verdict: Verdict = "agreed" if len(readings) == 1 else "compatible"
    return Draft("quote", _ask([quote for _, quote in group]), tuple(readings), verdict)


def _ask(quotes: Sequence[Quote]) -> str:
    speakers = [quote.speaker.text for quote in quotes if quote.speaker]
    if not speakers:
        return "What was said?"
    return f"What did {min(speakers, key=lambda text: (len(text) < 4, text))} say?"
