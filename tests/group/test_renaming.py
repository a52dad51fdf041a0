"""Stories keep their ids by what is in them, not by the order in which reports came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.annotate import annotate
from stemmata.clean import clean
from stemmata.group import Fingerprint, ResidentGrouper, fingerprint
from stemmata.model import Origin, Record

NAMES = ("a", "b", "c", "d")
TOGETHER, APART = 1e5, -1e9


def report(name: str, text: str = "") -> Fingerprint:
    """Return the fingerprint of a report that says next to nothing."""
    record = Record(name, Origin(name), text=text or "Rain fell.", published="2026-03-03")
    return fingerprint(annotate(clean(record)))


REPORTS = {name: report(name) for name in NAMES}


def odds_of(groups: Iterable[str]) -> dict[tuple[str, str], float]:
    """Return log-odds by which reports are together in these groups and in no other."""
    home = {name: group for group in groups for name in group}
    pairs = [(one, other) for one in NAMES for other in NAMES if one < other]
    return {(a, b): TOGETHER if home[a] == home[b] else APART for a, b in pairs}


def regroup(
    grouper: ResidentGrouper, groups: Sequence[str], homes: dict[str, str] | None = None
) -> dict[str, str]:
    """Have all reports linked anew into these groups and return their stories."""
    grouper.rule(odds_of(groups), homes or {})
    grouper.loosen(NAMES)
    grouper.grow([])
    return {name: grouper.story_of(name) for name in NAMES}


def founded(groups: Sequence[str]) -> ResidentGrouper:
    """Return a grouper that knows the reports, in these groups."""
    grouper = ResidentGrouper()
    grouper.rule(odds_of(groups), {})
    grouper.grow(REPORTS.values())
    return grouper


@given(again=st.lists(st.sampled_from(NAMES), max_size=4))
def test_reports_that_came_again_change_no_id(again: list[str]) -> None:
    """Halves of a story are named alike, whichever of its reports came again before."""
    straight, moved = founded(["abcd"]), founded(["abcd"])
    for name in again:
        moved.withdraw([name])
        moved.grow([REPORTS[name]])
    assert regroup(straight, ["ab", "cd"]) == regroup(moved, ["ab", "cd"])


@pytest.mark.parametrize("again", ["a", "ab", "cd", "abcd"])
def test_reports_that_come_again_bring_their_story_back(again: str) -> None:
    """A story goes on under its id even where all of its reports come again at once."""
    grouper = founded(["abcd"])
    before = regroup(grouper, ["acd", "b"])
    grouper.withdraw(again)
    grouper.grow(REPORTS[name] for name in again)
    assert {name: grouper.story_of(name) for name in NAMES} == before


def test_most_reports_keep_the_id() -> None:
    """A report that leaves takes the id along only where most do."""
    grouper = founded(["abcd"])
    whole = grouper.story_of("a")
    made = regroup(grouper, ["a", "bcd"])
    assert made["b"] == made["c"] == made["d"] == whole != made["a"]


def test_homes_are_had_again() -> None:
    """Stories that were dissolved have their ids again where that is wanted."""
    grouper = founded(["abcd"])
    before = regroup(grouper, ["acd", "b"])
    regroup(grouper, ["abcd"])
    grouper.withdraw(["b"])
    grouper.grow([REPORTS["b"]])
    assert regroup(grouper, ["acd", "b"], before) == before
