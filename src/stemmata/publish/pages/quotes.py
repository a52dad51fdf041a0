"""Quotes beside their translations and other wordings."""

from __future__ import annotations

from collections.abc import Mapping

from stemmata.model import AnnotatedArticle, Claim, Frozen, Point, Quote
from stemmata.publish.addresses import span_anchor
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.card import Card
from stemmata.publish.pages.collation import Sign, sign, strongest_first
from stemmata.publish.visible import clip
from stemmata.settings import PublishSettings


class Wording(Frozen, frozen=True):
    """A quote as one report words it."""

    sign: Sign
    card: Card
    href: str
    text: str
    kind: str
    speaker: str
    cue: str


class QuoteRow(Frozen, frozen=True):
    """One thing said, in all the wordings that reports give of it."""

    question: str
    verdict: str
    wordings: tuple[Wording, ...]
    notes: tuple[str, ...]


class Quotes(Frozen, frozen=True):
    """What several reports quote; `left_out` stand only in the files."""

    rows: tuple[QuoteRow, ...]
    left_out: int


def quotes(material: StoryMaterial, settings: PublishSettings) -> Quotes:
    """Return the quotes that more than one report gives, those of most reports first."""
    by_id = material.cards
    articles = {article.id: article for article in material.articles}
    rows = [
        _row(point, articles, by_id)
        for point in material.points
        if point.kind == "quote" and point.verdict != "single"
    ]
    rows.sort(key=lambda row: (row.verdict != "disputed", -len(row.wordings)))
    most = settings.most_quotes
    return Quotes(tuple(rows[:most]), max(0, len(rows) - most))


def _row(
    point: Point, articles: Mapping[str, AnnotatedArticle], by_id: Mapping[str, Card]
) -> QuoteRow:
    readings = strongest_first(point.readings)
    wordings = [
        _wording(claim, sign(place), articles[claim.article], by_id[claim.article])
        for place, reading in enumerate(readings)
        for claim in reading.claims
        if claim.article in by_id
    ]
    return QuoteRow(
        clip(point.question, 200),
        point.verdict,
        tuple(wordings),
        tuple(
            f"{sign(place).letter}: {each.note}" for place, each in enumerate(readings) if each.note
        ),
    )


def _wording(claim: Claim, sign: Sign, article: AnnotatedArticle, card: Card) -> Wording:
    quote = _quote_at(article, claim)
    return Wording(
        sign,
        card,
        f"#{span_anchor(claim.article, claim.start, claim.end)}",
        clip(claim.text, 600),
        quote.kind if quote else "",
        quote.speaker.text if quote and quote.speaker else "",
        quote.cue.text if quote and quote.cue else "",
    )


def _quote_at(article: AnnotatedArticle, claim: Claim) -> Quote | None:
    for quote in article.quotes:
        if quote.start < claim.end and claim.start < quote.end:
            return quote
    return None
