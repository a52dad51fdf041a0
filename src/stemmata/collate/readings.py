"""From aligned statements to readings and a verdict; a later correction supersedes, visibly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from stemmata.collate.quantities import relate_statements
from stemmata.collate.statements import BARE, Statement
from stemmata.collate.unit_slips import is_unit_slip
from stemmata.collate.units import dimension
from stemmata.collate.values import Relation
from stemmata.model import Claim, Reading, Verdict, replace
from stemmata.settings import CollateSettings

SLIP = "suspected scale slip: differs from {other} by a factor of {factor}"
_AGREE: frozenset[Relation] = frozenset(("same", "compatible"))
UNIT_SLIP = "suspected unit slip: the number of {other} in another unit"
SUPERSEDED = "superseded: corrected to {new} in a later report"


def read_statements(
    group: Sequence[Statement], settings: CollateSettings
) -> tuple[tuple[Reading, ...], Verdict]:
    """Return the readings of a point, best attested first, and how they stand to one another."""
    if len(group) == 1:
        return (as_reading([group[0].claim]),), "single"
    ordered = sorted(_file(group, settings), key=lambda s: (-_articles(s), s[0].claim.value))
    first = [members[0] for members in ordered]
    relations = {
        (a, b): relate_statements(first[a], first[b], settings)
        for a, b in combinations(range(len(ordered)), 2)
    }
    slips = _find_slips(first, relations)
    readings = tuple(
        replace(reading, note=_slip_note(first[slips[n]], first[n])) if n in slips else reading
        for n, reading in enumerate(as_reading([s.claim for s in members]) for members in ordered)
    )
    if _articles(group) == 1:
        return readings, "single"
    if len(readings) == 1:
        return readings, "agreed"
    agree = all(
        relation in _AGREE or _convert_one(pair, first, relations)
        for pair, relation in relations.items()
    )
    return readings, "compatible" if agree else "disputed"


def _convert_one(
    pair: tuple[int, int],
    first: Sequence[Statement],
    relations: Mapping[tuple[int, int], Relation],
) -> bool:
    """Tell whether two readings may both be conversions of a third, in another unit.

    85 miles an hour are 135 kilometres in one translation and 137 in another.
    """
    return any(
        first[n].claim.unit not in (first[pair[0]].claim.unit, first[pair[1]].claim.unit)
        and dimension(first[n].claim.unit or "") is not None
        and all(relations[min(n, m), max(n, m)] in _AGREE for m in pair)
        for n in range(len(first))
        if n not in pair
    )


def _find_slips(
    first: Sequence[Statement], relations: Mapping[tuple[int, int], Relation]
) -> dict[int, int]:
    """Return which reading looks like a slip of which, told by their places, best attested first.

    What agrees with a better reading that is no slip itself is none either.
    """
    slips: dict[int, int] = {}
    for b in range(len(first)):
        better = {a: relations[a, b] for a in range(b) if a not in slips}
        like = [
            a
            for a, relation in better.items()
            if relation == "slip" or (relation == "different" and is_unit_slip(first[a], first[b]))
        ]
        if like and _AGREE.isdisjoint(better.values()):
            slips[b] = like[0]
    return slips


def supersede(readings: Sequence[Reading], corrected: Mapping[str, str]) -> tuple[Reading, ...]:
    """Return the readings with a note on each value that a later report corrects.

    Args:
        readings: of one point.
        corrected: the old value to the new one.
    """
    return tuple(
        add_note(reading, SUPERSEDED.format(new=corrected[reading.value]))
        if reading.value in corrected
        else reading
        for reading in readings
    )


def add_note(reading: Reading, note: str) -> Reading:
    """Return a reading with a note behind those that it has."""
    return replace(reading, note=f"{reading.note}; {note}" if reading.note else note)


def as_reading(claims: Sequence[Claim]) -> Reading:
    """Return the reading that claims of one value give; its support is counted later."""
    if len(claims) == 1:
        return Reading(claims[0].value, (claims[0],))
    ordered = sorted(claims, key=lambda claim: (claim.article, claim.start))
    return Reading(ordered[0].value, tuple(ordered))


def _file(group: Sequence[Statement], settings: CollateSettings) -> list[list[Statement]]:
    """File statements by value; one with a conversion joins the value it restates."""
    filed: list[list[Statement]] = []
    for statement in sorted(group, key=lambda s: (s.measure == BARE, s.claim.article)):
        for members in filed:
            exact = members[0].values[0].approximate == statement.values[0].approximate
            if exact and relate_statements(members[0], statement, settings) == "same":
                members.append(statement)
                break
        else:
            filed.append([statement])
    return filed


def _articles(statements: Sequence[Statement]) -> int:
    return len({statement.article for statement in statements})


def _slip_note(kept: Statement, slipped: Statement) -> str:
    if is_unit_slip(kept, slipped):
        return UNIT_SLIP.format(other=kept.claim.value)
    low, other = slipped.values[0].low or 1.0, kept.values[0].low or 1.0
    factor = max(low, other) / min(low, other)
    return SLIP.format(other=kept.claim.value, factor=f"{factor:,.0f}".replace(",", "\u202f"))
