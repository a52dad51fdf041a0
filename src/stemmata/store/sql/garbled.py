"""What a garbled name may stand for: names that share most runs of three letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from stemmata.store.values import NameEntry

_LEAST_RUNS = 3  # of letters, by which a garbled name is looked for
_MOST_NEAR = 600  # names that are looked at for one garbled form, where its runs allow
MOST_LOOKED_AT = 1_000


def telling_runs(counts: Mapping[str, int]) -> list[str]:
    """Return the rarest runs: common ones lead to half of all names and tell little.

    Args:
        counts: runs that names have, with how many have each.

    Example:
        >>> telling_runs({"ann": 5, "nna": 9000, "aka": 2, "kar": 7})
        ['aka', 'ann', 'kar']
    """
    known = sorted((count, run) for run, count in counts.items())
    told = list(accumulate(count for count, _ in known))
    return [
        run
        for place, (_, run) in enumerate(known)
        if place < _LEAST_RUNS or told[place] <= _MOST_NEAR
    ]


def most_alike(names: Iterable[NameEntry], runs: Sequence[str], limit: int) -> list[NameEntry]:
    """Return the names that hold most of the runs, then the commonest."""
    return sorted(
        names, key=lambda each: (-sum(run in each.folded for run in runs), -each.articles)
    )[:limit]
