"""A report as it was published, with its marked paragraphs and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.addresses import language_tag
from stemmata.publish.marked_text import MarkedParagraph
from stemmata.publish.pages.additions import Change
from stemmata.publish.pages.card import Card
from stemmata.publish.pages.story import Report
from stemmata.publish.parts import isolated, place, quoted
from stemmata.publish.visible import written
from stemmata.publish.wording import count

_PAIRS = {"took": "Took from", "taken": "Taken by", "open": "Took from or taken by"}


def report_articles(reports: Iterable[Report]) -> Markup:
    """Return reports as they were published, with what is known about each."""
    return Markup("".join(map(_report, reports)))  # noqa: S704 - every word is escaped below


def _report(report: Report) -> str:
    card = report.card
    hidden = ' class="hidden"' if report.begins_with_headline else ""
    paragraphs = "".join(map(paragraph_row, report.paragraphs))
    return (
        f'<article class="report" id="{card.anchor}" aria-labelledby="{card.anchor}-h" '
        f'tabindex="-1">\n<header>\n<p class="source"><span class="siglum" aria-hidden="true">'
        f"{card.number}</span> <b>{isolated(card.outlet)}</b> "
        f'<span class="code">{written(card.language)}</span></p>\n'
        f'<h3 id="{card.anchor}-h"{hidden}>{isolated(card.headline, card.tag)}</h3>\n'
        f'<dl class="about">\n{_about(card)}{_beside(report)}</dl>\n{_adds(report)}</header>\n'
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


def _beside(report: Report) -> str:
    """Return the reports that have a page with this one."""
    facts = []
    for kind, name in _PAIRS.items():
        links = [
            f'<a href="../pairs/{pair.page}" aria-label="{written(pair.name)}, side by side">'
            f"{isolated(pair.name)}</a>"
            for pair in report.pairs
            if pair.kind == kind
        ]
        if links:
            facts.append(f"<div><dt>{name}</dt><dd>{', '.join(links)}</dd></div>\n")
    return "".join(facts)


def _adds(report: Report) -> str:
    """Return what the report adds that none of its parents has."""
    adds = report.adds
    if adds is None:
        return ""
    other = "its source" if adds.decided else "the other report"
    if not adds:
        return f'<p class="quiet">Adds nothing that {other} does not have.</p>\n'
    kinds = (
        ("passage", adds.passages, "<br>"),
        ("name", adds.names, " · "),
        ("figure", adds.figures, " · "),
        ("quote", adds.quotes, "<br>"),
    )
    rows = [
        f"<li><b>{kind}s</b> {between.join(map(quoted, words))}</li>\n"
        for kind, words, between in kinds
        if words
    ]
    rows += map(_changed, adds.changes)
    if adds.more:
        rows.append(f'<li class="quiet">{adds.more} more</li>\n')
    told = [count(len(words), kind) for kind, words, _ in kinds if words]
    if adds.changes:
        told.append(f"{len(adds.changes)} said otherwise")
    return (
        f'<details class="adds"><summary>Not found in {other}: {", ".join(told)}</summary>\n'
        f"<ul>\n{''.join(rows)}</ul></details>\n"
    )


def _changed(change: Change) -> str:
    theirs = ", ".join(f"{place(words)} {quoted(words)}" for words in change.theirs)
    return (
        f"<li>{isolated(change.question)} {quoted(change.own)} "
        f'<span class="quiet">instead of</span> {theirs}</li>\n'
    )


def _link(address: str) -> str:
    shown = written(address)
    return (
        f'<a href="{shown}" rel="noreferrer noopener external nofollow" target="_blank">{shown}</a>'
    )


def paragraph_row(paragraph: MarkedParagraph) -> str:
    """Return a paragraph with its language, and why it is no part of the report."""
    tag = language_tag(paragraph.language)
    language = f' lang="{tag}"' if tag else ""
    why = ""
    if paragraph.role == "boilerplate":
        reason = f": {written(paragraph.why)}" if paragraph.why else ""
        why = f' data-why="not part of the report{reason}"'
    opening = f'<p class="of-{paragraph.role}" dir="auto"{language}{why}>'
    return f"{opening}{paragraph.markup}</p>\n"
