"""Who does a deed: the phrase before it that nothing governs, or the one it shares with another."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.annotate.ties.clauses import (
    apposition_before,
    aside_before,
    clause_start,
    is_antecedent,
    relative_before,
    relative_opening,
)
from stemmata.annotate.ties.concepts import NOTHING
from stemmata.annotate.ties.deeds import Action
from stemmata.annotate.ties.implied import pronoun_before
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.words import Phrase, first_of, last_of


def find_subject(sentence: Sentence, actions: Sequence[Action], action: Action) -> Phrase | None:
    """Return the nearest phrase before an action that nothing governs."""
    first = action.light if 0 <= action.light < action.first else action.first
    before = [phrase for phrase in sentence.phrases if phrase.last <= first]
    relative = relative_before(sentence, first)
    if relative < 0 and sentence.words.listed.order == "v2":
        relative = relative_opening(sentence, action)
    if relative >= 0:  # "rebels who attacked": they, or what is no actor ("a blast that killed")
        return last_of([phrase for phrase in before if is_antecedent(sentence, phrase, relative)])
    aside = aside_before(sentence, first)
    if aside >= 0:  # "the fund, which lends to cities, froze"
        return last_of([p for p in before if p.last <= aside and not p.governed and not p.owner])
    apposed = _before_apposition(sentence, before, action)
    if apposed is not None:
        return apposed
    earlier = _coordinated(sentence, actions, action) or _served(sentence, actions, first)
    if earlier is not None:
        return find_subject(sentence, actions, earlier)
    free = [phrase for phrase in before if not phrase.governed and not phrase.owner]
    free = _before_pronoun(sentence, free, first)
    if sentence.words.listed.order == "vso":
        begin = clause_start(sentence, first + 1)
        free = [phrase for phrase in free if begin <= phrase.first]
    if sentence.verb_last:
        marked = [phrase for phrase in before if phrase.marked]
        return last_of(marked) or first_of(free)
    return _own_subject(sentence, last_of(free), first, action)


def _before_apposition(
    sentence: Sentence, before: Sequence[Phrase], action: Action
) -> Phrase | None:
    """Return whom words between commas say more of: "the union, once an ally of X, rejected"."""
    if action.noun or not sentence.words.listed.order.startswith("svo"):
        return None
    opening = apposition_before(sentence, action.first)
    return last_of([p for p in before if p.last == opening and not p.governed and not p.owner])


def _own_subject(
    sentence: Sentence, phrase: Phrase | None, place: int, action: Action
) -> Phrase | None:
    """Return a phrase unless it only tells of the deed: "police said the shots were fired"."""
    if phrase is not None and action.passive and _has_other(sentence, phrase.last, place):
        return None
    if action.passive and pronoun_before(sentence, action):
        return None  # "after he was shot": who that is, nobody tells here
    if phrase is None or not sentence.has_between(phrase.last, place, "speech"):
        return phrase
    if sentence.has_between(phrase.last, place, "pronoun"):
        return None if action.passive and not _is_person(sentence, phrase) else phrase
    # "The union announced a strike."
    told = action.noun or "speech" in sentence.cues(place - 1)
    announced = told and not sentence.words.listed.omits_that
    return phrase if announced and not _is_reported(sentence, phrase, place) else None


def _has_other(sentence: Sentence, first: int, place: int) -> bool:
    """Tell whether "and" begins a clause with a subject of its own: "and openings were missed"."""
    joints = [back for back in range(first, place) if "and" in sentence.cues(back)]
    if not joints:
        return False
    after = range(joints[-1] + 1, place)
    plain = [back for back in after if sentence.words.meanings[back] is NOTHING]
    return len(plain) > 1 and not sentence.words.gaps[joints[-1] + 1].strip()


def _is_reported(sentence: Sentence, phrase: Phrase, place: int) -> bool:
    """Tell whether a clause of its own begins between who tells and a word: "said that"."""
    gaps = sentence.words.gaps[phrase.last + 1 : place + 1]
    return sentence.has_between(phrase.last, place, "that") or any(gap.strip() for gap in gaps)


def _is_person(sentence: Sentence, phrase: Phrase) -> bool:
    name = sentence.words.names.get(phrase.last - 1)
    return name is not None and name.kind == "person"


def _before_pronoun(sentence: Sentence, free: list[Phrase], place: int) -> list[Phrase]:
    """Leave out those told something, where a pronoun is the speaker: "X told Y that he"."""
    if not free or not sentence.has_between(max(free[-1].last, place - 4), place, "pronoun"):
        return free
    speakers = [p for p in free if sentence.has_between(p.last, p.last + 3, "speech")]
    return speakers or free


def _served(sentence: Sentence, actions: Sequence[Action], place: int) -> Action | None:
    """Return the deed that words of purpose serve: "marched to demand"."""
    purpose = any("infinitive" in sentence.cues(place - back) for back in (1, 2))
    earlier = [other for other in actions if other.last < place and not other.noun]
    return earlier[-1] if purpose and earlier else None


def _coordinated(sentence: Sentence, actions: Sequence[Action], action: Action) -> Action | None:
    """Return the verb before "and" or "but" that shares its subject with this one."""
    first = action.light if 0 <= action.light < action.first else action.first
    joined = any("and" in sentence.cues(back) for back in range(first - 1, first - 3, -1))
    joined = joined or "but" in sentence.cues(first - 1)
    earlier = [other for other in actions if other.last <= first and not other.noun]
    if not joined or not earlier:
        return None
    between = [p for p in sentence.phrases if earlier[-1].last <= p.first and p.last <= first]
    return earlier[-1] if between or earlier[-1].last == first - 1 else None
