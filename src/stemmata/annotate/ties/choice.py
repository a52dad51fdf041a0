"""Which of a sentence's actions are ties: a conditional logit over its candidates and "none".

The features know nothing of any language: the class of the words, what turned them, which sides are
told, where in the sentence they stand. So weights learned on two languages serve all (McFadden 1974
for the model; `python -m stemmata.annotate.ties.train` learns them).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from stemmata.annotate.ties.actions import REACH
from stemmata.annotate.ties.clauses import find_asides
from stemmata.annotate.ties.deeds import Action
from stemmata.annotate.ties.roles import Roles, find_roles
from stemmata.annotate.ties.sentence import Sentence
from stemmata.settings import TieSettings

_FORCEFUL = frozenset({"ASSAULT", "COERCE"})
_PERSONAL = frozenset(
    {"kill", "shoot", "arrest", "deport", "abduct", "rape", "beat", "assassinate"}
)
_FEW = 3  # places in a sentence told apart


class Candidate(NamedTuple):
    """An action with its sides, and what tells whether it is a tie."""

    action: Action
    roles: Roles
    features: tuple[str, ...]


@cache
def load_weights() -> Mapping[str, float]:
    """Return the learned weight of each feature."""
    text = (files("stemmata.annotate.ties") / "data" / "weights.json").read_text("utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def choose(
    sentence: Sentence,
    actions: Sequence[Action],
    settings: TieSettings,
    weights: Mapping[str, float] | None = None,
) -> list[Candidate]:
    """Return the candidates that are ties, the likeliest first."""
    weights = load_weights() if weights is None else weights
    found = find_candidates(sentence, actions)
    scored = [(sum([weights.get(f, 0.0) for f in one.features]), one) for one in found]
    scored.sort(key=lambda pair: -pair[0])
    asides = find_asides(sentence) if len(scored) > 1 else ()
    chosen: list[Candidate] = []
    told: set[int] = set()
    for score, one in scored:
        aside = next((n for n, (a, b) in enumerate(asides) if a <= one.action.first < b), -1)
        least = settings.least_score if aside not in told else settings.least_further_score
        if aside in told and _is_joined(sentence, one):
            least = settings.least_joined_score
        elif aside in told and _is_opposed(sentence, one):
            least = settings.least_opposed_score
        elif aside in told and _is_protest_or_demand(one, chosen):
            least = settings.least_protest_score
        if score >= least and not any(_is_same_tie(one, other) for other in chosen):
            chosen.append(one)
            told.add(aside)
    return chosen


def _is_joined(sentence: Sentence, one: Candidate) -> bool:
    """Tell whether "and" joins a verb with both its sides to another verb."""
    action, roles = one.action, one.roles
    words = sentence.words
    joined = "and" in sentence.cues(action.first - 1)
    joined = joined or words.listed.is_joined(words.folded[action.first])
    return bool(roles.source and roles.target) and action.strong and not action.noun and joined


def _is_opposed(sentence: Sentence, one: Candidate) -> bool:
    """Tell whether "but" sets a verb against another deed of its source: "agreed but refused"."""
    action = one.action
    beside = "but" in sentence.cues(action.first - 1)
    return beside and action.strong and not action.noun and bool(one.roles.source)


def _is_protest_or_demand(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a protest stands beside another deed, or a demand beside a protest."""
    action = one.action
    if not action.strong or not one.roles.source:
        return False
    if action.type == "PROTEST":
        return action.act.name != "riot"  # unrest is a state of things
    demands = action.act.name == "request" and not action.noun and not action.held
    return demands and chosen[0].action.type == "PROTEST"


def _is_same_tie(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are one deed in two words, or one inside the other."""
    if one.action.type == other.action.type:
        return True
    near = abs(one.action.first - other.action.first) <= REACH
    return near and (one.action.held or other.action.held)


def find_candidates(sentence: Sentence, actions: Sequence[Action]) -> list[Candidate]:
    """Return the actions that have a type and a side, with their features."""
    found: list[Candidate] = []
    for action in actions:
        if not action.type or (action.noun and not action.strong and not action.turned):
            continue
        if action.noun and action.held and sentence.verb_last:
            continue  # the object of a speech word: "rejected the demand"
        roles = find_roles(sentence, actions, action)
        if _is_of_things(sentence, action, roles) or not _is_told(action, roles):
            continue
        features = tuple(_features(sentence, action, roles, len(found)))
        found.append(Candidate(action, roles, features))
    return found


def _is_of_things(sentence: Sentence, action: Action, roles: Roles) -> bool:
    """Tell whether what only people suffer is done to none: "released the film", "shot Miami"."""
    if action.act.name == "liberate":
        return not any(map(sentence.is_somebody, roles.target))
    return action.act.name in _PERSONAL and any(map(sentence.is_place, roles.target))


def _is_told(action: Action, roles: Roles) -> bool:
    """Tell whether a sentence says enough of a deed: a false tie is worse than a missing one.

    A protest may stand alone; other nouns need a side that grammar hangs on them; violence and
    force need both sides, or to be suffered; words of many meanings need both sides or a turn.
    """
    source, target = bool(roles.source), bool(roles.target)
    if action.type == "PROTEST" and action.strong:
        return source or not action.passive  # "talks that are blocked"
    if action.act.name == "order":
        return source and target and not action.noun
    if action.passive:
        return target
    if not action.strong and not action.turned:
        return source and target and not action.noun
    if action.noun:
        told = bool(action.turned) or (roles.tied and action.act.name != "relations")
        return (source or target) and told
    return target or (source and action.type not in _FORCEFUL)


def _features(sentence: Sentence, action: Action, roles: Roles, number: int) -> Iterator[str]:
    act = action.act
    strength = "strong" if action.strong else "weak"
    yield "any"
    yield f"{act.kind} {strength}"
    yield f"class {act.name} {strength}"
    yield f"class {act.name} {'noun' if action.noun else 'verb'}"
    yield f"type {action.type}"
    yield f"place {min(number, _FEW)}"
    if action.noun:
        yield f"noun {act.kind}"
        yield f"noun {_before(sentence, action)}"
    yield f"turned {action.turned}"
    if action.held:
        yield f"held {act.kind}"
    if action.holds:
        yield "holds"
    if action.passive:
        yield "passive"
    yield from _side_features(action, roles)
    yield from _clause_features(sentence, action)


def _before(sentence: Sentence, action: Action) -> str:
    cues = sentence.cues(action.first - 1)
    for cue in ("determiner", "of", "preposition"):
        if cue in cues:
            return cue
    return "alone"


def _side_features(action: Action, roles: Roles) -> Iterator[str]:
    kind = "noun" if action.noun else "verb"
    source, target = bool(roles.source), bool(roles.target)
    yield f"sides {kind} {source} {target}"
    if source and action.first - roles.source[0].last <= _FEW:
        yield "source near"
    if roles.mutual:
        yield "mutual"
    if target:
        yield f"target {roles.target[0].governed}"


def _clause_features(sentence: Sentence, action: Action) -> Iterator[str]:
    for back in range(action.first - 1, max(sentence.first, action.first - REACH) - 1, -1):
        if sentence.words.gaps[back + 1].strip(" \"'"):
            break
        cues = sentence.cues(back)
        if "break" in cues:
            yield "after break"
        if "relative" in cues:
            yield "after relative"
        if "speech" in cues:
            yield "after speech"
        if "negation" in cues:
            yield "after negation"
