"""The cues of the `[clean]` sections, ready for matching on folded lines.

Phrases are compared as plain strings, never compiled as patterns: a language file cannot slow a
run down, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from stemmata.languages import load
from stemmata.model import Frozen, replace
from stemmata.text import fold

GENERIC = "und"
_OF_LINES = ("starts", "contains", "headings", "sign_offs", "photos")
_WORD = re.compile(r"\w+")
_HEAD = 4  # letters that tell most phrases apart
_ALWAYS = (GENERIC, "en")  # English boilerplate stands on pages in every language


class Cues(Frozen, frozen=True, eq=False):
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


def narrow(cues: Cues, lines: Sequence[str]) -> Cues:
    """Return the cues without the line phrases that no line of a text begins with or contains.

    Most texts hold hardly any: each of their lines is then compared with next to nothing.

    Args:
        cues: of the text's language.
        lines: folded, without the marks before their first word.
    """
    index = _by_key(cues)
    text = "\n".join(lines)
    present = [
        one for word, held in index.inside.items() if word in text for one in held if one[2] in text
    ]
    for line in lines:
        opened = index.heads.get(line[:_HEAD], index.short)
        present += [one for one in opened if line.startswith(one[2])]
    # In the order of the language files: a set has none, and the first phrase that fits decides.
    return _only(cues, tuple(sorted(set(present))))


def has_line_phrases(cues: Cues) -> bool:
    """Return whether any phrase is left that marks a line it stands in."""
    return any(getattr(cues, name) for name in _OF_LINES)


_Phrase = tuple[int, str, str]  # its place in the language files, the list it is of, itself


class _Index(NamedTuple):
    """The line phrases of a language by what is looked for first.

    `heads` are those that open a line, by their first letters, `short` those that have fewer;
    `inside` those that stand anywhere, by their longest word, which is rarest.
    """

    heads: dict[str, list[_Phrase]]
    short: list[_Phrase]
    inside: dict[str, list[_Phrase]]


@lru_cache(maxsize=256)
def _by_key(cues: Cues) -> _Index:
    heads: dict[str, list[_Phrase]] = {}
    short: list[_Phrase] = []
    inside: dict[str, list[_Phrase]] = {}
    listed = [(name, phrase) for name in _OF_LINES for phrase in getattr(cues, name)]
    for place, (name, phrase) in enumerate(listed):
        one = place, name, phrase
        if name == "contains":
            word = max(_WORD.findall(phrase), key=len, default=phrase)
            inside.setdefault(word, []).append(one)
        elif len(phrase) < _HEAD:
            short.append(one)
        else:
            heads.setdefault(phrase[:_HEAD], []).append(one)
    for kept in heads.values():  # a line that begins like a longer phrase may begin with these
        kept.extend(short)
    return _Index(heads, short, inside)


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
