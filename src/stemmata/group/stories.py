"""From fingerprints to stories and storylines, and from pairs to probabilities with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from stemmata.group.features import Shared, pair_features, shared_by
from stemmata.group.fingerprint import Fingerprint
from stemmata.group.index import Collection
from stemmata.group.linking import Edge, link
from stemmata.group.reasons import say_why
from stemmata.group.scoring import load_weights, log_odds, probability
from stemmata.model import Grouping, Pair, Story
from stemmata.settings import GroupSettings


def group(prints: Sequence[Fingerprint], settings: GroupSettings | None = None) -> Grouping:
    """Return the stories and storylines of a run; the order of the fingerprints never matters."""
    settings = settings or GroupSettings()
    ordered = sorted(prints, key=lambda p: p.id)
    collection = Collection(ordered, settings)
    edges = _score_candidates(collection)
    rows = link(len(ordered), edges, settings.join, settings.absent)
    lines = _link_stories(rows, edges, settings)
    stories = [
        Story(_name("s", ordered, members), line, tuple(ordered[row].id for row in members))
        for members, line in zip(rows, _line_names(ordered, rows, lines), strict=True)
    ]
    pairs = [_as_pair(collection, edge) for edge in edges if edge[2] >= settings.telling]
    return Grouping(tuple(stories), tuple(pairs))


def compare(
    pairs: Iterable[tuple[Fingerprint, Fingerprint]],
    prints: Sequence[Fingerprint],
    settings: GroupSettings | None = None,
) -> list[Pair]:
    """Return the probability that each pair reports one event, with reasons.

    Args:
        pairs: the fingerprints to compare.
        prints: the whole run, which says how rare a name is.
        settings: as for `group`.
    """
    collection = Collection(prints, settings or GroupSettings())
    place = {print_.id: row for row, print_ in enumerate(collection.prints)}
    found = []
    for a, b in pairs:
        cosine = float(collection.cosines(place[a.id])[place[b.id]])
        odds = log_odds(pair_features(a, b, cosine, collection), load_weights())
        found.append(_as_pair(collection, (place[a.id], place[b.id], odds)))
    return found


def _score_candidates(collection: Collection) -> list[Edge]:
    weights, prints = load_weights(), collection.prints
    return [
        (a, b, log_odds(pair_features(prints[a], prints[b], cosine, collection), weights))
        for a, b, cosine in collection.candidates()
    ]


def _link_stories(
    rows: Sequence[Sequence[int]], edges: Iterable[Edge], settings: GroupSettings
) -> list[list[int]]:
    """Return storylines as groups of story places: stories whose nearest reports continue."""
    story_of = {row: place for place, members in enumerate(rows) for row in members}
    best: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for a, b, odds in edges:
        pair = (min(story_of[a], story_of[b]), max(story_of[a], story_of[b]))
        if pair[0] == pair[1]:
            continue
        for row in (a, b):
            best[pair][row] = max(best[pair].get(row, settings.absent), odds)
    links = []
    for (a, b), nearest in best.items():
        smaller = min(rows[a], rows[b], key=len)
        mean = sum(nearest.get(row, settings.absent) for row in smaller) / len(smaller)
        links.append((a, b, mean))
    return link(len(rows), links, settings.continues, settings.absent)


def _line_names(
    prints: Sequence[Fingerprint], rows: Sequence[Sequence[int]], lines: Iterable[Sequence[int]]
) -> list[str]:
    names = [""] * len(rows)
    for places in lines:
        name = _name("l", prints, [row for place in places for row in rows[place]])
        for place in places:
            names[place] = name
    return names


def _name(letter: str, prints: Sequence[Fingerprint], members: Iterable[int]) -> str:
    """Return an id that stays the same while the earliest report stays."""
    first = min((prints[m].published or (date.max.toordinal(), 0), prints[m].id) for m in members)
    digest = blake2b(first[1].encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{letter}-{digest}"


def _as_pair(collection: Collection, edge: Edge) -> Pair:
    a, b = sorted((collection.prints[edge[0]], collection.prints[edge[1]]), key=lambda p: p.id)
    shared: Shared = shared_by(a, b)
    return Pair(a.id, b.id, probability(edge[2]), say_why(a, b, shared))
