"""Where clauses of a sentence begin and end, as far as commas and relative words tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stemmata.annotate.ties.deeds import Action
from stemmata.annotate.ties.sentence import Sentence
from stemmata.annotate.ties.words import COMMAS, Phrase

_RELATIVE_REACH = 4  # words between a relative pronoun and its verb
_LONGEST_HUNG = 4  # words that "of" hangs on an antecedent: "growers of coca who"
_AUXILIARY = frozenset({"stop", "passive", "negation", "intention", "obligation"})
_HUNG = frozenset({"determiner"})
_CLOSING = (",", "،")
_OPENING = COMMAS | {"("}


def clause_start(sentence: Sentence, place: int) -> int:
    """Return where the clause of a word begins, by the nearest mark before it."""
    for back in range(place - 1, sentence.first, -1):
        if sentence.words.gaps[back].strip(" -"):
            return back
    return sentence.first


def find_asides(sentence: Sentence) -> Sequence[tuple[int, int]]:
    """Return where relative clauses between commas begin and end: "the fund, which ..., froze"."""
    gaps = sentence.words.gaps
    inner = range(sentence.first + 1, sentence.last)
    commas = [place for place in inner if gaps[place].strip() in COMMAS]
    return [(begin, end) for begin, end in pairwise(commas) if "relative" in sentence.cues(begin)]


def aside_before(sentence: Sentence, place: int) -> int:
    """Return where a relative clause begins that ends right before a verb, -1 for none."""
    words = sentence.words
    if not words.gaps[place].strip().endswith(_CLOSING):
        return -1
    begin = clause_start(sentence, place - 1)
    opens = begin > sentence.first and words.gaps[begin].strip().endswith(_CLOSING)
    return begin if opens and "relative" in sentence.cues(begin) else -1


def apposition_before(sentence: Sentence, place: int) -> int:
    """Return where words between commas begin that end before a verb and its auxiliaries, or -1."""
    gaps = sentence.words.gaps
    begin = place
    while begin > sentence.first and not gaps[begin].strip():
        before = sentence.cues(begin - 1)
        if place - begin >= _RELATIVE_REACH or before.isdisjoint(_AUXILIARY):
            return -1
        begin -= 1
    if begin <= sentence.first or not gaps[begin].strip().endswith(_CLOSING):
        return -1
    opening = clause_start(sentence, begin)
    return opening if opening > sentence.first and gaps[opening].strip() in _OPENING else -1


def relative_opening(sentence: Sentence, action: Action) -> int:
    """Return where a clause opens with a relative pronoun and ends with its verb, -1 for none."""
    gaps = sentence.words.gaps
    begin = clause_start(sentence, action.first)
    ends = any(gap.strip(" -") for gap in gaps[action.last : action.last + 2])
    opens = begin > sentence.first and gaps[begin].strip() in COMMAS
    return begin if opens and ends and "relative" in sentence.cues(begin) else -1


def is_antecedent(sentence: Sentence, phrase: Phrase, relative: int) -> bool:
    """Tell whether a relative pronoun stands for a phrase: "growers of coca who" are growers."""
    words, first = sentence.words, phrase.last
    if first == relative:
        return True
    if first == relative - 1:  # one word between, but not "asked who"
        return words.meanings[first].act is None and "speech" not in sentence.cues(first)
    if not first < relative <= first + _LONGEST_HUNG or "of" not in sentence.cues(first):
        return False
    return all(
        not words.gaps[place].strip()
        and words.meanings[place].act is None
        and ("of" in sentence.cues(place) or words.meanings[place].cues <= _HUNG)
        for place in range(first, relative)
    )


def relative_before(sentence: Sentence, place: int) -> int:
    """Return where a relative pronoun stands right before a verb, -1 where none does."""
    for back in range(place - 1, max(sentence.first, place - _RELATIVE_REACH), -1):
        cues = sentence.cues(back)
        if "relative" in cues or (back == place - 1 and "that" in cues):
            return back
        if sentence.words.gaps[back].strip() or back in sentence.words.names:
            break
    return -1
