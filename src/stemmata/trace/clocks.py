"""When two articles came out, as far as they say: days as intervals, clock times where declared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from stemmata.model import AnnotatedArticle

_LEAST_CLOCK = len("2021-05-11T00:00")


@lru_cache(maxsize=10_000)
def clock(declared: str | None) -> datetime | None:
    """Return a declared time of day, None where only a day or nothing is declared.

    Example:
        >>> clock("2021-05-11T09:30:00+02:00").hour, clock("2021-05-11")
        (7, None)
    """
    text = (declared or "").strip()
    if len(text) < _LEAST_CLOCK:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, IndexError):
            return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def lead(first: AnnotatedArticle, second: AnnotatedArticle) -> timedelta | None:
    """Return by how much `first` came out before `second`; None where that is open."""
    own, other = clock(first.article.declared_published), clock(second.article.declared_published)
    if own and other:
        return other - own
    if not first.published or not second.published:
        return None
    if first.published.latest < second.published.earliest:
        return second.published.earliest - first.published.latest
    if second.published.latest < first.published.earliest:
        return -(first.published.earliest - second.published.latest)
    return None
