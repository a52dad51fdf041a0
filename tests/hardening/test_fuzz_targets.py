"""The targets of fuzzing take their seeds, and seeds with a few bytes changed, without a fault."""

from __future__ import annotations

from random import Random

import pytest
from fuzz.groups import GROUPS
from fuzz.targets import Target

from stemmata.errors import StemmataError

_TRIED = 12  # changed seeds of each target; `make fuzz` tries as many as one likes


def changed(seed: bytes, words: tuple[bytes, ...], chance: Random) -> bytes:
    """Return a seed with a piece cut out, a byte turned, or a word put in."""
    place = chance.randrange(len(seed) + 1)
    cut = seed[:place] + seed[place + chance.choice((0, 0, 1, 5)) :]
    put = chance.choice([*words, bytes([chance.randrange(256)])])
    return cut[:place] + put + cut[place:]


@pytest.mark.parametrize("target", GROUPS, ids=lambda target: target.name)
def test_a_target_takes_its_seeds(target: Target) -> None:
    """Sound inputs pass; changed ones pass or are refused in words of ours."""
    if target.name == "read-parquet":
        pytest.importorskip("pyarrow")
    attempt = target.prepare()
    seeds = target.seeds()
    assert seeds
    for seed in seeds[:_TRIED]:
        attempt(seed)
    chance = Random(target.name)  # noqa: S311 - no secret
    for _ in range(_TRIED):
        try:
            attempt(changed(chance.choice(seeds), target.words, chance))
        except StemmataError as error:
            assert str(error)  # noqa: PT017 - most changed inputs are not refused
