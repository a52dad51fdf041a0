"""Slips: forms that differ by a letter or two from what most reports write.

Textual critics infer descent from shared errors (Lachmann; Maas 1927): a slip stands in a copy
rather than in its original, and two reports that share an unlikely slip share an ancestor. A
garbled proper name is hardly made twice alone; a wrong scale word easily.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from stemmata.text import fold
from stemmata.trace.comparison import Comparison
from stemmata.trace.reports import Report

_SHORTEST_NAME = 5
_MOST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A garbled name: `form` stands at word `place` of a report where others write `better`."""

    form: str
    better: str
    place: int


Slips = dict[str, dict[str, Slip]]


def find_slips(comparisons: Sequence[Comparison], reports: Iterable[Report]) -> Slips:
    """Return for each article its garbled names by folded form.

    Two aligned words with a capital that differ by one or two letters are one name; the form that
    fewer of the compared reports write, and that is no variant used alongside, is the slip.
    """
    spread: Counter[str] = Counter()
    for report in reports:
        spread.update(set(report.forms))
    slips: Slips = {report.id: {} for report in reports}
    for comparison in comparisons:
        for in_a, in_b in _substitutions(comparison):
            _judge(comparison, (in_a, in_b), spread, slips)
    return slips


def _judge(
    comparison: Comparison, places: tuple[int, int], spread: Counter[str], slips: Slips
) -> None:
    a, b = comparison.a, comparison.b
    form_a, form_b = a.forms[places[0]], b.forms[places[1]]
    own_better_a = form_b in a.forms
    own_better_b = form_a in b.forms
    if spread[form_a] > spread[form_b] or (own_better_b and not own_better_a):
        slips[b.id][form_b] = Slip(form_b, form_a, places[1])
    elif spread[form_b] > spread[form_a] or (own_better_a and not own_better_b):
        slips[a.id][form_a] = Slip(form_a, form_b, places[0])


def _substitutions(comparison: Comparison) -> Iterable[tuple[int, int]]:
    """Yield the places of one-word gaps between matching runs that hold two forms of a name."""
    for left, right in pairwise(comparison.tiles):
        in_a, in_b = left.a + left.length, left.b + left.length
        alone = right.a - in_a == 1 and right.b - in_b == 1
        if alone and garbled(comparison.a.written[in_a], comparison.b.written[in_b]):
            yield in_a, in_b


def garbled(first: str, second: str) -> bool:
    """Tell whether two written forms look like one name, one of them with a slip.

    Example:
        >>> garbled("Merkel", "Mekrel"), garbled("Paris", "Rome"), garbled("12", "13")
        (True, False, False)
    """
    if not (first[0].isupper() and second[0].isupper() and first[1:].isalpha()):
        return False
    if min(len(first), len(second)) < _SHORTEST_NAME:
        return False
    one, other = fold(first), fold(second)
    return one != other and Levenshtein.distance(one, other, score_cutoff=3) <= _MOST_LETTERS
