"""One number with two units of one dimension: of 500 g and 500 mg one has lost its unit.

Translators keep a number and slip in what it counts. Such two values differ, and still they are of
one claim as surely as two equal ones: by their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import permutations

from stemmata.collate.relations import SLIP, Codes
from stemmata.collate.statements import Statement
from stemmata.collate.units import dimension

_TIMES = frozenset({"minute", "day"})  # three days and three weeks are rather two spans


def find_unit_slips(block: Sequence[Statement], relations: Codes) -> list[tuple[int, int]]:
    """Return the places of each two statements of one number in two units, either way round.

    Args:
        block: the statements.
        relations: how each two relate, (n, n); what agrees by conversion is no slip.
    """
    written: dict[Hashable, list[int]] = defaultdict(list)
    for row, statement in enumerate(block):
        if number := _number(statement):
            written[number].append(row)
    return [
        (a, b)
        for rows in written.values()
        if len(rows) > 1
        for a, b in permutations(rows, 2)
        if relations[a, b] >= SLIP and is_unit_slip(block[a], block[b])
    ]


def is_unit_slip(one: Statement, other: Statement) -> bool:
    """Say whether two statements that differ give one number in two units of one dimension."""
    number = _number(one)
    return number is not None and number == _number(other) and one.claim.unit != other.claim.unit


def _number(statement: Statement) -> Hashable:
    """Return what a measure says but for its unit, None for anything else."""
    claim = statement.claim
    measured = dimension(claim.unit) if claim.unit else None
    return None if measured is None or measured in _TIMES else (measured, claim.low, claim.high)
