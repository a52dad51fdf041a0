"""How near a query is to what an article is about: cosines of concepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stemmata.store.sql.keeping import CONCEPTS
from stemmata.store.sql.packing import unpack
from stemmata.store.values import Hit

# Articles looked at for each that is wanted, where they are ranked by concepts; 8 find one headline
# in 400 more, and take a tenth longer (`benchmarks/search.py find`).
CANDIDATES = 5


def nearest(
    concepts: Mapping[int, float], rows: Iterable[tuple[str, str | None, bytes]], limit: int
) -> list[Hit]:
    """Return articles by the cosine of their concepts with those of a query, the nearest first.

    Args:
        concepts: of the query, a vector of unit length.
        rows: ids, stories and packed concepts of articles.
        limit: how many at most.
    """
    hits = [
        Hit(name, story or "", _dot(concepts, dict(unpack(own, CONCEPTS))) / 1000)
        for name, story, own in rows
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.article))[:limit]


def _dot(concepts: Mapping[int, float], own: Mapping[int, float]) -> float:
    return sum(weight * own[concept] for concept, weight in concepts.items() if concept in own)
