"""Who is so old: the person whose name stands beside an age."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stemmata.model import AnnotatedArticle, Figure, Name

AGE = "year"  # the unit: spans of time told in years are held to the same
_TOUCHING = 2  # a comma or a bracket, and a space
_BESIDE = 18  # characters between an age and the name of who is so old


def bearers_of(article: AnnotatedArticle, figures: Sequence[Figure]) -> dict[int, str]:
    """Return the key of the name next to each age among figures, by where the age starts.

    Whatever ends right before an age ("Marta Lind, 36") is taken for a person; farther off, and
    behind it, what is known for one. The one before comes first; an age by itself has no entry.
    """
    ages = [figure for figure in figures if figure.unit == AGE]
    if not ages:
        return {}
    names = [name for name in article.names if name.key]
    starts = [name.start for name in names]
    found: dict[int, str] = {}
    for age in ages:
        place = bisect_left(starts, age.start)
        key = _before(age, names[:place]) or _behind(age, names[place:])
        if key:
            found[age.start] = key
    return found


def _before(age: Figure, names: Sequence[Name]) -> str:
    for name in reversed(names):
        apart = age.start - name.end
        if 0 <= apart <= (_BESIDE if name.kind == "person" else _TOUCHING):
            return name.key
        if apart > _BESIDE:
            break
    return ""


def _behind(age: Figure, names: Sequence[Name]) -> str:
    for name in names:
        if name.start - age.end > _BESIDE:
            break
        if name.kind == "person" and name.start >= age.end:
            return name.key
    return ""
