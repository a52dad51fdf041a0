"""The pairs of articles one of which took from the other, and what each step would cost."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from stemmata.model import Evidence, Frozen
from stemmata.trace.comparison import Comparison
from stemmata.trace.direction import Context, direction_clues
from stemmata.trace.edits import find_edits
from stemmata.trace.evidence import covered
from stemmata.trace.reports import Report


class Step(Frozen, frozen=True):
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
        edits = find_edits(comparison)
        for original, copy, led in ((a, b, edits), (b, a, edits.flipped())):
            clues = direction_clues(original, copy, comparison, led, self.context)
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
    held, other = context.slips.get(original.id, {}), context.slips.get(copy.id, {})
    shared = (held[form].rarity(settings) for form in held.keys() & other.keys())
    gained = settings.shared_slip * sum(sorted(shared))
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
