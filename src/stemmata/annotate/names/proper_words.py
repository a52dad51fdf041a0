"""The proper word and the general word of a name: "Almira Bridge", "le pont Almira"."""

from __future__ import annotations

import re
from functools import lru_cache

from stemmata.annotate.names.cues import CONNECTOR, ORGANISATION, PLACE, load_cues
from stemmata.annotate.names.seeking import is_everyday
from stemmata.annotate.names.written import write_out
from stemmata.languages import load
from stemmata.model import Name
from stemmata.text import fold

_GENERAL = frozenset((PLACE, ORGANISATION))
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[\s«\"“„'-]{1,3}([^\W\d_]+)")  # in letters read backwards
_AFTER = re.compile(r"[\s»\"”-]{1,3}([^\W\d_]+)")
_WINDOW = 30  # letters beside a mention in which the general word stands
_BETWEEN = 2  # words that may stand between, where the general one has a capital
_SHORTEST = 4


def taken_apart(folded: str, language: str) -> tuple[str, str]:
    """Return the one proper word of a name, as spelled by one habit, and its one general word.

    Everyday words beside them are passed over: a fund is one for development too.

    Example:
        >>> taken_apart("almira bridge", "en"), taken_apart("angela merkel", "en")
        (('almira', 'bridge'), ('', ''))
        >>> taken_apart("fondo de desarrollo almira", "es")
        ('almira', 'fondo')
    """
    if " " not in folded and "-" not in folded:
        return "", ""
    words = _WORD.findall(folded)
    if not 1 < len(words) < 6:
        return "", ""
    general = {word: found for word in words if (found := general_word(word, language))}
    if len(general) != 1:
        return "", ""
    classes = load_cues(language).classes
    rest = [word for word in words if word not in general and classes.get(word) != CONNECTOR]
    proper = rest if len(rest) == 1 else [w for w in rest if not is_everyday(w, language)]
    if len(proper) != 1 or len(proper[0]) < _SHORTEST:
        return "", ""
    return "".join(write_out(proper[0], language).spelling), next(iter(general.values()))


def general_beside(text: str, name: Name, language: str) -> str:
    """Return the general word that stands before or after a name in the text, if any does.

    Example:
        >>> text = "Dana Pembangunan Almira membekukan"
        >>> general_beside(text, Name(17, 23, "Almira", "other"), "id")
        'dana'
    """
    window = text[max(0, name.start - _WINDOW) : name.start][::-1]
    place = 0
    for between in range(_BETWEEN + 1):
        before = _BEFORE.match(window, place)
        if before is None:
            break
        form, place = before.group(1)[::-1], before.end()
        general = _general(form, language) if not between or form[0].isupper() else ""
        if general:
            return general
    after = _AFTER.match(text, name.end, name.end + _WINDOW)
    return _general(after.group(1), language) if after else ""


@lru_cache(maxsize=50_000)
def _general(form: str, language: str) -> str:
    """Return a written word without its ending if it is a general one."""
    return general_word(fold(form), language)


@lru_cache(maxsize=50_000)
def general_word(word: str, language: str) -> str:
    """Return the general word that a folded word is or, in a compound, ends in; else nothing.

    Example:
        >>> general_word("entwicklungsfonds", "de"), general_word("keller", "de")
        ('fonds', '')
    """
    classes, stem = load_cues(language).classes, load_cues(language).without_ending(word)
    if classes.get(word) in _GENERAL or classes.get(stem) in _GENERAL:
        return stem
    if load(language).section("names").get("compounds"):
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            if classes.get(word[cut:]) in _GENERAL:
                return word[cut:]
    return ""
