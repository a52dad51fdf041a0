"""Disputes that may be none: readings that only just answer the question of their point.

What joins two values that differ is never sure: two fires and two players of one story read alike.
How much spoke for the pair tells real disputes from others better than anything else does; what is
just above the threshold is said to be open, and stands behind what is sure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stemmata.collate.alignment import FORBIDDEN, Rows, Scores
from stemmata.collate.readings import add_note
from stemmata.collate.statements import Statement
from stemmata.model import Reading
from stemmata.settings import CollateSettings

DOUBT = "undecided: may answer another question"


def mark_doubtful(
    readings: Sequence[Reading],
    group: Sequence[Statement],
    ties: Scores,
    settings: CollateSettings,
) -> tuple[Reading, ...]:
    """Return the readings, with a note on each that is tied to no other one surely.

    Args:
        readings: of a point, best attested first; the first one asks the question.
        group: the statements of the point.
        ties: the log-odds that two of the statements answer one question, (n, n).
        settings: what is sure.
    """
    places = {(s.claim.article, s.claim.start, s.claim.value): n for n, s in enumerate(group)}
    rows = [[places[c.article, c.start, c.value] for c in reading.claims] for reading in readings]
    return tuple(
        add_note(reading, DOUBT)
        if n and _tie_surely(n, rows, ties) < settings.doubtful
        else reading
        for n, reading in enumerate(readings)
    )


def is_doubtful(readings: Sequence[Reading]) -> bool:
    """Say whether nothing but doubtful readings stands against the first one."""
    return len(readings) > 1 and all(DOUBT in reading.note for reading in readings[1:])


def _tie_surely(own: int, rows: Sequence[Rows], ties: Scores) -> float:
    """Return the mean log-odds of a reading with that other one which it is tied to best."""
    blocks = [ties[np.ix_(rows[own], other)] for n, other in enumerate(rows) if n != own]
    means = [block[block > FORBIDDEN / 2].mean() for block in blocks if block.max() > FORBIDDEN / 2]
    return float(max(means, default=-np.inf))
