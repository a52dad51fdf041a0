"""Units: the form under which the lexicon files a word, the same when it is built and looked up.

A word is folded, cut at apostrophes and hyphens, stemmed (Porter 2001, Snowball) where a stemmer
exists, and loses its accents unless they tell words apart in its language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import Stemmer

from stemmata.model import Frozen
from stemmata.text import fold, fold_all

_MARKS = r"\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e"
_ATOM = re.compile(rf"[^\W\d_][\w{_MARKS}]*")
# The scripts whose accents can be dropped end before Armenian.
_LAST_ACCENTED_SCRIPT = "\u0530"
_ACCENT = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d"})


class Variety(Frozen, frozen=True):
    """How the words of one language are filed."""

    code: str
    table: str
    stemmer: str = ""
    linkers: tuple[str, ...] = ()
    marks: bool = False
    unspaced: int = 0
    syllables: bool = False
    proclitics: tuple[str, ...] = ()


@cache
def varieties() -> Mapping[str, Variety]:
    """Return the languages of the lexicon by code.

    Example:
        >>> varieties()["hr"].table == varieties()["sr"].table
        True
    """
    path = files("stemmata.lexicon") / "data" / "languages.toml"
    content = tomllib.loads(path.read_text("utf-8"))
    return MappingProxyType({code: _variety(code, entry) for code, entry in content.items()})


def _variety(code: str, entry: Mapping[str, object]) -> Variety:
    unspaced = entry.get("unspaced", 0)
    return Variety(
        code=code,
        table=str(entry.get("table", code)),
        stemmer=str(entry.get("stemmer", "")),
        linkers=_words(entry, "linkers"),
        marks=bool(entry.get("marks", False)),
        unspaced=unspaced if isinstance(unspaced, int) else 0,
        syllables=bool(entry.get("syllables", False)),
        proclitics=tuple(sorted(_words(entry, "proclitics"), key=len)),
    )


def _words(entry: Mapping[str, object], name: str) -> tuple[str, ...]:
    words = entry.get(name, [])
    return tuple(words) if isinstance(words, list) else ()


def atoms(form: str) -> list[str]:
    """Return the folded parts of a word that are filed apart; figures are left out.

    Example:
        >>> atoms("L'Aquila-Prozess"), atoms("3,4")
        (['l', 'aquila', 'prozess'], [])
    """
    return _ATOM.findall(fold(form))


def atoms_of_all(forms: Sequence[str]) -> list[list[str]]:
    """Return the atoms of each of many words.

    Example:
        >>> atoms_of_all(["Prozess", "L'Aquila", "3,4"])
        [['prozess'], ['l', 'aquila'], []]
    """
    cut = _ATOM.findall
    return [[form] if form.isalpha() else cut(form) for form in fold_all(forms)]


def unit_maker(variety: Variety) -> Callable[[str], str]:
    """Return the function from an atom to its unit; not safe to share between threads.

    Example:
        >>> unit_maker(varieties()["en"])("elections")
        'elect'
    """
    keep = variety.marks
    if not variety.stemmer:
        return (lambda atom: atom) if keep else strip_accents
    stem = Stemmer.Stemmer(variety.stemmer, 0).stemWord
    return stem if keep else lambda atom: strip_accents(stem(atom))


def units_maker(variety: Variety) -> Callable[[Sequence[str]], list[str]]:
    """Return the function from many atoms to their units; not safe to share between threads.

    Example:
        >>> units_maker(varieties()["en"])(["elections", "électorale"])
        ['elect', 'electoral']
    """
    stem = Stemmer.Stemmer(variety.stemmer, 0).stemWords if variety.stemmer else list
    return stem if variety.marks else lambda atoms: _strip_all_accents(stem(atoms))


def strip_accents(word: str) -> str:
    """Return a word of an alphabet with accents without them; other scripts stay as they are.

    Example:
        >>> strip_accents("żółty")
        'zolty'
    """
    if word.isascii() or word[0] >= _LAST_ACCENTED_SCRIPT:
        return word
    return _bare(word)


def _strip_all_accents(words: list[str]) -> list[str]:
    accented = [
        place
        for place, word in enumerate(words)
        if not word.isascii() and word[0] < _LAST_ACCENTED_SCRIPT
    ]
    if accented:
        bare = _bare("\n".join([words[place] for place in accented])).split("\n")
        for place, word in zip(accented, bare, strict=True):
            words[place] = word
    return words


def _bare(text: str) -> str:
    plain = _ACCENT.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", plain).translate(_PLAIN)
