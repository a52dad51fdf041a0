"""The stemma of related articles: which took from which.

Each step from a parent to a child costs what was changed in it (the words that are new, the runs
that are broken), and gains from the clues to its direction. The best rooted tree is the cheapest
history, as in image phylogeny (Dias, Rocha and Goldenstein 2012; for text Marmerola et al. 2016):
a chain of small changes beats many large ones from the same root. Articles that print the same
unseen agency hang on it where no article explains them better. Afterwards a child takes a further
parent for words that the first cannot have given.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from stemmata.model import UNSEEN, Evidence
from stemmata.settings import TraceSettings
from stemmata.trace.classifier import probability
from stemmata.trace.comparison import Comparison
from stemmata.trace.credits import outlet_key, same_house
from stemmata.trace.direction import TIME, Context, direction_clues
from stemmata.trace.evidence import covered, said
from stemmata.trace.reports import Report
from stemmata.trace.rooting import Edge, Way, turn_edges
from stemmata.trace.tree import best_tree

_ROOT = ""
_NAMING = ("credit", "declared link")  # clues that point to this very parent


@dataclass(frozen=True, slots=True)
class Step:
    """A possible step of descent from `original` to `copy`, with what speaks for its direction."""

    original: str
    copy: str
    logit: float
    cost: float
    direction: float
    clues: tuple[Evidence, ...]


class Relations:
    """The pairs of articles one of which took from the other, and what each step would cost."""

    def __init__(
        self,
        comparisons: Sequence[tuple[Comparison, float]],
        context: Context,
    ) -> None:
        self.context = context
        self.found: dict[tuple[str, str], Comparison] = {}
        self.steps: dict[tuple[str, str], Step] = {}
        self.partners: dict[str, set[str]] = defaultdict(set)
        for comparison, logit in comparisons:
            self._add(comparison, logit)

    def _add(self, comparison: Comparison, logit: float) -> None:
        a, b = comparison.a, comparison.b
        for original, copy in ((a, b), (b, a)):
            clues = direction_clues(original, copy, comparison, self.context)
            self.found[original.id, copy.id] = comparison
            self.partners[original.id].add(copy.id)
            self.steps[original.id, copy.id] = Step(
                original=original.id,
                copy=copy.id,
                logit=logit,
                cost=step_cost(original, copy, comparison, self.context),
                direction=sum(clue.weight for clue in clues),
                clues=tuple(clues),
            )

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The reports by id."""
        return {r.id: r for found in self.found.values() for r in (found.a, found.b)}

    def cover(self, original: str, copy: str) -> NDArray[np.bool_]:
        """Return which words of `copy` are in `original`."""
        return covered(self.found[original, copy], self.reports[copy])

    def components(self) -> list[list[str]]:
        """Return the ids that hang together, each list and the lists in order."""
        left = set(self.partners)
        parts = []
        for start in sorted(self.partners):
            if start in left:
                left.discard(start)
                part = [start]
                for name in part:
                    fresh = sorted(self.partners[name] & left)
                    left.difference_update(fresh)
                    part += fresh
                parts.append(sorted(part))
        return parts


def step_cost(original: Report, copy: Report, found: Comparison, context: Context) -> float:
    """Return what it takes to make `copy` from `original`, in log-likelihood."""
    settings = context.settings
    gained = settings.shared_slip * len(
        context.slips.get(original.id, {}).keys() & context.slips.get(copy.id, {}).keys()
    )
    if not found.same_language:
        kept = _likeness_of(found, copy)
        lost = 1.0 - _likeness_of(found, original)
        words = math.sqrt(max(1, len(copy)))
        return float(
            settings.translating + settings.new_word * 10 * words * (1.0 - kept) + lost - gained
        )
    equal = sum(tile.length for tile in found.tiles)
    changes = (
        settings.new_word * (len(copy) - equal)
        + settings.broken_run * max(0, len(found.tiles) - 1)
        + settings.lost_word * (len(original) - equal)
    )
    # However much was reworded, it took less than writing it anew.
    anew = max(0.0, settings.new_word * len(copy) - settings.reworded_gain)
    return float(min(changes, anew) - gained)


def _likeness_of(found: Comparison, report: Report) -> float:
    """Return how much of a report's sentences is said by the other, 0 to 1."""
    flipped = found.a is report
    reach = (0, *accumulate(end - start for start, end in report.sentences))
    said = sum(
        bead.likeness * (reach[bead.a_end] - reach[bead.a])
        if flipped
        else bead.likeness * (reach[bead.b_end] - reach[bead.b])
        for bead in found.beads
    )
    return said / max(1, reach[-1])


@dataclass(frozen=True, slots=True)
class Stemma:
    """The steps (original, copy) of related reports, unseen sources included.

    `odds` are log-odds that a step runs as drawn, of those that are no copies of an unseen source.
    """

    edges: tuple[Edge, ...]
    odds: Mapping[Edge, float]


def draw(component: Sequence[str], relations: Relations) -> Stemma:
    """Return the stemma of articles that hang together."""
    merged = _merged_children(component, relations)
    weights = _weights(component, relations, merged)
    weights |= _unseen_weights(component, relations)
    parents = best_tree(weights, _ROOT)
    edges = [(parent, child) for child, parent in parents.items() if parent and UNSEEN not in child]
    further = _further_parents(edges, relations)
    held = {child for _, child in further} | {c for p, c in edges if p.startswith(UNSEEN)}
    free = [edge for edge in edges if edge[1] not in held]
    ways = {edge: _way(edge, relations) for edge in free}
    odds = turn_edges(free, ways, held, relations.context.settings.tree_doubt)
    fixed = [*further, *(edge for edge in edges if edge[1] in held)]
    put_together = relations.context.settings.merged_clue
    for edge in fixed:
        if not edge[0].startswith(UNSEEN):
            odds[edge] = relations.steps[edge].direction + put_together
    drawn = sorted({*odds, *fixed}, key=lambda edge: (edge[1], edge[0]))
    return Stemma(tuple(drawn), odds)


def _way(edge: Edge, relations: Relations) -> Way:
    step, found = relations.steps[edge], relations.found[edge]
    return Way(
        odds=step.direction,
        timed=any(clue.kind == TIME for clue in step.clues),
        equal=found.same_text or not found.same_language,
    )


def _weights(
    component: Sequence[str], relations: Relations, merged: Mapping[str, set[str]]
) -> dict[tuple[str, str], float]:
    settings = relations.context.settings
    weights: dict[tuple[str, str], float] = {}
    earlier = {name: _earlier_twins(name, relations) for name in component}
    kept = _credits_within(component, relations)
    for copy in component:
        words = len(relations.reports[copy])
        weights[_ROOT, copy] = -settings.beginning - settings.new_word * words
        if not any(relations.found[name, copy].same_language for name in relations.partners[copy]):
            weights[_ROOT, copy] -= settings.translating  # what every step to it costs too
        for original in relations.partners[copy]:
            if original in merged.get(copy, ()):
                continue
            step = relations.steps[original, copy]
            weights[original, copy] = step_weight(step, settings)
            if earlier[original] & relations.partners[copy]:
                weights[original, copy] -= settings.later_twin
            if kept[original] & kept[copy]:
                weights[original, copy] += settings.inherited_credit
    return weights


def _credits_within(component: Sequence[str], relations: Relations) -> dict[str, set[str]]:
    """Return for each article which of the others' outlets it credits.

    A copy may keep the credit of its parent: it then speaks for either of the two.
    """
    reports, held = relations.reports, relations.context.credits
    own = {outlet_key(reports[name].annotated.article.outlet or "") for name in component}
    return {name: {outlet_key(credit.outlet) for credit in held[name]} & own for name in component}


def _earlier_twins(name: str, relations: Relations) -> set[str]:
    """Return the articles that one is nearly a verbatim copy of."""
    settings = relations.context.settings
    return {
        other
        for other in relations.partners[name]
        if relations.steps[other, name].cost <= settings.twin_cost
        and relations.steps[other, name].direction >= settings.clear_direction
    }


def step_weight(step: Step, settings: TraceSettings) -> float:
    """Return how much a step is worth: its direction, what it costs, and what names this parent."""
    named = sum(clue.weight for clue in step.clues if clue.kind in _NAMING and clue.weight > 0)
    direction = settings.direction_scale * math.log(probability(step.direction))
    return direction - step.cost + settings.naming_scale * named


def _unseen_weights(component: Sequence[str], relations: Relations) -> dict[tuple[str, str], float]:
    """Return the steps from agencies that several articles credit and none of them is."""
    settings = relations.context.settings
    weights: dict[tuple[str, str], float] = {}
    for outlet, holders in _common_credits(component, relations).items():
        source = UNSEEN + outlet
        weights[_ROOT, source] = -settings.beginning
        for copy in holders:
            near = [
                relations.steps[other, copy].cost
                for other in holders
                if other in relations.partners[copy]
            ]
            if near:
                weights[source, copy] = -min(near) / 2 - settings.from_unseen
    return weights


def _common_credits(component: Sequence[str], relations: Relations) -> dict[str, list[str]]:
    reports = relations.reports
    own = {outlet_key(reports[name].annotated.article.outlet or "") for name in component}
    holders: dict[str, list[str]] = defaultdict(list)
    for name in component:
        for credit in relations.context.credits[name]:
            key = outlet_key(credit.outlet)
            if credit.whole and not any(same_house(key, known) for known in own if known):
                holders[credit.outlet].append(name)
    return {outlet: names for outlet, names in holders.items() if len(names) > 1}


def _merged_children(component: Sequence[str], relations: Relations) -> dict[str, set[str]]:
    """Return for each article the copies that were put together from it and an unrelated one."""
    settings = relations.context.settings
    merged: dict[str, set[str]] = defaultdict(set)
    for copy in component:
        partners = [
            name
            for name in sorted(relations.partners[copy])
            if relations.steps[name, copy].logit >= settings.merged_logit
        ]
        if len(partners) < 2:
            continue
        covers = {name: relations.cover(name, copy) for name in partners}
        for first, second in _unrelated(partners, relations):
            ways = [_declared_way(relations.steps[name, copy]) for name in (first, second)]
            if _put_together(covers[first], covers[second], min(ways), settings):
                merged[first].add(copy)
                merged[second].add(copy)
    return merged


def _declared_way(step: Step) -> float:
    """Return the log-odds of a direction without containment, which merging upsets."""
    return sum(clue.weight for clue in step.clues if clue.kind != "containment")


def _unrelated(names: Sequence[str], relations: Relations) -> Iterable[tuple[str, str]]:
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            if second not in relations.partners[first]:
                yield first, second


def _put_together(
    first: NDArray[np.bool_], second: NDArray[np.bool_], way: float, settings: TraceSettings
) -> bool:
    """Tell whether two covers of a report explain it together, each a part of its own.

    `way` is the lesser log-odds that the report took from them rather than they from it: where it
    is clear, less of the report need be explained.
    """
    least = max(settings.second_parent_words, settings.second_parent_share * len(first))
    needed = settings.merged_cover if way < settings.clear_direction else 0.0
    return bool(
        way > -1.0
        and (first | second).mean() >= needed
        and (first & ~second).sum() >= least
        and (second & ~first).sum() >= least
    )


def _further_parents(
    edges: Sequence[tuple[str, str]], relations: Relations
) -> list[tuple[str, str]]:
    """Return steps from further parents, for words that the first parent does not have."""
    parents: dict[str, list[str]] = defaultdict(list)
    for original, copy in edges:
        parents[copy].append(original)
    further = []
    for original, copy in edges:
        if original.startswith(UNSEEN):
            continue
        options = [
            (_given(name, original, copy, relations), name)
            for name in sorted(relations.partners[copy] - {original})
            if _can_add(relations.steps[name, copy], relations) and copy not in _line(name, parents)
        ]
        gain, best = max(options, default=(0, ""))
        if gain and gain >= _least_gain(best, copy, relations):
            further.append((best, copy))
            parents[copy].append(best)
    return further


def _given(further: str, first: str, copy: str, relations: Relations) -> int:
    """Return how many words of `copy` a further parent has that the first has not.

    Across languages only sentences can be set side by side; the first is then judged by them too.
    """
    missing = ~relations.cover(first, copy)
    if not relations.found[further, copy].same_language:
        missing &= ~said(relations.found[first, copy], relations.reports[copy])
    return int((relations.cover(further, copy) & missing).sum())


def _can_add(step: Step, relations: Relations) -> bool:
    """Tell whether a step may be a second one; across languages only where its way is clear."""
    settings = relations.context.settings
    if relations.found[step.original, step.copy].same_language:
        return _declared_way(step) > -1.0
    clear = _declared_way(step) >= settings.clear_direction
    return clear and step.logit >= settings.second_parent_logit_across


def _least_gain(original: str, copy: str, relations: Relations) -> float:
    settings = relations.context.settings
    same = relations.found[original, copy].same_language
    share = settings.second_parent_share if same else settings.second_parent_share_across
    return max(settings.second_parent_words, share * len(relations.reports[copy]))


def _line(name: str, parents: Mapping[str, Sequence[str]]) -> set[str]:
    """Return an article and all it descends from."""
    line = {name}
    ahead = [name]
    for here in ahead:
        fresh = [parent for parent in parents.get(here, ()) if parent not in line]
        line.update(fresh)
        ahead += fresh
    return line
