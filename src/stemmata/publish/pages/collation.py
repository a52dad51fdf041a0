"""The table of points against reports, as an apparatus: agreement, difference, silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from stemmata.model import Claim, Frozen, Point, PointKind, Reading
from stemmata.publish.addresses import span_anchor
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.card import Card
from stemmata.publish.visible import clip
from stemmata.publish.wording import days_words
from stemmata.settings import PublishSettings

_ORDER = {"disputed": 0, "compatible": 1, "agreed": 2, "single": 3}
_SHAPES = "●◆▲■★✚▼◗"
_STYLES = 6


class Sign(Frozen, frozen=True):
    """How a reading is told apart: a letter, a shape and a style, never colour alone."""

    letter: str
    shape: str
    style: int


class Statement(Frozen, frozen=True):
    """The words with which a report gives a reading, and the link to them."""

    sign: Sign
    card: Card
    href: str
    text: str
    source: str


class ReadingView(Frozen, frozen=True):
    """One answer to a point with what it rests on; `more` statements are only in the files."""

    sign: Sign
    value: str
    reports: int
    sources: int
    bounds: str
    note: str
    statements: tuple[Statement, ...]
    more: int


class PointRow(Frozen, frozen=True):
    """A point with its readings, and for each report the statements it makes; none is silence."""

    question: str
    kind: str
    verdict: str
    readings: tuple[ReadingView, ...]
    cells: tuple[tuple[Statement, ...], ...]
    silent: int


class SinglePoint(Frozen, frozen=True):
    """A point that one report gives, in its words, with what is suspected of them."""

    question: str
    verdict: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...]


class Collation(Frozen, frozen=True):
    """The table: points of several reports, points of one; `left_out` are only in the files."""

    cards: tuple[Card, ...]
    rows: tuple[PointRow, ...]
    single: tuple[SinglePoint, ...]
    wide: bool
    left_out: int


class _Board(Frozen, frozen=True):
    """What every cell of a table needs to know."""

    cards: Mapping[str, Card]
    names: Mapping[str, str]
    settings: PublishSettings


def collation(material: StoryMaterial, settings: PublishSettings) -> Collation:
    """Return the table of a story's points against its reports, disputed points first."""
    board = _Board(material.cards, _names(material), settings)
    ordered = sorted(material.points, key=_rank)
    shared = [point for point in ordered if point.verdict != "single"]
    single = [point for point in ordered if point.verdict == "single"]
    wide = len(material.articles) > settings.widest_table
    most = settings.most_points
    return Collation(
        tuple(board.cards.values()),
        tuple(_row(point, board) for point in shared[:most]),
        tuple(_single(point, board) for point in single[:most]),
        wide,
        max(0, len(shared) - most) + max(0, len(single) - most),
    )


def _rank(point: Point) -> tuple[int, bool, int, str]:
    stating = {claim.article for reading in point.readings for claim in reading.claims}
    last = point.kind == "attribution"
    return (_ORDER[point.verdict], last, -len(stating), point.id)


@lru_cache(maxsize=256)
def sign(place: int) -> Sign:
    """Return the sign of a reading by its place in the row, from 0.

    Example:
        >>> sign(0).letter, sign(27).letter
        ('A', 'B2')
    """
    round_, letter = divmod(place, 26)
    return Sign(
        chr(ord("A") + letter) + (str(round_ + 1) if round_ else ""),
        _SHAPES[place % len(_SHAPES)],
        place % _STYLES,
    )


def value_words(kind: PointKind, reading: Reading, longest: int) -> str:
    """Return what a reading says as people write it, days in words, clipped.

    Example:
        >>> value_words("date", Reading("2027-05-03", (), 1), 40)
        '3 May 2027'
    """
    return clip(days_words(reading.value) if kind == "date" else reading.value, longest)


def strongest_first(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return readings with the one that most sources and then most reports give first."""
    return tuple(
        sorted(readings, key=lambda reading: (-reading.independent_sources, -len(reading.claims)))
    )


def _row(point: Point, board: _Board) -> PointRow:
    views = tuple(
        _reading(reading, sign(place), point.kind, board)
        for place, reading in enumerate(strongest_first(point.readings))
    )
    said: defaultdict[int, list[Statement]] = defaultdict(list)
    for view in views:
        for statement in view.statements:
            said[statement.card.number].append(statement)
    cells = tuple(tuple(said[card.number]) for card in board.cards.values())
    stating = {claim.article for reading in point.readings for claim in reading.claims}
    return PointRow(
        clip(point.question, 200),
        point.kind,
        point.verdict,
        views,
        cells,
        len(board.cards.keys() - stating),
    )


def _single(point: Point, board: _Board) -> SinglePoint:
    readings = strongest_first(point.readings)
    return SinglePoint(
        clip(point.question, 200),
        point.verdict,
        tuple(
            _statement(claim, sign(0), point.kind, board)
            for each in readings
            for claim in each.claims[: board.settings.most_statements]
            if claim.article in board.cards
        ),
        tuple(clip(each.note, 240) for each in readings if each.note),
    )


def _reading(reading: Reading, sign: Sign, kind: PointKind, board: _Board) -> ReadingView:
    claims = [claim for claim in reading.claims if claim.article in board.cards]
    shown = claims[: board.settings.most_statements]
    low, high = reading.support_bounds
    return ReadingView(
        sign,
        value_words(kind, reading, 160),
        len({claim.article for claim in claims}),
        reading.independent_sources,
        f"{low}–{high}" if low != high and high >= reading.independent_sources else "",
        clip(reading.note, 240),
        tuple(_statement(claim, sign, kind, board) for claim in shown),
        len(claims) - len(shown),
    )


def _statement(claim: Claim, sign: Sign, kind: PointKind, board: _Board) -> Statement:
    # Of an attribution the words themselves say on whose word it stands.
    source = "" if kind == "attribution" else board.names.get(claim.source, "")
    return Statement(
        sign,
        board.cards[claim.article],
        f"#{span_anchor(claim.article, claim.start, claim.end)}",
        clip(claim.text, board.settings.longest_cell),
        clip(source, 60),
    )


def _names(material: StoryMaterial) -> dict[str, str]:
    """Return the best written form of each key, to say on whose word a claim stands."""
    leaned_on = {
        attribution.key: attribution.source
        for article in material.articles
        for attribution in article.attributions
    }
    named = {
        name.key: name.canonical or name.text
        for article in material.articles
        for name in article.names
    }
    return {**leaned_on, **named, "": ""}
