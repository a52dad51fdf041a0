"""The page of a story: everything a reader needs to compare its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from stemmata.model import Frozen, Span
from stemmata.publish.addresses import language_tag, story_file
from stemmata.publish.marked_text import MarkedParagraph, marked_paragraphs
from stemmata.publish.material import (
    StoryMaterial,
    central_article,
    independent_sources,
)
from stemmata.publish.pages.additions import Additions, additions
from stemmata.publish.pages.card import Card
from stemmata.publish.pages.collation import Collation, collation
from stemmata.publish.pages.copying import CopyRow, copy_rows, heaviest
from stemmata.publish.pages.names import Names, names
from stemmata.publish.pages.quotes import Quotes, quotes
from stemmata.publish.pages.timeline import Timeline, timeline
from stemmata.publish.stemma_layout import is_undecided
from stemmata.publish.stemma_picture import stemma_picture
from stemmata.publish.visible import clip
from stemmata.publish.wording import count, period
from stemmata.settings import PublishSettings

PairKind = Literal["took", "taken", "open"]


class PairLink(Frozen, frozen=True):
    """Another report that has a page with this one; which took from which may be open."""

    page: str
    name: str
    kind: PairKind


class Report(Frozen, frozen=True):
    """A report with its text, every mention and statement marked."""

    card: Card
    paragraphs: tuple[MarkedParagraph, ...]
    begins_with_headline: bool
    pairs: tuple[PairLink, ...]
    adds: Additions | None


class Sibling(Frozen, frozen=True):
    """Another story of the same storyline."""

    file: str
    headline: str
    tag: str
    when: str
    reports: str


class StoryPage(Frozen, frozen=True):
    """The page of a story with several reports."""

    id: str
    headline: str
    tag: str
    lead: Card
    facts: tuple[str, ...]
    collation: Collation
    picture: Markup
    copies: tuple[CopyRow, ...]
    timeline: Timeline
    names: Names
    quotes: Quotes
    reports: tuple[Report, ...]
    siblings: tuple[Sibling, ...]


class ReportPage(Frozen, frozen=True):
    """The page of a story that only one report gives."""

    id: str
    headline: str
    tag: str
    lead: Card
    facts: tuple[str, ...]
    collation: Collation
    copies: tuple[CopyRow, ...]
    reports: tuple[Report, ...]
    siblings: tuple[Sibling, ...]


def story_page(
    material: StoryMaterial,
    siblings: tuple[Sibling, ...],
    settings: PublishSettings,
) -> StoryPage:
    """Return the page of a story; `siblings` are the other stories of its storyline."""
    central = central_article(material)
    return StoryPage(
        id=material.story.id,
        headline=clip(central.article.headline, 200),
        tag=language_tag(central.language),
        lead=material.cards[central.id],
        facts=facts(material, settings),
        collation=collation(material, settings),
        picture=stemma_picture(material, settings),
        copies=copy_rows(material, settings),
        timeline=timeline(material, settings),
        names=names(material, settings),
        quotes=quotes(material, settings),
        reports=_reports(material, settings),
        siblings=siblings,
    )


def report_page(
    material: StoryMaterial,
    siblings: tuple[Sibling, ...],
    settings: PublishSettings,
) -> ReportPage:
    """Return the page of a story that only one report gives."""
    reports = _reports(material, settings)
    lead = reports[0].card
    return ReportPage(
        id=material.story.id,
        headline=lead.headline,
        tag=lead.tag,
        lead=lead,
        facts=facts(material, settings),
        collation=collation(material, settings),
        copies=copy_rows(material, settings),
        reports=reports,
        siblings=siblings,
    )


def facts(material: StoryMaterial, settings: PublishSettings) -> tuple[str, ...]:
    """Return what there is to know about a story at a glance."""
    articles = material.articles
    outlets = {article.article.outlet for article in articles if article.article.outlet}
    languages = {article.language for article in articles}
    dates = material.dates
    lines = [
        count(len(articles), "report"),
        count(len(outlets), "outlet") if outlets else "outlets unknown",
        count(len(languages), "language"),
        count(independent_sources(material, settings), "independent source"),
        period(*dates) if dates else "no date",
    ]
    if material.disputed:
        lines.append(count(material.disputed, "disputed point"))
    return tuple(lines)


def _reports(material: StoryMaterial, settings: PublishSettings) -> tuple[Report, ...]:
    statements = _statements(material, settings)
    by_id, adds = material.cards, additions(material, settings)
    pairs = _pair_links(material, settings)
    for id_, added in adds.items():
        statements[id_] += added.places
    return tuple(
        Report(
            by_id[article.id],
            marked_paragraphs(article, statements.get(article.id, ())),
            article.text.lstrip().startswith(article.article.headline.rstrip("…")),
            tuple(pairs.get(article.id, ())),
            adds.get(article.id),
        )
        for article in material.articles
    )


def _pair_links(material: StoryMaterial, settings: PublishSettings) -> Mapping[str, list[PairLink]]:
    """Return the pages that show a report beside another, by report."""
    links: defaultdict[str, list[PairLink]] = defaultdict(list)
    for copy in material.pairs:
        page, parent = material.pair_page(copy), material.cards.get(copy.original)
        undecided = is_undecided(copy, settings)
        name = _named(parent) if parent else material.outlet(copy.original)
        links[copy.copy].append(PairLink(page, name, "open" if undecided else "took"))
        if parent:
            name = _named(material.cards[copy.copy])
            links[copy.original].append(PairLink(page, name, "open" if undecided else "taken"))
    return links


def _named(card: Card) -> str:
    return f"{card.number} {card.outlet}"


def _statements(material: StoryMaterial, settings: PublishSettings) -> defaultdict[str, list[Span]]:
    """Return the spans that the page links to, by article."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for point in material.points:
        for reading in point.readings:
            for claim in reading.claims:
                spans[claim.article].append(Span(claim.start, claim.end))
    for copy in material.copies:
        for evidence in heaviest(copy, settings):
            spans[copy.copy].append(evidence.copy)
            if evidence.original:
                spans[copy.original].append(evidence.original)
    for article, stated in material.stated.items():
        spans[article] += stated
    return spans


def siblings_of(material: StoryMaterial, storyline: Sequence[StoryMaterial]) -> tuple[Sibling, ...]:
    """Return how a story's page names the other stories of its storyline."""
    others = [other for other in storyline if other.story.id != material.story.id]
    return tuple(sibling(other) for other in others)


def sibling(material: StoryMaterial) -> Sibling:
    """Return how another page names a story."""
    central = central_article(material)
    dates = material.dates
    return Sibling(
        story_file(material.story.id),
        clip(central.article.headline, 160),
        language_tag(central.language),
        period(*dates) if dates else "no date",
        count(len(material.articles), "report"),
    )
