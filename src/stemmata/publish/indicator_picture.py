"""Draws an indicator over time as inline SVG: bounds as bars, projections hollow, no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape

from stemmata.model import Frozen, Indicator, IndicatorValue
from stemmata.publish.visible import clip, visible
from stemmata.publish.wording import day_words, period

_WIDTH, _HEIGHT = 520, 168
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 24, 30
_LABEL, _LINE = 150, 16  # the room that a label takes
_CAP = 4  # half the width of the bar at the end of an uncertainty
_LEAST, _MOST = 3.0, 7.0  # radius of a value on one source, and on many
_FAR = 20.0  # values so many times the middle one are told, not drawn


class Scale(Frozen, frozen=True):
    """The days and values that the picture spans."""

    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        """Return where a day stands."""
        days = max(1, (self.last - self.first).days)
        share = (day - self.first).days / days if self.first != self.last else 0.5
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)


def indicator_picture(indicator: Indicator) -> Markup:
    """Return the picture of an indicator, empty where no two different values can be placed."""
    shown = drawn_values(indicator.values)
    if len({(value.low, value.high) for value in shown}) < 2:
        return Markup("")
    scale = _scale(shown)
    title = _safe(clip(indicator.question, 120))
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    parts = [
        f'<svg class="indicator" {size} role="img" aria-label="{title}"><title>{title}</title>',
        *_axis(scale, shown),
        *(mark for value in shown for mark in _mark(value, scale)),
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - built of escaped parts


def drawn_values(values: Sequence[IndicatorValue]) -> list[IndicatorValue]:
    """Return the values with a day, without those of quite another size than most.

    Example:
        >>> drawn_values(())
        []
    """
    dated = [each for each in values if _middle(each) is not None and _day(each)]
    sizes = sorted(abs(_middle(each) or 0.0) for each in dated)
    usual = sizes[(len(sizes) - 1) // 2] if sizes else 0.0
    return [each for each in dated if usual == 0.0 or abs(_middle(each) or 0.0) <= usual * _FAR]


def _scale(values: Sequence[IndicatorValue]) -> Scale:
    days = [day for each in values for day in (each.earliest, each.latest) if day]
    bounds = [bound for each in values for bound in (each.low, each.high) if bound is not None]
    low, high = min(bounds), max(bounds)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return Scale(min(days), max(days), low - room, high + room)


def _axis(scale: Scale, values: Sequence[IndicatorValue]) -> Iterator[str]:
    ground = _HEIGHT - _BOTTOM
    yield f'<path class="ground" d="M{_LEFT} {ground}H{_WIDTH - _RIGHT}"/>'
    ends = [(scale.first, "start", _LEFT), (scale.last, "end", _WIDTH - _RIGHT)]
    for day, anchor, place in ends if scale.first != scale.last else ends[:1]:
        words = _safe(day_words(day))
        where = f'x="{place}" y="{_HEIGHT - 10}" text-anchor="{anchor}"'
        yield f'<text class="axis" {where}>{words}</text>'
    places: list[tuple[float, float]] = []
    for value in (values[-1], values[0]):
        x, y = scale.x(_day(value) or scale.first), scale.y(_middle(value) or 0.0)
        if any(abs(x - a) < _LABEL and abs(y - b) < _LINE for a, b in places):
            continue
        places.append((x, y))
        anchor = "end" if x > _WIDTH / 2 else "start"
        words = _safe(clip(value.reading.value, 40))
        yield f'<text class="value" x="{x}" y="{y - 11}" text-anchor="{anchor}">{words}</text>'


def _mark(value: IndicatorValue, scale: Scale) -> Iterator[str]:
    """Yield a value with its bounds and the stretch of days that it holds for."""
    x, y = scale.x(_day(value) or scale.first), scale.y(_middle(value) or 0.0)
    low = scale.y(value.low) if value.low is not None else _HEIGHT - _BOTTOM
    high = scale.y(value.high) if value.high is not None else _TOP - 8
    classes = ["mark"]
    classes += ["projected"] if value.projected else []
    classes += ["withdrawn"] if "superseded" in value.reading.note else []
    yield f'<g class="{" ".join(classes)}"><title>{_safe(value_words(value))}</title>'
    if value.earliest and value.latest and value.earliest != value.latest:
        yield f'<path class="days" d="M{scale.x(value.earliest)} {y}H{scale.x(value.latest)}"/>'
    if low != high:
        open_ = " open" if value.low is None or value.high is None else ""
        caps = "".join(
            f"M{x - _CAP} {end}h{2 * _CAP}"
            for end, bound in ((low, value.low), (high, value.high))
            if bound is not None
        )
        yield f'<path class="bounds{open_}" d="M{x} {low}V{high}{caps}"/>'
    radius = min(_MOST, _LEAST + value.reading.independent_sources - 1)
    yield f'<circle cx="{x}" cy="{y}" r="{radius}"/></g>'


def value_words(value: IndicatorValue) -> str:
    """Return a value in words: what, when, on how many sources."""
    sources = value.reading.independent_sources
    held = period(value.earliest, value.latest)
    told = f"{value.reading.value}, {held}, independent sources: {sources}"
    return f"{told}; {value.reading.note}" if value.reading.note else told


def _middle(value: IndicatorValue) -> float | None:
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else None


def _day(value: IndicatorValue) -> date | None:
    """Return the day at which a value is drawn: the middle of those it holds for."""
    if value.earliest and value.latest:
        return value.earliest + (value.latest - value.earliest) // 2
    return value.earliest or value.latest


def _safe(words: str) -> str:
    return str(escape(visible(words)))
