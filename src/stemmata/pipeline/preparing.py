"""What each article says by itself, worked out wherever there is a free core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from stemmata.annotate import (
    Acts,
    Gathered,
    annotate_all,
    begin,
    find_acts,
    find_all_acts,
    gather,
)
from stemmata.clean import clean, script_of
from stemmata.errors import StemmataError
from stemmata.group import Fingerprint, fingerprint_all
from stemmata.model import AnnotatedArticle, Article, Frozen, Problem, Record
from stemmata.trace import Signature, blank_signature, sign

Made = TypeVar("Made")
_SAMPLE = 400  # characters of a text of unknown language


class Begun(Frozen, frozen=True):
    """An article with what its words alone say to naming and grouping; no quotes, no ties."""

    article: AnnotatedArticle
    gathered: Gathered
    print_: Fingerprint


class Told(Frozen, frozen=True):
    """What an article tells that people said and did, what tracing asks, and what went wrong."""

    acts: Acts
    signature: Signature
    problem: Problem | None = None


class Prepared(Frozen, frozen=True):
    """An article with what its words alone say to naming, grouping and tracing."""

    article: AnnotatedArticle
    gathered: Gathered
    print_: Fingerprint
    signature: Signature


def kind_of(record: Record) -> str:
    """Return what tells before anything is read which records ask for the same knowledge.

    Example:
        >>> from stemmata.model import Origin
        >>> kind_of(Record("a", Origin("a.txt"), "Дождь", language="ru"))
        'ru'
    """
    return record.language or script_of((record.text or "")[:_SAMPLE])


def prepare_records(records: list[Record]) -> list[Prepared | Problem]:
    """Return what the words of each record alone say; one that fails becomes a problem."""
    return _work_on(records, _prepare)


def begin_records(records: list[Record]) -> list[Begun | Problem]:
    """Return of each record what names and stories are told by; a failure becomes a problem."""
    return _work_on(records, _begin)


def tell(begun: list[AnnotatedArticle]) -> list[Told]:
    """Return the rest of what the words of articles say; where that fails, nothing and why."""
    try:
        signatures = list(map(sign, begun))
        return list(map(Told, find_all_acts(begun), signatures))
    except Exception:  # noqa: BLE001 # one of them is bad: which, it says by itself
        return list(map(_tell, begun))


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
    except Exception as error:  # noqa: BLE001 # one bad article never stops a run
        return _problem(error, str(record.origin), stage, record.id)


def _work_on(
    records: list[Record], work: Callable[[Sequence[Article]], list[Made]]
) -> list[Made | Problem]:
    try:
        return list(work([clean(record) for record in records]))
    except Exception:  # noqa: BLE001 # one of them is bad: which, it says by itself
        return [attempt(record, lambda article: work([article])[0]) for record in records]


def _prepare(articles: Sequence[Article]) -> list[Prepared]:
    annotated = annotate_all(articles)
    prints = fingerprint_all(annotated)
    return [
        Prepared(each, gather(each), print_, sign(each))
        for each, print_ in zip(annotated, prints, strict=True)
    ]


def _begin(articles: Sequence[Article]) -> list[Begun]:
    begun = list(map(begin, articles))
    return list(map(Begun, begun, map(gather, begun), fingerprint_all(begun)))


def _tell(begun: AnnotatedArticle) -> Told:
    try:
        return Told(find_acts(begun), sign(begun))
    except Exception as error:  # noqa: BLE001 # one bad article never stops a run
        problem = _problem(error, str(begun.article.origin), "annotate", begun.id)
        return Told(Acts(), blank_signature(begun), problem)


def _problem(error: Exception, where: str, stage: str, id_: str) -> Problem:
    if isinstance(error, StemmataError):
        return Problem(error.where or where, stage, error.what, error.advice, id_)
    what = f"{type(error).__name__}: {error}"
    return Problem(where, stage, what, "please report it, with the article", id_)
