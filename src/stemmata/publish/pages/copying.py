"""Who copied whom, as a table that says all that the picture says, with the evidence."""

from __future__ import annotations

from collections.abc import Mapping

from stemmata.model import AnnotatedArticle, Copy, Evidence, Frozen
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.card import Card, Words, words_at
from stemmata.publish.stemma_layout import is_undecided
from stemmata.publish.wording import percent
from stemmata.settings import PublishSettings

# What tells which of two reports was first; it is no sign that either took from the other.
_OF_DIRECTION = frozenset(("published earlier", "place in the stemma", "containment"))
_KINDS = {
    "verbatim": "word for word",
    "edited": "edited",
    "excerpt": "excerpt",
    "merged": "merged with other material",
    "translated": "translated",
    "cited": "cited as a source",
}


class Reason(Frozen, frozen=True):
    """One piece of evidence, with the words it points to on either side."""

    kind: str
    detail: str
    copy: Words | None
    original: Words | None
    against: bool


class CopyRow(Frozen, frozen=True):
    """One report taking from another, in words; `original` is None for what is not in the story."""

    copy: Card
    original: Card | None
    outside: str
    unseen: bool
    kind: str
    how: str
    share: str
    probability: str
    direction: str
    undecided: bool
    page: str
    reasons: tuple[Reason, ...]
    more: int


def copy_rows(material: StoryMaterial, settings: PublishSettings) -> tuple[CopyRow, ...]:
    """Return the copies of a story in the order of its reports."""
    by_id = material.cards
    ordered = sorted(
        (copy for copy in material.copies if copy.copy in by_id),
        key=lambda c: (by_id[c.copy].number, not c.direct, -c.probability, c.original),
    )
    articles = {article.id: article for article in material.articles}
    return tuple(_row(copy, material, articles, settings) for copy in ordered)


def how_taken(copy: Copy) -> str:
    """Return in words what was done with the original."""
    return _KINDS[copy.kind] if copy.direct else f"{_KINDS[copy.kind]}, by way of others"


def heaviest(copy: Copy, settings: PublishSettings) -> tuple[Evidence, ...]:
    """Return the evidence that a page shows: what shows the taking before what tells who did."""
    ordered = sorted(
        copy.evidence, key=lambda evidence: (evidence.kind != "by way of", -abs(evidence.weight))
    )
    shown = ordered[: settings.most_evidence]
    return tuple(sorted(shown, key=lambda evidence: evidence.kind in _OF_DIRECTION))


def _row(
    copy: Copy,
    material: StoryMaterial,
    articles: Mapping[str, AnnotatedArticle],
    settings: PublishSettings,
) -> CopyRow:
    by_id, shown = material.cards, heaviest(copy, settings)
    undecided = is_undecided(copy, settings)
    return CopyRow(
        copy=by_id[copy.copy],
        original=by_id.get(copy.original),
        outside=material.outlet(copy.original),
        unseen=copy.unseen is not None,
        kind=copy.kind,
        how=how_taken(copy),
        share=percent(copy.share) if copy.share else "",
        probability=percent(copy.probability),
        direction="undecided" if undecided else percent(copy.direction_probability),
        undecided=undecided,
        page=material.pair_page(copy),
        reasons=tuple(_reason(each, copy, by_id, articles) for each in shown),
        more=len(copy.evidence) - len(shown),
    )


def _reason(
    evidence: Evidence,
    copy: Copy,
    by_id: Mapping[str, Card],
    articles: Mapping[str, AnnotatedArticle],
) -> Reason:
    span, source = evidence.copy, evidence.original
    taker, giver = articles[copy.copy], articles.get(copy.original)
    return Reason(
        evidence.kind.replace("_", " "),
        evidence.detail,
        words_at(taker, by_id[taker.id], (span.start, span.end), 110)
        if span.end > span.start
        else None,
        words_at(giver, by_id[giver.id], (source.start, source.end), 110)
        if giver and source and source.end > source.start
        else None,
        evidence.weight < 0,
    )
