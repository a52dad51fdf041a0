"""Likely relatives in other storylines: reports that share passages, by their sampled hashes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.settings import StreamSettings

Marks = NDArray[np.uint64]


def find_relatives(
    marks: Mapping[str, Marks], asked: Collection[str], settings: StreamSettings
) -> dict[str, list[str]]:
    """Return for some reports those that share passages with them, the most first.

    Args:
        marks: hashes of passages of all reports that are remembered, by id.
        asked: those whose relatives are sought, among them.
        settings: how many passages they must share, and which ones point to nobody.

    Example:
        >>> marks = {name: np.array(own, np.uint64) for name, own in
        ...          {"a": [1, 2, 3], "b": [2, 3], "c": [3]}.items()}
        >>> find_relatives(marks, {"a"}, StreamSettings())
        {'a': ['b']}
    """
    names = sorted(marks)
    if not names:
        return {}
    held = np.concatenate([marks[name] for name in names])
    owners = np.repeat(np.arange(len(names)), [len(marks[name]) for name in names])
    wanted = np.array([name in asked for name in names])
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for holders in _holders(held, owners, settings.most_sharing):
        for one in holders[wanted[holders]].tolist():
            shared[one].update(holders[holders != one].tolist())
    return {
        names[one]: [
            names[other]
            for other, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            if count >= min(settings.least_shared_marks, len(marks[names[one]]))
        ]
        for one, counts in shared.items()
    }


def _holders(held: Marks, owners: NDArray[np.integer[Any]], most: int) -> Any:
    """Yield the owners of each mark that several have, but not too many."""
    order = np.argsort(held, kind="stable")
    ordered, owners = held[order], owners[order]
    cuts = np.flatnonzero(np.diff(ordered, prepend=~ordered[:1], append=~ordered[-1:]))
    sizes = np.diff(cuts)
    for place in np.flatnonzero((sizes > 1) & (sizes <= most)).tolist():
        yield owners[cuts[place] : cuts[place + 1]]
