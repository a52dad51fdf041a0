"""Exchanges of endings and beginnings, for one word and for many."""

from __future__ import annotations

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from stemmata.lexicon.paradigms import CandidateDigests, Paradigms, Rule, group_rules

AFFIX = st.text(alphabet="abcé", max_size=2)
RULES = st.lists(
    st.tuples(AFFIX, AFFIX, st.integers(25, 99).map(lambda share: share / 100)), max_size=120
)
UNIT = st.text(alphabet="abcé", max_size=8)


def candidates_of(unit: str, rules: Paradigms) -> list[str]:
    """Return what is tried for a unit, the surest first."""
    tried: list[str] = []

    def note(units: object) -> int:
        tried.extend(units if isinstance(units, list) else [])
        return -1

    rules.base_of(unit, note)
    return tried


@given(RULES, RULES, UNIT)
def test_rules_left_out_would_never_be_tried(
    endings: list[Rule], beginnings: list[Rule], unit: str
) -> None:
    """With enough surer rules that fit every word, the others change nothing."""
    everything = Paradigms(_by_written(endings), _by_written(beginnings))
    kept = group_rules(endings, beginnings)
    assert candidates_of(unit, kept) == candidates_of(unit, everything)


@given(RULES, RULES, st.lists(UNIT, max_size=5))
def test_the_digests_hold_all_that_is_tried(
    endings: list[Rule], beginnings: list[Rule], units: list[str]
) -> None:
    """No word is passed over that may be a form of another."""
    rules = group_rules(endings, beginnings)
    digests, counts = CandidateDigests(rules).of(units)
    assert sum(counts) == len(digests)
    for unit, count in zip(units, counts, strict=True):
        own, digests = set(digests[:count]), digests[count:]
        assert {crc32(candidate.encode()) for candidate in candidates_of(unit, rules)} <= own


def _by_written(rules: list[Rule]) -> dict[str, list[tuple[str, float]]]:
    written = {rule[0] for rule in rules}
    return {key: [(to, sure) for form, to, sure in rules if form == key] for key in written}
