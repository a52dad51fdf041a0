"""The decisions that hold, as every step of adding obeys them.

Stories: pairs of reports that a person put together or apart count as if no words could say
otherwise (constrained clustering, Wagstaff and Cardie 2000, "must link" and "cannot link").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from stemmata.archive.fixing import Fixes
from stemmata.archive.rekeying import form_untied, tied
from stemmata.model import AnnotatedArticle, Copy, Evidence, Span, replace
from stemmata.store import Decision, Store

TOGETHER, APART = 1e5, -1e9  # log-odds: beyond whatever all pairs of a story can add up to
_SURE = 20.0  # weight of a person's word
Subject = Mapping[str, Any]
Rulings = dict[tuple[str, str], float]


class Corrections:
    """What people decided and did not undo.

    Args:
        decisions: all of a store, in order.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._held = [each for each in decisions if each.undone is None]
        self.rulings: Rulings = {}
        for decision in self._held:
            if decision.kind == "merge stories":
                _put_together(decision.subject, self.rulings)
            elif decision.kind == "split story":
                _put_apart(decision.subject, self.rulings)

    def fixes(self, article: str) -> Fixes | None:
        """Return what was set right in an article, None where nothing was."""
        found: Fixes | None = None
        for decision in self._held:
            subject: Subject = decision.subject
            if subject.get("article") != article:
                continue
            known = replace(found or Fixes(), author=decision.author)
            if decision.kind == "fix date":
                found = replace(known, day=subject["date"])
            elif decision.kind == "fix outlet":
                found = replace(known, outlet=subject["outlet"])
            elif decision.kind == "mark boilerplate":
                found = replace(known, boilerplate=(*known.boilerplate, subject["text"]))
        return found

    def names(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """Return an article whose names are tied as people decided."""
        for decision in self._held:
            subject: Subject = decision.subject
            if decision.kind == "tie names":
                article = tied(subject)(article)
            elif decision.kind == "untie name":
                article = form_untied(subject)(article)
        return article

    def copies(self, copies: Iterable[Copy], articles: Collection[AnnotatedArticle]) -> list[Copy]:
        """Return who took from whom among articles, as people decided."""
        found = {(copy.copy, copy.original): copy for copy in copies}
        by_id = {article.id: article for article in articles}
        for decision in self._held:
            subject: Subject = decision.subject
            if decision.kind not in ("confirm copy", "reject copy"):
                continue
            pair = (subject["copy"], subject["original"])
            known = found.pop(pair, None)
            found.pop(pair[::-1], None)
            if decision.kind == "confirm copy" and pair[0] in by_id:
                found[pair] = _confirmed(pair, known, decision, by_id)
        return list(found.values())


def read_corrections(store: Store) -> Corrections:
    """Return the decisions of a store that hold."""
    return Corrections(store.decisions())


def _put_together(subject: Subject, rulings: Rulings) -> None:
    members: Sequence[str] = subject["articles"]
    _let_go(rulings, set(members), set(members), APART)
    for other in members[1:]:
        rulings[_pair(members[0], other)] = TOGETHER


def _put_apart(subject: Subject, rulings: Rulings) -> None:
    leaving, rest = subject["articles"], subject["rest"]
    _let_go(rulings, set(leaving), set(rest), TOGETHER)
    for other in leaving[1:]:
        rulings[_pair(leaving[0], other)] = TOGETHER
    for one in leaving:
        for other in rest:
            rulings[_pair(one, other)] = APART


def _let_go(rulings: Rulings, some: set[str], others: set[str], ruled: float) -> None:
    """Take back earlier rulings between some reports and others: the last decision holds."""
    for (a, b), odds in list(rulings.items()):
        if odds == ruled and ((a in some and b in others) or (b in some and a in others)):
            del rulings[a, b]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _confirmed(
    pair: tuple[str, str],
    known: Copy | None,
    decision: Decision,
    articles: Mapping[str, AnnotatedArticle],
) -> Copy:
    own, other = (articles.get(name) for name in pair)
    span = Span(0, len(own.text)) if own else Span(0, 0)
    source = Span(0, len(other.text)) if other else None
    evidence = Evidence("decision", span, source, _SURE, f"decided by {decision.author}")
    if known is None:
        return Copy(*pair, "edited", 1.0, 1.0, evidence=(evidence,))
    kept = tuple(each for each in known.evidence if each.kind != "decision")
    return replace(
        known, probability=1.0, direction_probability=1.0, evidence=(*kept, evidence), direct=True
    )
