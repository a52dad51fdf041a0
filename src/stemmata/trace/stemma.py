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
from collections.abc import Collection, Mapping, Sequence

from stemmata.model import UNSEEN, Frozen
from stemmata.settings import TraceSettings
from stemmata.trace.classifier import probability
from stemmata.trace.credits import outlet_key, same_house
from stemmata.trace.direction import TIME
from stemmata.trace.merging import further_parents, merged_children
from stemmata.trace.relations import Relations, Step
from stemmata.trace.rooting import Doubt, Edge, Way, turn_edges
from stemmata.trace.tree import best_tree

_ROOT = ""
_NAMING = ("credit", "declared link")  # clues that point to this very parent


class Stemma(Frozen, frozen=True):
    """The steps (original, copy) of related reports, unseen sources included.

    `odds` are log-odds that a step runs as drawn, of those that are no copies of an unseen source.
    """

    edges: tuple[Edge, ...]
    odds: Mapping[Edge, float]


def draw(component: Sequence[str], relations: Relations) -> Stemma:
    """Return the stemma of articles that hang together."""
    merged = merged_children(component, relations)
    weights = _weights(component, relations, merged)
    weights |= _unseen_weights(component, relations)
    parents = best_tree(weights, _ROOT)
    edges = [(parent, child) for child, parent in parents.items() if parent and UNSEEN not in child]
    further = further_parents(edges, relations)
    held = {child for _, child in further} | {c for p, c in edges if p.startswith(UNSEEN)}
    free = [edge for edge in edges if edge[1] not in held]
    ways = {edge: _way(edge, relations) for edge in free}
    settings = relations.context.settings
    odds = turn_edges(free, ways, held, Doubt(settings.tree_doubt, settings.time_doubt))
    fixed = [*further, *(edge for edge in edges if edge[1] in held)]
    put_together = settings.merged_clue
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
    joined = {copy for copies in merged.values() for copy in copies}
    across = _with_versions(component, relations, joined)
    for copy in component:
        words = len(relations.reports[copy])
        weights[_ROOT, copy] = -settings.beginning - settings.new_word * words
        if copy in across:
            weights[_ROOT, copy] -= settings.translating  # what every step to its language costs
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


def _with_versions(
    component: Sequence[str], relations: Relations, joined: Collection[str]
) -> set[str]:
    """Return the articles that, or whose relatives in their language, have a foreign version.

    What was put together from unrelated reports (`joined`) makes no relatives of them.
    """
    found = {
        name
        for name in component
        if not all(relations.found[other, name].same_language for other in relations.partners[name])
    }
    ahead = sorted(found)
    for here in ahead:
        if here in joined:
            continue
        for other in sorted(relations.partners[here] - found):
            if relations.found[other, here].same_language:
                found.add(other)
                ahead.append(other)
    return found


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
    own = {reports[name].annotated.article.outlet or "" for name in component} - {""}
    holders: dict[str, list[str]] = defaultdict(list)
    for name in component:
        for credit in relations.context.credits[name]:
            if credit.whole and not any(same_house(credit.outlet, known) for known in own):
                holders[credit.outlet].append(name)
    return {outlet: names for outlet, names in holders.items() if len(names) > 1}
