"""What a page is made of, out of the store: a story, an article with what it took, an affair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from stemmata.model import (
    Affair,
    AnnotatedArticle,
    Claim,
    Copy,
    Point,
    Reading,
    Span,
    Story,
    replace,
)
from stemmata.publish.addresses import story_file
from stemmata.publish.affair_words import stated_spans
from stemmata.publish.material import Outsider, StoryMaterial, in_order
from stemmata.publish.pages.story import Sibling
from stemmata.publish.wording import count, period
from stemmata.store import Store, StoredArticle, StoredStory, StorySummary, Where


def story_material(store: Store, stored: StoredStory, most: int) -> StoryMaterial:
    """Return a story as its page needs it.

    Args:
        store: where it is kept.
        stored: the story.
        most: reports that are shown; of more, the last added.
    """
    story = stored.story
    if len(story.articles) > most:
        story = replace(story, articles=tuple(store.article_ids(Where(stories=(story.id,)), most)))
    points = store.points([story.id])
    shown = points if story is stored.story else among(points, story.articles)
    return _material(store, story, shown, store.affair(story.storyline))


def article_material(store: Store, stored: StoredArticle) -> StoryMaterial:
    """Return an article, as if it were a story of its own, with what it took from others."""
    own = stored.annotated.id
    story = Story(stored.story or own, "", (own,))
    return _material(store, story, among(store.points([stored.story]), [own]), None)


def among(points: Iterable[Point], articles: Collection[str]) -> list[Point]:
    """Return points as some of their articles give them; those that none of them gives are gone."""
    own, found = set(articles), []
    for point in points:
        held = [replace(each, claims=_claims(each, own)) for each in point.readings]
        readings = tuple(each for each in held if each.claims)
        if readings:
            found.append(replace(point, readings=readings))
    return found


def siblings(store: Store, story: Story) -> tuple[Sibling, ...]:
    """Return the other stories of a story's storyline, as its page names them."""
    return tuple(
        _sibling(summary) for summary in store.storyline(story.storyline) if summary.id != story.id
    )


def days(summary: StorySummary) -> str:
    """Return in words when a story was reported."""
    if summary.first is None and summary.last is None:
        return "no date"
    return period(summary.first, summary.last)


def articles_of(
    store: Store, stories: Sequence[StorySummary]
) -> tuple[list[AnnotatedArticle], dict[str, str]]:
    """Return the articles of stories, and the story of each."""
    articles: list[AnnotatedArticle] = []
    story_of: dict[str, str] = {}
    for summary in stories:
        stored = store.story(summary.id)
        found = store.articles(stored.story.articles) if stored else []
        articles += found
        story_of.update((article.id, summary.id) for article in found)
    return articles, story_of


def _material(
    store: Store, story: Story, points: Sequence[Point], affair: Affair | None
) -> StoryMaterial:
    own = set(story.articles)
    copies = [copy for copy in store.copies(story.articles) if copy.copy in own]
    elsewhere = _outsiders(store, own, copies)
    known = own | elsewhere.keys()
    kept = [copy for copy in copies if copy.unseen is not None or copy.original in known]
    return StoryMaterial(
        story,
        in_order(store.articles(story.articles), kept),
        tuple(points),
        tuple(kept),
        elsewhere,
        _stated(affair, own),
    )


def _outsiders(store: Store, own: Collection[str], copies: Iterable[Copy]) -> dict[str, Outsider]:
    ids = sorted({copy.original for copy in copies if copy.unseen is None} - set(own))
    story_of = store.story_of(ids) if ids else {}
    return {each.id: Outsider(each, story_of.get(each.id, "")) for each in store.articles(ids)}


def _stated(affair: Affair | None, own: Collection[str]) -> dict[str, tuple[Span, ...]]:
    if affair is None:
        return {}
    return {name: spans for name, spans in stated_spans([affair]).items() if name in own}


def _claims(reading: Reading, own: Collection[str]) -> tuple[Claim, ...]:
    return tuple(claim for claim in reading.claims if claim.article in own)


def _sibling(summary: StorySummary) -> Sibling:
    return Sibling(
        story_file(summary.id),
        summary.headline or "(without a headline)",
        "",
        days(summary),
        count(summary.articles, "report"),
    )
