"""Who copied whom in a collection: likely relatives, families of them, credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from stemmata.model import AnnotatedArticle, Copy, Grouping
from stemmata.settings import TraceSettings
from stemmata.trace.candidates import candidate_pairs
from stemmata.trace.credits import Credit, find_credits, outlet_key
from stemmata.trace.family import Family, trace_family
from stemmata.trace.links import declared_pairs
from stemmata.trace.memory import Memory
from stemmata.trace.publishers import publisher_families
from stemmata.trace.signatures import Signature, sign
from stemmata.trace.unseen import cited_copies

_DEFAULT = TraceSettings()

Spread = Callable[[Callable[[Family], list[Copy]], Iterable[Family]], Iterable[list[Copy]]]


def trace(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    settings: TraceSettings = _DEFAULT,
    *,
    signatures: Iterable[Signature] = (),
    outlets: Iterable[str] = (),
    spread: Spread = map,
) -> tuple[Copy, ...]:
    """Return what was taken from what, with direction, evidence and unseen sources.

    Args:
        articles: the articles of a run, in any order, each id once.
        grouping: their stories; copies are also found where grouping failed.
        settings: what counts as a copy.
        signatures: what `sign` returned for some or all of the articles, in any order.
        outlets: names of outlets that may be credited, beside those of the articles.
        spread: applies a function to items, as `map` does, and may do so in other processes.

    Example:
        >>> trace((), Grouping(()))
        ()
    """
    signed = {signature.id: signature for signature in signatures}
    whole = _gather(articles, signed, grouping, outlets, settings)
    # The largest first: one of them alone may take as long as all others together.
    parts = sorted(_parts(whole), key=lambda family: -len(family.pairs))
    copies = [copy for traced in spread(trace_family, parts) for copy in traced]
    return _with_cited(copies, whole, grouping)


def trace_again(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    memory: Memory,
    settings: TraceSettings = _DEFAULT,
    *,
    outlets: Iterable[str] = (),
) -> tuple[Copy, ...]:
    """Return what `trace` does, comparing only what has not been compared before.

    Args:
        articles: as for `trace`.
        grouping: as for `trace`.
        memory: of what earlier calls compared.
        settings: what counts as a copy.
        outlets: names of outlets that may be credited, beside those of the articles.
    """
    signed = {signature.id: signature for signature in memory.signatures(articles)}
    whole = _gather(articles, signed, grouping, outlets, settings)
    copies = [copy for family in _parts(whole) for copy in trace_family(family, memory)]
    memory.trim()
    return _with_cited(copies, whole, grouping)


def _gather(
    articles: Sequence[AnnotatedArticle],
    signed: Mapping[str, Signature],
    grouping: Grouping,
    outlets: Iterable[str],
    settings: TraceSettings,
) -> Family:
    """Return the articles with all pairs of them that are worth comparing."""
    ordered = sorted(articles, key=lambda annotated: annotated.id)
    signatures = [signed.get(annotated.id) or sign(annotated, settings) for annotated in ordered]
    candidates = candidate_pairs(signatures, grouping, settings)
    pairs = sorted({*candidates, *declared_pairs(ordered)})
    credited = credits_of(ordered, outlets)
    return Family(ordered, signatures, pairs, credited, publisher_families(ordered), settings)


def _with_cited(copies: Sequence[Copy], whole: Family, grouping: Grouping) -> tuple[Copy, ...]:
    cited = cited_copies(whole.articles, grouping, whole.credits, copies)
    found = [*copies, *cited]
    return tuple(sorted(found, key=lambda c: (c.copy, not c.direct, -c.probability, c.original)))


def credits_of(
    articles: Sequence[AnnotatedArticle], outlets: Iterable[str] = ()
) -> Mapping[str, tuple[Credit, ...]]:
    """Return the outlets that each article credits, by article id."""
    known = {outlet_key(name): name for name in outlets}
    known |= {outlet_key(a.article.outlet): a.article.outlet for a in articles if a.article.outlet}
    return {annotated.id: find_credits(annotated, known) for annotated in articles}


def _parts(whole: Family) -> Iterable[Family]:
    """Yield the articles that hang together through pairs as families of their own."""
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in whole.pairs:
        near[a].append(b)
        near[b].append(a)
    part_of: dict[int, int] = {}
    for start in near:
        if start in part_of:
            continue
        part_of[start] = start
        ahead = [start]
        for place in ahead:
            fresh = [other for other in near[place] if other not in part_of]
            part_of.update(dict.fromkeys(fresh, start))
            ahead += fresh
    own: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in whole.pairs:
        own[part_of[pair[0]]].append(pair)
    for held in own.values():
        yield _part(whole, sorted({place for pair in held for place in pair}), held)


def _part(whole: Family, places: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Family:
    number = {place: own for own, place in enumerate(places)}
    members = [whole.articles[place] for place in places]
    publishers = whole.publishers
    return Family(
        members,
        [whole.signatures[place] for place in places],
        [(number[a], number[b]) for a, b in pairs],
        {member.id: whole.credits[member.id] for member in members},
        {member.id: publishers[member.id] for member in members if member.id in publishers},
        whole.settings,
    )
