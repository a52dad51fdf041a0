"""Families grown by rule are rebuilt, and the simulator is fair."""

from __future__ import annotations

import random

import pytest

from stemmata.model import Article, Grouping, Origin, Story
from stemmata.trace import trace
from stemmata.trace.mutations import Growth
from stemmata.trace.scoring import score
from stemmata.trace.simulate import Family, grow

_WHO = [
    "mayor",
    "minister",
    "farmer",
    "teacher",
    "captain",
    "doctor",
    "lawyer",
    "engineer",
    "driver",
    "painter",
]
_DID = [
    "opened",
    "closed",
    "praised",
    "visited",
    "sold",
    "repaired",
    "refused",
    "promised",
    "described",
    "counted",
]
_WHAT = [
    "bridge",
    "harbour",
    "school",
    "market",
    "station",
    "theatre",
    "archive",
    "garden",
    "factory",
    "library",
]
_WHERE = [
    "Velmora",
    "Karsund",
    "Hellvik",
    "Brantow",
    "Ostrau",
    "Lindmere",
    "Pellworm",
    "Tarnby",
    "Quessant",
    "Morava",
]


def seed(number: int) -> Article:
    """Return a text of twelve sentences that no other number gives."""
    chance = random.Random(number)  # noqa: S311 - a test text, not a secret
    lines = []
    for place in range(12):
        who, did, what, where = (chance.choice(part) for part in (_WHO, _DID, _WHAT, _WHERE))
        extra = " ".join(chance.sample(_WHO + _WHAT, 5))
        count = chance.randint(20, 900)
        lines.append(f"The {who} of {where} {did} the {what} number {count} with {extra} {place}.")
    return Article(f"seed{number}", "\n".join(lines), Origin("test"), "en")


def rebuilt(family: Family) -> dict[str, list[str]]:
    """Return the parents found for each article of a family."""
    names = tuple(sorted(annotated.id for annotated in family.articles))
    parents: dict[str, list[str]] = {}
    for copy in trace(family.articles, Grouping((Story("s", "s", names),))):
        if copy.direct and copy.kind != "cited" and copy.unseen is None:
            parents.setdefault(copy.copy, []).append(copy.original)
    return parents


def family(number: int, growth: Growth) -> Family:
    """Return a family grown from four texts."""
    return grow([seed(4 * number + place) for place in range(4)], growth, number)


def test_the_same_seed_grows_the_same_family() -> None:
    """A simulation can be repeated."""
    assert family(1, Growth()) == family(1, Growth())


def test_truth_scores_full_marks() -> None:
    """The true parents are the best answer there is."""
    grown = family(2, Growth())
    perfect = score(grown, {name: list(found) for name, found in grown.parents.items()})
    assert (perfect.edges, perfect.roots, perfect.ancestry) == (1.0, 1.0, 1.0)


def test_the_absent_root_is_absent() -> None:
    """A family without its root still names it as a parent, and does not hold it."""
    grown = family(3, Growth(root_present=False))
    assert len(grown.absent) == 1
    assert not grown.absent & {annotated.id for annotated in grown.articles}


@pytest.mark.parametrize(("times", "floor"), [(True, 0.85), (False, 0.5)])
def test_most_parents_are_found(times: bool, floor: float) -> None:  # noqa: FBT001 - a parameter
    """With times nearly all first parents are right; without them more than half."""
    grown = [family(number, Growth(times=times, verbatim=0.0)) for number in range(6)]
    edges = [score(one, rebuilt(one)).edges for one in grown]
    assert sum(edges) / len(edges) >= floor
