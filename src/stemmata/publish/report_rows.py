"""A report as it was published, with its marked paragraphs and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.addresses import language_tag
from stemmata.publish.marked_text import MarkedParagraph
from stemmata.publish.pages.card import Card
from stemmata.publish.pages.story import Report
from stemmata.publish.parts import isolated
from stemmata.publish.visible import written


def report_articles(reports: Iterable[Report]) -> Markup:
    """Return reports as they were published, with what is known about each."""
    return Markup("".join(map(_report, reports)))  # noqa: S704 - every word is escaped below


def _report(report: Report) -> str:
    card = report.card
    hidden = ' class="hidden"' if report.begins_with_headline else ""
    paragraphs = "".join(map(_paragraph, report.paragraphs))
    return (
        f'<article class="report" id="{card.anchor}" aria-labelledby="{card.anchor}-h" '
        f'tabindex="-1">\n<header>\n<p class="source"><span class="siglum" aria-hidden="true">'
        f"{card.number}</span> <b>{isolated(card.outlet)}</b> "
        f'<span class="code">{written(card.language)}</span></p>\n'
        f'<h3 id="{card.anchor}-h"{hidden}>{isolated(card.headline, card.tag)}</h3>\n'
        f'<dl class="about">\n{_about(card)}</dl>\n</header>\n'
        f'<div class="text">\n{paragraphs}</div>\n</article>\n'
    )


def _about(card: Card) -> str:
    why = f' <span class="quiet">{written(card.published_why)}</span>' if card.published_why else ""
    facts = [("Published", f"{written(card.published)}{why}")]
    if card.byline:
        facts.append(("By", isolated(card.byline)))
    if card.credit:
        facts.append(("Credit", isolated(card.credit)))
    facts.append(("From", _link(card.link) if card.link else isolated(card.origin)))
    return "".join(f"<div><dt>{name}</dt><dd>{fact}</dd></div>\n" for name, fact in facts)


def _link(address: str) -> str:
    shown = written(address)
    return (
        f'<a href="{shown}" rel="noreferrer noopener external nofollow" target="_blank">{shown}</a>'
    )


def _paragraph(paragraph: MarkedParagraph) -> str:
    tag = language_tag(paragraph.language)
    language = f' lang="{tag}"' if tag else ""
    why = ""
    if paragraph.role == "boilerplate":
        reason = f": {written(paragraph.why)}" if paragraph.why else ""
        why = f' data-why="not part of the report{reason}"'
    opening = f'<p class="of-{paragraph.role}" dir="auto"{language}{why}>'
    return f"{opening}{paragraph.markup}</p>\n"
