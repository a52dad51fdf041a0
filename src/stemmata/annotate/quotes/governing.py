"""What governs a noun phrase: a preposition or an oblique article before it makes it no subject."""

from __future__ import annotations

from stemmata.annotate.quotes.passage import Passage

JOINTS = frozenset({" ", "", "-", ". ", ".\u00a0", "\u00a0", "・", "·", "－", "–"})
NAMED_JOINTS = JOINTS | {' "', '" ', " „", "“ ", " “", "” ", " «", "» "}
ARTICLE_REACH = 3  # words between a preposition and its noun
_VERBAL = frozenset({"verb", "stop"})


def is_governed(passage: Passage, place: int) -> bool:
    """Return whether a preposition or an oblique article stands before a phrase."""
    for back in range(place - 1, max(-1, place - 1 - ARTICLE_REACH), -1):
        kinds = passage.meanings[back].kinds
        joints = NAMED_JOINTS if back == place - 1 else JOINTS
        if passage.gaps[back + 1] not in joints or not _VERBAL.isdisjoint(kinds):
            return False
        if passage.sentence[back] != passage.sentence[place]:
            return False
        told = _governs(passage, back, place)
        if told is not None:
            return told
        if "determiner" not in kinds and not passage.written[back][0].islower():
            return False
    return False


def _governs(passage: Passage, back: int, place: int) -> bool | None:
    """Return whether the word at `back` governs a phrase, None where it tells nothing."""
    kinds = passage.meanings[back].kinds
    if "conjunction" in kinds and _opens_clause(passage, back):
        return False
    if "preposition" in kinds or "oblique" in kinds:
        return not (back and "genitive" in kinds and passage.is_a(back - 1, "herald"))
    if "oblique_after_noun" in kinds:
        after_noun = _ends_noun(passage, back - 1)
        return True if after_noun or _declines(passage, back + 1, place) else None
    return None


def _opens_clause(passage: Passage, place: int) -> bool:
    """Return whether a word is the first of its sentence or follows a comma."""
    return starts_sentence(passage, place) or "," in passage.gaps[place]


def _declines(passage: Passage, first: int, last: int) -> bool:
    """Return whether adjectives show that their article is an object's: "der neuen Zeitung"."""
    endings = passage.cues.oblique_adjectives
    return first < last and bool(endings) and passage.forms[first].endswith(endings)


def _ends_noun(passage: Passage, place: int) -> bool:
    """Return whether a noun stands right before an article: "die Sprecherin der Firma"."""
    if place < 0 or passage.is_a(place, "herald"):
        return False
    return passage.written[place][0].isupper() and passage.gaps[place + 1] in JOINTS


def starts_sentence(passage: Passage, place: int) -> bool:
    """Return whether a word is the first of its sentence."""
    return place == 0 or passage.sentence[place] != passage.sentence[place - 1]
