"""The concept list as written: classes of actions, and what a word can mean for a tie."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Act(NamedTuple):
    """A class of action words: `kind` is act, speech, thing or light, see data/concepts.toml."""

    name: str
    type: str
    mode: str
    kind: str


class Meaning(NamedTuple):
    """What a word can be: an action of a class, strongly or not, a light verb, cues, an actor."""

    act: Act | None = None
    strong: bool = False
    lights: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    actor: str = ""  # "peoples", "words", "actors" or nothing
    context: str = ""
    capital: bool = False
    faint: bool = False  # a deed by a small part of what the lexicon says of the word
    common: bool = False  # in capitals, yet a word that the lexicon knows


NOTHING = Meaning()


@cache
def concept_list() -> dict[str, Any]:
    """Return the list of English concepts, `data/concepts.toml`."""
    content = (files("stemmata.annotate.ties") / "data" / "concepts.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def load_acts() -> Mapping[str, Act]:
    """Return the classes of actions by name.

    Example:
        >>> load_acts()["curfew"].type
        'COERCE'
    """
    return {
        one["name"]: Act(
            one["name"], one.get("type", ""), one.get("mode", ""), one.get("role", "act")
        )
        for one in concept_list()["class"]
    }
