"""Who is bound by a commitment and to whom: the ties of the sentence, else the order of its names.

Whoever orders stands before the word of ordering as a rule, whoever is to act behind it; whoever
promises, plans or agrees, or must, stands before it. In a sentence without a name it is who bears
the role that stands there ("the contractor"), else, of a promise ("she promised"), the one named
first in what was said just before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from stemmata.affair.actors_titles import WORD
from stemmata.affair.clauses import in_body
from stemmata.affair.commitments_notice import Notice
from stemmata.affair.ties_ends import Bearers
from stemmata.languages import load
from stemmata.model import AnnotatedArticle, Mention, Name, Tie
from stemmata.text import fold

Parties = tuple[tuple[str, ...], tuple[str, ...]]
_ACTORS = ("person", "organisation")
_BEFORE = 400  # characters in which the one spoken of was named
# Whoever asks, forces or sanctions binds another; all other ties bind whoever acts.
_BINDING = frozenset({"REQUEST", "COERCE", "SANCTION", "THREATEN"})
_ASKING = _BINDING - {"THREATEN"}  # a threat is a plan of its own
# Deeds that are themselves what somebody is bound to do; of others the target is not bound to.
_OWED = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "RETREAT", "SUPPORT", "THREATEN"})


def find_parties(
    article: AnnotatedArticle, notice: Notice, deeds: Mapping[str, Sequence[Tie]], bearers: Bearers
) -> Parties:
    """Return the keys of those who are bound, and of those they are bound to.

    Args:
        article: that says so.
        notice: what it says.
        deeds: the ties of each article, by its id.
        bearers: who bears which role.
    """
    told = _by_tie(deeds.get(article.id, ()), notice)
    return told or _by_order(article, notice, bearers)


def _by_tie(ties: Sequence[Tie], notice: Notice) -> Parties | None:
    """Return the parties by a tie of the sentence: the one whose word gives the tone, if any."""
    inside = [
        tie for tie in ties if notice.sentence[0] <= tie.start and tie.end <= notice.sentence[1]
    ]
    cue = notice.cue or notice.words
    for tie in sorted(inside, key=lambda tie: abs(tie.start - cue[0])):
        sources = tuple(each.key for each in tie.source if each.key)
        targets = tuple(each.key for each in tie.target if each.key)
        if (tie.start, tie.end) == notice.cue and notice.voice == "condition":
            return sources, targets
        if notice.kind == "order" and tie.type in _BINDING and targets:
            return targets, sources
        if notice.kind != "order" and tie.type not in _ASKING and sources:
            return sources, targets if tie.type in _OWED else ()
    return None


def _by_order(article: AnnotatedArticle, notice: Notice, bearers: Bearers) -> Parties:
    start, end = notice.sentence
    names = [name for name in article.names if name.key and start <= name.start < end]
    if not names:
        return _unnamed(article, notice, bearers), ()
    turn = notice.cue[0] if notice.cue else notice.words[0]
    before = [name for name in reversed(names) if name.start < turn]
    after = [name for name in names if name.start >= turn]
    if notice.kind == "order" and notice.voice == "asks" and after:
        return _best(after), _best(before)
    return _best(before or after), ()


def _unnamed(article: AnnotatedArticle, notice: Notice, bearers: Bearers) -> tuple[str, ...]:
    """Return who is bound in a sentence without a name: who bears a role before the word."""
    if notice.cue is None or notice.voice == "asks":
        return ()
    inside = notice.clause[0] <= notice.cue[0] < notice.clause[1]
    start = notice.clause[0] if inside else notice.sentence[0]
    words = Mention(start, notice.cue[0], article.text[start : notice.cue[0]])
    if key := bearers.meant(article, words):
        return (key,)
    own = notice.voice == "wills" and _is_pronoun(words.text, article.language)
    return _best(_named_before(article, notice.sentence[0])) if own else ()


def _is_pronoun(subject: str, language: str) -> bool:
    """Tell whether a subject is left out, or a pronoun is in it: "she", "a month ago she"."""
    forms = WORD.findall(fold(subject))
    return not forms or not _pronouns(language).isdisjoint(forms)


@cache
def _pronouns(language: str) -> frozenset[str]:
    return frozenset(map(fold, load(language).words("quotes", "pronouns")))


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
