"""Groups are joined by the mean over all their pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemmata.group.linking import Linkage, link, linkage_of
from stemmata.settings import GroupSettings

_PLAIN = Linkage(0.0, -4.0)
_STORIES = linkage_of(GroupSettings())
_edges = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-5, 5),
    max_size=20,
)


def test_a_chain_does_not_close() -> None:
    """Two reports that only share a neighbour stay apart, however near the neighbour is."""
    assert link(3, [(0, 1, 3.0), (1, 2, 2.0)], _PLAIN) == [[0, 1], [2]]


def test_a_weak_pair_is_carried_by_strong_ones() -> None:
    """A pair below the threshold joins where the mean of the group is above it."""
    assert link(3, [(0, 1, 3.0), (1, 2, 3.0), (0, 2, -1.0)], _PLAIN) == [[0, 1, 2]]


def test_two_large_groups_need_more_than_two_reports() -> None:
    """A mean at which two reports are one story leaves two groups of four apart."""
    within = [(a, b, 5.0) for n in (0, 4) for a in range(n, n + 4) for b in range(a + 1, n + 4)]
    between = [(a, b, 0.5) for a in range(4) for b in range(4, 8)]
    assert link(2, [(0, 1, 0.5)], _STORIES) == [[0, 1]]
    assert link(8, within + between, _STORIES) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_report_joins_a_large_story_at_a_lower_mean() -> None:
    """One near report and others not far off carry a report into a story, not into a pair."""
    within = [(a, b, 5.0) for a in range(4) for b in range(a + 1, 4)]
    beside = [(0, 4, 0.5), (1, 4, -1.0), (2, 4, -1.0), (3, 4, -1.0)]
    assert link(5, within + beside, _STORIES) == [[0, 1, 2, 3, 4]]
    assert link(5, [(0, 1, 5.0), (0, 4, 0.5), (1, 4, -2.0)], _STORIES) == [[0, 1], [2], [3], [4]]


@given(_edges)
def test_every_row_is_in_one_group(edges: dict[tuple[int, int], float]) -> None:
    """Linking parts the rows: each is in exactly one group."""
    groups = link(8, [(a, b, odds) for (a, b), odds in edges.items()], _STORIES)
    assert sorted(row for members in groups for row in members) == list(range(8))


@given(_edges)
def test_groups_stay_within_connected_parts(edges: dict[tuple[int, int], float]) -> None:
    """No group reaches beyond pairs that would be joined on their own."""
    reach = {row: {row} for row in range(8)}
    for (a, b), odds in edges.items():
        if odds >= 0:
            joined = reach[a] | reach[b]
            for row in joined:
                reach[row] = joined
    for members in link(8, [(a, b, odds) for (a, b), odds in edges.items()], _STORIES):
        assert set(members) <= reach[members[0]]
