"""On whom an action bears: the phrases after it or, where verbs stand last, before it."""

from __future__ import annotations

from stemmata.annotate.ties.deeds import Action, begins_deed
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.words import Phrase, first_of, last_of

_OBJECT_REACH = 14  # words from an action to its object
_PLACES = frozenset(
    {"THREATEN", "COERCE", "CONCEDE", "RETREAT", "MOBILIZE", "PROTEST", "AID", "AGREE"}
)
# Who does these with something does so to somebody else: "opened fire with a rifle".
_WITH_TOOLS = frozenset({"shoot", "kill", "bomb", "shell", "beat", "destroy", "assassinate"})
_DIRECT = {"": 3.0, "target": 3.0, "with": 2.5, "between": 2.5, "of": 2.2, "preposition": 0.5}


def object_after(sentence: Sentence, action: Action, subject: Phrase | None) -> Phrase | None:
    """Return the phrase after an action that it most likely bears on."""
    best, best_score = None, 0.0
    for rank, phrase in enumerate(phrases_after(sentence, action)):
        tool = phrase.governed == "with" and action.act.name in _WITH_TOOLS
        if tool or phrase.governed == "teller" or (subject and phrase.group == subject.group):
            continue
        asked = action.act.name == "request" and _is_asked(sentence, phrase)
        if phrase.governed == "preposition" and not (asked or is_place(sentence, action, phrase)):
            continue
        direct = _DIRECT["target"] if asked else _DIRECT.get(phrase.governed, 0.0)
        score = direct - 0.8 * rank - 1.5 * phrase.owner
        if best is None or score > best_score:
            best, best_score = phrase, score
    return best


def is_place(sentence: Sentence, action: Action, phrase: Phrase) -> bool:
    """Tell whether a phrase names where a deed is done, to those there: "protested in X"."""
    name = sentence.words.names.get(phrase.last - 1)
    return action.type in _PLACES and name is not None and name.kind != "person"


def _is_asked(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase is of whom something is asked: "verlangte von der Bank"."""
    near = range(phrase.first - 1, phrase.first - 3, -1)
    words = sentence.words
    return any(place >= 0 and words.folded[place] in words.listed.asked for place in near)


def phrases_after(sentence: Sentence, action: Action) -> list[Phrase]:
    """Return the phrases after an action up to the end of its clause."""
    found = []
    for phrase in sentence.phrases:
        if phrase.first < action.last:
            continue
        if phrase.first - action.last > _OBJECT_REACH:
            break
        if _reported(sentence, action.last, phrase) or _goes_on(sentence, action, phrase):
            break
        found.append(phrase)
    return found


def _goes_on(sentence: Sentence, action: Action, phrase: Phrase) -> bool:
    """Tell whether "and" and another deed stand between a verb and a phrase: "fled and hit X"."""
    if action.noun:
        return False
    words = sentence.words
    return any(
        "and" in words.meanings[place].cues
        and (
            words.meanings[place + 1].act is not None
            or "speech" in words.meanings[place + 1].cues
            or begins_deed(words, place + 1, phrase.first)
        )
        for place in range(action.last + 1, phrase.first - 1)
    )


def _reported(sentence: Sentence, first: int, phrase: Phrase) -> bool:
    """Tell whether a phrase is the speaker at the end: "..., police said"."""
    words = sentence.words
    commas = [place for place in range(first, phrase.first + 1) if "," in words.gaps[place]]
    if not commas:
        return False
    before = any(
        sentence.has_between(comma, min(comma + 3, phrase.first), "speech") for comma in commas
    )
    return before or sentence.has_between(phrase.last, phrase.last + 3, "speech")


def object_before(sentence: Sentence, action: Action, subject: Phrase | None) -> Phrase | None:
    """Return the object of a language whose verb stands last: the nearest other phrase."""
    before = [
        phrase
        for phrase in sentence.phrases
        if phrase.last <= action.first and (subject is None or phrase.group != subject.group)
    ]
    direct = [phrase for phrase in before if phrase.governed in {"target", "with"}]
    return last_of(direct or before)


def governed_after(sentence: Sentence, action: Action, cue: str) -> Phrase | None:
    """Return the first phrase after an action that a cue governs, else the first of all."""
    near = [p for p in sentence.phrases if p.governed == cue]
    after = [p for p in near if p.first >= action.last]
    return first_of(after or near)
