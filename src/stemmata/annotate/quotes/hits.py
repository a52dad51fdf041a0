"""Where the cues of a language stand in a text: the longest of each kind at a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stemmata.annotate.quotes.cues import NOTHING, Cues, Entry, Meaning
from stemmata.text import Words

_PARTED_REACH = 25  # words between "gab" and "bekannt"
_VERBS = frozenset({"verb", "report"})


class Hit(NamedTuple):
    """A cue found at words `first` to `last` (exclusive)."""

    first: int
    last: int
    kind: str


def find_hits(
    cues: Cues, words: Words, forms: tuple[str, ...], meanings: tuple[Meaning, ...]
) -> tuple[Hit, ...]:
    """Return the cues found at words."""
    meant = [
        place
        for place, meaning in enumerate(meanings)
        if meaning is not NOTHING and (meaning.seconds is None or meaning.seconds)
    ]
    hits = tuple(_find_hits(cues, forms, meanings, meant))
    if any(hit.kind == "aside" for hit in hits):
        hits = tuple(_with_asides(hits, words, meanings))
    return hits


def without_nouns(hits: tuple[Hit, ...], words: Words, sentence: Sequence[int]) -> tuple[Hit, ...]:
    """Return the cues of a language whose nouns have capitals without verbs that are nouns."""
    return tuple([hit for hit in hits if not _is_noun(hit, words, sentence)])


def _find_hits(
    cues: Cues, forms: tuple[str, ...], meanings: tuple[Meaning, ...], meant: list[int]
) -> Iterator[Hit]:
    ignored_to = 0
    verb_to = 0
    for place in meant:
        seconds = meanings[place].seconds
        following = forms[place + 1] if place + 1 < len(forms) else ""
        if place < ignored_to or (seconds is not None and following not in seconds):
            continue
        for hit in _hits_at(cues, forms, place, meanings[place].sought):
            if hit.kind == "ignored":
                ignored_to = hit.last
            elif hit.kind != "verb":
                yield hit
            elif place >= verb_to:
                verb_to = hit.last
                yield hit


def _hits_at(
    cues: Cues, forms: tuple[str, ...], place: int, sought: tuple[Entry, ...]
) -> Iterable[Hit]:
    """Return the longest cue of each kind at a word; nothing after what is to be ignored."""
    if len(sought) == 1 and not sought[0].rest and forms[place] not in cues.parted:
        return (Hit(place, place + 1, sought[0].kind),)  # most of all
    hits: dict[str, Hit] = {}
    for kind, rest in sought:
        if kind in hits or (rest and not _follows(forms, place, rest)):
            continue
        hits[kind] = Hit(place, place + 1 + len(rest), kind)
        if kind == "ignored":
            break
    parted = cues.parted.get(forms[place])
    ahead = forms[place + 1 : place + 1 + _PARTED_REACH] if parted else ()
    if parted and "verb" not in hits and not parted.isdisjoint(ahead):
        hits["verb"] = Hit(place, place + 1, "verb")
    return hits.values()


def _follows(forms: tuple[str, ...], place: int, rest: tuple[str, ...]) -> bool:
    ahead = forms[place + 1 : place + 1 + len(rest)]
    return ahead == rest or (
        len(ahead) == len(rest)
        and all(
            word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
            for word, wanted in zip(ahead, rest, strict=True)
        )
    )


def _is_noun(hit: Hit, words: Words, sentence: Sequence[int]) -> bool:
    """Return whether a verb's form has a capital within a sentence: "das Schreiben"."""
    first = hit.first
    if hit.kind not in _VERBS or not words.forms[first][0].isupper() or not first:
        return False
    return sentence[first] == sentence[first - 1] and words.gaps[first] == " "


def _with_asides(hits: Sequence[Hit], words: Words, meanings: Sequence[Meaning]) -> Iterator[Hit]:
    """Yield the hits; "so" is a verb where a mark stands before it and somebody after it."""
    for hit in hits:
        if hit.kind != "aside":
            yield hit
            continue
        opens = not hit.first or words.gaps[hit.first] != " "
        if not opens or hit.last >= len(words.forms) or words.gaps[hit.last] != " ":
            continue
        if meanings[hit.last].opens or words.forms[hit.last][0].isupper():
            yield hit._replace(kind="verb")


def by_kind(hits: tuple[Hit, ...]) -> Mapping[str, tuple[Hit, ...]]:
    """Return the cues of each kind, in order."""
    kinds = {hit.kind for hit in hits}
    return {kind: tuple([hit for hit in hits if hit.kind == kind]) for kind in kinds}
