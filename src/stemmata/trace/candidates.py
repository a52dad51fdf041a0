"""Which pairs are worth comparing: an index, never all pairs of a collection.

Shingles that few reports share point to shared text (an inverted index; Broder 1997); rare figures
and names that few reports share point to translations; stories and close pairs of the grouping
add what shares neither. Each report keeps its most promising partners.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from stemmata.model import Grouping
from stemmata.settings import TraceSettings
from stemmata.trace.reports import Hashes, Integers, Report
from stemmata.trace.vectors import solid_hashes

Promise = dict[tuple[int, int], float]


def candidate_pairs(
    reports: Sequence[Report], grouping: Grouping, settings: TraceSettings
) -> list[tuple[int, int]]:
    """Return pairs of places in `reports` to compare, each with the smaller place first.

    Args:
        reports: the reports in order of their ids.
        grouping: the stories, whose articles are compared with each other.
        settings: how rare a shingle must be and how many partners each report keeps.
    """
    sizes = np.array([max(1, len(report.shingles)) for report in reports], dtype=np.float64)
    promise: Promise = {}
    shared = _shared_counts([np.unique(r.shingles) for r in reports], settings)
    for (a, b), count in shared.items():
        if count >= settings.least_shared_shingles:
            promise[a, b] = 1.0 + count / float(min(sizes[a], sizes[b]))
    for pair, count in _shared_solid(reports, settings).items():
        promise[pair] = max(promise.get(pair, 0.0), min(1.0, count / 20))
    for pair, hope in _grouped(reports, grouping, settings):
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


def _shared_solid(reports: Sequence[Report], settings: TraceSettings) -> Promise:
    solid = [solid_hashes(report) for report in reports]
    shared = _shared_counts(solid, settings, settings.rare_solid)
    return {
        (a, b): count
        for (a, b), count in shared.items()
        if count >= settings.least_shared_solid and reports[a].language != reports[b].language
    }


def _shared_counts(
    features: Sequence[Hashes], settings: TraceSettings, most: int | None = None
) -> Promise:
    """Return for each pair how many features both have, those that many share counting less.

    Features that many reports have are sampled by their hash, so that three hundred copies of one
    text cost no more than thirty.
    """
    values = np.concatenate([*features, np.empty(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(features)), [len(part) for part in features])
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    if not len(values):
        return {}
    begins = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    counts = np.diff(np.concatenate((begins, [len(values)])))
    rate = np.where(counts > settings.rare_shingle, settings.sampling, 1)
    kept = (counts > 1) & (values[begins] % rate.astype(np.uint64) == 0)
    if most is not None:
        kept &= counts <= most
    return _count_pairs(owners, begins[kept], counts[kept], rate[kept], len(features))


def _count_pairs(
    owners: Integers, begins: Integers, counts: Integers, rates: Integers, total: int
) -> Promise:
    sums: dict[int, float] = defaultdict(float)
    for size in np.unique(counts):
        for rate in np.unique(rates[counts == size]):
            chosen = begins[(counts == size) & (rates == rate)]
            holders = owners[chosen[:, None] + np.arange(size)]
            first, second = np.triu_indices(int(size), 1)
            codes = (holders[:, first] * total + holders[:, second]).ravel()
            unique, times = np.unique(codes, return_counts=True)
            for code, count in zip(unique.tolist(), times.tolist(), strict=True):
                sums[code] += count * float(rate) / math.log2(size)
    return {divmod(code, total): count for code, count in sums.items()}


def _grouped(
    reports: Sequence[Report], grouping: Grouping, settings: TraceSettings
) -> Iterable[tuple[tuple[int, int], float]]:
    place = {report.id: number for number, report in enumerate(reports)}
    for pair in grouping.pairs:
        if pair.probability >= settings.least_grouped and pair.a in place and pair.b in place:
            yield _ordered(place[pair.a], place[pair.b]), pair.probability
    for story in grouping.stories:
        members = sorted(place[name] for name in story.articles if name in place)
        if len(members) <= settings.story_compared_whole:
            yield from ((pair, 0.3) for pair in combinations(members, 2))
        else:
            yield from _within_large(reports, members, settings)


def _within_large(
    reports: Sequence[Report], members: Sequence[int], settings: TraceSettings
) -> Iterable[tuple[tuple[int, int], float]]:
    """Yield the pairs of a large story that share figures and names, as many as they share."""
    solid = [solid_hashes(reports[place]) for place in members]
    for (a, b), count in _shared_counts(solid, settings).items():
        if count >= settings.least_shared_solid:
            yield (members[a], members[b]), min(1.0, count / 40)


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
