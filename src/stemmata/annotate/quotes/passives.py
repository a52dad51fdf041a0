"""The doer of a passive verb: "was called by Holt", "wurde von Holt genannt"."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.annotate.quotes.governing import ARTICLE_REACH
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Phrase

_NAMED = frozenset({"name", "role"})
_SOMEBODY = frozenset({"noun", "capitals", "described"})


def find_agent(passage: Passage, phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the doer of a passive among phrases: "was called by Holt", "von Holt genannt"."""
    for wanted in (_NAMED, _SOMEBODY):
        for phrase in phrases:
            if phrase.governed and phrase.rank in wanted and _by_agent(passage, phrase.first):
                return phrase
    return None


def _by_agent(passage: Passage, place: int) -> bool:
    back = place - 1
    while back > place - 1 - ARTICLE_REACH and back > 0 and passage.is_a(back, "determiner"):
        back -= 1
    return back >= 0 and passage.is_a(back, "agent") and passage.gaps[back + 1] == " "


def is_passive(passage: Passage, first: int, last: int) -> bool:
    """Return whether a passive's auxiliary stands in a range of words, outside quotation marks."""
    return any(
        passage.stretch[place] < 0 and passage.is_a(place, "passive")
        for place in range(first, last)
    )
