"""A tree of reports begins where the clues and the number of histories point."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.trace.rooting import Doubt, Edge, Way, turn_edges

PLAIN = Way(0.0, timed=False, equal=False)


def turned(
    ways: dict[Edge, Way], held: tuple[str, ...] = (), doubt: Doubt | None = None
) -> dict[Edge, float]:
    """Return the edges from the likeliest root with their log-odds."""
    return turn_edges(list(ways), ways, held, doubt or Doubt())


def test_without_clues_the_middle_of_a_star_is_the_root() -> None:
    """More histories lead from the middle than from an end."""
    odds = turned({("a", "m"): PLAIN, ("m", "b"): PLAIN, ("m", "c"): PLAIN})
    assert set(odds) == {("m", "a"), ("m", "b"), ("m", "c")}


def test_a_strong_clue_outweighs_the_middle() -> None:
    """Who is known to be first stays first, wherever it hangs."""
    known = Way(8.0, timed=True, equal=False)
    odds = turned({("a", "m"): known, ("m", "b"): PLAIN, ("m", "c"): PLAIN})
    assert set(odds) == {("a", "m"), ("m", "b"), ("m", "c")}
    assert min(odds.values()) > 3.0


def test_equal_texts_are_undecided_whatever_hangs_on_them() -> None:
    """What hangs on one of two equal texts may as well hang on the other."""
    equal = Way(0.0, timed=False, equal=True)
    odds = turned({("a", "b"): equal, ("a", "c"): PLAIN, ("a", "d"): PLAIN})
    assert odds[("a", "b")] == 0.0


def test_a_report_known_to_have_taken_stays_on_top() -> None:
    """The top of a tree that took from elsewhere is not turned below its own copies."""
    against = Way(-2.0, timed=False, equal=False)
    assert set(turned({("m", "a"): against}, held=("m",))) == {("m", "a")}


@pytest.mark.parametrize("timed", [False, True])
def test_doubt_bounds_the_odds(timed: bool) -> None:  # noqa: FBT001 - a parameter
    """However strong the clues, a tree may be another tree, and its times may all be wrong."""
    strong = Way(20.0, timed=timed, equal=False)
    least = 0.01 if timed else 0.04
    odds = turned({("a", "b"): strong}, doubt=Doubt(untimed=0.04, timed=0.01))
    assert odds[("a", "b")] < math.log((1 + least) / least) + 1e-6


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.floats(-6, 6), st.booleans()), min_size=1, max_size=12
    )
)
def test_turning_keeps_the_neighbours(steps: list[tuple[int, float, bool]]) -> None:
    """Each pair of neighbours stays one, each article but the root gets one parent."""
    ways = {
        (f"n{place % number}", f"n{number}"): Way(odds, timed=timed, equal=False)
        for number, (place, odds, timed) in enumerate(steps, start=1)
    }
    odds = turned(ways)
    assert {frozenset(edge) for edge in odds} == {frozenset(edge) for edge in ways}
    children = [child for _, child in odds]
    assert len(set(children)) == len(children) == len(steps)
    assert all(math.isfinite(value) for value in odds.values())
