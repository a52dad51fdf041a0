"""How likely type and sides of a tie are right, by how near and how plainly its sides stand.

Logistic regression on ties of general news judged by hand (`benchmarks/ties_judged.py` fits and
measures it). What chooses ties among the actions of a sentence says nothing of this: it knows
records that hold a tie each, and of those it finds in news most that are wrong have a side from
elsewhere in the sentence.
"""

from __future__ import annotations

from math import exp

from stemmata.annotate.ties.choice import Candidate
from stemmata.annotate.ties.deeds import Action
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.words import Phrase
from stemmata.lexicon import load_lexicon
from stemmata.settings import TieSoundness

_FAR = 4  # words between a deed and a side from which it may be another's
_BESIDE = frozenset({"target", "preposition"})
_KIND = frozenset({"SUPPORT", "AID", "COOPERATE", "CONCEDE", "RETREAT"})
_PUNISHING = frozenset({"SANCTION", "MOBILIZE"})
_DEFAULT = TieSoundness()


def soundness(sentence: Sentence, found: Candidate, weights: TieSoundness = _DEFAULT) -> float:
    """Return the probability that type and sides of a tie are right."""
    odds = sum(getattr(weights, name) for name in facts(sentence, found))
    return round(1 / (1 + exp(-weights.bias - odds)), 3)


def facts(sentence: Sentence, found: Candidate) -> list[str]:
    """Return what speaks for a tie and against it, by the names of the weights."""
    action, roles = found.action, found.roles
    source = roles.source[0] if roles.source else None
    target = roles.target[0] if roles.target else None
    words = sentence.words
    meant = words.meanings[action.first].act
    told = {
        "passive": action.passive,
        "obliged": action.act.name == "must",
        "faint": words.meanings[action.first].faint and action.act is meant,
        "kind": action.type in _KIND,
        "punish": action.type in _PUNISHING,
        "loose_order": words.listed.order != "svo",
        "noun_alone": action.noun and (source is None or target is None),
        "verb_last": sentence.verb_last or not load_lexicon().has_spaces(_code(sentence)),
        "source_alone": target is None,
        "far_source": source is not None and _gap(action, source) > _FAR,
        "cut_source": source is not None and _is_cut(sentence, action, source),
    }
    if source is not None:
        told["person_source"] = _kind(sentence, source) == "person"
        told["source_after"] = source.first >= action.last
        told["unnamed_source"] = _kind(sentence, source) == ""
    if target is not None:
        governed = target.governed in _BESIDE
        told["target_alone"] = source is None and not action.passive
        told["thing_target"] = not sentence.is_somebody(target)
        told["governed_target"] = governed and action.type != "PROTEST"
        told["place"] = governed and _kind(sentence, target) == "place"
        told["person_target"] = _kind(sentence, target) == "person"
        told["far_target"] = _gap(action, target) > _FAR
        told["cut_target"] = _is_cut(sentence, action, target)
    return [name for name, holds in told.items() if holds]


def _code(sentence: Sentence) -> str:
    return sentence.words.listed.code


def _gap(action: Action, phrase: Phrase) -> int:
    before = phrase.last <= action.first
    return action.first - phrase.last if before else phrase.first - action.last


def _is_cut(sentence: Sentence, action: Action, phrase: Phrase) -> bool:
    """Tell whether a comma or the like stands between a deed and a side."""
    before = phrase.last <= action.first
    first, last = (phrase.last, action.first) if before else (action.last, phrase.first)
    gaps = sentence.words.gaps
    return any(gaps[place].strip(" \"'’“”«»") for place in range(first, last + 1))


def _kind(sentence: Sentence, phrase: Phrase) -> str:
    name = sentence.words.names.get(phrase.last - 1)
    return "" if name is None else name.kind
