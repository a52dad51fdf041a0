"""The proper word and the general word of a name: "Almira Bridge", "le pont Almira"."""

from __future__ import annotations

import re
from functools import lru_cache

from stemmata.annotate.names.cues import CONNECTOR, ORGANISATION, PLACE, load_cues
from stemmata.annotate.names.written import write_out
from stemmata.model import Name
from stemmata.text import fold

_GENERAL = frozenset((PLACE, ORGANISATION))
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[\s«\"“„'-]{1,3}([^\W\d_]+)")  # in letters read backwards
_AFTER = re.compile(r"[\s»\"”-]{1,3}([^\W\d_]+)")
_WINDOW = 30  # letters beside a mention in which the general word stands
_SHORTEST = 4


def taken_apart(folded: str, language: str) -> tuple[str, str]:
    """Return the one proper word of a name, as spelled by one habit, and its one general word.

    Example:
        >>> taken_apart("almira bridge", "en"), taken_apart("angela merkel", "en")
        (('almira', 'bridge'), ('', ''))
    """
    if " " not in folded and "-" not in folded:
        return "", ""
    words = _WORD.findall(folded)
    if not 1 < len(words) < 5:
        return "", ""
    general = [word for word in words if _is_general(word, language)]
    if len(general) != 1:
        return "", ""
    classes = load_cues(language).classes
    proper = [word for word in words if word not in general and classes.get(word) != CONNECTOR]
    if len(proper) != 1 or len(proper[0]) < _SHORTEST:
        return "", ""
    return "".join(write_out(proper[0], language).spelling), _stem(general[0], language)


def general_beside(text: str, name: Name, language: str) -> str:
    """Return the general word that stands before or after a name in the text, if any does."""
    before = _BEFORE.match(text[max(0, name.start - _WINDOW) : name.start][::-1])
    general = _general(before.group(1)[::-1], language) if before else ""
    if not general:
        after = _AFTER.match(text, name.end, name.end + _WINDOW)
        general = _general(after.group(1), language) if after else ""
    return general


@lru_cache(maxsize=50_000)
def _general(form: str, language: str) -> str:
    """Return a word without its ending if it is a general one."""
    word = fold(form)
    return _stem(word, language) if _is_general(word, language) else ""


@lru_cache(maxsize=50_000)
def _is_general(word: str, language: str) -> bool:
    classes = load_cues(language).classes
    return classes.get(word) in _GENERAL or classes.get(_stem(word, language)) in _GENERAL


def _stem(word: str, language: str) -> str:
    return load_cues(language).without_ending(word)
