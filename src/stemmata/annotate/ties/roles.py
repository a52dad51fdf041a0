"""Who does it and to whom: sources and targets of an action, by voice, case and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stemmata.annotate.ties.clauses import clause_start
from stemmata.annotate.ties.deeds import SUFFERED, Action
from stemmata.annotate.ties.implied import pronoun_before
from stemmata.annotate.ties.objects import (
    governed_after,
    is_place,
    object_after,
    object_before,
    phrases_after,
)
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.subjects import find_subject
from stemmata.annotate.ties.words import COMMAS, Phrase, first_of, last_of

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_INVERTING = frozenset({"vso", "v2", "svo inverting"})
_OWN_NOUNS = frozenset({"accuse"})  # "the accusation of X" is what X says
_BORNE = frozenset({"ACCUSE", "COERCE"})
_RELATIVE_REACH = 4  # words from a noun to the subject of a clause about it
_TOGETHER = 6  # words from a deed to those that say it is mutual
_HANGING = frozenset({"target", "with", "between", "agent", "of"})


class Roles(NamedTuple):
    """The phrases on both sides of a tie; `tied` where grammar hangs one of them on a noun."""

    source: tuple[Phrase, ...] = ()
    target: tuple[Phrase, ...] = ()
    mutual: bool = False
    tied: bool = True


def find_roles(sentence: Sentence, actions: Sequence[Action], action: Action) -> Roles:
    """Return who does an action to whom, empty where the sentence does not say."""
    if action.act.name == "must":
        return _obliged(sentence, action)
    if action.noun:
        source, target = _of_noun(sentence, actions, action)
        tied = any(_is_tied(sentence, action, phrase) for phrase in (source, target))
        return _mutual(sentence, action, source, target)._replace(tied=tied)
    source, target = _of_verb(sentence, actions, action)
    return _mutual(sentence, action, source, target or _suffixed(sentence, action, source))


def _suffixed(sentence: Sentence, action: Action, source: Phrase | None) -> Phrase | None:
    """Return whom a pronoun written to a verb stands for: the last one named before."""
    words = sentence.words
    if action.passive or not words.listed.bears_object(words.folded[action.last - 1]):
        return None
    return last_of(
        [
            phrase
            for phrase in sentence.phrases
            if phrase.last <= action.first and (source is None or phrase.group != source.group)
        ]
    )


def _is_tied(sentence: Sentence, action: Action, phrase: Phrase | None) -> bool:
    """Tell whether grammar hangs a phrase on a noun: an owner before, a preposition after."""
    if phrase is None:
        return False
    if sentence.verb_last and (phrase.marked or phrase.governed in _HANGING):
        return True
    return phrase.governed in _HANGING if phrase.first >= action.last else phrase.owner


def _mutual(
    sentence: Sentence, action: Action, source: Phrase | None, target: Phrase | None
) -> Roles:
    sources = _group(sentence, source)
    if len(sources) > 1 and _is_clash(action, target):  # "police and protesters clashed"
        return Roles(sources[:1], sources[1:], mutual=True)
    targets = _group(sentence, target)
    targets = tuple([phrase for phrase in targets if phrase not in sources])
    if len(sources) > 1:
        mutual = (action.type in _MUTUAL and not targets) or action.turned == "sign"
        around = action.first - _TOGETHER, action.last + _TOGETHER
        mutual = mutual or sentence.has_between(*around, "together")
    else:
        mutual = False
    mutual = mutual or (action.type in _MUTUAL and bool(targets) and targets[0].governed == "with")
    return Roles(sources, targets, mutual)


def _is_clash(action: Action, target: Phrase | None) -> bool:
    """Tell whether those who attack do so to one another: nobody else is told that they attack."""
    bare = target is None or target.governed not in {"", "target", "with"}
    return bare and action.act.name == "attack" and not (action.noun or action.passive)


def _group(sentence: Sentence, phrase: Phrase | None) -> tuple[Phrase, ...]:
    if phrase is None:
        return ()
    return tuple([other for other in sentence.phrases if other.group == phrase.group])


def _of_verb(
    sentence: Sentence, actions: Sequence[Action], action: Action
) -> tuple[Phrase | None, Phrase | None]:
    order = sentence.words.listed.order
    subject = find_subject(sentence, actions, action)
    if action.passive:
        return _agent(sentence, action, subject), subject
    if order == "sov":
        return subject, object_before(sentence, action, subject)
    target = object_after(sentence, action, subject)
    if action.type == "PROTEST":
        if subject is None and target is not None and not target.governed:
            subject, target = target, object_after(sentence, action, target)
        target = target or _faced_before(sentence, action)
    if subject is None and target is not None and not target.governed:
        # The verb first, then who does it.
        begun = "that" in sentence.cues(action.last)  # "denunciaron que los rebeldes"
        if order in _INVERTING and not begun and not pronoun_before(sentence, action):
            return target, object_after(sentence, action, target)
        return None, target
    if target is None and order == "v2":
        return _verb_last_sides(sentence, action, subject)
    return subject, target


def _faced_before(sentence: Sentence, action: Action) -> Phrase | None:
    """Return whom a clause names first that protests are before: "ante el palacio protestaron"."""
    begin = clause_start(sentence, action.first)
    return last_of(
        [
            phrase
            for phrase in sentence.phrases
            if begin <= phrase.first and phrase.last <= action.first and phrase.governed == "target"
        ]
    )


def _verb_last_sides(
    sentence: Sentence, action: Action, subject: Phrase | None
) -> tuple[Phrase | None, Phrase | None]:
    """Read "hat die Polizei ... festgenommen": both sides stand before the verb."""
    begin = clause_start(sentence, action.first)
    apposed = sentence.words.gaps[begin].strip() in COMMAS  # "its chief, X, has accused"
    sides = [
        p
        for p in sentence.phrases
        if p.last <= action.first
        and (begin <= p.first or (apposed and p.last == begin))
        and p.governed in {"", "target", "with"}
    ]
    if subject is not None and subject.last <= begin and sides:  # "der der Stadt geliehen hat"
        return subject, sides[-1]
    if len(sides) < 2:
        return subject, None
    return sides[0], sides[-1]


def _agent(sentence: Sentence, action: Action, subject: Phrase | None) -> Phrase | None:
    """Return by whom something was done: a governed phrase, or one in the case of an agent."""
    agent = governed_after(sentence, action, "agent")
    if agent is not None or not sentence.words.listed.bare_agents:
        return agent
    return first_of(
        [p for p in phrases_after(sentence, action) if not p.governed and p is not subject]
    )


def _of_noun(
    sentence: Sentence, actions: Sequence[Action], action: Action
) -> tuple[Phrase | None, Phrase | None]:
    """Read "X's attack on Y", "talks between A and B", "X launched an attack on Y"."""
    if sentence.verb_last:
        subject = find_subject(sentence, actions, action)
        return subject, object_before(sentence, action, subject)
    after = phrases_after(sentence, action)
    between = [p for p in after if p.governed == "between"]
    if between:
        return between[0], None
    owner = next((p for p in sentence.phrases if p.owner and 0 <= action.first - p.last <= 2), None)
    by = [p for p in after if p.governed == "agent"]
    of = [p for p in after if p.governed == "of" and p.first - action.last <= 3]
    source = owner or first_of(by) or _relative_subject(sentence, action)
    source = source or find_subject(sentence, actions, action)
    if source and _is_borne(sentence, action, source):
        return first_of(by), source
    if source is None and 0 <= action.light < action.first:  # the verb first: "signed X an accord"
        source = first_of([p for p in sentence.phrases if action.light < p.first < action.first])
        if source is None and sentence.words.listed.order == "vso":
            source = first_of([p for p in after if not p.governed])
    targets = [p for p in after if p.governed in {"target", "with"}]
    if of and action.act.name in SUFFERED - _OWN_NOUNS:
        targets = of
    elif of and owner is None and not by:
        source = of[0]
    if not targets:
        targets = [
            p
            for p in after
            if p is not source and p.governed == "preposition" and is_place(sentence, action, p)
        ]
    targets = [p for p in targets if source is None or p.group != source.group]
    return source, first_of(targets)


def _relative_subject(sentence: Sentence, action: Action) -> Phrase | None:
    """Return who does a deed by a clause about it: "the protests that the drivers staged"."""
    cues, words = sentence.cues(action.last), sentence.words
    if cues.isdisjoint({"relative", "that"}) or words.gaps[action.last].strip():
        return None
    near = range(action.last + 1, action.last + _RELATIVE_REACH)
    return first_of([p for p in sentence.phrases if p.first in near and not p.governed])


def _is_borne(sentence: Sentence, action: Action, phrase: Phrase) -> bool:
    """Tell whether a noun is somebody's to bear: "he has convictions", "she faces charges"."""
    return (
        action.type in _BORNE
        and action.light < 0
        and phrase.last <= action.first
        and sentence.has_between(
            max(phrase.last, action.first - _TOGETHER), action.first, "bearing"
        )
    )


def _obliged(sentence: Sentence, action: Action) -> Roles:
    """Read "X said that Y must ...": a request of X to Y."""
    before = [p for p in sentence.phrases if p.last <= action.first]
    target = before[-1] if before else None
    free = [p for p in before[:-1] if not p.governed and (target and p.group != target.group)]
    if (
        target is None
        or not free
        or not sentence.has_between(free[-1].last, action.first, "speech")
    ):
        return Roles((), ())
    return Roles(_group(sentence, free[-1]), _group(sentence, target))
