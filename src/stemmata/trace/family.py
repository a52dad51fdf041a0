"""Who copied whom among articles that may be related: comparisons, then one stemma for each group.

A family holds every likely relative of its articles, so that it can be traced by itself, in any
process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from stemmata.model import UNSEEN, AnnotatedArticle, Copy, Evidence, Frozen, Span
from stemmata.settings import TraceSettings
from stemmata.trace.candidates import second_cousins
from stemmata.trace.classifier import copy_logit, probability
from stemmata.trace.comparison import Aligned, Comparison, Prepared, align_pairs, measure
from stemmata.trace.credits import Credit
from stemmata.trace.descent import Descent, Line
from stemmata.trace.direction import Context, taken_shares
from stemmata.trace.evidence import copy_kind, shared_slips, text_evidence
from stemmata.trace.links import TAKEN_FROM, declared_pairs, links_between
from stemmata.trace.memory import Judged, Memory
from stemmata.trace.relations import Relations
from stemmata.trace.reports import Report, shared_pairs
from stemmata.trace.signatures import Signature
from stemmata.trace.slips import find_slips
from stemmata.trace.stemma import Stemma, draw
from stemmata.trace.unseen import unseen_copy
from stemmata.trace.vectors import meet_words

_LEAST_SAID = 0.05  # log-odds
_PUT_TOGETHER = "put together from several reports"
_HISTORIES = "most histories that lead to the related reports run {} way"
_TOGETHER = 64  # pairs of reports; the matrices of more need not be held at once


class Family(Frozen, frozen=True):
    """Articles with the pairs of them that are worth comparing.

    Args:
        articles: in order of their ids.
        signatures: of the articles, in the same order.
        pairs: places of two articles each, the smaller first.
        credits: the outlets that each article credits, by article id.
        publishers: the publisher family of each article that names one, by article id.
        settings: what counts as a copy.
    """

    articles: Sequence[AnnotatedArticle]
    signatures: Sequence[Signature]
    pairs: Sequence[tuple[int, int]]
    credits: Mapping[str, tuple[Credit, ...]]
    publishers: Mapping[str, str]
    settings: TraceSettings


def trace_family(family: Family, memory: Memory | None = None) -> list[Copy]:
    """Return what the articles of a family took from each other and from unseen sources.

    Args:
        family: all likely relatives of its articles.
        memory: what earlier comparisons found, and where these are remembered.
    """
    kept = _related_pairs(family, memory or Memory())
    if not kept:
        return []
    slips = find_slips([found for found, _ in kept])
    relations = Relations(kept, Context(family.credits, family.publishers, slips, family.settings))
    copies: list[Copy] = []
    for component in relations.components():
        drawn = list(_copies_of(draw(component, relations), relations))
        copies += drawn
        copies += _copies_between(component, drawn, relations)
    return copies


def _related_pairs(family: Family, memory: Memory) -> list[Judged]:
    """Return the pairs one of which took from the other, with the log-odds that it did."""
    settings = family.settings
    prepared = memory.prepare(family.articles, family.signatures, settings)
    declared = declared_pairs(family.articles)
    undeclared = [pair for pair in family.pairs if pair not in declared]
    kept = _judge_pairs(prepared, undeclared, settings, memory)
    kept += _compare_declared(prepared, declared, settings)
    place = {annotated.id: number for number, annotated in enumerate(family.articles)}
    copies = [(place[found.a.id], place[found.b.id]) for found, _ in kept]
    cousins = second_cousins(copies, family.pairs, settings)
    return kept + _judge_pairs(prepared, cousins, settings, memory)


def _judge_pairs(
    prepared: Sequence[Prepared],
    pairs: Iterable[tuple[int, int]],
    settings: TraceSettings,
    memory: Memory,
) -> list[Judged]:
    """Return which of some pairs one took from the other, remembered or compared now."""
    asked = [(prepared[a], prepared[b]) for a, b in pairs]
    fresh = [pair for pair in asked if not memory.known(*pair)]
    memory.judge(fresh, _compare_pairs(fresh, settings))
    kept = [found for pair in asked if (found := memory.judged(*pair))]
    return sorted(kept, key=lambda pair: (pair[0].a.id, pair[0].b.id))


def _compare_pairs(
    pairs: Iterable[tuple[Prepared, Prepared]], settings: TraceSettings
) -> list[Judged]:
    chosen = [pair for pair in pairs if _worth_comparing(pair[0].report, pair[1].report, settings)]
    meet_words(each.report for pair in chosen for each in pair)
    found = [
        measure(aligned, settings)
        for start in range(0, len(chosen), _TOGETHER)
        for aligned in align_pairs(chosen[start : start + _TOGETHER], settings)
        if _worth_measuring(aligned, settings)
    ]
    judged = [(comparison, copy_logit(comparison)) for comparison in found]
    return [(found, logit) for found, logit in judged if _is_copy(found, logit, settings)]


def _compare_declared(
    prepared: Sequence[Prepared], pairs: Iterable[tuple[int, int]], settings: TraceSettings
) -> list[Judged]:
    """Return the pairs one of which declares to be of one work with the other, where texts agree.

    A link may be wrong or lead to another page than it says, so the texts have their say.
    """
    chosen = [(prepared[a], prepared[b]) for a, b in sorted(pairs)]
    aligned = align_pairs(
        [(a, b) for a, b in chosen if min(len(a.report), len(b.report)) >= settings.least_words],
        settings,
    )
    found = [measure(each, settings) for each in aligned]
    judged = [(each, copy_logit(each) + settings.link_clue) for each in found]
    return [(each, logit) for each, logit in judged if _is_copy(each, logit, settings)]


def _worth_comparing(a: Report, b: Report, settings: TraceSettings) -> bool:
    """Tell by counting alone whether two reports can be copies: most neighbours are not."""
    if min(len(a), len(b)) < settings.least_words:
        return False
    return a.language != b.language or shared_pairs(a, b) >= settings.least_shared_pairs


def _worth_measuring(aligned: Aligned, settings: TraceSettings) -> bool:
    """Tell whether enough of one of two reports is in the other."""
    return aligned.same_language or max(aligned.shares) >= settings.least_aligned_across


def _is_copy(found: Comparison, logit: float, settings: TraceSettings) -> bool:
    least = settings.least_probability if found.same_language else settings.least_probability_across
    return probability(logit) >= least


def _copies_of(stemma: Stemma, relations: Relations) -> Iterable[Copy]:
    counts = Counter(copy for _, copy in stemma.edges)
    for original, copy in stemma.edges:
        if original.startswith(UNSEEN):
            yield unseen_copy(original, copy, stemma.edges, relations)
        else:
            odds = stemma.odds[original, copy]
            yield _seen_copy(original, copy, relations, odds, several=counts[copy] > 1)


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


def weigh_place(clues: Iterable[Evidence], odds: float, *, several: bool) -> Iterable[Evidence]:
    """Yield what the rest of the stemma says for a direction beside the clues of its own step."""
    weight = odds - sum(clue.weight for clue in clues)
    if abs(weight) >= _LEAST_SAID:
        way = "this" if weight > 0 else "the other"
        detail = _PUT_TOGETHER if several else _HISTORIES.format(way)
        yield Evidence("place in the stemma", Span(0, 0), None, weight, detail)


def _seen_copy(
    original: str, copy: str, relations: Relations, odds: float, *, several: bool
) -> Copy:
    step = relations.steps[original, copy]
    found = relations.found[original, copy]
    parent, child = relations.reports[original], relations.reports[copy]
    clues = [*step.clues, *weigh_place(step.clues, odds, several=several)]
    clues.sort(key=lambda clue: -abs(clue.weight))
    beside = shared_slips(parent, child, relations.context.slips, relations.context.settings)
    beside += _one_publisher(original, copy, relations.context.publishers)
    beside += _declared_versions(parent.annotated, child.annotated)
    room = relations.context.settings.most_evidence - len(clues) - len(beside)
    text = text_evidence(child, found, step.logit, max(4, room))
    kind = copy_kind(parent, child, found)
    return Copy(
        copy=copy,
        original=original,
        kind="merged" if several and found.same_language else kind,
        probability=round(probability(step.logit), 4),
        direction_probability=round(probability(odds), 4),
        share=round(min(1.0, taken_shares(parent, child, found)[1]), 4),
        evidence=tuple(_valid([*text, *beside, *clues])),
    )


def _one_publisher(original: str, copy: str, families: Mapping[str, str]) -> Iterable[Evidence]:
    """Yield that both reports come from one house, which says nothing of who was first."""
    family = families.get(copy)
    if family and family == families.get(original):
        yield Evidence("one publisher", Span(0, 0), None, 0.0, f"both are published by {family}")


def _declared_versions(one: AnnotatedArticle, other: AnnotatedArticle) -> Iterable[Evidence]:
    """Yield that one report declares the other a version of it, which tells nobody first."""
    links = [*links_between(one, other), *links_between(other, one)]
    for link in [each for each in links if each.kind not in TAKEN_FROM][:1]:
        detail = f"one declares the other its version ({link.kind} {link.language or ''})"
        yield Evidence("declared link", Span(0, 0), None, 0.0, detail)


def _valid(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """Round weights; an empty original span says nothing."""
    for piece in evidence:
        original = piece.original if piece.original != Span(0, 0) else None
        yield Evidence(piece.kind, piece.copy, original, round(piece.weight, 3), piece.detail)
