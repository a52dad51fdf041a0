"""Search: over text, names in any of their forms, and across languages.

Three lists are joined by weight: articles that have all that was asked for (as words, as another
form of a name, or as a word of any language that means it), articles that have the rarest of its
words, ranked by BM25 (Robertson and Zaragoza 2009), and articles that are about the same concepts,
ranked by cosine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stemmata.archive.querying import Group, Query, read_query, with_forms
from stemmata.archive.snippets import Asked, Mark, Snippet, mark, snippet_of
from stemmata.lexicon import load_lexicon
from stemmata.model import JSON, AnnotatedArticle, Frozen
from stemmata.settings import SearchSettings
from stemmata.store import Hit, Store, Where, Words
from stemmata.text import fold


class Found(Frozen, frozen=True):
    """An article that a query found, the words in it that answer the query, and why it is here.

    A higher `score` is better among the hits of one query.
    """

    id: str
    story: str
    score: float
    snippet: Snippet
    why: tuple[str, ...]
    headline: str = ""
    language: str = ""
    outlet: str = ""
    published: date | None = None


def search(store: Store, query: str, where: Where, limit: int = 20) -> list[Found]:
    """Return the articles that a query finds, the best first.

    Without words, the last added that are wanted.

    Args:
        store: searched.
        query: words in any language, names in any form, "words between quotation marks" as they
            stand; nothing else in it is syntax.
        where: which articles are wanted.
        limit: how many at most.
    """
    settings = SearchSettings()
    return _search(store, read_query(query, store, settings), where, limit)


def search_as_typed(store: Store, query: str, where: Where, limit: int = 20) -> list[Found]:
    """Return what `search` does for a query whose last word may go on."""
    settings = SearchSettings()
    return _search(store, read_query(query, store, settings, begun=True), where, limit)


def outlets_like(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """Return the outlets of a store whose names hold one of some names, whatever their case."""
    wanted = [fold(name) for name in names]
    known = [outlet for outlet in store.outlets() if any(n in fold(outlet) for n in wanted)]
    return tuple(known or names)


def _search(store: Store, read: Query, where: Where, limit: int) -> list[Found]:
    settings = SearchSettings()
    query = with_forms(read, store, settings)
    if not query.groups:
        return _latest(store, where, limit)
    scored = _scores(store, query, where, limit)
    best = sorted(scored, key=lambda name: (-scored[name][0], name))[:limit]
    articles = {article.id: article for article in store.articles(best)}
    asked = Asked(query.groups)
    return [_found(articles[name], *scored[name], asked) for name in best if name in articles]


def _latest(store: Store, where: Where, limit: int) -> list[Found]:
    ids = store.article_ids(where, limit)
    stories = store.story_of(ids)
    return [
        _found(article, 0.0, stories.get(article.id, ""), Asked(()))
        for article in store.articles(ids)
    ]


def _scores(store: Store, query: Query, where: Where, limit: int) -> dict[str, tuple[float, str]]:
    """Return the scores and stories of articles by id."""
    settings = SearchSettings()
    whole = store.search(query.words(), where, limit)
    loose: list[Hit] = []
    if len(whole) < limit and len(query.groups) > 1:
        ask = query.any_words if whole else query.any_meaning
        loose = store.search(_rare(ask(settings.words_asked), store, settings), where, limit)
    about = store.about(query.concepts, where, limit)
    scores: dict[str, float] = {}
    for hit in whole:
        scores[hit.article] = settings.whole_weight
    for hits in (whole, loose):
        best = max((hit.score for hit in hits), default=0.0)
        for hit in hits:
            share = hit.score / best if best > 0 else 0.0
            scores[hit.article] = scores.get(hit.article, 0.0) + settings.words_weight * share
    for hit in about:
        if hit.score >= settings.least_about:
            near = settings.about_weight * hit.score
            scores[hit.article] = scores.get(hit.article, 0.0) + near
    stories = {hit.article: hit.story for hits in (whole, loose, about) for hit in hits}
    return {name: (score, stories[name]) for name, score in scores.items()}


def _rare(words: Words, store: Store, settings: SearchSettings) -> Words:
    """Return what of a loose query few articles hold; all of it, if many hold each of its parts."""
    most = settings.most_held
    groups = (
        tuple(each for each in group if store.holding(each, most) < most) for group in words.groups
    )
    rare = tuple(group for group in groups if group)
    return Words(rare, words.begun, words.loose) if rare else words


def _found(article: AnnotatedArticle, score: float, story: str, asked: Asked) -> Found:
    marks = mark(article, asked) if asked.groups else []
    published = article.published
    return Found(
        id=article.id,
        story=story,
        score=round(score, 4),
        snippet=snippet_of(article, marks, SearchSettings()),
        why=_why(article, marks, asked.groups),
        headline=article.article.headline,
        language=article.language,
        outlet=article.article.outlet or "",
        published=published.earliest if published else None,
    )


def _why(
    article: AnnotatedArticle, marks: Sequence[Mark], groups: Sequence[Group]
) -> tuple[str, ...]:
    """Return for each thing that was asked for by what words the article answers it."""
    first: dict[int, Mark] = {}
    for each in marks:
        first.setdefault(each.group, each)
    return tuple(_reason(article, first[place], groups[place]) for place in sorted(first))


def _reason(article: AnnotatedArticle, answer: Mark, group: Group) -> str:
    words = answer.span.quote(article.text)
    if answer.concept >= 0:
        return f"“{words}” means {load_lexicon().label(answer.concept)}, as “{group.text}” does"
    if words in group.near:
        return f"“{words}” is written nearly as “{group.text}”"
    if fold(words) == fold(group.text) or not group.names:
        return f"“{words}”"
    return f"“{words}” is a form of {group.names[0].canonical}, as “{group.text}” may be"


def found_line(found: Found) -> dict[str, JSON]:
    """Return a hit as a line of JSON."""
    words: list[JSON] = [[span.start, span.end] for span in found.snippet.words]
    return {
        "id": found.id,
        "story": found.story,
        "snippet": {
            "start": found.snippet.start,
            "end": found.snippet.end,
            "text": found.snippet.text,
            "words": words,
        },
        "score": found.score,
        "why": list(found.why),
        "headline": found.headline,
        "language": found.language,
        "outlet": found.outlet,
        "published": found.published.isoformat() if found.published else None,
    }
