"""Which figure points are of one series by what reports say, whatever their words are like.

- A report corrects the value of one to that of the other.
- Several reports set them side by side, a day of its own stated for just one: then and now.
- One rounds the other: "around 1,200 people", "1,180 workers".
- Two parties count one crowd: 8,000 people by the union, 3,500 by the police.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from stemmata.affair.actors_sentences import is_sentence_between
from stemmata.affair.course_standing import Told
from stemmata.affair.indicators_points import COUNTED, Observed, stated
from stemmata.affair.senses import Bag, likeness, normalised
from stemmata.lexicon import load_lexicon
from stemmata.settings import IndicatorSettings

_SIDE = 120  # characters in which two figures stand in one sentence as a rule
_PART = 14  # characters in which a part and its whole begin
_ROUNDED = 100  # smaller numbers round to each other by chance
_ABOUT = "≈"  # as the collation marks a rounded reading


def are_linked(one: Observed, other: Observed, told: Told, settings: IndicatorSettings) -> bool:
    """Tell whether reports themselves say that two points are of one series."""
    shared = len(one.articles & other.articles)
    if _corrects(one, other):
        return True
    beside = _within(one, other, _SIDE) if shared >= settings.least_compared else 0
    if beside >= settings.least_compared:
        whole = _within(one, other, _PART) * 2 > beside  # "38 of 212"
        return not whole and _is_then_and_now(one, other, told)
    if one.measure != COUNTED or other.measure != COUNTED:
        return False
    alike = _is_rival(one, other) if shared else _rounds(one, other)
    return alike and _same_thing(one, other, settings)


def _corrects(one: Observed, other: Observed) -> bool:
    """Tell whether a reading of one point is noted as corrected to the value of the other."""
    for old, new in ((one, other), (other, one)):
        for reading in old.point.readings:
            if any(
                reading.note.endswith(f"corrected to {r.value} in a later report")
                for r in new.point.readings
            ):
                return True
    return False


def distance(one: Observed, other: Observed) -> float:
    """Return how many times larger one value is than the other, as a natural logarithm."""
    if one.value * other.value <= 0:
        return math.inf
    return abs(math.log(one.value / other.value))


def _within(one: Observed, other: Observed, reach: int) -> int:
    """Return in how many articles two points begin within some characters of each other."""
    near = 0
    for article in one.articles & other.articles:
        theirs = other.places[article]
        near += any(abs(a - b) < reach for a in one.places[article] for b in theirs)
    return near


def _is_then_and_now(one: Observed, other: Observed, told: Told) -> bool:
    """Tell whether a day of its own is stated for just one of two points."""
    return stated(one.point.readings[0], told) != stated(other.point.readings[0], told)


def _rounds(one: Observed, other: Observed) -> bool:
    """Tell whether one point gives roughly what the other gives exactly."""
    return any(
        _about(rough) and not _about(exact) and _is_rounded(exact.value, rough.value)
        for rough, exact in ((one, other), (other, one))
    )


def _about(observed: Observed) -> bool:
    return observed.point.readings[0].value.startswith(_ABOUT)


def _is_rounded(exact: float, rough: float) -> bool:
    """Tell whether a number is another to as many digits as it has itself.

    Example:
        >>> _is_rounded(1180, 1200), _is_rounded(1140, 1200), _is_rounded(1200, 1200)
        (True, False, False)
    """
    if rough == exact or abs(rough) < _ROUNDED or rough != int(rough):
        return False
    step = 10.0 ** (len(str(int(rough))) - len(str(int(rough)).rstrip("0")))
    return abs(exact - rough) * 2 <= step


def _is_rival(one: Observed, other: Observed) -> bool:
    """Tell whether a sentence gives two large counts, and each is on the word of somebody else."""
    if min(one.value, other.value) < _ROUNDED or not _within(one, other, _SIDE):
        return False
    mine, theirs = set(_sources(one)), set(_sources(other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _sources(observed: Observed) -> Iterator[str]:
    """Yield the keys of those on whose word the claims of a point stand."""
    for name, places in observed.places.items():
        article = observed.by_id[name]
        for said in article.attributions:
            near = [place for place in places if abs(place - said.start) <= _SIDE]
            for place in near:
                first, last = sorted((place, said.start))
                if said.key and not is_sentence_between(article.text, first, last):
                    yield said.key


def _same_thing(one: Observed, other: Observed, settings: IndicatorSettings) -> bool:
    """Tell whether the words for what two points count mean the same in any of their languages."""
    theirs = list(_counted(other))
    return any(
        likeness(mine, each) >= settings.same_thing for mine in _counted(one) for each in theirs
    )


def _counted(observed: Observed) -> Iterator[Bag]:
    """Yield what each of the words for the counted thing means."""
    claims = [claim for reading in observed.point.readings for claim in reading.claims]
    units = {(claim.unit, observed.by_id[claim.article].language) for claim in claims if claim.unit}
    yield from (dict(_meant(*unit)) for unit in sorted(units))


@lru_cache(maxsize=10_000)
def _meant(unit: str, language: str) -> tuple[tuple[int, float], ...]:
    """Return the concepts of a counted thing, as a bag of length one."""
    found = load_lexicon().concepts([unit], language)
    bag = dict(zip(found.ids.tolist(), found.weights.tolist(), strict=True))
    return tuple(normalised(bag).items())
