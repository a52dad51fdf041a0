"""From sources to a dossier, and to each part of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, starmap
from operator import attrgetter
from typing import Protocol

from stemmata.affair import describe_affairs, list_commitments
from stemmata.annotate import annotate, expect, resolve, resolve_acts, resolve_names
from stemmata.collate import collate_all
from stemmata.engine import Engine, SerialEngine, working_ahead
from stemmata.group import compare, fingerprint, group, name_fingerprint, read_meanings
from stemmata.model import (
    AnnotatedArticle,
    Commitment,
    Copy,
    Dossier,
    Grouping,
    Pair,
    Point,
    Problem,
    Record,
    Story,
)
from stemmata.pipeline.preparing import Begun, Told, attempt, begin_records, kind_of, tell
from stemmata.pipeline.watching import Watch, ignore, keep
from stemmata.plugins import Encoder
from stemmata.read import read
from stemmata.settings import TraceSettings
from stemmata.trace import count_sources, source_counter, support, trace

_LANGUAGE = attrgetter("language")


class _OfArticles(Protocol):
    @property
    def articles(self) -> Sequence[AnnotatedArticle]: ...


def run(
    sources: Sequence[str],
    engine: Engine | None = None,
    watch: Watch = ignore,
    encoder: Encoder | None = None,
) -> Dossier:
    """Return everything that can be found in the sources.

    Args:
        sources: files, folders, patterns, addresses, or `-`.
        engine: where the work runs; this process by default.
        watch: is told how many items each stage has finished.
        encoder: asked about reports and their sentences, where one is.
    """
    engine = engine or SerialEngine()
    problems: list[Problem] = []
    records = keep(read(sources), problems, partial(watch, "read"))
    made = engine.map_batches(begin_records, records, kind_of)
    begun = list(_expect_languages(keep(made, problems, partial(watch, "annotate"))))
    telling = engine.map_batches(tell, [each.article for each in begun], _LANGUAGE)
    with working_ahead(telling) as told:  # meanwhile, what only one process can do
        named = resolve_names(
            [each.article for each in begun], gathered=[each.gathered for each in begun]
        )
        watch("names", len(named))
        keyed = starmap(_finish, zip(named, told, strict=True))
        with working_ahead(keyed) as finished:
            grouping = _group_named(begun, named, encoder)
            watch("group", len(grouping.stories))
            done = list(finished)
    articles = [article for article, _ in done]
    signatures = [each.signature for _, each in done]
    problems += filter(None, [each.problem for _, each in done])
    # Stories are collated while copies are traced.
    with working_ahead(_collate_each(articles, grouping, engine)) as collated:
        sought = TraceSettings(encoder=encoder.settings) if encoder else TraceSettings()
        spread = partial(engine.map, kind=_language_of_all)
        copies = trace(articles, grouping, sought, signatures=signatures, spread=spread)
        watch("trace", len(copies))
        counter = source_counter(copies, articles)
        points = tuple(count_sources(chain.from_iterable(collated), counter))
    watch("collate", len(points))
    spread_all = partial(engine.map_batches, kind=_language_of_all)
    affairs = describe_affairs(articles, grouping, points, counter, spread_all)
    watch("affair", len(affairs))
    return Dossier(tuple(articles), grouping, points, copies, tuple(problems), affairs)


def _finish(named: AnnotatedArticle, told: Told) -> tuple[AnnotatedArticle, Told]:
    return resolve_acts(named, told.acts), told


def _group_named(
    begun: Sequence[Begun], named: Sequence[AnnotatedArticle], encoder: Encoder | None
) -> Grouping:
    pairs = zip(begun, named, strict=True)
    prints = [name_fingerprint(each.print_, article) for each, article in pairs]
    return group(prints, meanings=read_meanings(named, encoder) if encoder else None)


def annotate_sources(
    sources: Sequence[str], engine: Engine, watch: Watch = ignore
) -> tuple[list[AnnotatedArticle], tuple[Problem, ...]]:
    """Return the articles of the sources with their mentions and keys, and what went wrong."""
    problems: list[Problem] = []
    records = keep(read(sources), problems, partial(watch, "read"))
    annotated = list(keep(engine.map(_annotate, records), problems, partial(watch, "annotate")))
    resolved = resolve(annotated)
    watch("names", len(resolved))
    return resolved, tuple(problems)


def group_articles(
    annotated: Sequence[AnnotatedArticle], engine: Engine, watch: Watch = ignore
) -> Grouping:
    """Return the stories and storylines of annotated articles."""
    grouping = group(list(engine.map(fingerprint, annotated)))
    watch("group", len(grouping.stories))
    return grouping


def compare_pairs(
    annotated: Sequence[AnnotatedArticle], wanted: Sequence[tuple[str, str]], engine: Engine
) -> list[tuple[str, str, Pair | None]]:
    """Return each wanted pair with its comparison, None where an article was not read."""
    prints = {found.id: found for found in engine.map(fingerprint, annotated)}
    known = [(prints[a], prints[b]) for a, b in wanted if a in prints and b in prints]
    compared = iter(compare(known, list(prints.values())))
    return [(a, b, next(compared) if a in prints and b in prints else None) for a, b in wanted]


def trace_articles(
    annotated: Sequence[AnnotatedArticle], engine: Engine, watch: Watch = ignore
) -> tuple[Copy, ...]:
    """Return who copied whom among annotated articles."""
    return trace(annotated, group_articles(annotated, engine, watch))


def find_points(annotated: Sequence[AnnotatedArticle], engine: Engine) -> tuple[Point, ...]:
    """Return the points of every story of annotated articles, with their independent sources."""
    grouping = group_articles(annotated, engine)
    points = collate_stories(annotated, grouping, engine)
    return support(points, trace(annotated, grouping), annotated)


def find_commitments(
    annotated: Sequence[AnnotatedArticle], engine: Engine, as_of: date | None = None
) -> tuple[Commitment, ...]:
    """Return what annotated articles say is to be done by a day, and what became of it."""
    grouping = group_articles(annotated, engine)
    return weigh_commitments(annotated, grouping, trace(annotated, grouping), as_of)


def weigh_commitments(
    annotated: Sequence[AnnotatedArticle],
    grouping: Grouping,
    copies: Sequence[Copy],
    as_of: date | None = None,
) -> tuple[Commitment, ...]:
    """Return what grouped articles say is to be done by a day, with copies folded."""
    return list_commitments(annotated, grouping, source_counter(copies, annotated), as_of)


def collate_stories(
    annotated: Sequence[AnnotatedArticle],
    grouping: Grouping,
    engine: Engine,
    watch: Watch = ignore,
) -> tuple[Point, ...]:
    """Return the points of every story, in the order of the stories."""
    points: list[Point] = []
    for done, found in enumerate(_collate_each(annotated, grouping, engine), start=1):
        points += found
        watch("collate", done)
    return tuple(points)


def _collate_each(
    annotated: Sequence[AnnotatedArticle], grouping: Grouping, engine: Engine
) -> Iterator[Sequence[Point]]:
    by_id = {article.id: article for article in annotated}
    work = ((story, [by_id[name] for name in story.articles]) for story in grouping.stories)
    return engine.map_batches(collate_all, work, _language_told)


def _language_told(told: tuple[Story, Sequence[AnnotatedArticle]]) -> str:
    return told[1][0].language


def _language_of_all(held: _OfArticles) -> str:
    return held.articles[0].language


def _annotate(record: Record) -> AnnotatedArticle | Problem:
    return attempt(record, annotate)


def _expect_languages(items: Iterable[Begun]) -> Iterator[Begun]:
    """Hand on what workers make; what names of its language ask for is loaded while they work."""
    for item in items:
        expect(item.article.language)
        yield item
