"""Stories and storylines from scored pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.linking import Edge, Linkage, link
from stemmata.settings import GroupSettings

Rows = Sequence[int]


def link_stories(
    stories: Sequence[Rows], edges: Iterable[Edge], settings: GroupSettings
) -> list[list[int]]:
    """Return storylines as groups of story places: stories whose nearest reports continue."""
    story_of = {row: place for place, members in enumerate(stories) for row in members}
    best: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for a, b, odds in edges:
        first, second = story_of[a], story_of[b]
        if first == second:
            continue
        nearest = best[(first, second) if first < second else (second, first)]
        for row in (a, b):
            if odds > nearest.get(row, settings.absent):
                nearest[row] = odds
    links = []
    for (first, second), nearest in sorted(best.items()):
        smaller = min(stories[first], stories[second], key=len)
        mean = sum(nearest.get(row, settings.absent) for row in smaller) / len(smaller)
        links.append((first, second, mean))
    return link(len(stories), links, Linkage(settings.continues, settings.absent))


def name_group(letter: str, prints: Iterable[Fingerprint]) -> str:
    """Return an id that stays the same while the earliest report stays."""
    first = min((p.published or (date.max.toordinal(), 0), p.id) for p in prints)
    digest = blake2b(first[1].encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{letter}-{digest}"
