"""The text of a record and what is declared about it, from the record or from its page."""

from __future__ import annotations

from stemmata.clean.html import extract_fragment, extract_page
from stemmata.clean.metadata import PageFacts, read_page_facts
from stemmata.model import Link, Record, replace

_FRAGMENTS = frozenset({"feed", "json-feed"})  # content without a page around it


def text_and_facts(record: Record) -> tuple[str, Record]:
    """Return the text that all spans count into, and the record with its page's facts filled in.

    What the source declared beside the page (a feed, a row) stands before what the page says.
    """
    if record.html is None:
        return record.text or "", record
    if record.origin.kind in _FRAGMENTS:
        return extract_fragment(record.html) or record.title, record
    page = extract_page(record.html)
    facts = read_page_facts(page.tree) if page.tree is not None else PageFacts()
    filled = replace(
        record,
        title=record.title or facts.title,
        language=record.language or facts.language,
        published=record.published or facts.published,
        modified=record.modified or facts.modified,
        outlet=record.outlet or facts.outlet,
        byline=record.byline or facts.byline,
        credit=record.credit or facts.credit,
        url=record.url or _canonical(facts),
        links=_merged(record.links, facts.links),
    )
    return page.text or filled.title, filled


def _canonical(facts: PageFacts) -> str | None:
    return next((link.address for link in facts.links if link.kind == "canonical"), None)


def _merged(one: tuple[Link, ...], other: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys((*one, *other)))
