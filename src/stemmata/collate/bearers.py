"""Who is so old: the person whose name stands beside an age."""

from __future__ import annotations

from bisect import bisect_left

from stemmata.model import AnnotatedArticle, Figure

AGE = "year"  # the unit: spans of time told in years are held to the same
_BESIDE = 18  # characters between an age and the name of who is so old


def person_beside(article: AnnotatedArticle, figure: Figure) -> str:
    """Return the key of the person next to an age, the one before it first, "" for nobody."""
    people = [name for name in article.names if name.kind == "person" and name.key]
    place = bisect_left([name.start for name in people], figure.start)
    for name in people[max(0, place - 1) : place]:
        if 0 <= figure.start - name.end <= _BESIDE:
            return name.key
    for name in people[place : place + 1]:
        if 0 <= name.start - figure.end <= _BESIDE:
            return name.key
    return ""
