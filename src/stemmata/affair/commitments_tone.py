"""In which tone a sentence speaks of a day: ordering, agreeing, promising, planning, legislating.

The words come from one English list (`data/commitments.toml`) by way of the lexicon, for all its
languages at once; that something is or was meant to be is told by verbs that a language lists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from stemmata.affair.actors_titles import WORD
from stemmata.affair.clauses import Stretch
from stemmata.affair.senses import Senses, concepts_of
from stemmata.languages import load
from stemmata.model import CommitmentKind
from stemmata.settings import CommitmentSettings
from stemmata.text import fold

_DEFAULT = CommitmentSettings()
Voice = Literal["asks", "wills", "subject", "condition"]
_VOICES: tuple[Voice, ...] = ("asks", "wills")
_FIRM: tuple[CommitmentKind, ...] = ("order", "promise", "agreement", "law")


def find_voice(senses: Senses, cue: Stretch | None, settings: CommitmentSettings) -> Voice:
    """Return whom a word of ordering, promising or planning binds."""
    if cue is None:
        return "subject"
    entries = senses.inside(cue)
    meant = senses.ids[entries][senses.weights[entries] >= settings.least_cue].tolist()
    return next((v for v in _VOICES if not words_for("voices", v).isdisjoint(meant)), "subject")


def find_tone(
    senses: Senses,
    sentence: Stretch,
    clause: Stretch,
    kinds: Mapping[int, CommitmentKind],
    settings: CommitmentSettings = _DEFAULT,
) -> tuple[CommitmentKind, Stretch | None]:
    """Return the kind of commitment that the words of a sentence speak of, and the word.

    A word in the clause of the day counts more than one elsewhere in the sentence.
    """
    best: tuple[float, CommitmentKind, Stretch | None] = (0.0, "deadline", None)
    entries = senses.inside(sentence)
    scores: dict[tuple[Stretch, CommitmentKind], float] = {}
    columns = (senses.starts, senses.ends, senses.ids, senses.weights)
    for start, end, concept, weight in zip(
        *(column[entries].tolist() for column in columns), strict=True
    ):
        if kind := kinds.get(concept):
            key = (start, end), kind
            scores[key] = scores.get(key, 0.0) + weight
    for (word, kind), probability in scores.items():
        if probability < settings.least_cue:
            continue
        near = 1.0 if clause[0] <= word[0] < clause[1] else settings.outside_clause
        score = probability * near * (1.0 if kind in _FIRM else settings.plan_weight)
        if score > best[0]:
            best = score, kind, word
    return best[1], best[2]


def means_to(sentence: str, language: str) -> bool:
    """Tell whether a sentence says by its verbs that something is meant to be: "resterà chiuso".

    Example:
        >>> means_to("The garden will stay closed", "en"), means_to("It was closed", "en")
        (True, False)
    """
    return any(_means(form, language) for form in WORD.findall(fold(sentence)))


def meant_once(clause: str, language: str) -> bool:
    """Tell whether a clause says that something was meant to be: "it was to open in May".

    Example:
        >>> meant_once("It was to open in May", "en"), meant_once("It is to open in May", "en")
        (True, False)
    """
    said = f" {' '.join(WORD.findall(fold(clause)))} "
    return any(words in said for words in _past_intentions(language))


@cache
def _past_intentions(language: str) -> tuple[str, ...]:
    return tuple(f" {fold(words)} " for words in load(language).words("ties", "past_intentions"))


def _means(form: str, language: str) -> bool:
    exact, starts, ends = _intentions(language)
    return form in exact or form.startswith(starts) or form.endswith(ends)


@cache
def _intentions(language: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the words of a language for what is meant to be, how they begin and how they end."""
    listed = [fold(word) for word in load(language).words("ties", "intentions")]
    starts = tuple(word[:-1] for word in listed if word.endswith("*") and word[0] != "*")
    ends = tuple(word[1:] for word in listed if word.startswith("*"))
    return frozenset(listed), starts, ends


@cache
def cue_kinds() -> dict[int, CommitmentKind]:
    """Return the kind of commitment that each concept of the list speaks of."""
    kinds: dict[int, CommitmentKind] = {}
    for kind in ("order", "promise", "agreement", "law", "plan"):
        for concept in words_for("kinds", kind):
            kinds.setdefault(concept, kind)
    return kinds


@cache
def kinds_on_a_day() -> Mapping[int, CommitmentKind]:
    """Return the kinds that concepts speak of beside a day that is no end: "must meet in May"."""
    return cue_kinds() | dict.fromkeys(words_for("arranged", "words"), "plan")


@cache
def words_for(section: str, name: str) -> frozenset[int]:
    """Return the concepts of a list in `data/commitments.toml`."""
    table = tomllib.loads((files("stemmata.affair") / "data" / "commitments.toml").read_text())
    return concepts_of(tuple(table[section][name]))


def speaks_of(senses: Senses, wanted: frozenset[int], least: float) -> bool:
    """Tell whether a word means any of some concepts with a least probability."""
    pairs = zip(senses.ids.tolist(), senses.weights.tolist(), strict=True)
    return any(concept in wanted and weight >= least for concept, weight in pairs)
