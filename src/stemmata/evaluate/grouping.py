"""How well stories match gold events.

B-cubed (Bagga & Baldwin 1998) is flattered by singletons, pairwise F1 is ruled by big clusters:
both are given, and cross-lingual pairs apart. Pairs that share a topic but not an event are
RELATED: joining them is neither right nor wrong, so they are left out everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from stemmata.evaluate.measure import Floats, Measure, bootstrap, precision_recall_f1, ratio


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's gold event, broader topics and language."""

    id: str
    event: str
    language: str = "und"
    topics: frozenset[str] = frozenset()


def related(a: GoldArticle, b: GoldArticle) -> bool:
    """Say whether two articles share a topic without sharing the event."""
    return a.event != b.event and not a.topics.isdisjoint(b.topics)


def measure_grouping(gold: Sequence[GoldArticle], stories: Mapping[str, str]) -> list[Measure]:
    """Return B-cubed, pairwise and cross-lingual pairwise measures, and recall by language.

    Args:
        gold: the articles that have a gold event.
        stories: article id to story; an article that is missing is a story of its own.

    Example:
        >>> gold = [GoldArticle("a", "1", "en"), GoldArticle("b", "1", "de")]
        >>> values = {m.name: m.value for m in measure_grouping(gold, {"a": "s", "b": "s"})}
        >>> values["pairwise F1"], values["cross-lingual pairwise recall"]
        (1.0, 1.0)
    """
    assigned = {article.id: stories.get(article.id, f"\0{article.id}") for article in gold}
    pairs = _pair_rows(gold, assigned)
    measures = _measure_bcubed(gold, assigned)
    measures += precision_recall_f1("pairwise", _rows(pairs, gold, lambda _a, _b: True))
    across = _rows(pairs, gold, lambda a, b: a.language != b.language)
    measures += precision_recall_f1("cross-lingual pairwise", across)
    for language in sorted({article.language for article in gold}):
        rows = _rows(pairs, gold, partial(_touches, language))
        if rows[:, 2].sum():
            measures.append(
                bootstrap(f"pairwise recall {language}", rows, lambda s: ratio(s[0], s[2]))
            )
    measures.append(_measure_largest(assigned))
    return measures


Pairs = list[tuple[GoldArticle, GoldArticle, bool, bool]]
Chooser = Callable[[GoldArticle, GoldArticle], bool]


def _pair_rows(gold: Sequence[GoldArticle], assigned: Mapping[str, str]) -> Pairs:
    by_event: dict[Hashable, list[GoldArticle]] = defaultdict(list)
    by_story: dict[Hashable, list[GoldArticle]] = defaultdict(list)
    for article in gold:
        by_event[article.event].append(article)
        by_story[assigned[article.id]].append(article)
    pairs: Pairs = [
        (a, b, assigned[a.id] == assigned[b.id], True)
        for members in by_event.values()
        for a, b in combinations(members, 2)
    ]
    pairs += [
        (a, b, True, False)
        for members in by_story.values()
        for a, b in combinations(members, 2)
        if a.event != b.event and not related(a, b)
    ]
    return pairs


def _rows(pairs: Pairs, gold: Sequence[GoldArticle], chosen: Chooser) -> Floats:
    """Return (correct, predicted, wanted) by gold event; a false pair counts half for each."""
    events = {event: row for row, event in enumerate(sorted({a.event for a in gold}))}
    rows = np.zeros((len(events), 3))
    for a, b, together, same in pairs:
        if not chosen(a, b):
            continue
        share = np.array([same and together, together, same], dtype=float) / 2
        rows[events[a.event]] += share
        rows[events[b.event]] += share
    return rows


def _measure_bcubed(gold: Sequence[GoldArticle], assigned: Mapping[str, str]) -> list[Measure]:
    by_event: dict[str, list[GoldArticle]] = defaultdict(list)
    by_story: dict[str, list[GoldArticle]] = defaultdict(list)
    for article in gold:
        by_event[article.event].append(article)
        by_story[assigned[article.id]].append(article)
    rows = np.zeros((len(gold), 3))
    for row, article in enumerate(gold):
        mates = [m for m in by_story[assigned[article.id]] if not related(article, m)]
        right = sum(mate.event == article.event for mate in mates)
        rows[row] = (right / len(mates), right / len(by_event[article.event]), 1.0)

    def f1(sums: Floats) -> float:
        return ratio(
            2 * ratio(sums[0], sums[2]) * ratio(sums[1], sums[2]), ratio(sums[0] + sums[1], sums[2])
        )

    return [
        bootstrap("B-cubed precision", rows, lambda s: ratio(s[0], s[2])),
        bootstrap("B-cubed recall", rows, lambda s: ratio(s[1], s[2])),
        bootstrap("B-cubed F1", rows, f1),
    ]


def _touches(language: str, a: GoldArticle, b: GoldArticle) -> bool:
    return language in (a.language, b.language)


def _measure_largest(assigned: Mapping[str, str]) -> Measure:
    sizes: dict[str, int] = defaultdict(int)
    for story in assigned.values():
        sizes[story] += 1
    share = ratio(max(sizes.values(), default=0), len(assigned))
    return Measure("largest story share", share, share, share, len(assigned))
