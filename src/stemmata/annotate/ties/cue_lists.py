"""Which lists of a language file say what of a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# What a word can say about a tie, by the lists that say so.
CUES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "negation": (("ties", "negations"),),
    "passive": (("ties", "passives"),),
    "passive after": (("ties", "passives_after"),),
    "agent": (("ties", "agents"),),
    "agent after": (("ties", "agents_after"),),
    "target": (("ties", "targets"),),
    "target after": (("ties", "targets_after"),),
    "with after": (("ties", "companions_after"),),
    "passive form": (("ties", "passive_forms"),),
    "with": (("ties", "companions"),),
    "of": (("ties", "genitives"),),
    "between": (("ties", "between"),),
    "together": (("ties", "together"),),
    "and": (("ties", "conjunctions"),),
    "but": (("ties", "adversatives"),),
    "way": (("ties", "ways"),),
    "infinitive": (("ties", "infinitives"),),
    "active": (("ties", "actives"),),
    "intention": (("ties", "intentions"),),
    "obligation": (("ties", "obligations"),),
    "order": (("ties", "orders"),),
    "command": (("ties", "commands"),),
    "bearing": (("ties", "bearing"),),
    "speculation": (("ties", "speculations"),),
    "denial": (("ties", "denials"),),
    "break": (("ties", "breaks"),),
    "relative": (("ties", "relatives"),),
    "preposition": (("quotes", "prepositions"),),
    "determiner": (("quotes", "determiners"), ("names", "articles"), ("quotes", "oblique")),
    "oblique": (("quotes", "oblique"),),
    "pronoun": (("quotes", "pronouns"), ("ties", "pronouns")),
    "that": (("quotes", "that"),),
    "speech": (("quotes", "verbs"),),
    "stop": (("quotes", "stops"),),
    "subject": (("quotes", "subject_marks"),),
}


class Entry(NamedTuple):
    """What a listed word or phrase is: cues, an action class, an actor, or none of these."""

    cue: str = ""
    act: str = ""
    actor: str = ""
    ignored: bool = False
