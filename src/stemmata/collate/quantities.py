"""Points that figures and dates answer: align the statements, then read their values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

import numpy as np

from stemmata.collate.alignment import FORBIDDEN, Scores, link
from stemmata.collate.context import Ids, Weights, stack
from stemmata.collate.statements import BARE, COUNTED, CURRENCY, Statement
from stemmata.collate.values import Relation, Value, relate, significant_digits
from stemmata.settings import CollateSettings

# Money and counted things are never rivals, but a number without a unit may be either.
UNLIKE = 0.1  # cosine below which two counted things are not one
AMOUNTS = frozenset({CURRENCY, COUNTED, BARE})


def align_statements(
    statements: Iterable[Statement], settings: CollateSettings
) -> list[list[Statement]]:
    """Return the statements grouped by the question they answer, only like measures together."""
    blocks: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        family = "amount" if statement.measure in AMOUNTS else statement.measure
        blocks[statement.kind, family].append(statement)
    groups: list[list[Statement]] = []
    for block in blocks.values():
        if len({s.claim.article for s in block}) == 1 or len(block) > settings.largest_block:
            groups += _same_values(block)
        else:
            scores = score_statements(block, settings)
            groups += [[block[row] for row in rows] for rows in link(scores, settings.join)]
    return groups


def score_statements(block: Sequence[Statement], settings: CollateSettings) -> Scores:
    """Return the log-odds that two statements answer one question, (n, n)."""
    rows = stack([s.around for s in block], settings.name_weight)
    scores = settings.base + settings.context * (rows @ rows.T)
    subjects = _stack_subjects([s.subject for s in block])
    likeness = subjects @ subjects.T
    scores += settings.same_subject * likeness
    counting = np.array([len(s.subject[0]) > 0 for s in block])
    elsewhere = np.outer(counting, counting) & (likeness < UNLIKE)
    stated = Counter((s.claim.article, s.measure, s.claim.unit) for s in block)
    alone = [stated[s.claim.article, s.measure, s.claim.unit] == 1 for s in block]
    beside = _stated_together(block)
    for a in range(len(block)):
        for b in range(a):
            score = scores[a, b] + _weigh_pair(block[a], block[b], beside, settings)
            score += settings.alone * (alone[a] and alone[b])
            if elsewhere[a, b] and block[a].claim.value != block[b].claim.value:
                score += settings.other_subject
            scores[a, b] = scores[b, a] = score
    return np.asarray(scores, dtype=np.float32)


def _stated_together(block: Sequence[Statement]) -> set[frozenset[str]]:
    """Return the pairs of values that one report, no correction, gives side by side."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for statement in block:
        if not statement.correcting:
            by_article[statement.claim.article].add(statement.claim.value)
    if not any(statement.correcting for statement in block):
        return set()
    return {frozenset(pair) for values in by_article.values() for pair in combinations(values, 2)}


def _weigh_pair(
    a: Statement, b: Statement, beside: AbstractSet[frozenset[str]], settings: CollateSettings
) -> float:
    """Return what the values and units of two statements say; FORBIDDEN where they cannot meet."""
    if {a.measure, b.measure} == {CURRENCY, COUNTED}:
        return float(FORBIDDEN)
    relation = relate_statements(a, b, settings)
    if a.claim.article == b.claim.article and relation != "same":
        # What others state side by side is no rival of one another.
        corrects = a.correcting and a.around.sentence == b.around.sentence
        rivals = corrects and frozenset((a.claim.value, b.claim.value)) not in beside
        return settings.correcting if rivals else float(FORBIDDEN)
    unitless = settings.unitless if a.measure != b.measure else 0.0
    return _weigh(relation, a, settings) + unitless


def relate_statements(a: Statement, b: Statement, settings: CollateSettings) -> Relation:
    """Return the closest relation between any two values of one unit."""
    relations = {relate(x, y, settings) for x in a.values for y in b.values if _comparable(a, x, y)}
    for relation in ("same", "compatible", "slip"):
        if relation in relations:
            return relation
    return "different"


def _comparable(statement: Statement, a: Value, b: Value) -> bool:
    # Counted things are named in each language's own word; their alignment says what they are.
    # A number without a unit may be of any.
    return a.unit == b.unit or statement.measure != CURRENCY or a.unit is None or b.unit is None


def _weigh(relation: Relation, statement: Statement, settings: CollateSettings) -> float:
    if statement.kind == "date":
        return _weigh_days(relation, statement, settings)
    if relation == "compatible":
        return settings.compatible_value
    if relation == "different":
        return settings.different_value
    value = statement.values[0]
    number = value.low if value.low is not None else value.high
    weight = settings.same_value + settings.digit * (min(4, significant_digits(number or 0.0)) - 1)
    if statement.measure not in (COUNTED, BARE):
        weight += settings.same_measure
    return weight if relation == "same" else weight + settings.slip_value


def _weigh_days(relation: Relation, statement: Statement, settings: CollateSettings) -> float:
    if relation == "same":
        return settings.same_day
    if relation == "compatible":
        return settings.compatible_day
    return settings.different_value if statement.measure == "deadline" else settings.different_day


def _stack_subjects(subjects: Sequence[tuple[Ids, Weights]]) -> Scores:
    columns: dict[int, int] = {}
    for ids, _ in subjects:
        for concept in ids.tolist():
            columns.setdefault(concept, len(columns))
    matrix = np.zeros((len(subjects), max(1, len(columns))), dtype=np.float32)
    for row, (ids, weights) in enumerate(subjects):
        np.add.at(matrix[row], [columns[concept] for concept in ids.tolist()], weights)
    unit: Scores = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return unit


def _same_values(block: Sequence[Statement]) -> list[list[Statement]]:
    """Group by value alone, for what cannot be compared: one article, or too many claims."""
    groups: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for statement in block:
        groups[statement.claim.value, statement.claim.unit].append(statement)
    return list(groups.values())
