"""Words that may be deeds: one word, a listed phrase, a verb whose parts stand apart."""

from __future__ import annotations

from typing import NamedTuple

from stemmata.annotate.ties.concepts import Act, load_acts
from stemmata.annotate.ties.cues import ACT_PHRASE, ACTOR_PHRASE, PARTED, follows
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.words import OWNERS, Text

_PARTED_REACH = 25  # words between the parts of a verb: "nahm ... fest"
_LONG = 12  # words between a verb and an auxiliary at the other end of its clause
_LONGEST_IGNORED = 3  # words of a listed phrase that is no deed
NEAR = 3  # words between a verb and its auxiliaries elsewhere
_VERBAL = frozenset({"stop", "passive", "pronoun", "negation"})  # "a refusé de partir"
_BY_CUE = {"obligation": "must", "command": "order"}  # classes whose words are cues of a language
_NEVER_PASSIVE = frozenset({"agree", "must", "vow"})  # "is committed to"
# "The arrest of X" befalls X; "the protest of X" is X's own.
SUFFERED = frozenset(
    {
        "arrest",
        "deport",
        "kill",
        "assassinate",
        "rape",
        "abduct",
        "beat",
        "censor",
        "ban",
        "repress",
        "shoot",
        "bomb",
        "shell",
        "destroy",
        "seize",
        "accuse",
        "liberate",
    }
)
_NOUNS = frozenset({"determiner", "preposition", "of", "with", "target", "agent"})
_BEGINNING = frozenset({"phrase", ACT_PHRASE, ACTOR_PHRASE})  # may begin what is listed


class Action(NamedTuple):
    """Words that may be a predicate.

    `type` is empty where nothing makes a tie of them; `turned` says what changed the type of the
    words alone; `holds` which action this one governs, `held` that one governs it.
    """

    first: int
    last: int
    act: Act
    strong: bool
    noun: bool
    passive: bool
    type: str
    turned: str = ""
    light: int = -1  # the verb that makes an action of a noun
    holds: str = ""
    held: bool = False


def begins_deed(words: Text, place: int, last: int) -> bool:
    """Tell whether a listed deed of several words begins at a place: "set fire to"."""
    cues = words.meanings[place].cues
    if not cues.isdisjoint(_BY_CUE):
        return True
    if "phrase" in cues and phrase_at(words, place, None)[1] is not None:
        return True
    return PARTED in cues and parted_at(words, place, last) is not None


def find_deeds(sentence: Sentence) -> list[Action]:
    """Return the deeds of a sentence in order, each with the type of its words alone."""
    found: list[Action] = []
    words, done = sentence.words, sentence.first
    for place in sentence.deeds:
        if place < done:
            continue
        act, length = _deed_at(sentence, place)
        if act is None or _is_covered(sentence, place, length) or _ends_ignored(words, place):
            continue
        action = _action(sentence, place, place + length, act)
        if found and _shares_voice(sentence, found[-1], action):
            action = action._replace(passive=True)
        if not (_is_victim(sentence, action) or _is_told_of(sentence, action)):
            found.append(action)
            done = place + length
    return found


def _deed_at(sentence: Sentence, place: int) -> tuple[Act | None, int]:
    """Return the class of the deed that begins at a place, and of how many words it is."""
    words = sentence.words
    meaning = words.meanings[place]
    length, act = 1, meaning.act
    if "phrase" in meaning.cues:
        length, act, ignored = phrase_at(words, place, act)
        if ignored:
            return None, length
    if PARTED in meaning.cues and length == 1:
        act = parted_at(words, place, sentence.last) or act
    if length == 1:
        act = next((load_acts()[_BY_CUE[cue]] for cue in _BY_CUE if cue in meaning.cues), act)
    return (None if act is None or act.kind == "light" else act), length


def _shares_voice(sentence: Sentence, before: Action, action: Action) -> bool:
    """Tell whether "and" joins a verb to a passive one: "was shot and killed"."""
    joined = before.last == action.first - 1 and "and" in sentence.cues(before.last)
    return joined and before.passive and not action.noun


def _ends_ignored(words: Text, place: int) -> bool:
    """Tell whether a word is in a listed phrase that means something else: "sin embargo"."""
    for back in range(1, min(place, _LONGEST_IGNORED - 1) + 1):
        if "phrase" in words.meanings[place - back].cues:
            length, _, ignored = phrase_at(words, place - back, None)
            if ignored and length > back:
                return True
    return False


def _is_covered(sentence: Sentence, place: int, length: int) -> bool:
    """Tell whether words are a part of somebody's name; a listed deed may begin with one."""
    name = sentence.words.names.get(place)
    if name is not None and name.kind == "person" and name.end > sentence.words.ends[place]:
        return True  # "Sue Carter"
    least = place if length > 1 else place + 1
    return any(p.first < least and place < p.last for p in sentence.phrases)


def _is_victim(sentence: Sentence, action: Action) -> bool:
    """Tell whether words name those whom it happened to: "the wounded", "21 acusados"."""
    if not action.noun or "of" in sentence.cues(action.last):
        return False
    listed = sentence.words.listed
    suffers = sentence.words.folded[action.first].endswith(listed.sufferer_endings)
    return action.act.name == "kill" or (action.act.name in SUFFERED and suffers)


def _is_told_of(sentence: Sentence, action: Action) -> bool:
    """Tell whether what follows makes a verb one of telling: "recognised that", "sostiene che"."""
    words, after = sentence.words, action.last
    if action.noun or action.act.kind != "act" or action.act.type == "PROTEST":
        return False
    return "that" in sentence.cues(after) and not words.gaps[after].strip()


def phrase_at(words: Text, place: int, act: Act | None) -> tuple[int, Act | None, bool]:
    """Return the length and class of the listed phrase at a place, and whether it is ignored."""
    for rest, entry in words.listed.phrases.get(words.folded[place], ()):
        if follows(words.folded, place, rest):
            if entry.act:
                return len(rest) + 1, load_acts()[entry.act], False
            if entry.ignored:
                return len(rest) + 1, None, True
            if entry.cue in _BY_CUE:
                return len(rest) + 1, load_acts()[_BY_CUE[entry.cue]], False
    return 1, act, False


def parted_at(words: Text, place: int, last: int) -> Act | None:
    """Return the class of a verb whose second part stands later: "nahm ... fest"."""
    ahead = words.folded[place + 1 : min(last, place + 1 + _PARTED_REACH)]
    for second, name in words.listed.parted[words.folded[place]]:
        if second in ahead:
            return load_acts()[name]
    return None


def _action(sentence: Sentence, first: int, last: int, act: Act) -> Action:
    meaning = sentence.words.meanings[first]
    told = act is not meaning.act  # by a phrase, a parted verb, an obligation
    strong = meaning.strong or told or last - first > 1
    parted = PARTED in sentence.cues(first) and told and last - first == 1
    verb = parted or act.name == "order"
    small = sentence.words.listed.capital_nouns and sentence.words.written[first][0].islower()
    # Some endings are of verbs alone: "los educadores exigieron".
    verb = verb or sentence.words.folded[last - 1].endswith(sentence.words.listed.verb_endings)
    noun = not verb and (act.kind == "thing" or (not small and _is_noun(sentence, first, last)))
    passive = not noun and act.name not in _NEVER_PASSIVE and _is_passive(sentence, first, last)
    return Action(first, last, act, strong, noun, passive, act.type)


def _is_noun(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words
    if "between" in sentence.cues(last) or _is_object(sentence, last):
        return True
    before = sentence.cues(first - 1)
    hung = "of" in sentence.cues(last) and words.gaps[last] == " " and _VERBAL.isdisjoint(before)
    capital = words.listed.capital_nouns and words.written[first][0].isupper()
    if hung or (capital and first > sentence.first):
        return True
    for back in range(first - 1, max(sentence.first, first - NEAR) - 1, -1):
        cues = sentence.cues(back)
        if words.gaps[back + 1].strip() or words.meanings[back].act is not None:
            return False
        plain = cues - _BEGINNING
        if "determiner" in cues or (plain and plain <= _NOUNS and back == first - 1):
            return not _is_infinitive(sentence, back)
        if cues or back in words.names or words.meanings[back].actor:
            return words.written[back].endswith(OWNERS)
    return False


def _is_object(sentence: Sentence, last: int) -> bool:
    """Tell whether a deed carries the mark of an object, before a verb that stands last."""
    words = sentence.words
    marked = words.written[last - 1].endswith(words.listed.target_endings)
    return sentence.verb_last and (marked or "target after" in sentence.cues(last))


def _is_infinitive(sentence: Sentence, place: int) -> bool:
    return "infinitive" in sentence.cues(place)


def _is_passive(sentence: Sentence, first: int, last: int) -> bool:
    if "passive form" in sentence.cues(first):
        return True
    words = sentence.words
    endings = words.listed.participle_endings
    if endings and not words.folded[last - 1].endswith(endings) and last - first == 1:
        return False  # "est critique"
    if any("passive after" in sentence.cues(place) for place in range(last, last + 2)):
        return True
    reach = _LONG if words.listed.order == "v2" else NEAR
    for back in range(first - 1, max(sentence.first, first - reach) - 1, -1):
        if "passive" in sentence.cues(back):
            own = back > sentence.first and words.folded[back - 1] in words.listed.reflexives
            return not own and "active" not in sentence.cues(first)
        noun = words.listed.capital_nouns and words.written[back][0].isupper()
        deed = words.meanings[back].act is not None and not noun
        if deed or words.gaps[back + 1].strip():
            return False
    return False
