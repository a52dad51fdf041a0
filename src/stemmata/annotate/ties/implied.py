"""Sides that are no phrase beside the predicate: a pronoun, an issue, whoever accused before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemmata.annotate.ties.actions import REACH
from stemmata.annotate.ties.cues import follows
from stemmata.annotate.ties.deeds import NEAR, Action
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.words import OWNERS, Phrase, Text
from stemmata.model import Mention, Tie, TieType, replace

_FAR = 25  # words from a protest to what it is said to be against
_ADDRESSED = frozenset({"REQUEST", "THREATEN"})
_ANSWERED: Mapping[str, TieType] = {"accuse": "ACCUSE", "request": "REQUEST"}


def answered(before: Sequence[Tie], action: Action, tie: Tie) -> Tie:
    """Return who rejects an accusation as rejecting whoever accused before: "denied the charge"."""
    if action.act.name == "money" and not tie.target:  # "who lends to the city, froze a tranche"
        lent = [each for each in before if each.type == "AID" and each.source == tie.source]
        return replace(tie, target=lent[-1].target) if lent else tie
    if action.act.name != "reject" or action.holds not in _ANSWERED or tie.target:
        return tie
    own = {mention.text for mention in tie.source}
    for other in reversed(before):
        if other.type == _ANSWERED[action.holds] and other.source:
            accusers = tuple(mention for mention in other.source if mention.text not in own)
            return replace(tie, target=accusers)
    return tie


def pronoun_before(sentence: Sentence, action: Action) -> tuple[Mention, ...]:
    """Return the pronoun that does an action: "she demanded"; who that is, the run tells."""
    words = sentence.words
    for back in range(action.first - 1, max(sentence.first, action.first - NEAR) - 1, -1):
        if "relative" in sentence.cues(back):
            break  # "asked who shot him" names nobody
        if words.folded[back] in words.listed.who:
            start, end = words.starts[back], words.ends[back]
            return (Mention(start, end, words.text[start:end]),)
        if words.gaps[back + 1].strip():
            break
    return ()


def issue_of(sentence: Sentence, action: Action) -> tuple[Mention, ...]:
    """Return what a protest is about, where that is nobody: "marched over the war"."""
    return next((found for _, found in _issues(sentence, action)), ())


def opposed_issue(sentence: Sentence, action: Action) -> tuple[Mention, ...]:
    """Return what a protest is said to be against: "marched against the war"."""
    issues = _issues(sentence, action)
    return next((found for place, found in issues if "target" in sentence.cues(place)), ())


def _issues(sentence: Sentence, action: Action) -> Iterator[tuple[int, tuple[Mention, ...]]]:
    """Yield what may be the issue of a protest, with where its preposition stands."""
    words, parted = sentence.words, False
    for place in range(action.last, min(sentence.last, action.last + _FAR)):
        parted = parted or words.gaps[place].strip() != "" or place >= action.last + REACH
        if parted and "target" not in sentence.cues(place):
            continue  # "a protest, called for Thursday, against": other words are of other deeds
        for rest in words.listed.issues.get(words.folded[place], ()):
            if (not rest or follows(words.folded, place, rest)) and not _by_whom(words, place):
                found = _run(sentence, place + 1 + len(rest))
                if found:
                    yield place, found


def _by_whom(words: Text, place: int) -> bool:
    """Tell whether words say who does a deed, not what it is about: "por parte de"."""
    entries = words.listed.phrases.get(words.folded[place], ())
    return any(e.cue == "agent" and follows(words.folded, place, rest) for rest, e in entries)


def addressed(sentence: Sentence, action: Action) -> tuple[Mention, ...]:
    """Return whom a request or threat is put to, where a preposition says so: "exigió a los X"."""
    words, place = sentence.words, action.last
    if action.noun or action.passive or action.type not in _ADDRESSED or place >= sentence.last:
        return ()
    if words.gaps[place].strip() or words.folded[place] not in words.listed.addressing:
        return ()
    named = any(phrase.first <= place + 2 < phrase.last for phrase in sentence.phrases)
    return () if named else _run(sentence, place + 1)


def _run(sentence: Sentence, first: int) -> tuple[Mention, ...]:
    """Return the words from a place on that belong together, if any."""
    words, end = sentence.words, first
    while end < min(sentence.last, first + REACH) and _goes_on(sentence, end, first):
        end += 1
    if end <= first:
        return ()
    start, stop = words.starts[first], words.ends[end - 1]
    return (Mention(start, stop, words.text[start:stop]),)


def _goes_on(sentence: Sentence, place: int, first: int) -> bool:
    """Tell whether a word belongs to the issue that begins at a place."""
    inside = place == first or not sentence.words.gaps[place].strip()
    return inside and sentence.cues(place).isdisjoint({"break", "relative", "stop"})


def mention_of(words: Text, phrase: Phrase) -> Mention:
    """Return a phrase as a mention, without the mark of an owner."""
    start, end = words.starts[phrase.first], words.ends[phrase.last - 1]
    for owner in OWNERS:
        if words.text.endswith(owner, start, end):
            end -= len(owner) - owner.startswith("s")
            break
    return Mention(start, end, words.text[start:end])
