"""One article to all its mentions, and who gives way where two kinds claim the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from stemmata.annotate.attributions import find_attributions
from stemmata.annotate.dates import find_dates
from stemmata.annotate.figures import find_figures
from stemmata.annotate.names import find_names
from stemmata.annotate.quotes import find_quotes
from stemmata.annotate.ties import find_ties, meet_words
from stemmata.model import (
    AnnotatedArticle,
    Article,
    DateMention,
    Frozen,
    Quote,
    Tie,
    replace,
)


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=_Spanned)

# A day or a clock time is no quantity and no name; a duration ("three weeks") is also a figure.
_POINTS_IN_TIME = frozenset({"DATE", "TIME"})


class Acts(Frozen, frozen=True):
    """What an article tells that people said and did."""

    quotes: tuple[Quote, ...] = ()
    ties: tuple[Tie, ...] = ()


def annotate(article: Article) -> AnnotatedArticle:
    """Return the article with its publication date and every kind of mention.

    Name keys are still empty: they are given over a run, by `resolve_names`.

    Example:
        >>> from stemmata.model import Origin
        >>> article = Article("a", "Toll: 47 people on 3 May 2026.", Origin("a.txt"), "en")
        >>> [f.text for f in annotate(article).figures], [d.timex for d in annotate(article).dates]
        (['47 people'], ['2026-05-03'])
    """
    begun = begin(article)
    acts = find_acts(begun)
    return replace(begun, quotes=acts.quotes, ties=acts.ties)


def annotate_all(articles: Sequence[Article]) -> list[AnnotatedArticle]:
    """Return what `annotate` returns of each article; their new words are looked up together."""
    meet_words(articles)
    return [annotate(article) for article in articles]


def begin(article: Article) -> AnnotatedArticle:
    """Return the article with all that its name keys and its story are told by.

    Example:
        >>> from stemmata.model import Origin
        >>> begun = begin(Article("a", '"We agree," said Holt.', Origin("a.txt"), "en"))
        >>> [name.text for name in begun.names], begun.quotes
        (['Holt'], ())
    """
    dates, published = find_dates(article)
    in_time = [date for date in dates if date.type in _POINTS_IN_TIME]
    names = _without(find_names(article), in_time)
    return AnnotatedArticle(
        article,
        published=published,
        names=names,
        figures=_without(find_figures(article, dates=in_time), in_time),
        dates=dates,
        attributions=find_attributions(article, names),
    )


def find_acts(begun: AnnotatedArticle) -> Acts:
    """Return the quotes and ties of an article that `begin` has read; neither has keys yet."""
    article, names = begun.article, begun.names
    return Acts(find_quotes(article, names), find_ties(article, names, begun.dates))


def find_all_acts(begun: Sequence[AnnotatedArticle]) -> list[Acts]:
    """Return what `find_acts` returns of each; their new words are looked up together."""
    meet_words([each.article for each in begun])
    return list(map(find_acts, begun))


def _without(found: Sequence[Found], dates: Sequence[DateMention]) -> tuple[Found, ...]:
    """Leave out what overlaps a date; both come in order, so one pass is enough."""
    kept = []
    place = 0
    for mention in found:
        while place < len(dates) and dates[place].end <= mention.start:
            place += 1
        if place == len(dates) or mention.end <= dates[place].start:
            kept.append(mention)
    return tuple(kept)
