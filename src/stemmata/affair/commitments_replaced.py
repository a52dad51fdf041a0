"""Which commitments others replace: what is agreed later, told as past, or lets go what was held.

- A later agreement, order or law of the same actor for the same day.
- A plan told as one of old ("it was to open in May") right beside what is for a later day.
- What has no day, by a later commitment of the same actor that says mostly the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stemmata.affair.commitments_notice import Notice
from stemmata.affair.senses import Bag, likeness
from stemmata.model import Commitment, replace
from stemmata.settings import CommitmentSettings

_BINDING = ("agreement", "law", "order")
_NEXT = 3  # characters between two sentences, one of which follows the other


class Judged(NamedTuple):
    """A commitment, the statements it is told by, and what all of these say."""

    commitment: Commitment
    stated: Sequence[Notice]
    bag: Bag


def supersede(judged: Sequence[Judged], settings: CommitmentSettings) -> list[Commitment]:
    """Return commitments, those marked that another replaces.

    Args:
        judged: all of a storyline.
        settings: how alike two are that speak of the same.
    """
    return [_superseded(each, judged, settings) for each in judged]


def _superseded(each: Judged, others: Sequence[Judged], settings: CommitmentSettings) -> Commitment:
    commitment = each.commitment
    if commitment.state in ("kept", "broken"):
        return commitment
    for other in others:
        why = _why(each, other, settings) if other is not each else ""
        if why:
            said = (other.commitment.what,)
            return replace(commitment, state="superseded", state_said=said, why=why)
    return commitment


def _why(each: Judged, other: Judged, settings: CommitmentSettings) -> str:
    """Return why one commitment replaces another, nothing where it does not."""
    mine, theirs = each.commitment, other.commitment
    if mine.until[1] is not None and _is_overtaken(each, other):
        return f"told as past, beside what is for {theirs.until[1]}"
    later = _before(mine.since[1], theirs.since[0])
    if not (later and set(mine.who) & set(theirs.who)):
        return ""
    if mine.until[1] is not None:
        same = theirs.kind in _BINDING and theirs.until[1] == mine.until[1]
        return f"a later {theirs.kind} is for the same day" if same else ""
    timed = mine.until[0] is None and theirs.until[1] is not None
    same = timed and likeness(each.bag, other.bag) >= settings.mentions
    return f"a later {theirs.kind} of the same" if same else ""


def _is_overtaken(each: Judged, other: Judged) -> bool:
    """Tell whether one is a plan told as past, right beside the other, which is for later."""
    end, later = each.commitment.until[1], other.commitment.until[1]
    past = [notice for notice in each.stated if notice.past]
    if len(past) * 2 <= len(each.stated) or later is None or end is None or later <= end:
        return False
    return any(_are_neighbours(one, two) for one in past for two in other.stated)


def _are_neighbours(one: Notice, other: Notice) -> bool:
    """Tell whether two sentences of a report are one, or follow each other."""
    if one.article != other.article:
        return False
    first, second = sorted((one.sentence, other.sentence))
    return second[0] - first[1] <= _NEXT


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other
