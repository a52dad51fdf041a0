"""Reports put together from several others: which those are, and what a further parent gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.model import UNSEEN
from stemmata.settings import TraceSettings
from stemmata.trace.edits import CUT
from stemmata.trace.evidence import said
from stemmata.trace.relations import Relations, Step

_UPSET = ("containment", CUT)  # clues from what is missing, which merging upsets


def merged_children(component: Sequence[str], relations: Relations) -> dict[str, set[str]]:
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
                for one, other in ((first, second), (second, first)):
                    for name in (one, *_nearer(one, other, copy, relations)):
                        merged[name].add(copy)
    return merged


def _nearer(parent: str, other: str, copy: str, relations: Relations) -> Iterable[str]:
    """Yield the articles nearer to one parent of a merged copy than to it, and not to the other."""
    near = relations.partners[parent] & relations.partners[copy] - relations.partners[other]
    for name in near:
        if relations.steps[parent, name].cost < relations.steps[copy, name].cost:
            yield name


def _declared_way(step: Step) -> float:
    """Return the log-odds of a direction without what merging upsets."""
    return sum(clue.weight for clue in step.clues if clue.kind not in _UPSET)


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


def further_parents(
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
