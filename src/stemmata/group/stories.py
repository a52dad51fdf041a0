"""Stories and storylines from scored pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.linking import Edge, Linkage, link
from stemmata.settings import GroupSettings

Rows = Sequence[int]
Founder = tuple[tuple[int, int], str]  # days and id of the report that a group is named after


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


def founder(prints: Iterable[Fingerprint]) -> Founder:
    """Return the earliest report of a group."""
    return min((p.published or (date.max.toordinal(), 0), p.id) for p in prints)


def name_after(letter: str, first: Founder) -> str:
    """Return the id of a group that a report founds."""
    digest = blake2b(first[1].encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{letter}-{digest}"


def name_group(letter: str, prints: Iterable[Fingerprint]) -> str:
    """Return an id that stays the same while the earliest report stays."""
    return name_after(letter, founder(prints))


def go_on(claims: Mapping[tuple[str, int], int], founders: Sequence[Founder]) -> dict[int, str]:
    """Return by place which groups go on under an earlier id: that of most of their reports.

    Where as many claim an id in two groups, it goes to the one whose founder it names, then to the
    one that was founded first: what is there decides, never the order in which reports came.

    Args:
        claims: how many reports of a place claim an id.
        founders: of the group at each place.

    Example:
        >>> go_on({("s-1", 0): 1, ("s-1", 1): 1}, [((9, 9), "late"), ((2, 2), "early")])
        {1: 's-1'}
    """

    def order(claim: tuple[str, int]) -> tuple[int, bool, Founder, str]:
        name, place = claim
        first = founders[place]
        named_after = name_after(name.partition("-")[0], first) == name
        return -claims[claim], not named_after, first, name

    names: dict[int, str] = {}
    used: set[str] = set()
    for name, place in sorted(claims, key=order):
        if place not in names and name not in used:
            names[place] = name
            used.add(name)
    return names
