"""Which pairs are worth comparing: an index, never all pairs of a collection.

Shingles that few reports share point to shared text (an inverted index; Broder 1997); rare figures
and names that few reports share point to translations; stories and close pairs of the grouping
add what shares neither. Each report keeps its most promising partners.

The index is one array: each feature's hash in the upper bits and its report's place in the lower,
sorted once for the whole collection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stemmata.model import Grouping
from stemmata.settings import TraceSettings
from stemmata.trace.signatures import Hashes, Integers, Signature, count_equal, runs

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # spreads hashes over all their bits

Promise = dict[tuple[int, int], float]


def candidate_pairs(
    signatures: Sequence[Signature], grouping: Grouping, settings: TraceSettings
) -> list[tuple[int, int]]:
    """Return pairs of places in `signatures` to compare, each with the smaller place first.

    Args:
        signatures: of the articles in order of their ids.
        grouping: the stories, whose articles are compared with each other.
        settings: how rare a shingle must be and how many partners each report keeps.
    """
    promise = _shared_shingles(signatures, settings)
    for pair, hope in _shared_solid(signatures, settings):
        promise[pair] = max(promise.get(pair, 0.0), hope)
    for pair, hope in _grouped(signatures, grouping, settings):
        promise[pair] = max(promise.get(pair, 0.0), hope)
    return _most_promising(promise, settings.partners)


def second_cousins(
    copies: Sequence[tuple[int, int]], compared: Sequence[tuple[int, int]], settings: TraceSettings
) -> list[tuple[int, int]]:
    """Return pairs not compared yet that are copies of one third: copies of it may be so mutually.

    Args:
        copies: pairs found to be copies, each with the smaller place first.
        compared: all pairs that were compared.
        settings: how many partners each report keeps.
    """
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in copies:
        near[a].add(b)
        near[b].add(a)
    done = set(compared)
    spent: dict[int, int] = defaultdict(int)
    for pair in compared:
        for place in pair:
            spent[place] += 1
    fresh = {
        _ordered(a, b)
        for others in near.values()
        if len(others) <= settings.partners
        for a, b in combinations(sorted(others), 2)
    } - done
    chosen = []
    for a, b in sorted(fresh):
        if max(spent[a], spent[b]) < settings.partners:
            spent[a] += 1
            spent[b] += 1
            chosen.append((a, b))
    return chosen


def _shared_shingles(signatures: Sequence[Signature], settings: TraceSettings) -> Promise:
    sizes = np.array([len(signature) for signature in signatures], dtype=np.int64)
    shingles, owners = _all_shingles(signatures, sizes, settings.shingle)
    a, b, counts = _shared_counts(shingles, owners, settings)
    kept = counts >= settings.least_shared_shingles
    a, b = a[kept], b[kept]
    shortest = np.maximum(1, np.minimum(sizes[a], sizes[b]) - settings.shingle + 1)
    hopes = 1.0 + counts[kept] / shortest
    return dict(zip(zip(a.tolist(), b.tolist(), strict=True), hopes.tolist(), strict=True))


def _all_shingles(
    signatures: Sequence[Signature], sizes: Integers, size: int
) -> tuple[Hashes, Integers]:
    """Return the shingles of all reports and whose each is."""
    words = np.concatenate([*(part.words for part in signatures), np.empty(0, dtype=np.uint32)])
    owners = np.repeat(np.arange(len(signatures)), sizes)
    shingles = runs(words, size)
    first, last = owners[: len(shingles)], owners[len(owners) - len(shingles) :]
    inside = first == last
    return shingles[inside], first[inside]


def _shared_solid(
    signatures: Sequence[Signature], settings: TraceSettings
) -> Iterable[tuple[tuple[int, int], float]]:
    """Yield pairs in two languages that share rare figures or names."""
    number = {name: place for place, name in enumerate({one.language for one in signatures})}
    if len(number) < 2:
        return
    language = np.array([number[one.language] for one in signatures])
    a, b, counts = _shared_counts(*_all_solid(signatures), settings, settings.rare_solid)
    kept = (counts >= settings.least_shared_solid) & (language[a] != language[b])
    hopes = np.minimum(1.0, counts[kept] / 20)
    yield from zip(
        zip(a[kept].tolist(), b[kept].tolist(), strict=True), hopes.tolist(), strict=True
    )


def _all_solid(signatures: Sequence[Signature]) -> tuple[Hashes, Integers]:
    solid = np.concatenate([*(one.solid for one in signatures), np.empty(0, dtype=np.uint64)])
    return solid, np.repeat(np.arange(len(signatures)), [len(one.solid) for one in signatures])


def _shared_counts(
    features: Hashes, owners: Integers, settings: TraceSettings, most: int | None = None
) -> tuple[Integers, Integers, NDArray[np.float64]]:
    """Return pairs of reports and how many features both have; what many share counts less.

    Features that many reports have are sampled by their hash, so that three hundred copies of one
    text cost no more than thirty.
    """
    total = int(owners[-1]) + 1 if len(owners) else 1
    low = np.uint64(total.bit_length())
    keys = np.sort((features >> low) << low | owners.astype(np.uint64))
    keys = keys[np.diff(keys, prepend=~keys[:1]) != 0]
    values = keys >> low
    owners = (keys & ((np.uint64(1) << low) - np.uint64(1))).astype(np.int64)
    begins, counts = count_equal(values)
    kept = (counts > 1) & (counts <= (most or total))
    often = counts > settings.rare_shingle
    chance = (values[begins] * _MULTIPLIER) >> np.uint64(32)
    kept &= ~often | (chance % np.uint64(settings.sampling) == 0)
    return _count_pairs(owners, begins[kept], counts[kept], settings, total)


def _count_pairs(
    owners: Integers, begins: Integers, counts: Integers, settings: TraceSettings, total: int
) -> tuple[Integers, Integers, NDArray[np.float64]]:
    codes, sums = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for size in sorted(set(counts.tolist())):
        holders = owners[begins[counts == size][:, None] + np.arange(size)]
        first, second = np.triu_indices(size, 1)
        found = np.sort((holders[:, first] * total + holders[:, second]).ravel())
        starts, times = count_equal(found)
        rate = settings.sampling if size > settings.rare_shingle else 1
        codes.append(found[starts])
        sums.append(times * (rate / np.log2(size)))
    pairs = np.concatenate(codes)
    order = np.argsort(pairs)
    pairs = pairs[order]
    starts, _ = count_equal(pairs)
    summed = np.add.reduceat(np.concatenate(sums)[order], starts) if len(starts) else sums[0]
    return pairs[starts] // total, pairs[starts] % total, summed


def _grouped(
    signatures: Sequence[Signature], grouping: Grouping, settings: TraceSettings
) -> Iterable[tuple[tuple[int, int], float]]:
    place = {signature.id: number for number, signature in enumerate(signatures)}
    for pair in grouping.pairs:
        if pair.probability >= settings.least_grouped and pair.a in place and pair.b in place:
            yield _ordered(place[pair.a], place[pair.b]), pair.probability
    for story in grouping.stories:
        members = sorted(place[name] for name in story.articles if name in place)
        if len(members) <= settings.story_compared_whole:
            yield from ((pair, 0.3) for pair in combinations(members, 2))
        else:
            yield from _within_large(signatures, members, settings)


def _within_large(
    signatures: Sequence[Signature], members: Sequence[int], settings: TraceSettings
) -> Iterable[tuple[tuple[int, int], float]]:
    """Yield the pairs of a large story that share figures and names, as many as they share."""
    a, b, counts = _shared_counts(*_all_solid([signatures[place] for place in members]), settings)
    for one, other, count in zip(a.tolist(), b.tolist(), counts.tolist(), strict=True):
        if count >= settings.least_shared_solid:
            yield (members[one], members[other]), min(1.0, count / 40)


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _most_promising(promise: Promise, partners: int) -> list[tuple[int, int]]:
    """Return the pairs that are among the best of either report."""
    by_report: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (a, b), hope in promise.items():
        by_report[a].append((-hope, b, a))
        by_report[b].append((-hope, a, b))
    kept = {
        _ordered(own, other)
        for ranked in by_report.values()
        for _, other, own in sorted(ranked)[:partners]
    }
    return sorted(kept)
