"""Stories, reports and points as rows of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemmata.model import AnnotatedArticle, Frozen, Point
from stemmata.publish.addresses import language_tag
from stemmata.publish.pages.collation import value_words
from stemmata.publish.visible import clip
from stemmata.publish.wording import count, language_words, outlet_words, period
from stemmata.store import Store, StorySummary, Where
from stemmata.web.pages.addresses import address
from stemmata.web.pages.materials import days

_LONGEST = 160


class StoryRow(Frozen, frozen=True):
    """A story as a row."""

    id: str
    address: str
    headline: str
    reports: int
    outlets: int
    languages: tuple[str, ...]
    disputed: int
    copies: int
    when: str
    more: str = ""


class ReportRow(Frozen, frozen=True):
    """A report as a row; `words` are those that were looked for, with what stands around them.

    `why` says by what words it was found.
    """

    id: str
    address: str
    headline: str
    tag: str
    outlet: str
    language: str
    published: str
    story: str
    words: tuple[tuple[str, bool], ...] = ()
    why: tuple[str, ...] = ()


class PointRow(Frozen, frozen=True):
    """A point as a row, its readings in short."""

    id: str
    address: str
    question: str
    verdict: str
    readings: tuple[str, ...]
    story: str


def story_row(summary: StorySummary, more: str = "") -> StoryRow:
    """Return a story as a row."""
    return StoryRow(
        id=summary.id,
        address=address("stories", summary.id),
        headline=clip(summary.headline, _LONGEST) or "(without a headline)",
        reports=summary.articles,
        outlets=summary.outlets,
        languages=summary.languages,
        disputed=summary.points.get("disputed", 0),
        copies=summary.copies,
        when=days(summary),
        more=more,
    )


def report_row(annotated: AnnotatedArticle, story: str) -> ReportRow:
    """Return a report as a row."""
    article, published = annotated.article, annotated.published
    return ReportRow(
        id=article.id,
        address=address("articles", article.id),
        headline=clip(article.headline, _LONGEST) or "(without a headline)",
        tag=language_tag(article.language),
        outlet=outlet_words(article),
        language=language_words(article.language),
        published=period(published.earliest, published.latest) if published else "no date",
        story=address("stories", story) if story else "",
    )


def report_rows(store: Store, ids: Sequence[str]) -> tuple[ReportRow, ...]:
    """Return reports as rows, in the order given."""
    story_of = store.story_of(ids)
    return tuple(report_row(each, story_of.get(each.id, "")) for each in store.articles(ids))


def story_rows(store: Store, ids: Iterable[str]) -> tuple[StoryRow, ...]:
    """Return stories as rows, in the order given; ids of stories that are no more are left out."""
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return ()
    known = {each.id: each for each in store.stories(Where(stories=wanted), len(wanted))}
    return tuple(story_row(known[each]) for each in wanted if each in known)


def point_row(point: Point) -> PointRow:
    """Return a point as a row."""
    return PointRow(
        id=point.id,
        address=address("points", point.id),
        question=point.question,
        verdict=point.verdict,
        readings=tuple(
            f"{value_words(point.kind, each, 60)} ({count(each.independent_sources, 'source')})"
            for each in point.readings[:4]
        ),
        story=address("stories", point.story),
    )
