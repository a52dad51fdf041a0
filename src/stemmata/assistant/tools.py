"""What an assistant may ask of an archive: pure functions over a store, which they only read.

Every statement comes with the words it rests on: article, start, end, the words to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemmata.archive.searching import Found, search
from stemmata.archive.standing import story_sources
from stemmata.assistant.answers import Answer, listed, nothing, quoted, quoted_from, some
from stemmata.model import JSON, AnnotatedArticle, Commitment, Copy, Point, Reading
from stemmata.settings import AssistantSettings
from stemmata.store import Store, StorySummary, Where
from stemmata.text import fold

_SETTINGS = AssistantSettings()
_NO_STORY = nothing("no story has this id", "ask find_story for ids")


def find_story(store: Store, query: str, where: Where, start: int = 0) -> Answer:
    """Return the stories that a query finds, the best first, with words that answer it."""
    hits: dict[str, list[Found]] = {}
    for found in search(store, query, where, _SETTINGS.hits_looked_at):
        hits.setdefault(found.story, []).append(found)
    items = []
    for name, own in hits.items():
        kept = store.story(name)
        if kept is not None:
            answers = (_hit(each) for each in own)
            items.append({**_summary(kept.summary), "hits": some(answers, _SETTINGS.words_of_each)})
    return listed({"query": query}, items, start)


def story(store: Store, name: str, start: int = 0) -> Answer:
    """Return a story: how large it is, on what it rests, and its reports."""
    kept = store.story(name)
    if kept is None:
        return _NO_STORY
    sources = story_sources(store, kept.story)
    head: Answer = {
        **_summary(kept.summary),
        "independent_sources": sources.independent_sources,
        "independent_sources_at_least": sources.support_bounds[0],
        "independent_sources_at_most": sources.support_bounds[1],
    }
    reports = [_report(each) for each in store.articles(kept.story.articles)]
    return listed(head, reports, start)


def readings(store: Store, name: str, kind: str = "", verdict: str = "", start: int = 0) -> Answer:
    """Return the points of a story with what its reports answer, disputed ones first.

    Args:
        store: asked.
        name: of the story.
        kind: figure, date, name, quote or attribution; all where empty.
        verdict: agreed, compatible, disputed or single; all where empty.
        start: points left out at the beginning.
    """
    kept = store.story(name)
    if kept is None:
        return _NO_STORY
    points = [
        _point(point)
        for point in store.points([kept.story.id])
        if kind in ("", point.kind) and verdict in ("", point.verdict)
    ]
    return listed({"story": kept.story.id}, points, start)


def lineage(store: Store, name: str, start: int = 0) -> Answer:
    """Return who took from whom among the reports of a story, or beside one article."""
    kept = store.story(name)
    articles = kept.story.articles if kept else (name,)
    if kept is None and not store.known([name]):
        return nothing("no story or article has this id", "ask find_story for ids")
    copies = store.copies(articles)
    texts = {each.id: each for each in store.articles([copy.copy for copy in copies])}
    items = [_copy(copy, texts) for copy in copies]
    return listed({"about": name}, items, start)


def who_says(store: Store, about: str, story_id: str = "", start: int = 0) -> Answer:
    """Return what somebody is quoted with, or who states some words, each with its place.

    Args:
        store: asked.
        about: a name in any form, or words of a statement.
        story_id: the story in which it is said; everywhere where empty, then for names only.
        start: statements left out at the beginning.
    """
    keys = {entry.key for entry in store.names_written([fold(about)])}
    kept = store.story(story_id) if story_id else None
    if story_id and kept is None:
        return _NO_STORY
    if keys:
        ids = list(dict.fromkeys(name for key in sorted(keys) for name in store.naming(key)))
        wanted = [name for name in ids if kept is None or name in kept.story.articles]
        items = [item for each in store.articles(wanted) for item in _said_by(each, keys)]
        return listed(
            {"about": about, "names": [*sorted(keys)], "articles_looked_at": len(wanted)},
            items,
            start,
        )
    if kept is None:
        return nothing("nobody is named so", "give a story, or a name as reports write it")
    words = fold(about).split()
    items = [
        item
        for point in store.points([kept.story.id])
        for reading in point.readings
        if _speaks_of(point, reading, words)
        for item in _claims(store, point, reading)
    ]
    return listed({"about": about, "story": kept.story.id}, items, start)


def deadlines(store: Store, name: str, by: date | None = None, start: int = 0) -> Answer:
    """Return what is to be done by a day in the storyline of a story, and what became of it."""
    kept = store.story(name)
    line = kept.story.storyline if kept else name
    affair = store.affair(line)
    if affair is None:
        known = kept is not None or bool(store.storyline(line))
        return listed({"storyline": line}, [], start) if known else _NO_STORY
    found = [each for each in affair.commitments if by is None or _ends_by(each, by)]
    found.sort(key=lambda each: (each.until[1] or date.max, each.id))
    return listed({"storyline": line}, [_commitment(each) for each in found], start)


def evidence(store: Store, article: str, start: int, end: int) -> Answer:
    """Return the words of an article at a place, with those around them and what they are."""
    kept = store.article(article)
    if kept is None:
        return nothing("no article has this id", "ask story for the ids of its reports")
    annotated, size = kept.annotated, len(kept.annotated.text)
    start, end = max(0, min(start, size)), max(0, min(end, size))
    around = _SETTINGS.characters_around
    mentions = [
        {"kind": kind, **quoted(article, each.start, each.end, each.text)}
        for kind, held in (
            ("name", annotated.names), ("figure", annotated.figures), ("date", annotated.dates),
            ("quote", annotated.quotes), ("attribution", annotated.attributions),
        )
        for each in held
        if each.start < end and start < each.end
    ]  # fmt: skip
    head: Answer = {
        **_report(annotated),
        "story": kept.story,
        "version": kept.version,
        "words": quoted_from(annotated, start, end),
        "before": quoted_from(annotated, max(0, start - around), start),
        "after": quoted_from(annotated, end, min(size, end + around)),
    }
    return listed(head, mentions, 0)


def _summary(summary: StorySummary) -> Answer:
    points: dict[str, JSON] = dict(summary.points.items())
    return {
        "story": summary.id,
        "storyline": summary.storyline,
        "quoted_headline": summary.headline[: _SETTINGS.longest_quote],
        "reports": summary.articles,
        "languages": list(summary.languages),
        "outlets": summary.outlets,
        "first": summary.first.isoformat() if summary.first else None,
        "last": summary.last.isoformat() if summary.last else None,
        "points": points,
        "copies": summary.copies,
    }


def _hit(found: Found) -> Answer:
    snippet = found.snippet
    words = quoted(found.id, snippet.start, snippet.end, snippet.text)
    return {**words, "outlet": found.outlet, "language": found.language}


def _report(article: AnnotatedArticle) -> Answer:
    published = article.published
    return {
        "article": article.id,
        "outlet": article.article.outlet,
        "language": article.language,
        "published": published.earliest.isoformat() if published else None,
        "quoted_headline": article.article.headline[: _SETTINGS.longest_quote],
    }


def _point(point: Point) -> Answer:
    answers: list[JSON] = [
        {
            "quoted_value": reading.value[: _SETTINGS.longest_quote],
            "independent_sources": reading.independent_sources,
            "note": reading.note,
            "claims": some(
                (quoted(c.article, c.start, c.end, c.text) for c in reading.claims),
                _SETTINGS.words_of_each,
            ),
        }
        for reading in point.readings
    ]
    return {
        "point": point.id,
        "kind": point.kind,
        "quoted_question": point.question[: _SETTINGS.longest_quote],
        "verdict": point.verdict,
        "readings": answers[: _SETTINGS.readings_of_point],
        "readings_of": len(answers),
        "silent": len(point.silent),
    }


def _copy(copy: Copy, texts: dict[str, AnnotatedArticle]) -> Answer:
    own = texts.get(copy.copy)
    reasons = (
        {
            "kind": each.kind,
            "detail": each.detail[: _SETTINGS.longest_quote],
            **(quoted_from(own, each.copy.start, each.copy.end) if own else {}),
        }
        for each in copy.evidence
    )
    return {
        "copy": copy.copy,
        "original": copy.original,
        "kind": copy.kind,
        "probability": round(copy.probability, 3),
        "direction_probability": round(copy.direction_probability, 3),
        "direct": copy.direct,
        "evidence": some(reasons, _SETTINGS.words_of_each),
    }


def _said_by(article: AnnotatedArticle, keys: set[str]) -> Iterator[Answer]:
    for quote in article.quotes:
        if quote.speaker and quote.speaker.key in keys:
            words = quoted_from(article, quote.start, quote.end)
            yield {"says": f"{quote.kind} quote", **words, "outlet": article.article.outlet}
    for each in article.attributions:
        if each.key in keys:
            words = quoted_from(article, each.start, each.end)
            yield {"says": "is the source", **words, "outlet": article.article.outlet}


def _speaks_of(point: Point, reading: Reading, words: list[str]) -> bool:
    claimed = " ".join(claim.text for claim in reading.claims)
    text = fold(f"{point.question} {reading.value} {claimed}")
    return bool(words) and all(word in text for word in words)


def _claims(store: Store, point: Point, reading: Reading) -> Iterator[Answer]:
    articles = {each.id: each for each in store.articles([c.article for c in reading.claims])}
    for claim in reading.claims:
        article = articles.get(claim.article)
        yield {
            "says": "states",
            "point": point.id,
            "verdict": point.verdict,
            "independent_sources": reading.independent_sources,
            **quoted(claim.article, claim.start, claim.end, claim.text),
            "outlet": article.article.outlet if article else None,
            "on_the_word_of": claim.source or None,
        }


def _ends_by(commitment: Commitment, day: date) -> bool:
    last = commitment.until[1]
    return last is not None and last <= day


def _commitment(commitment: Commitment) -> Answer:
    what, last = commitment.what, commitment.until[1]
    return {
        "kind": commitment.kind,
        "state": commitment.state,
        "until": last.isoformat() if last else None,
        "who": list(commitment.who),
        "to": list(commitment.to),
        "what": quoted(what.article, what.start, what.end, what.text),
        "days": [reading.value for reading in commitment.readings],
        "verdict": commitment.verdict,
        "said": some(
            (quoted(p.article, p.start, p.end, p.text) for p in commitment.said),
            _SETTINGS.words_of_each,
        ),
        "state_said": some(
            (quoted(p.article, p.start, p.end, p.text) for p in commitment.state_said),
            _SETTINGS.words_of_each,
        ),
        "why": commitment.why,
    }
