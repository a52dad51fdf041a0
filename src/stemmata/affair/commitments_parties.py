"""Who is bound by a commitment and to whom: the ties of the sentence, else the order of its names.

Whoever orders stands before the word of ordering as a rule, whoever is to act behind it; whoever
promises, plans or agrees stands before it. In a sentence without a name ("she promised") it is
the one named first in what was said just before.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.affair.clauses import in_body
from stemmata.affair.commitments_notice import Notice
from stemmata.model import AnnotatedArticle, Name, Tie

Parties = tuple[tuple[str, ...], tuple[str, ...]]
_ACTORS = ("person", "organisation")
_OWN = ("promise", "plan", "agreement")  # kinds in which the one bound speaks
_BEFORE = 400  # characters in which the one spoken of was named
# Whoever asks, forces or sanctions binds another; all other ties bind whoever acts.
_BINDING = frozenset({"REQUEST", "COERCE", "SANCTION", "THREATEN"})


def find_parties(article: AnnotatedArticle, notice: Notice) -> Parties:
    """Return the keys of those who are bound, and of those they are bound to."""
    told = _by_tie(article.ties, notice)
    return told or _by_order(article, notice)


def _by_tie(ties: Sequence[Tie], notice: Notice) -> Parties | None:
    """Return the parties by a tie of the sentence: the one whose word gives the tone, if any."""
    inside = [
        tie for tie in ties if notice.sentence[0] <= tie.start and tie.end <= notice.sentence[1]
    ]
    cue = notice.cue or notice.words
    for tie in sorted(inside, key=lambda tie: abs(tie.start - cue[0])):
        sources = tuple(each.key for each in tie.source if each.key)
        targets = tuple(each.key for each in tie.target if each.key)
        if notice.kind == "order" and tie.type in _BINDING and targets:
            return targets, sources
        if notice.kind != "order" and tie.type not in _BINDING and sources:
            return sources, targets
    return None


def _by_order(article: AnnotatedArticle, notice: Notice) -> Parties:
    start, end = notice.sentence
    names = [name for name in article.names if name.key and start <= name.start < end]
    if not names:
        own = notice.kind in _OWN and notice.cue is not None  # a verb alone may be of a thing
        return (_best(_named_before(article, start)) if own else ()), ()
    turn = notice.cue[0] if notice.cue else notice.words[0]
    before = [name for name in reversed(names) if name.start < turn]
    after = [name for name in names if name.start >= turn]
    if notice.kind == "order" and after:
        return _best(after), _best(before)
    return _best(before or after), ()


def _named_before(article: AnnotatedArticle, place: int) -> list[Name]:
    """Return whoever acts in what was said just before, the one named first in front."""
    return [
        name
        for name in article.names
        if name.key
        and name.kind in _ACTORS
        and place - _BEFORE <= name.start < place
        and in_body(article, name.start)
    ]


def _best(names: Sequence[Name]) -> tuple[str, ...]:
    """Return the key of the first that can act; a place only where nobody else is named."""
    able = [name for name in names if name.kind in _ACTORS]
    return tuple(name.key for name in (able or names)[:1])
