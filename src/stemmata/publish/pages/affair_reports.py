"""How the page of an affair names its reports and leads to their words on the stories' pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stemmata.model import Affair, AnnotatedArticle, Claim, Frozen, Passage
from stemmata.publish.addresses import article_anchor, language_tag, span_anchor, story_file
from stemmata.publish.visible import clip
from stemmata.publish.wording import language_words, outlet_words, period


class AffairReport(Frozen, frozen=True):
    """A report of an affair; `page` is the page of its story, seen from that of the affair.

    `day` is the last ISO day on which it can have appeared, empty where nothing says.
    """

    number: int
    id: str
    page: str
    href: str
    tag: str
    language: str
    outlet: str
    headline: str
    published: str
    day: str


class Said(Frozen, frozen=True):
    """Words of a report with the address of where they stand in it."""

    report: AffairReport
    href: str
    text: str


class Reports(Frozen, frozen=True):
    """The reports of an affair by their ids; `longest` is how long quoted words are at most."""

    by_id: Mapping[str, AffairReport]
    longest: int

    def said(self, words: Passage | Claim, longest: int = 0) -> Said:
        """Return words with their report and address, clipped for display."""
        report = self.by_id[words.article]
        anchor = span_anchor(words.article, words.start, words.end)
        return Said(report, f"{report.page}#{anchor}", clip(words.text, longest or self.longest))

    def last_day(self, words: Iterable[Passage | Claim]) -> str:
        """Return the ISO day of the last report that says some words, empty where none is dated."""
        return max((self.by_id[passage.article].day for passage in words), default="")

    def each(self, words: Iterable[Passage | Claim], most: int) -> tuple[tuple[Said, ...], int]:
        """Return the first words of each report, so many at most, and how many were left out."""
        first: dict[str, Passage | Claim] = {}
        for passage in words:
            first.setdefault(passage.article, passage)
        shown = [self.said(passage) for passage in list(first.values())[:most]]
        return tuple(shown), len(first) - len(shown)


def affair_reports(
    affair: Affair, articles: Mapping[str, AnnotatedArticle], story_of: Mapping[str, str]
) -> tuple[AffairReport, ...]:
    """Return how the page of an affair names its reports, in order of publication."""
    return tuple(
        _report(number, articles[id_], story_of[id_])
        for number, id_ in enumerate(affair.articles, 1)
    )


def _report(number: int, annotated: AnnotatedArticle, story: str) -> AffairReport:
    article, published = annotated.article, annotated.published
    page = f"../stories/{story_file(story)}"
    return AffairReport(
        number=number,
        id=article.id,
        page=page,
        href=f"{page}#{article_anchor(article.id)}",
        tag=language_tag(article.language),
        language=language_words(article.language),
        outlet=outlet_words(article),
        headline=clip(article.headline, 160) or "(without a headline)",
        published=period(published.earliest, published.latest) if published else "no date",
        day=published.latest.isoformat() if published and published.latest else "",
    )
