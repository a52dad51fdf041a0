"""Places the reports of a story on a time axis, each in a lane of its own.

Days are columns in order; a report that took from another of the same day stands a step further
right, so that descent always reads from left to right. Lanes follow the tree depth first: what
was taken stands right under what it was taken from (the layout of a pedigree, after Reingold and
Tilford's rule that a subtree is drawn as a block). Unseen sources stand left of all days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

from stemmata.model import Copy, Frozen
from stemmata.publish.material import StoryMaterial
from stemmata.settings import PublishSettings

NodeKind = Literal["report", "copied", "open", "unseen", "elsewhere"]

_LANE = 34
_TOP = 64
_LEFT = 26
_STEP = 78  # between a report and what took from it on the same day
_DAY = 96
_GAP = 28  # more, where days without a report lie between
_OUTSIDE = 140  # for the column of what is not in the story
_LABEL = 250
_FULL = 1000  # a narrow picture is stretched up to this width, but never beyond twice


class Node(Frozen, frozen=True):
    """A report or an unseen source at a point of the picture, in pixels."""

    id: str
    kind: NodeKind
    x: int
    y: int


class Column(Frozen, frozen=True):
    """A day of the time axis; `day` is None for reports without a date; `gap` in days before."""

    day: date | None
    x: int
    gap: int = 0


class Layout(Frozen, frozen=True):
    """Where everything stands; `left_out` are reports for which there was no lane."""

    nodes: tuple[Node, ...]
    columns: tuple[Column, ...]
    copies: tuple[Copy, ...]
    main: frozenset[tuple[str, str]]
    width: int
    height: int
    left_out: int = 0


class _Place(Frozen, frozen=True):
    column: int
    depth: int


def lay_out(material: StoryMaterial, settings: PublishSettings) -> Layout:
    """Return the places of a story's reports, unseen sources and copies."""
    main = _main_parents(material.copies)
    order = _lanes(material, main)
    shown = order[: settings.most_lanes]
    days = _days(material, shown)
    places = _places(shown, main, days)
    columns = _columns(days, places)
    kinds = _report_kinds(material, settings)
    across = {id_: columns[place.column].x + place.depth * _STEP for id_, place in places.items()}
    stretch = _stretch(max(across.values(), default=0) + _LABEL)
    nodes = tuple(
        Node(id_, kinds.get(id_) or _outside_kind(id_), stretch(across[id_]), _TOP + lane * _LANE)
        for lane, id_ in enumerate(shown)
    )
    drawn = set(shown)
    return Layout(
        nodes,
        tuple(Column(column.day, stretch(column.x), column.gap) for column in columns),
        tuple(c for c in material.copies if c.direct and {c.copy, c.original} <= drawn),
        frozenset((child, parent) for child, parent in main.items()),
        max((node.x for node in nodes), default=0) + _LABEL,
        _TOP + len(nodes) * _LANE,
        len(order) - len(shown),
    )


def _stretch(width: int) -> Callable[[int], int]:
    factor = min(2.0, max(1.0, (_FULL - _LABEL) / max(1, width - _LABEL)))
    return lambda x: round(_LEFT + (x - _LEFT) * factor)


def _report_kinds(material: StoryMaterial, settings: PublishSettings) -> dict[str, NodeKind]:
    """Return for each report whether it took from another, or whether that is open."""
    taken = [copy for copy in material.copies if copy.taken]
    copied = {copy.copy for copy in taken if not is_undecided(copy, settings)}
    open_ = {
        id_ for copy in taken if is_undecided(copy, settings) for id_ in (copy.copy, copy.original)
    }
    return {
        each.id: "copied" if each.id in copied else "open" if each.id in open_ else "report"
        for each in material.articles
    }


def _outside_kind(id_: str) -> NodeKind:
    return "unseen" if id_.startswith("unseen:") else "elsewhere"


def is_undecided(copy: Copy, settings: PublishSettings) -> bool:
    """Tell whether it is open which of the two took from the other.

    Example:
        >>> is_undecided(Copy("b", "a", "edited", 0.9, 0.55), PublishSettings())
        True
    """
    return copy.unseen is None and copy.direction_probability < settings.direction_from


def _main_parents(copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each copy the original it most probably took most from, without rings."""
    parents: dict[str, str] = {}
    for copy in sorted((copy for copy in copies if copy.direct), key=_strength):
        if copy.copy not in parents and not _leads_to(copy.original, copy.copy, parents):
            parents[copy.copy] = copy.original
    return parents


def _strength(copy: Copy) -> tuple[bool, float, float, str]:
    return (copy.kind == "cited", -copy.probability, -copy.share, copy.original)


def _leads_to(start: str, goal: str, parents: Mapping[str, str]) -> bool:
    node: str | None = start
    while node is not None:
        if node == goal:
            return True
        node = parents.get(node)
    return False


def _lanes(material: StoryMaterial, main: Mapping[str, str]) -> list[str]:
    number = material.number
    outside = sorted({copy.original for copy in material.copies if copy.direct} - number.keys())
    children: defaultdict[str, list[str]] = defaultdict(list)
    for child in sorted(main, key=lambda id_: number.get(id_, 0)):
        children[main[child]].append(child)
    roots = [*outside, *(id_ for id_ in number if id_ not in main)]
    roots.sort(key=lambda id_: (not children[id_], id_ in number))
    order: list[str] = []
    waiting = roots[::-1]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(reversed(children[node]))
    return order


def _days(material: StoryMaterial, shown: Iterable[str]) -> dict[str, date | None]:
    """Return the day of each report that is shown; unseen sources have no entry."""
    drawn = set(shown)
    return {
        article.id: article.published.earliest if article.published else None
        for article in material.articles
        if article.id in drawn
    }


def _places(
    order: Iterable[str], main: Mapping[str, str], days: Mapping[str, date | None]
) -> dict[str, _Place]:
    known = sorted({day for day in days.values() if day})
    column = {day: place for place, day in enumerate(known, 1)}
    places: dict[str, _Place] = {}
    for node in order:
        if node not in days:
            places[node] = _Place(0, 0)
            continue
        day = days[node]
        here = column[day] if day else len(known) + 1
        parent = places.get(main.get(node, ""))
        depth = parent.depth + 1 if parent and parent.column == here else 0
        places[node] = _Place(here, depth)
    return places


def _columns(days: Mapping[str, date | None], places: Mapping[str, _Place]) -> tuple[Column, ...]:
    """Return the columns, the one of the unseen sources first, as wide as their reports need."""
    known = sorted({day for day in days.values() if day})
    last: list[date | None] = [None] if None in days.values() else []
    deepest: defaultdict[int, int] = defaultdict(int)
    for place in places.values():
        deepest[place.column] = max(deepest[place.column], place.depth)
    outside = any(place.column == 0 for place in places.values())
    x = _LEFT
    columns = [Column(None, x)]
    x += _OUTSIDE if outside else 0
    before: date | None = None
    for index, day in enumerate([*known, *last], 1):
        gap = (day - before).days - 1 if day and before else 0
        x += _GAP if gap else 0
        columns.append(Column(day, x, gap))
        x += _DAY + deepest[index] * _STEP
        before = day
    return tuple(columns)
