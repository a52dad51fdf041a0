"""The pile in order of days, cut into windows: the same ones however the articles came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemmata.stream.preparing import Piled


@dataclass(frozen=True, slots=True)
class Window:
    """Articles that are grouped together.

    Args:
        number: from 0.
        day: the first day on which one of them, or of a later window, can have appeared.
        articles: in order of their days and ids; none where they are let go.
        count: of the articles.
        placed: where grouping knows no day for an article, the one by which it is let go.
    """

    number: int
    day: int
    articles: Sequence[Piled]
    count: int
    placed: Mapping[str, int]

    def without_articles(self) -> Window:
        """Return the window for whom it is enough how many there are."""
        return replace(self, articles=())


def cut_windows(articles: Sequence[Piled], size: int, reach: int) -> list[Window]:
    """Return the windows of a pile; articles that nobody knows a day for come last.

    Each window of those is placed beyond the reach of the one before, so that they too are let go.

    Args:
        articles: in any order, each id once.
        size: the most articles of a window.
        reach: days, beyond which two reports are not compared.
    """
    ordered = sorted(articles, key=lambda each: (each.entry.first, each.entry.id))
    dayless = [each for each in ordered if not each.entry.first]
    windows = list(_cut(ordered[len(dayless) :], size))
    last = max((each.entry.last for each in articles), default=0)
    made = [
        Window(number, some[0].entry.first, some, len(some), _placed(some))
        for number, some in enumerate(windows)
    ]
    for some in _cut(dayless, size):
        last += reach + 1
        day = last
        placed = {each.entry.id: day for each in some}
        made.append(Window(len(made), day, some, len(some), placed))
    return made


def _cut(articles: Sequence[Piled], size: int) -> Iterator[Sequence[Piled]]:
    return (articles[first : first + size] for first in range(0, len(articles), size))


def _placed(articles: Sequence[Piled]) -> dict[str, int]:
    return {each.entry.id: each.entry.last for each in articles if not each.entry.dated}
