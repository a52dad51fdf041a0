"""Draws a network as inline SVG: everything in it is escaped, and it can be read without a script.

An actor's sign says its kind by shape, a line's class says by colour and dashes whether it is
cooperation or conflict, in words or in deeds, its width on how many independent sources it rests.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np
from markupsafe import Markup

from stemmata.publish.addresses import actor_anchor
from stemmata.publish.network import GROUPS, Line, Network, Node
from stemmata.publish.network_labels import Boxes, Label, label_width, place_label
from stemmata.publish.network_layout import lay_out, push_apart
from stemmata.publish.visible import clip, written
from stemmata.publish.wording import count, period

_SMALLEST, _WIDEST = 560.0, 1320.0
_NODE_ROOM, _ROOM = 4_300.0, 140_000.0  # square pixels for each actor, and beside them
_SHORTEST, _LONGEST = 58.0, 140.0  # pixels of a line between neighbours
_STRONG = 30  # actors whose names may stand on the signs of others
_ACROSS, _DOWN = 110.0, 36.0  # margins; names reach out to the sides
_FEW_LINES = 30  # so many are labelled in the picture
_LONGEST_NAME = 28
_BEND = 17.0  # between lines of the same two actors

Point = tuple[float, float]


class _Board:
    """Where everything stands."""

    def __init__(self, network: Network) -> None:
        nodes = network.nodes
        units = lay_out(len(nodes), [(line.source, line.target) for line in network.lines])
        extent = np.maximum(units.max(axis=0), 0.5)
        step = math.sqrt((_ROOM + _NODE_ROOM * len(nodes)) / float(extent.prod()))
        step = min(_LONGEST, max(_SHORTEST, step), (_WIDEST - 2 * _ACROSS) / float(extent[0]))
        drawn = extent * step
        self.width = max(_SMALLEST, float(drawn[0]) + 2 * _ACROSS)
        self.height = float(drawn[1]) + 2 * _DOWN
        self.radii = [_radius(node) for node in nodes]
        placed = push_apart(
            units * step + ((self.width - drawn[0]) / 2, _DOWN),
            np.array(self.radii) + 7.0,
            (self.width, self.height),
            _DOWN / 2,
        )
        self.points: list[Point] = [(round(x, 1), round(y, 1)) for x, y in placed.tolist()]
        self.boxes = Boxes(self.width, self.height, 2 * len(nodes) + len(network.lines))

    def take(self, place: int) -> None:
        """Take the room of the sign of a node."""
        (x, y), radius = self.points[place], self.radii[place]
        self.boxes.take(x - radius, y - radius, x + radius, y + radius)


def network_picture(network: Network) -> Markup:
    """Return the picture of a network as SVG markup; each actor is a link to its entry."""
    board = _Board(network)
    labels = _labels(network, board)
    size = f"{board.width:.0f} {board.height:.0f}"
    width, height = size.split()
    parts = [
        f'<svg class="network" width="{width}" height="{height}" viewBox="0 0 {size}" role="group"',
        ' aria-labelledby="network-title network-desc">',
        '<title id="network-title">Actors and their ties</title>',
        f'<desc id="network-desc">{written(_description(network))}</desc>',
        _arrows(),
        *_lines(network, board),
        *map(_node, range(len(labels)), network.nodes, repeat(board), labels),
        *_names(network.nodes, labels),
        "</svg>",
    ]  # fmt: skip
    return Markup("".join(parts))  # noqa: S704 - built of escaped parts


def _radius(node: Node) -> float:
    return min(15.0, 4.0 + 2.2 * math.sqrt(max(1, node.sources)))


def _description(network: Network) -> str:
    return (
        f"{count(len(network.nodes), 'actor')} and {count(len(network.lines), 'line')} between "
        "them. The table that follows says the same."
    )


def _arrows() -> str:
    heads = "".join(
        f'<marker id="arrow-{group}" class="head {group}" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" '
        'orient="auto-start-reverse"><path d="M0 0.5L8 4L0 7.5Z"/></marker>'
        for group in dict.fromkeys(GROUPS.values())
    )
    return f"<defs>{heads}</defs>"


def _labels(network: Network, board: _Board) -> list[Label]:
    """Return a label for each node; those with most lines and sources choose first."""
    nodes, sides = network.nodes, _sides(network, board)
    order = sorted(range(len(nodes)), key=lambda place: _weight(nodes[place]))
    labels: dict[int, Label] = {}
    for few in (order[:_STRONG], order[_STRONG:]):
        for place in few:
            board.take(place)
        for place in few:
            text = clip(nodes[place].name, _LONGEST_NAME)
            at, radius = board.points[place], board.radii[place]
            labels[place] = place_label(board.boxes, text, at, radius, sides[place])
    return [labels[place] for place in range(len(nodes))]


def _sides(network: Network, board: _Board) -> list[float]:
    """Return on which side of each node there are fewer neighbours, left below zero."""
    sides = [0.0] * len(network.nodes)
    for line in network.lines:
        across = board.points[line.target][0] - board.points[line.source][0]
        sides[line.source] -= math.copysign(1, across) if abs(across) > _BEND else 0.0
        sides[line.target] += math.copysign(1, across) if abs(across) > _BEND else 0.0
    return sides


def _weight(node: Node) -> tuple[int, int, str]:
    return -node.degree - node.sources, -node.sources, node.key


def _lines(network: Network, board: _Board) -> Iterator[str]:
    together: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in network.lines:
        together[min(line.source, line.target), max(line.source, line.target)].append(line)
    few = len(network.lines) <= _FEW_LINES
    for (low, _), lines in together.items():
        for number, line in enumerate(lines):
            bend = _BEND * (number - (len(lines) - 1) / 2)
            yield _line(line, board, bend if line.source == low else -bend, labelled=few)


def _line(line: Line, board: _Board, bend: float, *, labelled: bool) -> str:
    start, end = board.points[line.source], board.points[line.target]
    middle = _beside(start, end, bend)
    first = _towards(start, middle, board.radii[line.source] + 3)
    last = _towards(end, middle, board.radii[line.target] + 4)
    path = f"M{_written(first)}Q{_written(middle)} {_written(last)}"
    head = f"url(#arrow-{line.group})"
    both = f' marker-start="{head}"' if line.mutual else ""
    width = min(7.0, 1.2 + 1.1 * math.log2(max(1, line.sources)))
    days = ""
    if line.days:
        days = f' data-first="{line.days[0].isoformat()}" data-last="{line.days[1].isoformat()}"'
    return (
        f'<g class="line {line.group}{" denied" if line.negated else ""}" '
        f'data-ends="{line.source} {line.target}" data-type="{line.type}" '
        f'data-sources="{line.sources}"{days}>'
        f'<path d="{path}" stroke-width="{width:.1f}" marker-end="{head}"{both}/>'
        f"{_line_label(line, board, first, middle, last) if labelled else ''}"
        f"<title>{written(_told(line))}</title></g>"
    )


def _told(line: Line) -> str:
    sources = count(line.sources, "independent source")
    days = f", {period(*line.days)}" if line.days else ""
    return f"{line.label}: {count(line.reports, 'report')}, {sources}{days}"


def _line_label(line: Line, board: _Board, first: Point, middle: Point, last: Point) -> str:
    """Return what a line says, half way along it, where that hides nothing."""
    x = 0.25 * first[0] + 0.5 * middle[0] + 0.25 * last[0]
    y = 0.25 * first[1] + 0.5 * middle[1] + 0.25 * last[1]
    half = 0.43 * label_width(line.label)
    box = (x - half, y - 7, x + half, y + 7)
    if not board.boxes.is_free(box):
        return ""
    board.boxes.take(*box)
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{written(line.label)}</text>'


def _beside(start: Point, end: Point, bend: float) -> Point:
    """Return a point beside the middle of a line, to its left by twice the bend."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down) or 1.0
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return x + 2 * bend * down / length, y - 2 * bend * across / length


def _towards(start: Point, end: Point, reach: float) -> Point:
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    part = min(0.45, reach / length) if length else 0.0
    return start[0] + across * part, start[1] + down * part


def _written(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _node(place: int, node: Node, board: _Board, label: Label) -> str:
    told = (
        f"{node.name}, {node.kind}: {count(node.degree, 'line')}, "
        f"{count(node.sources, 'independent source')}"
    )
    unlabelled = "" if label.shown else _text(node, label)
    return (
        f'<a href="#{actor_anchor(node.key)}" class="node {node.kind}" data-node="{place}" '
        f'aria-label="{written(told)}">{_sign(node.kind, board.points[place], board.radii[place])}'
        f"{unlabelled}<title>{written(told)}</title></a>"
    )


def _names(nodes: Sequence[Node], labels: Sequence[Label]) -> Iterator[str]:
    """Yield the names that are always shown, above all signs; each sign says its own to readers."""
    yield '<g class="names" aria-hidden="true">'
    for place, (node, label) in enumerate(zip(nodes, labels, strict=True)):
        if label.shown:
            yield _text(node, label, f' data-node="{place}"')
    yield "</g>"


def _text(node: Node, label: Label, more: str = "") -> str:
    return (
        f'<text x="{label.x:.1f}" y="{label.y:.1f}" text-anchor="{label.anchor}"{more}>'
        f"{written(clip(node.name, _LONGEST_NAME))}</text>"
    )


def _sign(kind: str, at: Point, radius: float) -> str:
    x, y = at
    if kind == "organisation":
        side = 1.8 * radius
        left, top = x - side / 2, y - side / 2
        return f'<rect x="{left:.1f}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}" rx="2"/>'
    if kind == "place":
        r = 1.15 * radius
        return f'<path d="M{x} {y - r:.1f}L{x + r:.1f} {y}L{x} {y + r:.1f}L{x - r:.1f} {y}Z"/>'
    return f'<circle cx="{x}" cy="{y}" r="{radius:.1f}"/>'
