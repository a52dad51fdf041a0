"""Points in the making, and what makes them points: an id, who is silent, the order."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from operator import attrgetter, itemgetter
from typing import NamedTuple

from stemmata.collate.doubts import is_doubtful
from stemmata.model import Point, PointKind, Reading, Verdict

ORDER = {"disputed": 0, "compatible": 1, "agreed": 2, "single": 3}


class Draft(NamedTuple):
    """A question and its readings, the claims of each in order of their articles."""

    kind: PointKind
    question: str
    readings: tuple[Reading, ...]
    verdict: Verdict


def finish(drafts: Sequence[Draft], story: str, articles: Sequence[str]) -> tuple[Point, ...]:
    """Return the drafts as points of a story, disputed ones first, those that are sure before all.

    Args:
        drafts: in any order.
        story: its id.
        articles: the ids of its articles, in order.
    """
    silences: dict[frozenset[str], tuple[str, ...]] = {}  # most points have one of a few
    ranked = []
    for draft in drafts:
        speaking = _find_speaking(draft.readings)
        silent = silences.get(speaking)
        if silent is None:
            silent = tuple(name for name in articles if name not in speaking)
            silences[speaking] = silent
        point = Point(_identify(draft, story), story, *draft, silent)
        doubtful = draft.verdict == "disputed" and is_doubtful(draft.readings)
        ranked.append(((ORDER[draft.verdict], doubtful, -len(speaking), point.id), point))
    ranked.sort(key=itemgetter(0))
    return tuple(point for _, point in ranked)


def _find_speaking(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the articles that answer; most points have one claim."""
    if len(readings) == 1 and len(readings[0].claims) == 1:
        return frozenset((readings[0].claims[0].article,))
    return frozenset([claim.article for reading in readings for claim in reading.claims])


def _identify(draft: Draft, story: str) -> str:
    """Return the id of a point, which the place of its first claim fixes."""
    firsts = [reading.claims[0] for reading in draft.readings]
    first = min(firsts, key=attrgetter("article", "start")) if len(firsts) > 1 else firsts[0]
    article, start = first.article, first.start
    seed = f"{story}\0{draft.kind}\0{article}\0{start}".encode("utf-8", "replace")
    return f"p-{blake2b(seed, digest_size=6).hexdigest()}"
