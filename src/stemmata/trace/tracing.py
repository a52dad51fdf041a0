"""Who copied whom in a collection: candidates, comparisons, stemmata, unseen sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemmata.model import UNSEEN, AnnotatedArticle, Copy, Evidence, Grouping, Span
from stemmata.settings import TraceSettings
from stemmata.text import fold
from stemmata.trace.candidates import candidate_pairs, second_cousins
from stemmata.trace.classifier import copy_logit, probability
from stemmata.trace.comparison import Comparison, Prepared, compare
from stemmata.trace.credits import Credit, find_credits, outlet_key
from stemmata.trace.descent import Descent, Line
from stemmata.trace.direction import Context, taken_shares
from stemmata.trace.evidence import copy_kind, shared_slips, text_evidence
from stemmata.trace.reports import Report, Vocabulary, prepare, shared_pairs
from stemmata.trace.slips import find_slips
from stemmata.trace.stemma import Relations, draw
from stemmata.trace.unseen import cited_copies, unseen_copy

_DEFAULT = TraceSettings()


def trace(
    articles: Sequence[AnnotatedArticle], grouping: Grouping, settings: TraceSettings = _DEFAULT
) -> tuple[Copy, ...]:
    """Return what was taken from what, with direction, evidence and unseen sources.

    Args:
        articles: the articles of a run, in any order, each id once.
        grouping: their stories; copies are also found where grouping failed.
        settings: what counts as a copy.

    Example:
        >>> trace((), Grouping(()))
        ()
    """
    ordered = sorted(articles, key=lambda annotated: annotated.id)
    context, compared = _compare_all(ordered, grouping, settings)
    relations = Relations(compared, context)
    copies: list[Copy] = []
    for component in relations.components():
        drawn = list(_copies_of(draw(component, relations), relations, len(component)))
        copies += drawn
        copies += _copies_between(component, drawn, relations)
    copies += cited_copies(ordered, grouping, context, copies)
    return tuple(sorted(copies, key=lambda c: (c.copy, not c.direct, -c.probability, c.original)))


def _compare_all(
    ordered: Sequence[AnnotatedArticle], grouping: Grouping, settings: TraceSettings
) -> tuple[Context, list[tuple[Comparison, float]]]:
    vocabulary = Vocabulary(fold)
    prepared = [Prepared(prepare(annotated, settings, vocabulary)) for annotated in ordered]
    reports = [one.report for one in prepared]
    pairs = candidate_pairs(reports, grouping, settings)
    kept = _compare_pairs(prepared, pairs, settings)
    place = {report.id: number for number, report in enumerate(reports)}
    kept_pairs = [(place[found.a.id], place[found.b.id]) for found, _ in kept]
    kept += _compare_pairs(prepared, second_cousins(kept_pairs, pairs, settings), settings)
    slips = find_slips([pair[0] for pair in kept], reports)
    return Context(credits_of(ordered), slips, settings), kept


def _compare_pairs(
    prepared: Sequence[Prepared], pairs: Iterable[tuple[int, int]], settings: TraceSettings
) -> list[tuple[Comparison, float]]:
    """Return the pairs one of which took from the other, with the log-odds that it did."""
    found = [
        compare(prepared[a], prepared[b], settings)
        for a, b in pairs
        if _worth_comparing(prepared[a].report, prepared[b].report, settings)
    ]
    judged = [(comparison, copy_logit(comparison)) for comparison in found]
    return [pair for pair in judged if _is_copy(*pair, settings)]


def _worth_comparing(a: Report, b: Report, settings: TraceSettings) -> bool:
    """Tell by counting alone whether two reports can be copies: most neighbours are not."""
    if min(len(a), len(b)) < settings.least_words:
        return False
    return a.language != b.language or shared_pairs(a, b) >= settings.least_shared_pairs


def _is_copy(found: Comparison, logit: float, settings: TraceSettings) -> bool:
    if found.same_language:
        return probability(logit) >= settings.least_probability
    complete = found.measures["aligned"] >= settings.least_aligned_across
    return complete and probability(logit) >= settings.least_probability_across


def credits_of(articles: Sequence[AnnotatedArticle]) -> Mapping[str, tuple[Credit, ...]]:
    """Return the outlets that each article credits, by article id."""
    outlets = {outlet_key(a.article.outlet): a.article.outlet for a in articles if a.article.outlet}
    return {annotated.id: find_credits(annotated, outlets) for annotated in articles}


def _copies_of(
    edges: Sequence[tuple[str, str]], relations: Relations, related: int
) -> Iterable[Copy]:
    place = _place(related, relations.context.settings)
    counts: dict[str, int] = {}
    for _, copy in edges:
        counts[copy] = counts.get(copy, 0) + 1
    for original, copy in edges:
        if original.startswith(UNSEEN):
            yield unseen_copy(original, copy, edges, relations)
        else:
            yield _seen_copy(original, copy, relations, place, several=counts[copy] > 1)


def _copies_between(
    component: Sequence[str], drawn: Sequence[Copy], relations: Relations
) -> Iterable[Copy]:
    """Yield what was taken by way of other articles, where the pair itself shows it."""
    settings = relations.context.settings
    pairs = [(a, b) for a in component for b in sorted(relations.partners[a]) if a < b]
    for line in Descent(drawn, settings.unseen_doubt).lines(pairs, settings.open_branch):
        yield _copy_between(line, relations)


def _copy_between(line: Line, relations: Relations) -> Copy:
    step = relations.steps[line.original, line.copy]
    found = relations.found[line.original, line.copy]
    parent, child = relations.reports[line.original], relations.reports[line.copy]
    way = Evidence("by way of", Span(0, 0), None, 0.0, _way_words(line))
    most = relations.context.settings.most_evidence_between
    text = text_evidence(child, found, step.logit, most)
    return Copy(
        copy=line.copy,
        original=line.original,
        kind=copy_kind(parent, child, found),
        probability=round(probability(step.logit), 4),
        direction_probability=0.5 if line.open else round(probability(step.direction), 4),
        share=round(min(1.0, taken_shares(parent, child, found)[1]), 4),
        evidence=(way, *_valid(text)),
        direct=False,
    )


def _way_words(line: Line) -> str:
    names = ", ".join(name.removeprefix(UNSEEN) for name in line.way)
    if not names:
        return "no chosen parent explains what they share"
    return f"both are tied to {names}; which was first is open" if line.open else f"through {names}"


def _place(related: int, settings: TraceSettings) -> list[Evidence]:
    """Return what it says for a direction that it was chosen among several reports."""
    if related < 3:
        return []
    detail = f"part of the simplest history of {related} related reports"
    return [Evidence("place in the stemma", Span(0, 0), None, settings.place_clue, detail)]


def _seen_copy(
    original: str, copy: str, relations: Relations, place: list[Evidence], *, several: bool
) -> Copy:
    step = relations.steps[original, copy]
    found = relations.found[original, copy]
    parent, child = relations.reports[original], relations.reports[copy]
    clues = sorted([*step.clues, *place], key=lambda clue: -abs(clue.weight))
    errors = shared_slips(parent, child, relations.context.slips)
    room = relations.context.settings.most_evidence - len(clues) - len(errors)
    text = text_evidence(child, found, step.logit, max(4, room))
    kind = copy_kind(parent, child, found)
    return Copy(
        copy=copy,
        original=original,
        kind="merged" if several and found.same_language else kind,
        probability=round(probability(step.logit), 4),
        direction_probability=round(probability(sum(clue.weight for clue in clues)), 4),
        share=round(min(1.0, taken_shares(parent, child, found)[1]), 4),
        evidence=tuple(_valid([*text, *errors, *clues])),
    )


def _valid(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """Round weights; an empty original span says nothing."""
    for piece in evidence:
        original = piece.original if piece.original != Span(0, 0) else None
        yield Evidence(piece.kind, piece.copy, original, round(piece.weight, 3), piece.detail)
