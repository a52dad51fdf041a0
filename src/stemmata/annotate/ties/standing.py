"""What a sentence says about a tie: is it denied, planned, ordered; what kind; what about; when."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from stemmata.annotate.ties.actions import REACH
from stemmata.annotate.ties.concepts import concept_list
from stemmata.annotate.ties.deeds import Action
from stemmata.annotate.ties.sentence import Sentence
from stemmata.model import DateMention, Standing

_NEGATED_WITHIN = 4  # words between a negation and its verb
_CUES: dict[str, Standing] = {
    "denial": "denial",
    "order": "order",
    "speculation": "speculation",
    "intention": "plan",
}


# What words of a class say of themselves, not of how their tie stands.
_OWN: Mapping[str, Standing] = {"request": "order", "repress": "order", "reject": "denial"}


def is_negated(sentence: Sentence, action: Action) -> bool:
    """Tell whether a negation stands before an action, or after it where verbs stand last."""
    first = action.light if 0 <= action.light < action.first else action.first
    for back in range(first - 1, max(sentence.first, first - _NEGATED_WITHIN) - 1, -1):
        if sentence.words.gaps[back + 1].strip() or sentence.words.meanings[back].act is not None:
            break
        if "negation" in sentence.cues_at(back):
            return True
    if sentence.verb_last or sentence.words.listed.capital_nouns:
        after = range(action.last, min(sentence.last, action.last + _NEGATED_WITHIN - 1))
        return any("negation" in sentence.cues(place) for place in after)
    return "negation" in sentence.cues(action.first)


def find_standing(sentence: Sentence, action: Action) -> Standing:
    """Return how a tie stands: a denial outweighs an order, that a guess, that a plan."""
    if action.act.name in {"must", "order"}:
        return "order"
    if action.turned == "intention":
        return "plan"
    first = action.light if 0 <= action.light < action.first else action.first
    found: set[Standing] = set()
    for back in range(first, max(sentence.first, first - REACH) - 1, -1):
        cut = back < first and sentence.words.gaps[back + 1].strip(" \"'“”«»")
        if cut and "that" not in sentence.cues(back + 1):  # "bestritt, dass"
            break
        if "but" in sentence.cues(back):
            break
        found |= {_CUES[cue] for cue in sentence.cues_at(back) if cue in _CUES}
    if sentence.verb_last:
        for place in range(action.last, min(sentence.last, action.last + _NEGATED_WITHIN)):
            found |= {_CUES[cue] for cue in sentence.cues_at(place) if cue in _CUES}
    found.discard(_OWN.get(action.act.name, "fact"))
    return next((one for one in _CUES.values() if one in found), "fact")


def find_mode(actions: Sequence[Action], action: Action) -> str:
    """Return the PLOVER mode of a tie, of the words or of others of its type beside it."""
    if action.type == "THREATEN":
        return _threatened(actions, action)
    if action.type != action.act.type:
        return ""
    if action.act.mode:
        return action.act.mode
    beside = [
        other.act.mode
        for other in actions
        if other.act.type == action.type and abs(other.first - action.first) <= 2 * REACH
    ]
    return next((mode for mode in beside if mode), "")


def _threatened(actions: Sequence[Action], action: Action) -> str:
    """Return what is threatened."""
    inside = next((other for other in actions if other.first > action.first), None)
    act = action.act if action.turned == "intention" else inside.act if inside else action.act
    if act.name in {"relations", "sanction"}:
        return "relations"
    return act.mode or ("violence" if act.type == "ASSAULT" else "")


def find_context(sentence: Sentence) -> str:
    """Return what a sentence is about, where its words say so: the commonest, then the listed."""
    meanings = sentence.words.meanings[sentence.first : sentence.last]
    counts = Counter([meaning.context for meaning in meanings if meaning.context])
    if len(counts) < 2:  # as a rule none
        return next(iter(counts), "")
    order = list(concept_list()["contexts"])
    return min(counts, key=lambda about: (-counts[about], order.index(about)))


def nearest_date(
    sentence: Sentence, action: Action, dates: Sequence[DateMention]
) -> DateMention | None:
    """Return the date in the sentence that stands nearest to an action."""
    words = sentence.words
    start, end = words.starts[sentence.first], words.ends[sentence.last - 1]
    first = bisect_left(dates, start, key=lambda date: date.start)
    place = words.starts[action.first]
    within = []
    for date in dates[first:]:
        if date.start >= end:
            break
        if date.type in {"DATE", "TIME"} and date.role == "mention":
            within.append(date)
    return min(within, key=lambda date: abs(date.start - place), default=None)
