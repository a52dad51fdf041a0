"""The flow: one direction, each stage a pure function on frozen values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from stemmata.affair import describe_affairs, list_commitments
from stemmata.annotate import Gathered, annotate, annotate_all, expect, gather, resolve
from stemmata.clean import clean
from stemmata.collate import collate_all
from stemmata.engine import Engine, SerialEngine
from stemmata.errors import StemmataError
from stemmata.group import (
    Fingerprint,
    compare,
    fingerprint,
    fingerprint_all,
    group,
    name_fingerprint,
    read_meanings,
)
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Commitment,
    Copy,
    Dossier,
    Grouping,
    Pair,
    Point,
    Problem,
    Record,
)
from stemmata.plugins import Encoder
from stemmata.read import read
from stemmata.settings import TraceSettings
from stemmata.trace import Signature, sign, source_counter, support, trace

Made = TypeVar("Made")
Watch = Callable[[str, int], None]


def ignore(stage: str, done: int) -> None:
    """Watch a run without saying anything."""


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
    records = _keep(read(sources), problems, partial(watch, "read"))
    made = engine.map_batches(prepare_records, records)
    prepared = list(_expect_languages(_keep(made, problems, partial(watch, "annotate"))))
    articles = resolve([each.article for each in prepared], [each.gathered for each in prepared])
    watch("names", len(articles))
    pairs = zip(prepared, articles, strict=True)
    meanings = read_meanings(articles, encoder) if encoder else None
    prints = [name_fingerprint(each.print_, article) for each, article in pairs]
    grouping = group(prints, meanings=meanings)
    watch("group", len(grouping.stories))
    signatures = [each.signature for each in prepared]
    with ThreadPoolExecutor(1) as aside:  # stories are collated while copies are traced
        collated = aside.submit(collate_stories, articles, grouping, engine)
        sought = TraceSettings(encoder=encoder.settings) if encoder else TraceSettings()
        copies = trace(articles, grouping, sought, signatures=signatures, spread=engine.map)
        watch("trace", len(copies))
        points = support(collated.result(), copies, articles)
    watch("collate", len(points))
    counter = source_counter(copies, articles)
    affairs = describe_affairs(articles, grouping, points, counter, engine.map_batches)
    watch("affair", len(affairs))
    return Dossier(tuple(articles), grouping, points, copies, tuple(problems), affairs)


def annotate_sources(
    sources: Sequence[str], engine: Engine, watch: Watch = ignore
) -> tuple[list[AnnotatedArticle], tuple[Problem, ...]]:
    """Return the articles of the sources with their mentions and keys, and what went wrong."""
    problems: list[Problem] = []
    records = _keep(read(sources), problems, partial(watch, "read"))
    annotated = list(_keep(engine.map(_annotate, records), problems, partial(watch, "annotate")))
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
    by_id = {article.id: article for article in annotated}
    work = ((story, [by_id[name] for name in story.articles]) for story in grouping.stories)
    points: list[Point] = []
    for done, found in enumerate(engine.map_batches(collate_all, work), start=1):
        points += found
        watch("collate", done)
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what its words alone say to naming, grouping and tracing."""

    article: AnnotatedArticle
    gathered: Gathered
    print_: Fingerprint
    signature: Signature


def prepare_records(records: list[Record]) -> list[Prepared | Problem]:
    """Return what the words of each record alone say; one that fails becomes a problem."""
    try:
        return list(_prepare_all([clean(record) for record in records]))
    except Exception:  # noqa: BLE001 # one of them is bad: which, it says by itself
        return [attempt(record, _prepare_article) for record in records]


def _annotate(record: Record) -> AnnotatedArticle | Problem:
    return attempt(record, annotate)


def _prepare_article(article: Article) -> Prepared:
    return _prepare_all([article])[0]


def _prepare_all(articles: Sequence[Article]) -> list[Prepared]:
    annotated = annotate_all(articles)
    prints = fingerprint_all(annotated)
    return [
        Prepared(each, gather(each), print_, sign(each))
        for each, print_ in zip(annotated, prints, strict=True)
    ]


def attempt(record: Record, work: Callable[[Article], Made]) -> Made | Problem:
    """Clean a record and work on it; one that fails becomes a problem, and the run goes on.

    Args:
        record: what was read.
        work: on the article that it holds.
    """
    stage = "clean"
    try:
        article = clean(record)
        stage = "annotate"
        return work(article)
    except StemmataError as error:
        return Problem(
            error.where or str(record.origin), stage, error.what, error.advice, record.id
        )
    except Exception as error:  # noqa: BLE001 # one bad article never stops a run
        what = f"{type(error).__name__}: {error}"
        advice = "please report it, with the article"
        return Problem(str(record.origin), stage, what, advice, record.id)


def _expect_languages(items: Iterable[Prepared]) -> Iterator[Prepared]:
    """Hand on what workers make; what names of its language ask for is loaded while they work."""
    for item in items:
        expect(item.article.language)
        yield item


def _keep(
    items: Iterable[Made | Problem], problems: list[Problem], watch: Callable[[int], None]
) -> Iterator[Made]:
    """Yield what is no problem, and put the problems aside."""
    done = 0
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        done += 1
        watch(done)
        yield item
