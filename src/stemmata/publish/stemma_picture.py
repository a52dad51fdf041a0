"""Draws who copied whom as inline SVG: everything in it is escaped, nothing needs a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from stemmata.model import AnnotatedArticle, Copy
from stemmata.publish.addresses import article_anchor
from stemmata.publish.material import StoryMaterial
from stemmata.publish.stemma_layout import Column, Layout, Node, is_undecided, lay_out
from stemmata.publish.visible import clip, visible
from stemmata.publish.wording import day_words, outlet_words, percent, period
from stemmata.settings import PublishSettings

_RADIUS = 6
_AXIS = 26
_ROLES = {
    "report": "no source found among these reports",
    "copied": "took from others",
    "open": "took from others, or they from it: undecided",
}
_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
    'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
    '<path d="M0 0.5L8 4L0 7.5Z"/></marker></defs>'
)


def stemma_picture(material: StoryMaterial, settings: PublishSettings) -> Markup:
    """Return the picture of who copied whom, as SVG markup."""
    layout = lay_out(material, settings)
    size = f'width="{layout.width}" height="{layout.height}"'
    parts = [
        f'<svg class="stemma" {size} viewBox="0 0 {layout.width} {layout.height}" role="group"',
        ' aria-labelledby="stemma-title stemma-desc">',
        '<title id="stemma-title">Who copied whom</title>',
        f'<desc id="stemma-desc">{_safe(_description(material, layout))}</desc>',
        _ARROW,
        *_axis(layout),
        *_edges(material, layout, settings),
        *_nodes(material, layout),
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - built of escaped parts


def _description(material: StoryMaterial, layout: Layout) -> str:
    unseen = sum(node.kind == "unseen" for node in layout.nodes)
    return (
        f"{len(material.articles)} reports on a time axis from left to right, {unseen} unseen "
        f"sources, {len(layout.copies)} lines from what was taken to what took it. "
        "The table that follows says the same."
    )


def _axis(layout: Layout) -> Iterator[str]:
    outside = any(node.kind in ("unseen", "elsewhere") for node in layout.nodes)
    for place, column in enumerate(layout.columns):
        if place == 0 and not outside:
            continue
        label = "not in this story" if place == 0 else _column_label(column)
        yield (
            f'<line class="day" x1="{column.x}" x2="{column.x}" y1="{_AXIS + 8}" '
            f'y2="{layout.height}"/>'
            f'<text class="axis" x="{column.x - _RADIUS}" y="{_AXIS}">{_safe(label)}</text>'
        )
        if column.gap:
            yield (
                f'<text class="gap" x="{column.x - 14}" y="{_AXIS}" text-anchor="end">'
                f"⫽<title>{column.gap} days without a report</title></text>"
            )


def _column_label(column: Column) -> str:
    return day_words(column.day) if column.day else "no date"


def _edges(material: StoryMaterial, layout: Layout, settings: PublishSettings) -> Iterator[str]:
    nodes = {node.id: node for node in layout.nodes}
    for copy in sorted(layout.copies, key=lambda copy: copy.probability):
        child, parent = nodes[copy.copy], nodes[copy.original]
        undecided = is_undecided(copy, settings)
        classes = f"edge {copy.kind}" + (" weak" if copy.probability < settings.copy_from else "")
        is_main = (copy.copy, copy.original) in layout.main
        draw = _elbow if is_main and child.x > parent.x else _bow
        path, x, y = draw(parent, child)
        label = ("? " if undecided else "") + (percent(copy.share) if copy.share else "")
        label = label.strip()
        head = "" if undecided else ' marker-end="url(#arrow)"'
        drawn = (
            f'<path class="{classes}" d="{path}"{head}/>'
            f'<text class="share" x="{x}" y="{y}" text-anchor="end">{_safe(label)}</text>'
        )
        page = material.pair_page(copy)
        if page:
            drawn = f'<path class="reach" d="{path}"/>{drawn}'
        told = _told(copy, material.number, label)
        yield _linked(page, drawn, told) if page else drawn


def _told(copy: Copy, number: Mapping[str, int], label: str) -> str:
    """Return in words where a line leads, with what is written at it."""
    pair = f"{number.get(copy.original, 'another story')} and {number[copy.copy]} side by side"
    return _safe(f"{pair}, {label}" if label else pair)


def _linked(page: str, drawn: str, told: str) -> str:
    """Return a drawn line as a link to the page of its pair."""
    return (
        f'<a class="beside" href="../pairs/{page}" aria-label="{told}">{drawn}'
        f"<title>{told}</title></a>"
    )


def _elbow(parent: Node, child: Node) -> tuple[str, int, int]:
    """Return a line down from the parent and across to the child, and where its label ends."""
    turn = 8 if child.y > parent.y else -8
    start = parent.y + (_RADIUS if turn > 0 else -_RADIUS)
    path = (
        f"M{parent.x} {start}V{child.y - turn}"
        f"Q{parent.x} {child.y} {parent.x + 8} {child.y}H{child.x - _RADIUS - 1}"
    )
    return path, child.x - _RADIUS - 12, child.y - 5


def _bow(parent: Node, child: Node) -> tuple[str, int, int]:
    """Return a curve for what is not on the tree, or would run from right to left."""
    end = f"{child.x - _RADIUS - 1} {child.y}"
    middle = (parent.y + child.y) // 2 + 4
    if child.x > parent.x:
        reach = min(60, (child.x - parent.x) // 2)
        path = (
            f"M{parent.x + _RADIUS} {parent.y + 3}C{parent.x + reach} {parent.y + 12} "
            f"{child.x - reach} {child.y} {end}"
        )
        return path, (parent.x + child.x) // 2, middle
    left = child.x - 34
    path = f"M{parent.x - _RADIUS} {parent.y}C{left} {parent.y} {left} {child.y} {end}"
    return path, left + 2, middle


def _nodes(material: StoryMaterial, layout: Layout) -> Iterator[str]:
    number = material.number
    articles = {article.id: article for article in material.articles}
    for node in layout.nodes:
        if node.id in articles:
            yield _report(node, articles[node.id], number)
        else:
            yield _outside(node, material.outlet(node.id))


def _report(node: Node, article: AnnotatedArticle, number: Mapping[str, int]) -> str:
    outlet = outlet_words(article.article)
    published = article.published
    when = period(published.earliest, published.latest) if published else "no date"
    told = f"{number[node.id]}, {outlet}, {article.language}, {when}: {_ROLES[node.kind]}"
    half = _half_disc(node.x, node.y) if node.kind == "open" else ""
    return (
        f'<a href="#{article_anchor(node.id)}" class="node {node.kind}" '
        f'aria-label="{_safe(told)}">'
        f'<circle cx="{node.x}" cy="{node.y}" r="{_RADIUS}"/>{half}'
        f'<text x="{node.x + 13}" y="{node.y + 4}"><tspan class="number">{number[node.id]}</tspan> '
        f'{_safe(clip(outlet, 24))} <tspan class="code">{_safe(article.language)}</tspan></text>'
        f"<title>{_safe(told)}</title></a>"
    )


def _half_disc(x: int, y: int) -> str:
    return (
        f'<path d="M{x} {y - _RADIUS}v{2 * _RADIUS}a{_RADIUS} {_RADIUS} 0 0 1 0 {-2 * _RADIUS}Z"/>'
    )


def _outside(node: Node, name: str) -> str:
    told = (
        f"{name}, not in the collection" if node.kind == "unseen" else f"{name}, in another story"
    )
    x, y, size = node.x, node.y, _RADIUS + 1
    return (
        f'<g class="node {node.kind}"><path d="M{x} {y - size}L{x + size} {y}L{x} {y + size}'
        f'L{x - size} {y}Z"/><text x="{x + 13}" y="{y + 4}">{_safe(clip(name, 28))}</text>'
        f"<title>{_safe(told)}</title></g>"
    )


def _safe(text: str) -> str:
    return str(escape(visible(text)))
