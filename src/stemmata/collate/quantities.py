"""Points that figures and dates answer: align the statements by all that speaks for a pair.

All pairs of a story's statements are scored as matrices: what stands around them, what they count,
how their values relate; then how far a pair is ahead of what else either report offers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np

from stemmata.collate.ages import part_ages
from stemmata.collate.alignment import FORBIDDEN, Pairs, Rows, Scores, link, number_keys
from stemmata.collate.bags import Integers, join, measure_cosines
from stemmata.collate.context import PlacedNames, Surroundings, bag_names
from stemmata.collate.relations import DIFFERENT, SAME, SLIP, Codes, relate_all
from stemmata.collate.rivals import lead
from stemmata.collate.statements import BARE, CLOCK, COUNTED, CURRENCY, Statement
from stemmata.collate.unit_slips import find_unit_slips
from stemmata.collate.values import RELATIONS, Relation, relate, significant_digits
from stemmata.settings import CollateSettings

UNLIKE = 0.1  # cosine below which two counted things are not one
# Money and counted things are never rivals, but a number without a unit may be either.
AMOUNTS = frozenset({CURRENCY, COUNTED, BARE})


class Group(NamedTuple):
    """Statements of one question, by their places; `ties` are their scores where values differ."""

    rows: Rows
    ties: Scores | None = None


def align_statements(
    rows: Sequence[int],
    statements: Sequence[Statement],
    around: Surroundings,
    settings: CollateSettings,
) -> list[Group]:
    """Return the statements of a story, by their places, grouped by the question they answer."""
    groups: list[Group] = []
    compared: list[Rows] = []
    for block in _block(rows, statements):
        alone = len({statements[row].article for row in block}) == 1
        if alone or len(block) > settings.largest_block:
            groups += [Group(rows) for rows in group_same_values(block, statements)]
        else:
            compared.append(block)
    if sum(map(len, compared)) <= settings.largest_block:
        compared = [sorted(chain.from_iterable(compared))]  # one matrix costs less than several
    for block in filter(None, compared):
        scores = score_statements(block, statements, around, settings)
        groups += [
            _pick([block[n] for n in found], found, scores, statements)
            for found in link(scores, settings.join)
        ]
    return groups


def _pick(rows: Rows, found: Rows, scores: Scores, statements: Sequence[Statement]) -> Group:
    if len(rows) == 1 or len({statements[row].claim.value for row in rows}) == 1:
        return Group(rows)
    return Group(rows, scores[np.ix_(found, found)])


def group_same_values(block: Sequence[int], statements: Sequence[Statement]) -> list[Rows]:
    """Group by value alone, for what cannot be compared: one article, or too many claims."""
    groups: dict[tuple[str, str | None], Rows] = defaultdict(list)
    for row in block:
        claim = statements[row].claim
        groups[claim.value, claim.unit].append(row)
    return list(groups.values())


def _block(rows: Sequence[int], statements: Sequence[Statement]) -> list[Rows]:
    """Return the statements of each measure: only like measures are compared."""
    blocks: dict[Hashable, Rows] = defaultdict(list)
    for row in rows:
        blocks[_family(statements[row])].append(row)
    return list(blocks.values())


def _family(statement: Statement) -> Hashable:
    return (
        statement.kind,
        "amount" if statement.measure in AMOUNTS else statement.measure,
    )


def score_statements(
    rows: Sequence[int],
    statements: Sequence[Statement],
    around: Surroundings,
    settings: CollateSettings,
) -> Scores:
    """Return the log-odds that two of some statements answer one question, (n, n)."""
    block = [statements[row] for row in rows]
    articles = np.array([s.article for s in block])
    relations = relate_block(block, settings)
    scores = _score_context(np.array(rows), around, settings)
    scores += _score_subjects(np.array(rows), block, around, settings)
    scores += _weigh_pairs(block, relations, settings)
    # Reports that name the same things tell of one matter: what they differ in is a dispute sooner.
    shared = share_names(articles, around.placed) - np.float32(settings.usual_share)
    scores += settings.shared_names * shared * (relations >= SLIP)
    scores[are_unlike(block, relations)] = FORBIDDEN
    part_ages(scores, block, relations != SAME, settings)
    ahead = lead(scores, articles, number_keys([s.claim.value for s in block]))
    scores += settings.lead * np.clip(ahead, -settings.longest_lead, settings.longest_lead)
    # What one report states side by side are no rivals.
    scores[(articles[:, None] == articles) & (relations != SAME)] = FORBIDDEN
    for a, b in _corrected_pairs(block):
        if relations[a, b] != SAME:
            scores[a, b] = scores[b, a] = settings.correcting
    return scores


def _score_context(rows: Integers, around: Surroundings, settings: CollateSettings) -> Scores:
    names = bag_names([around.names[row] for row in rows.tolist()], settings.near_name_weight)
    bags = join(around.concepts.select(rows), names)
    scores: Scores = settings.context * measure_cosines(bags, len(rows)) + np.float32(settings.base)
    return scores


def _score_subjects(
    rows: Integers,
    block: Sequence[Statement],
    around: Surroundings,
    settings: CollateSettings,
) -> Scores:
    """Return what the counted things say; two that are not one matter where the values differ."""
    subjects = around.subjects.select(rows)
    likeness = measure_cosines(subjects, len(rows))
    counting = np.bincount(subjects.rows, minlength=len(rows)) > 0
    values = number_keys([s.claim.value for s in block])
    elsewhere = counting[:, None] & counting & (likeness < UNLIKE)
    elsewhere &= values[:, None] != values
    scores: Scores = settings.same_subject * likeness
    scores[elsewhere] += settings.other_subject
    return scores


def share_names(articles: Integers, names: PlacedNames) -> Scores:
    """Return the cosine of what two reports name, for each two statements.

    Args:
        articles: the place of each statement's article.
        names: what the articles name.
    """
    reports, rows = np.unique(articles, return_inverse=True)
    keys = [names.keys(article) for article in reports.tolist()]
    shared: Scores = measure_cosines(bag_names(keys, 1.0), len(reports))[rows[:, None], rows]
    return shared


def are_unlike(block: Sequence[Statement], relations: Codes) -> Pairs:
    """Say which two statements nobody compares: other measures, or other money without a rate."""
    families = number_keys([_family(s) for s in block])
    measures = [s.measure for s in block]
    money, counts = (np.array([m == wanted for m in measures]) for wanted in (CURRENCY, COUNTED))
    unlike: Pairs = families[:, None] != families
    unlike |= (money[:, None] & counts) | (counts[:, None] & money)
    if len({s.claim.unit for s in block if s.measure == CURRENCY}) > 1:
        unlike |= money[:, None] & money & (relations == DIFFERENT) & ~_share_unit(block)
    return unlike


def _share_unit(block: Sequence[Statement]) -> Pairs:
    """Say which two statements have a value in one and the same unit."""
    units = {unit: place for place, unit in enumerate({v.unit for s in block for v in s.values})}
    told = np.zeros((len(block), len(units)), dtype=np.float32)
    for row, statement in enumerate(block):
        for value in statement.values:
            told[row, units[value.unit]] = 1.0
    shared: Pairs = told @ told.T > 0
    return shared


def _weigh_pairs(block: Sequence[Statement], relations: Codes, settings: CollateSettings) -> Scores:
    """Return what values and units say of each two; the later of a pair decides its weight.

    The same number in another unit of its dimension weighs what the same value does.
    """
    if slipped := find_unit_slips(block, relations):
        relations = relations.copy()
        relations[tuple(zip(*slipped, strict=True))] = SAME
    weights = np.array([_weigh(s, settings) for s in block], dtype=np.float32)
    rows = np.arange(len(block))
    scores: Scores = weights[rows[:, None], relations]
    measures = number_keys([s.measure for s in block])
    scores[measures[:, None] != measures] += settings.unitless
    scores = np.where(rows[:, None] >= rows, scores, scores.T)
    sizes = np.array([magnitude(s) for s in block], dtype=np.float32)
    apart = np.minimum(np.abs(sizes[:, None] - sizes), settings.largest_factor)
    scores -= settings.factor * apart * (relations == DIFFERENT)
    return scores


def magnitude(statement: Statement) -> float:
    """Return the order of magnitude of what is stated; of days all are of one."""
    own = (value for value in statement.values if value.unit == statement.measure)
    value = next(own, statement.values[0])
    number = value.low if value.low is not None else value.high
    return 0.0 if statement.kind == "date" else math.log10(max(abs(number or 0.0), 0.5))


def relate_block(block: Sequence[Statement], settings: CollateSettings) -> Codes:
    """Return the closest relation between any two values of each two statements."""
    codes = relate_all([value for s in block for value in s.values], settings)
    if len(codes) == len(block):
        return codes
    lengths = np.array([len(s.values) for s in block])
    firsts = lengths.cumsum() - lengths
    nearest: Codes = np.minimum.reduceat(np.minimum.reduceat(codes, firsts, 0), firsts, 1)
    return nearest


def _corrected_pairs(block: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return what a correction names in one sentence, unless a report states both as its own."""
    sentences: dict[Hashable, Rows] = defaultdict(list)
    stated: dict[int, set[str]] = defaultdict(set)
    for row, statement in enumerate(block):
        if statement.correcting:
            sentences[statement.article, statement.sentence].append(row)
        else:
            stated[statement.article].add(statement.claim.value)
    pairs = chain.from_iterable(combinations(rows, 2) for rows in sentences.values())
    return [
        (a, b)
        for a, b in pairs
        if not any({block[a].claim.value, block[b].claim.value} <= own for own in stated.values())
    ]


def relate_statements(a: Statement, b: Statement, settings: CollateSettings) -> Relation:
    """Return the closest relation between any two values of two statements."""
    if a.values == b.values:
        return "same"
    return min(
        (relate(x, y, settings) for x in a.values for y in b.values),
        key=RELATIONS.index,
    )


def _weigh(statement: Statement, settings: CollateSettings) -> tuple[float, float, float, float]:
    """Return what each relation to another statement weighs, in the order of RELATIONS."""
    if statement.kind == "date":
        apart = {
            "deadline": settings.different_deadline,
            CLOCK: settings.different_time,
        }.get(statement.measure, settings.different_day)
        return settings.same_day, settings.compatible_day, apart, apart
    value = statement.values[0]
    number = value.low if value.low is not None else value.high
    same = settings.same_value + settings.digit * (min(4, significant_digits(number or 0.0)) - 1)
    slip = same + settings.slip_value
    return same, settings.compatible_value, slip, settings.different_value
