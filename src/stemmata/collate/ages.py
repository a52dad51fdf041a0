"""Ages are of people: two that differ dispute nothing where they are of two.

An age stands beside a name ("Marta Lind, 36", "36-year-old Marta Lind"). Where nobody is named, a
report that tells the ages of several people tells them of several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from stemmata.collate.alignment import FORBIDDEN, Pairs, Scores, number_keys
from stemmata.collate.bearers import AGE
from stemmata.collate.statements import Statement
from stemmata.settings import CollateSettings


def part_ages(
    scores: Scores, block: Sequence[Statement], different: Pairs, settings: CollateSettings
) -> None:
    """Set apart, in log-odds of answering one question, ages that are of two people.

    Args:
        scores: of each two statements, (n, n), changed in place.
        block: the statements.
        different: which two state two values, (n, n).
        settings: how much several ages in one report say.
    """
    rows = [row for row, statement in enumerate(block) if statement.claim.unit == AGE]
    if not rows:
        return
    told: dict[int, set[float | None]] = defaultdict(set)
    for row in rows:
        told[block[row].article].add(block[row].claim.low)
    crowded = [len(told[block[row].article]) >= settings.several_ages for row in rows]
    own = np.ix_(rows, rows)
    apart, unsure = _other_people([block[row] for row in rows], np.array(crowded))
    scores[own] += settings.crowded_age * (different[own] & unsure)
    scores[own] = np.where(different[own] & apart, FORBIDDEN, scores[own])


def _other_people(ages: Sequence[Statement], crowded: Pairs) -> tuple[Pairs, Pairs]:
    """Say which two ages are of two people, and of which two it cannot be told in a crowd.

    Over languages a name that was given two keys may still be one.
    """
    who, spoken = (
        number_keys([age.person for age in ages]),
        number_keys([age.language for age in ages]),
    )
    named = np.array([bool(age.person) for age in ages])
    both = named[:, None] & named
    one, together = who[:, None] == who, spoken[:, None] == spoken
    apart: Pairs = both & ~one & together
    unsure: Pairs = (crowded[:, None] | crowded) & ~named[:, None] & ~named
    return apart, unsure
