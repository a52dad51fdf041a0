"""The entries of the timeline: the reports that appeared on a day, and the words that name it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.card import Card
from stemmata.publish.pages.timeline import Entry
from stemmata.publish.parts import isolated, mentions
from stemmata.publish.visible import written

_DEADLINE = ' <span class="code">deadline</span>'


def timeline_entries(entries: Iterable[Entry]) -> Markup:
    """Return days with the reports that appeared then and the words that name them."""
    return Markup("".join(map(_entry, entries)))  # noqa: S704 - every word is escaped below


def _entry(entry: Entry) -> str:
    dated = ' class="dated"' if entry.published else ""
    more = ""
    if entry.more:
        more = f"<details><summary>{len(entry.more)} more</summary>{mentions(entry.more)}</details>"
    return (
        f'<li{dated}><h3 class="when">{written(entry.when)}{_DEADLINE if entry.deadline else ""}'
        f"</h3>\n<div>\n{_appeared(entry.published)}{mentions(entry.mentions)}{more}</div></li>\n"
    )


def _appeared(cards: Iterable[Card]) -> str:
    named = ", ".join([f"{card.siglum} {isolated(card.outlet)}" for card in cards])
    return f'<p class="appeared"><span class="quiet">published</span> {named}</p>' if named else ""
