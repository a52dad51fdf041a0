"""From aligned statements to readings and a verdict; a later correction supersedes, visibly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from stemmata.collate.quantities import relate_statements
from stemmata.collate.statements import Statement
from stemmata.model import Claim, Reading, Verdict
from stemmata.settings import CollateSettings

SLIP = "suspected scale slip: differs from {other} by a factor of {factor}"
SUPERSEDED = "superseded: corrected to {new} in a later report"


def read_statements(
    group: Sequence[Statement], settings: CollateSettings
) -> tuple[tuple[Reading, ...], Verdict]:
    """Return the readings of a point, best attested first, and how they stand to one another."""
    by_value: dict[str, list[Statement]] = defaultdict(list)
    for statement in group:
        by_value[_key(statement, by_value)].append(statement)
    ordered = sorted(by_value.values(), key=lambda s: (-_articles(s), s[0].claim.value))
    relations = {
        (a, b): relate_statements(ordered[a][0], ordered[b][0], settings)
        for a, b in combinations(range(len(ordered)), 2)
    }
    readings = [as_reading([s.claim for s in members]) for members in ordered]
    for (a, b), relation in relations.items():
        if relation == "slip":
            readings[b] = replace(readings[b], note=_slip_note(ordered[a][0], ordered[b][0]))
    if _articles(group) == 1:
        return tuple(readings), "single"
    if len(readings) == 1:
        return tuple(readings), "agreed"
    agree = all(relation in ("same", "compatible") for relation in relations.values())
    return tuple(readings), "compatible" if agree else "disputed"


def supersede(readings: Sequence[Reading], corrected: Mapping[str, str]) -> tuple[Reading, ...]:
    """Return the readings with a note on each value that a later report corrects.

    Args:
        readings: of one point.
        corrected: the old value to the new one.
    """
    return tuple(
        replace(reading, note=SUPERSEDED.format(new=corrected[reading.value]))
        if reading.value in corrected
        else reading
        for reading in readings
    )


def as_reading(claims: Sequence[Claim]) -> Reading:
    """Return the reading that claims of one value give; its support is counted later."""
    first = min(claims, key=lambda claim: (claim.article, claim.start))
    ordered = sorted(claims, key=lambda claim: (claim.article, claim.start))
    return Reading(first.value, tuple(ordered))


def _key(statement: Statement, known: Mapping[str, list[Statement]]) -> str:
    """Return the value to file a statement under; a conversion joins the value it restates."""
    first = statement.values[0]
    wanted = f"{first.low}|{first.high}|{first.of}|{first.approximate}"
    if statement.measure != "count":
        wanted += f"|{first.unit}"
    if wanted in known:
        return wanted
    for key, members in known.items():
        for value in members[0].values[1:]:
            if value in statement.values:
                return key
        if first in members[0].values:
            return key
    return wanted


def _articles(statements: Sequence[Statement]) -> int:
    return len({statement.claim.article for statement in statements})


def _slip_note(kept: Statement, slipped: Statement) -> str:
    low, other = slipped.values[0].low or 1.0, kept.values[0].low or 1.0
    factor = max(low, other) / min(low, other)
    return SLIP.format(other=kept.claim.value, factor=f"{factor:,.0f}".replace(",", "\u202f"))
