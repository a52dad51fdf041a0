"""Some passages of a report by hash: what an archive files it under to find its relatives.

Runs of words are sampled by their hash (Manber 1994), so that two reports that share a passage
share the same part of its runs, and no report takes more room than it is long.
"""

from __future__ import annotations

import numpy as np

from stemmata.settings import TraceSettings
from stemmata.trace.signatures import Signature, runs

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_DEFAULT = TraceSettings()


def passage_marks(signature: Signature, settings: TraceSettings = _DEFAULT) -> tuple[int, ...]:
    """Return hashes of 63 bits of some of the runs of words of a report, in order.

    Args:
        signature: of the report.
        settings: how long a run is, and which part of them is taken.
    """
    hashes = np.unique(runs(signature.words, settings.marked_run))
    with np.errstate(over="ignore"):
        chance = (hashes * _MULTIPLIER) >> np.uint64(32)
    kept = hashes[chance % np.uint64(settings.marked_share) == 0]
    return tuple((kept >> np.uint64(1)).tolist())
