"""When to look again: feeds as often as they bring something, pages a few times after the first.

Intervals follow the usual gap between two looks that brought something new, between two bounds;
failures double the wait (exponential back-off); what a server asks for is kept to.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from stemmata.settings import WatchSettings
from stemmata.watch.values import FeedState, Visit

_SMOOTHING = 0.3  # weight of the newest gap
_LOOKS_A_GAP = 3


def next_look(state: FeedState, settings: WatchSettings) -> float:
    """Return when a feed is to be asked again, in seconds since 1970.

    Example:
        >>> settings = WatchSettings(shortest_interval=60, longest_interval=3600)
        >>> next_look(FeedState("f", checked=1000, failures=3), settings) - 1000
        480.0
    """
    if state.failures:
        wait = settings.shortest_interval * 2.0 ** min(state.failures, 12)
    elif state.gap:
        wait = state.gap / _LOOKS_A_GAP
    else:
        wait = 2 * settings.shortest_interval
    return state.checked + min(max(wait, settings.shortest_interval), settings.longest_interval)


def usual_gap(state: FeedState, now: float) -> float:
    """Return the usual gap of a feed that has brought something new just now."""
    if not state.fresh:
        return 0.0
    gap = now - state.fresh
    return gap if not state.gap else (1 - _SMOOTHING) * state.gap + _SMOOTHING * gap


def is_silent(state: FeedState, now: float, settings: WatchSettings) -> bool:
    """Return whether a feed that answers has brought nothing new for far longer than usual."""
    if not state.fresh or state.failures:
        return False
    return now - state.fresh > max(settings.silent_least, settings.silent_gaps * state.gap)


def next_visit(visit: Visit, settings: WatchSettings) -> float | None:
    """Return when a page is to be looked at again; None when it was often enough."""
    if visit.count > len(settings.revisits):
        return None
    return visit.first + settings.revisits[visit.count - 1]


def asked_delay(value: str | None, now: float, longest: float) -> float:
    """Return the seconds that `Retry-After` asks for (RFC 9110, 10.2.3), at most `longest`.

    Example:
        >>> asked_delay("120", 0.0, 3600), asked_delay("soon", 0.0, 3600)
        (120.0, 0.0)
    """
    if not value:
        return 0.0
    try:
        seconds = float(value) if value.strip().isdigit() else _until(value, now)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), longest)


def _until(value: str, now: float) -> float:
    return parsedate_to_datetime(value).timestamp() - now
