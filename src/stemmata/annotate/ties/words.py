"""The words of a text and the phrases in it, as all parts of ties see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stemmata.annotate.ties.concepts import Meaning
from stemmata.annotate.ties.cues import Listed
from stemmata.model import Name

JOINTS = frozenset({" ", "-", "", "\u00a0", ". ", "–"})
OWNERS = ("'s", "’s", "s'", "s’")
COMMAS = frozenset({",", "،"})


class Text(NamedTuple):
    """The words of a part of an article in columns, in the article's own places."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    written: Sequence[str]
    folded: Sequence[str]
    gaps: Sequence[str]
    meanings: Sequence[Meaning]
    names: Mapping[int, Name]
    listed: Listed


class Phrase(NamedTuple):
    """Words `first` to `last` (exclusive) that may act or be acted on.

    `governed` is the cue that governs it ("by", "of", ...), `marked` that it carries the mark of a
    subject, `owner` that it stands before what it owns, `group` is shared by "A and B".
    """

    first: int
    last: int
    governed: str
    marked: bool
    owner: bool
    group: int
    named: bool


def first_of(phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the first of some phrases."""
    return phrases[0] if phrases else None


def last_of(phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the last of some phrases."""
    return phrases[-1] if phrases else None
