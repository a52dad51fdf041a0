"""The cues of the `[clean]` sections, ready for matching on folded lines.

Phrases are compared as plain strings, never compiled as patterns: a language file cannot slow a
run down, whatever stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from stemmata.languages import load
from stemmata.text import fold

GENERIC = "und"
_OF_LINES = ("starts", "contains", "headings", "sign_offs", "photos")
_WORD = re.compile(r"\w+")
_FIRST_UNSPACED = "\u2e80"
_ALWAYS = (GENERIC, "en")  # English boilerplate stands on pages in every language


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """What marks boilerplate and prefixes in a language, folded; see `und.toml` for each key."""

    common: frozenset[str]
    lines: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    headings: tuple[str, ...]
    sign_offs: tuple[str, ...]
    photos: tuple[str, ...]
    credits: tuple[str, ...]
    bylines: tuple[str, ...]
    shared: tuple[str, ...]
    reporters: tuple[str, ...]
    published: tuple[str, ...]
    agencies: frozenset[str]
    agency_words: tuple[str, ...]
    wires: tuple[str, ...]
    outlet_after_place: bool


@lru_cache(maxsize=256)
def load_cues(language: str) -> Cues:
    """Return the cues of a language together with the generic and the English ones.

    Example:
        >>> "comments are closed" in load_cues("de").contains
        True
    """
    codes = tuple(dict.fromkeys((language, *_ALWAYS)))
    return Cues(
        common=frozenset(fold(word) for word in load(language).words("clean", "common")),
        lines=frozenset(_gather(codes, "lines")),
        starts=_gather(codes, "starts"),
        contains=_gather(codes, "contains"),
        headings=_gather(codes, "headings"),
        sign_offs=_gather(codes, "sign_offs"),
        photos=_gather(codes, "photos"),
        credits=_gather(codes, "credits"),
        # Short words such as "by" or "von" mean other things elsewhere: the own language only.
        bylines=_gather((language, GENERIC), "bylines"),
        shared=_gather((language, GENERIC), "shared"),
        reporters=_gather((language, GENERIC), "reporters"),
        published=_gather((language, GENERIC), "published"),
        agencies=frozenset(_gather(codes, "agencies")),
        agency_words=_gather((language, GENERIC), "agency_words"),
        wires=_gather((language, GENERIC), "wires"),
        outlet_after_place=bool(load(language).section("clean").get("outlet_after_place", False)),
    )


def _gather(codes: tuple[str, ...], key: str) -> tuple[str, ...]:
    phrases = (fold(phrase) for code in codes for phrase in load(code).words("clean", key))
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase.strip()))


def narrow(cues: Cues, folded: str) -> Cues:
    """Return the cues without the line phrases that cannot stand anywhere in a text.

    Most texts hold hardly any: each of their lines is then compared with next to nothing.
    """
    index = _by_word(cues)
    present = [one for one in index.get("", ()) if one[2] in folded]
    for word in index.keys() & set(_WORD.findall(folded)):
        present += [one for one in index[word] if one[2] in folded]
    # In the order of the language files: a set has none, and the first phrase that fits decides.
    return _only(cues, tuple(sorted(present)))


def has_line_phrases(cues: Cues) -> bool:
    """Return whether any phrase is left that marks a line it stands in."""
    return any(getattr(cues, name) for name in _OF_LINES)


_Phrase = tuple[int, str, str]  # its place in the language files, the list it is of, itself


@lru_cache(maxsize=256)
def _by_word(cues: Cues) -> dict[str, list[_Phrase]]:
    """Return the line phrases by their longest word, which is rarest; under "" the unspaced."""
    index: dict[str, list[_Phrase]] = {}
    listed = [(name, phrase) for name in _OF_LINES for phrase in getattr(cues, name)]
    for place, (name, phrase) in enumerate(listed):
        words = [word for word in _WORD.findall(phrase) if word[0] < _FIRST_UNSPACED]
        word = "" if phrase[0] >= _FIRST_UNSPACED else max(words, key=len, default="")
        index.setdefault(word, []).append((place, name, phrase))
    return index


@lru_cache(maxsize=256)
def _only(cues: Cues, present: tuple[_Phrase, ...]) -> Cues:
    kept = {name: tuple(p for _, of, p in present if of == name) for name in _OF_LINES}
    return replace(
        cues,
        starts=kept["starts"],
        contains=kept["contains"],
        headings=kept["headings"],
        sign_offs=kept["sign_offs"],
        photos=kept["photos"],
    )


def is_agency(words: str, cues: Cues) -> bool:
    """Return whether words are an agency's name; "Pa." (a state) is not "PA".

    Example:
        >>> is_agency("dpa", load_cues("de")), is_agency("Pa", load_cues("en"))
        (True, False)
    """
    return fold(words) in cues.agencies and not (len(words) < 4 and words.istitle())


def opening(folded: str, phrases: tuple[str, ...]) -> str | None:
    """Return the phrase that a folded line begins with, as whole words, or None.

    Example:
        >>> opening("photo: a. reporter", ("photo",)), opening("photographers met", ("photo",))
        ('photo', None)
    """
    if not folded.startswith(phrases):
        return None
    for phrase in phrases:
        if folded.startswith(phrase) and _ends_word(folded, len(phrase)):
            return phrase
    return None


def _ends_word(folded: str, position: int) -> bool:
    """Return whether no word runs across a position; scripts without spaces have no such words."""
    if position >= len(folded):
        return True
    before, after = folded[position - 1], folded[position]
    return not (before.isalnum() and after.isalnum()) or before > "\u2e80"


def inside(folded: str, phrases: tuple[str, ...]) -> str | None:
    """Return the first phrase that stands in a folded line as whole words, or None."""
    for phrase in phrases:
        at = folded.find(phrase)
        if at >= 0 and (at == 0 or _ends_word(folded, at)) and _ends_word(folded, at + len(phrase)):
            return phrase
    return None
