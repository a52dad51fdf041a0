"""The paragraphs of a report, marked, and the evidence that it took from another."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.addresses import language_tag
from stemmata.publish.marked_text import MarkedParagraph
from stemmata.publish.pages.copying import Reason
from stemmata.publish.parts import isolated, quoted
from stemmata.publish.visible import written


def report_text(paragraphs: Iterable[MarkedParagraph]) -> Markup:
    """Return the paragraphs of a report, each in its language, with why one is not report."""
    return Markup("".join(map(_paragraph, paragraphs)))  # noqa: S704 - escaped in each


def _paragraph(paragraph: MarkedParagraph) -> str:
    tag = language_tag(paragraph.language)
    language = f' lang="{tag}"' if tag else ""
    why = ""
    if paragraph.role == "boilerplate":
        reason = f": {written(paragraph.why)}" if paragraph.why else ""
        why = f' data-why="not part of the report{reason}"'
    opening = f'<p class="of-{paragraph.role}" dir="auto"{language}{why}>'
    return f"{opening}{paragraph.markup}</p>\n"


def reason_items(reasons: Iterable[Reason]) -> Markup:
    """Return the evidence for a copy, with the words that it points to on either side."""
    return Markup("".join(map(_reason, reasons)))  # noqa: S704 - escaped in each


def _reason(reason: Reason) -> str:
    against = "<b>against:</b> " if reason.against else ""
    places = [words for words in (reason.copy, reason.original) if words]
    sides = "".join(f"<br>{words.card.siglum} {quoted(words)}" for words in places)
    return f"<li>{against}{written(reason.kind)}: {isolated(reason.detail)}\n{sides}</li>\n"
