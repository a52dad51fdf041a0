"""Sources that are leaned on and are not in the collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemmata.model import UNSEEN, AnnotatedArticle, Copy, CopyKind, Evidence, Grouping
from stemmata.trace.classifier import probability
from stemmata.trace.clocks import lead
from stemmata.trace.credits import Credit, outlet_key, same_house
from stemmata.trace.direction import taken_shares
from stemmata.trace.evidence import copy_kind, text_evidence
from stemmata.trace.relations import Relations

_WHOLE_CREDIT = 0.95
_PASSING_CREDIT = 0.8
_CREDIT_WEIGHT = 3.0


def unseen_copy(
    source: str, copy: str, edges: Sequence[tuple[str, str]], relations: Relations
) -> Copy:
    """Return the copy of an unseen source; another copy of it is the evidence."""
    outlet = source[len(UNSEEN) :]
    siblings = [name for parent, name in edges if parent == source and name != copy]
    near = [name for name in siblings if name in relations.partners[copy]]
    credit = _credit_for(relations.context.credits[copy], outlet)
    pieces = [_credit_evidence(credit)]
    if not near:
        return Copy(copy, source, "cited", _WHOLE_CREDIT, 0.99, 0.0, tuple(pieces))
    closest = min(near, key=lambda name: (relations.steps[name, copy].cost, name))
    step, found = relations.steps[closest, copy], relations.found[closest, copy]
    other, own = relations.reports[closest], relations.reports[copy]
    room = relations.context.settings.most_evidence - 1
    for piece in text_evidence(own, found, step.logit, room):
        detail = f"{piece.detail}; shared with {closest}, which credits {outlet} too"
        pieces.append(Evidence(piece.kind, piece.copy, None, piece.weight, detail))
    kind: CopyKind = copy_kind(other, own, found)
    share = taken_shares(other, own, found)[1]
    return Copy(
        copy, source, kind, round(probability(step.logit), 4), 0.99, round(share, 4), tuple(pieces)
    )


def _credit_for(held: Sequence[Credit], outlet: str) -> Credit:
    return next(credit for credit in held if credit.outlet == outlet)


def _credit_evidence(credit: Credit) -> Evidence:
    manner = "credits" if credit.whole else "leans on"
    return Evidence("credit", credit.span, None, _CREDIT_WEIGHT, f"{manner} {credit.outlet}")


def cited_copies(
    articles: Sequence[AnnotatedArticle],
    grouping: Grouping,
    credited: Mapping[str, Sequence[Credit]],
    copies: Sequence[Copy],
) -> Iterable[Copy]:
    """Yield a citation for each credit that no parent of the article explains."""
    story_of = {name: story.id for story in grouping.stories for name in story.articles}
    by_outlet: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for annotated in articles:
        if annotated.article.outlet:
            by_outlet[outlet_key(annotated.article.outlet)].append(annotated)
    explained = _explained(articles, credited, copies)
    for annotated in articles:
        for credit in credited[annotated.id]:
            if any(same_house(credit.outlet, known) for known in explained[annotated.id]):
                continue
            told = _told_by(annotated, by_outlet[outlet_key(credit.outlet)], story_of)
            yield Copy(
                copy=annotated.id,
                original=told.id if told else UNSEEN + credit.outlet,
                kind="cited",
                probability=_WHOLE_CREDIT if credit.whole else _PASSING_CREDIT,
                direction_probability=0.97,
                evidence=(_credit_evidence(credit),),
            )


def _told_by(
    annotated: AnnotatedArticle,
    others: Sequence[AnnotatedArticle],
    story_of: dict[str, str],
) -> AnnotatedArticle | None:
    """Return the credited outlet's article in the same story, not later than the citing one."""
    story = story_of.get(annotated.id)
    for other in others:
        if story is None or other.id == annotated.id or story_of.get(other.id) != story:
            continue
        behind = lead(annotated, other)
        if behind is None or behind.total_seconds() <= 0:
            return other
    return None


def _explained(
    articles: Sequence[AnnotatedArticle],
    credited: Mapping[str, Sequence[Credit]],
    copies: Sequence[Copy],
) -> dict[str, set[str]]:
    """Return for each article the outlets behind its parents: their own and those they credit."""
    outlet = {a.id: a.article.outlet for a in articles}
    explained: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.unseen is not None:
            explained[copy.copy].add(copy.unseen)
            continue
        explained[copy.copy] |= {outlet[copy.original] or ""} - {""}
        explained[copy.copy] |= {credit.outlet for credit in credited[copy.original]}
    return explained
