"""Who is so old: the person whose name stands beside an age."""

from __future__ import annotations

from bisect import bisect_left

from stemmata.model import AnnotatedArticle, Figure

AGE = "year"  # the unit: spans of time told in years are held to the same
_TOUCHING = 2  # a comma or a bracket, and a space
_BESIDE = 18  # characters between an age and the name of who is so old


def person_beside(article: AnnotatedArticle, figure: Figure) -> str:
    """Return the key of the name next to an age, the one before it first, "" for none.

    Whatever ends right before an age ("Marta Lind, 36") is taken for a person; farther off, and
    behind it, what is known for one.
    """
    names = [name for name in article.names if name.key]
    place = bisect_left([name.start for name in names], figure.start)
    for name in reversed(names[:place]):
        apart = figure.start - name.end
        if 0 <= apart <= (_BESIDE if name.kind == "person" else _TOUCHING):
            return name.key
        if apart > _BESIDE:
            break
    for name in names[place:]:
        if name.start - figure.end > _BESIDE:
            break
        if name.kind == "person" and name.start >= figure.end:
            return name.key
    return ""
