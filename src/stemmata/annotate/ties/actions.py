"""Actions of a sentence: words that may be the predicate of a tie, and the type they give it.

A predicate is read with what stands around it: "refused" takes the action inside it and stays a
rejection, "lifted" turns a blockade into a retreat and talks into a sanction, "will" turns help
into an agreement to help and an attack into a threat (PLOVER codes deeds and words apart).
"""

from __future__ import annotations

from stemmata.annotate.ties.cues import PARTED
from stemmata.annotate.ties.deeds import NEAR, Action, find_deeds, parted_at, phrase_at
from stemmata.annotate.ties.sentence import Sentence

REACH = 7  # words between an operator or light verb and the action it governs
_KIND = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_UNKIND = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_QUOTED = " \"'“”«»"  # may stand within a clause
_LEADING = frozenset({"target", "of", "with", "agent", "between", "determiner"})  # to an object
_IMPOSED = frozenset({"SANCTION", "COERCE"})
_ONLY_SOME = frozenset({"", "release", "throw", "impose"})  # turn deeds of few classes
_EASED = frozenset({"curfew", "martial law", "ban", "censor", "repress"})


def find_actions(sentence: Sentence) -> list[Action]:
    """Return the actions of a sentence in order, each with the type its surroundings give it."""
    found = find_deeds(sentence)
    return [_turned(sentence, found, number) for number in range(len(found))]


def _turned(sentence: Sentence, found: list[Action], number: int) -> Action:
    """Return an action with the type its surroundings give it."""
    action = found[number]
    holder = _holder(sentence, found, number)
    inside = _inside(sentence, found, number)
    if action.act.name == "agree" and action.noun and _light(sentence, action)[1] == "sign":
        return _lightened(action._replace(light=_light(sentence, action)[0]), "sign")
    if action.act.kind == "speech":
        held = holder is not None or _is_purpose(sentence, found, number)
        holds = inside.act.name if inside else ""
        denied = action.act.name == "reject" and holds == "accuse"  # "denied the accusation"
        action = action._replace(holds=holds, held=held, strong=action.strong or denied)
        if action.act.name == "reject" and (
            _is_about(found, number, "comment") or _denies(sentence, action, inside)
        ):
            return action._replace(type="")
        return _sworn(action, inside)
    light, name = _light(sentence, action)
    return _governed(sentence, action._replace(held=holder is not None, light=light), name)


def _governed(sentence: Sentence, action: Action, name: str) -> Action:
    """Return an action under a verb of a class, or under none."""
    if action.act.name == "money":
        return _intended(sentence, _moved(action, name))
    if action.act.name == "thrown":
        return action._replace(type="ASSAULT", turned=name) if name == "throw" else action
    if name == "impose" and action.noun and action.type in _IMPOSED:
        action = action._replace(turned=name)
    elif name not in _ONLY_SOME:
        return _lightened(action, name)
    return _intended(sentence, action)


def _denies(sentence: Sentence, action: Action, inside: Action | None) -> bool:
    """Tell whether a word denies that a deed was done: that deed is then told as denied."""
    if action.noun or "denial" not in sentence.cues(action.first) or inside is None:
        return False
    if inside.noun or inside.act.kind != "act":
        return False
    listed, word = sentence.words.listed, sentence.words.folded[inside.last - 1]
    verbal = word.endswith(listed.participle_endings + listed.verb_endings)
    verbal = verbal or "active" in sentence.cues(inside.first)  # not "denied asylum"
    return verbal or sentence.has_between(action.last, inside.first, "that")


def _holder(sentence: Sentence, found: list[Action], number: int) -> Action | None:
    """Return the speech word that governs an action: "refused to withdraw"."""
    action = found[number]
    for other in reversed(found[:number]):
        if action.first - other.last > REACH or _parted(sentence, other.last, action.first):
            return None
        if not action.noun and "and" in sentence.cues(action.first - 1):
            return None
        if other.act.kind == "speech":
            return other
    if sentence.verb_last:
        for other in found[number + 1 :]:
            if other.first - action.last > REACH or _parted(sentence, action.last, other.first):
                return None
            if other.act.kind == "speech" and not other.noun:
                return other
    return None


def _is_purpose(sentence: Sentence, found: list[Action], number: int) -> bool:
    """Tell whether words are what another action is done for: "marched to demand"."""
    action = found[number]
    purpose = any("infinitive" in sentence.cues_at(action.first - back) for back in (1, 2, 3, 4))
    return purpose and number > 0 and not _parted(sentence, found[number - 1].last, action.first)


def _is_about(found: list[Action], number: int, name: str) -> bool:
    """Tell whether a deed of a class stands right beside an action: "declined to comment"."""
    first, last = found[number].first, found[number].last
    beside = [*found[max(0, number - 1) : number], *found[number + 1 : number + 2]]
    near = [other for other in beside if other.first - last <= 2 and first - other.last <= 1]
    return any(other.act.name == name for other in near)


def _inside(sentence: Sentence, found: list[Action], number: int) -> Action | None:
    """Return the action that a speech word governs."""
    action = found[number]
    if sentence.verb_last and number and not action.noun:
        other = found[number - 1]
        near = action.first - other.last <= REACH
        return other if near and not _parted(sentence, other.last, action.first) else None
    for other in found[number + 1 :]:
        if other.first - action.last > REACH or _parted(sentence, action.last, other.first):
            return None
        return other
    return None


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a clause ends between two words."""
    words = sentence.words
    return any(
        words.gaps[place].strip(" ,،\"'“”«»`") or "break" in words.meanings[place].cues
        for place in range(first, last)
    )


def _light(sentence: Sentence, action: Action) -> tuple[int, str]:
    """Return the verb beside an action that turns it into another, and what kind it is."""
    meanings = sentence.words.meanings
    if _hangs_apart(sentence, action.first):
        return -1, ""
    reach = range(action.first - 1, max(sentence.first, action.first - REACH) - 1, -1)
    for back in reach:
        if sentence.words.gaps[back + 1].strip(_QUOTED) or "break" in meanings[back].cues:
            break
        lights = _lights_at(sentence, back)
        if lights:
            return back, min(lights)
        if meanings[back].act is not None:
            break
    if sentence.verb_last or sentence.has_between(action.last, action.last + NEAR, "passive"):
        for ahead in range(action.last, min(sentence.last, action.last + REACH)):
            if sentence.words.gaps[ahead].strip() or "break" in meanings[ahead].cues:
                break
            if lights := _lights_at(sentence, ahead):
                return ahead, min(lights)
    return -1, ""


def _hangs_apart(sentence: Sentence, place: int) -> bool:
    """Tell whether a preposition sets a word apart from the verb: "suspended work in protest"."""
    cues = sentence.cues(place - 1)
    return "preposition" in cues and cues.isdisjoint(_LEADING)


def _lights_at(sentence: Sentence, place: int) -> frozenset[str]:
    """Return the light verbs that a word is, or begins: "put an end to", "hob ... auf"."""
    meaning = sentence.words.meanings[place]
    if "phrase" in meaning.cues:
        act = phrase_at(sentence.words, place, None)[1]
        if act is not None and act.kind == "light":
            return frozenset({act.name})
    if PARTED in meaning.cues:
        act = parted_at(sentence.words, place, sentence.last)
        if act is not None and act.kind == "light":
            return frozenset({act.name})
    return meaning.lights


def _moved(action: Action, name: str) -> Action:
    """Return what is done with money: who freezes it sanctions, who lets it go concedes."""
    type_ = {"end": "SANCTION", "prevent": "SANCTION", "release": "CONCEDE"}.get(name, "")
    return action._replace(type=type_, turned=name if type_ else "")


def _lightened(action: Action, name: str) -> Action:
    """Return what an action becomes under a verb: "lifted" a siege, "cut off" aid."""
    if name == "sign":
        type_ = "SUPPORT" if action.act.name in {"agreement", "agree", "relations"} else action.type
    elif name == "prevent":
        type_ = "COERCE" if action.type in {"PROTEST", "CONSULT"} else action.type
    elif action.act.type in _KIND - {"RETREAT", "CONCEDE"}:
        type_ = "SANCTION"
    elif action.act.name in _EASED:
        type_ = "CONCEDE"
    elif action.act.type in _UNKIND | {"PROTEST"}:
        type_ = "RETREAT"
    else:
        return action
    return action._replace(type=type_, turned=name)


def _sworn(action: Action, inside: Action | None) -> Action:
    """Return a speech word: a vow or agreement to attack is a threat."""
    if action.act.name == "request" and inside is not None and inside.type == "PROTEST":
        return action._replace(type="PROTEST", turned="call") if inside.noun else action
    if action.act.name in {"vow", "agree"} and inside is not None and inside.act.type:
        unkind = inside.act.type in _UNKIND
        if unkind and inside.noun and action.act.name == "agree":
            return action  # "accepted the penalty"
        return action._replace(type="THREATEN" if unkind else "AGREE", turned="vow")
    return action


def _intended(sentence: Sentence, action: Action) -> Action:
    """Return an action that is only meant to be: a promise where it is kind, else a threat."""
    first = action.light if 0 <= action.light < action.first else action.first
    reach = range(first - 1, max(sentence.first, first - NEAR - 1) - 1, -1)
    intended = "intention" in sentence.cues(first)
    for back in reach:
        if sentence.words.gaps[back + 1].strip():
            break
        cues = sentence.cues_at(back)
        intended = intended or ("intention" in cues and (back == first - 1 or "target" not in cues))
        if sentence.words.meanings[back].act is not None:
            break
    if not intended or action.passive:
        return action
    kind = action.type if action.act.name == "money" else action.act.type
    if kind in _KIND:
        return action._replace(type="AGREE", turned="intention")
    if kind in _UNKIND:
        return action._replace(type="THREATEN", turned="intention")
    return action
