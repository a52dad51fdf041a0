"""Disputes made by changing a value: does a claim still meet its partner in the other report?

    STEMMATA_DATA=../shared/data python benchmarks/points_changed.py

Two reports of one event that give one value of two digits or more, once each, answer one question.
The value is changed in one of them, by a factor that is drawn, to as many digits; the whole event
is aligned anew, and the two claims should still meet. Hundreds of such cases say in a minute what
72 judged disputes cannot: whether a change of the collation finds more. They are easier than real
ones, for who copies a value copies words; so they are told by how alike the words around are. The
price stands beside: disputed points of the events as they are, most of them false.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from points import DATA, HALVES, half_of

from stemmata.collate.bags import join, measure_cosines
from stemmata.collate.context import (
    PlacedNames,
    Surroundings,
    bag_names,
    read_surroundings,
    read_words,
)
from stemmata.collate.quantities import align_statements, are_unlike, relate_block
from stemmata.collate.readings import read_statements
from stemmata.collate.relations import SAME
from stemmata.collate.statements import Statement, state
from stemmata.collate.values import significant_digits
from stemmata.engine import SerialEngine
from stemmata.model import AnnotatedArticle
from stemmata.model import replace as change
from stemmata.pipeline import annotate_sources
from stemmata.settings import CollateSettings

CORPORA = ("ecbplus", "gva_clean", "weekend", "meantime", "stream_xl")
REPORTS = 12  # of an event that are read, so that no event rules
STATEMENTS = 500
CASES = 4  # of an event
COPIED = 0.9  # cosine from which a sentence is a copy
ALIKE = (0.15, 0.4, COPIED)  # cosines up to which cases are counted together
FACTORS = (1.05, 2.5)


@dataclass(frozen=True, slots=True)
class Event:
    """An event with what its reports state, and which of it is changed: one, other, cosine."""

    half: str
    statements: Sequence[Statement]
    around: Surroundings
    cases: Sequence[tuple[int, int, float]]


def read_events(settings: CollateSettings) -> Iterator[Event]:
    """Yield the events of the corpora that two or more reports tell."""
    for corpus in CORPORA:
        name = f"group/{corpus}.jsonl.gz"
        articles, _ = annotate_sources([str(DATA / name)], SerialEngine())
        events: dict[str, list[AnnotatedArticle]] = defaultdict(list)
        for article in articles:
            events[str(dict(article.article.extra)["cluster"])].append(article)
        for event, members in sorted(events.items()):
            ordered = sorted(members, key=lambda article: article.id)[:REPORTS]
            told = [s for n, article in enumerate(ordered) for s in state(article, n, ())]
            if len(ordered) > 1 and 1 < len(told) <= STATEMENTS:
                yield lay_event(half_of(f"{name}:{event}"), ordered, told, settings)


def lay_event(
    half: str,
    ordered: Sequence[AnnotatedArticle],
    told: Sequence[Statement],
    settings: CollateSettings,
) -> Event:
    """Return an event with some pairs of claims that give one value, drawn by a hash."""
    names = PlacedNames(ordered)
    around = read_surroundings(read_words(ordered, told, ()), names, told, settings)
    alike = measure_cosines(join(around.concepts, bag_names(around.names, 1.0)), len(told))
    relations = relate_block(told, settings)
    places = np.array([s.article for s in told])
    often = Counter((s.article, s.claim.value) for s in told)
    once = np.array([often[s.article, s.claim.value] == 1 and _is_exact(s) for s in told])
    fit = (relations == SAME) & ~are_unlike(told, relations) & (alike < COPIED)
    fit &= once[:, None] & once & (places[:, None] < places)
    pairs = sorted(np.argwhere(fit).tolist(), key=lambda pair: _shuffle(told, pair))[:CASES]
    return Event(half, told, around, [(a, b, float(alike[a, b])) for a, b in pairs])


def _shuffle(told: Sequence[Statement], pair: Sequence[int]) -> bytes:
    """Return a key that depends on nothing but where two claims stand."""
    places = [f"{told[row].claim.article}\0{told[row].claim.start}" for row in pair]
    return blake2b("\0".join(places).encode(), digest_size=8).digest()


def _is_exact(statement: Statement) -> bool:
    claim = statement.claim
    if statement.kind != "figure" or not claim.low or claim.low != claim.high:
        return False
    return statement.measure != "rank" and significant_digits(abs(claim.low)) > 1


def change_value(statement: Statement, rng: np.random.Generator) -> Statement:
    """Return a statement with another value of as many digits."""
    low = statement.claim.low or 1.0
    digits = significant_digits(abs(low))
    new = low
    while new == low:
        factor = float(np.exp(rng.uniform(*np.log(FACTORS)))) ** rng.choice((-1, 1))
        new = float(f"{low * factor:.{digits - 1}e}")
    values = tuple(
        change(v, low=_scale(v.low, new / low), high=_scale(v.high, new / low))
        for v in statement.values
    )
    claim = change(statement.claim, value=f"{new:g}, changed", low=new, high=new)
    return change(statement, claim=claim, values=values)


def _scale(bound: float | None, factor: float) -> float | None:
    return None if bound is None else float(f"{bound * factor:.12g}")


def meets_changed(event: Event, case: tuple[int, int, float], settings: CollateSettings) -> bool:
    """Say whether two claims still meet when the value of one is changed."""
    one, other, _ = case
    told = list(event.statements)
    told[other] = change_value(told[other], np.random.default_rng(told[other].claim.start))
    groups = align_statements(range(len(told)), told, event.around, settings)
    return any(one in group.rows and other in group.rows for group in groups)


def count_disputed(event: Event, settings: CollateSettings) -> int:
    """Return how many points of figures are disputed as the event stands."""
    told = event.statements
    groups = align_statements(range(len(told)), told, event.around, settings)
    stated = ([told[row] for row in group.rows] for group in groups)
    return sum(
        read_statements(group, settings)[1] == "disputed"
        for group in stated
        if group[0].kind == "figure"
    )


def main() -> None:
    """Print for both halves how many of the changed claims meet, and the price."""
    absent = [name for name in CORPORA if not (DATA / f"group/{name}.jsonl.gz").is_file()]
    if absent:
        print(f"points_changed skipped: {', '.join(absent)} not in {DATA}; set STEMMATA_DATA")
        return
    settings = CollateSettings()
    found: dict[tuple[str, float], list[bool]] = defaultdict(list)
    disputed: Counter[str] = Counter()
    for event in read_events(settings):
        disputed[event.half] += count_disputed(event, settings)
        for case in event.cases:
            bound = next(bound for bound in ALIKE if case[2] <= bound)
            found[event.half, bound].append(meets_changed(event, case, settings))
    for half in HALVES:
        parts = [found[half, bound] for bound in ALIKE]
        cases = [met for part in parts for met in part]
        told = ", ".join(
            f"cosine to {bound} {np.mean(part):.3f} of {len(part)}"
            for bound, part in zip(ALIKE, parts, strict=True)
        )
        print(f"{half} changed claims that meet {np.mean(cases):.3f} of {len(cases)}: {told}")
        print(f"{half} disputed figures as the events stand {disputed[half]}")


if __name__ == "__main__":
    main()
