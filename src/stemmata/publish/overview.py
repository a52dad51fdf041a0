"""What a run found, in a few lines: the same numbers and headlines as the first page."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.model import Copy, Dossier, Frozen
from stemmata.publish.material import central_article, gather
from stemmata.publish.visible import clip


class StoryHead(Frozen, frozen=True):
    """A story in one line."""

    headline: str
    reports: int
    languages: int
    disputed: int


def story_heads(dossier: Dossier) -> tuple[StoryHead, ...]:
    """Return the stories of a dossier, most reported first.

    Example:
        >>> from stemmata.model import Grouping
        >>> story_heads(Dossier((), Grouping(()), (), ()))
        ()
    """
    return tuple(
        StoryHead(
            clip(central_article(material).article.headline, 160),
            len(material.articles),
            len({article.language for article in material.articles}),
            material.disputed,
        )
        for material in gather(dossier)
    )


def count_copies(copies: Iterable[Copy]) -> int:
    """Return how many times a report took from another one or from an unseen source.

    A citation is no copy, and what came by way of a third report is not counted again.

    Example:
        >>> copies = [Copy("b", "a", "verbatim", 0.9, 0.8), Copy("b", "c", "cited", 1.0, 1.0)]
        >>> count_copies(copies)
        1
    """
    return sum(copy.taken for copy in copies)
