"""Normal forms for comparing words; the written form is always kept beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

# Marks that scripts add without changing the word (Arabic vowels and tatweel, Hebrew points), and
# invisible formatting characters that extraction leaves behind.
_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u0591-\u05c7"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)
_PLANE = 0x10000  # all of them lie in the first
_LONG = 300  # characters from which a table pays
# Letters that one and the same word is written with in either form.
_UNIFIED = tuple(zip("أإآىیکё’", "اااييكе'", strict=True))


@lru_cache(maxsize=200_000)
def fold(form: str) -> str:
    """Return a word without differences of case, width, vowel marks and letter variants.

    Example:
        >>> fold("Straße"), fold("ＡＢＣ"), fold("Ёлка")
        ('strasse', 'abc', 'елка')
    """
    return _fold(form)


def fold_all(forms: Sequence[str]) -> list[str]:
    """Return words folded, all at once and unremembered: for many words not seen before.

    Example:
        >>> fold_all(["Straße", "ABC"])
        ['strasse', 'abc']
    """
    folded = _fold("\n".join(forms)).split("\n")  # nothing folds or composes across a line break
    return folded if len(folded) == len(forms) else list(map(_fold, forms))


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = _without_dropped(unicodedata.normalize("NFKC", text)).casefold()
    for variant, letter in _UNIFIED:  # translating costs fifty times as much
        folded = folded.replace(variant, letter)
    return unicodedata.normalize("NFC", folded.replace("i̇", "i"))


def _without_dropped(text: str) -> str:
    """Return a text without what is dropped; most hold none, which a table tells sooner."""
    if len(text) > _LONG:
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
        if not _is_dropped().take(units).any():
            return text
    return _DROPPED.sub("", text)


@cache
def _is_dropped() -> NDArray[np.bool_]:
    """Return of each code unit of UTF-16 whether it is dropped."""
    letters = "".join(_DROPPED.findall("".join(map(chr, range(_PLANE)))))
    table = np.zeros(_PLANE, np.bool_)
    table[list(map(ord, letters))] = True
    return table


class _Letters(dict[int, str]):
    """Romanised letters by code point, filled as they are met."""

    def __missing__(self, letter: int) -> str:
        plain: str = anyascii(chr(letter))
        self[letter] = plain
        return plain


_ROMANISED = _Letters()


@lru_cache(maxsize=200_000)
def romanise(form: str) -> str:
    """Return a word in lower-case ASCII letters, whatever its script.

    Example:
        >>> romanise("Меркель"), romanise("Müller")
        ('merkel', 'muller')
    """
    return form.lower() if form.isascii() else _romanise(fold(form)).strip("'")


def romanise_all(forms: Sequence[str]) -> list[str]:
    """Return words romanised, all at once and unremembered: for many words not seen before.

    Example:
        >>> romanise_all(["Меркель", "'Tis"])
        ['merkel', "'tis"]
    """
    plain = _romanise("\n".join(fold_all(forms))).split("\n")
    if len(plain) != len(forms):
        return list(map(romanise, forms))
    return [
        letters if form.isascii() else letters.strip("'")
        for form, letters in zip(forms, plain, strict=True)
    ]


def _romanise(folded: str) -> str:
    return folded if folded.isascii() else folded.translate(_ROMANISED).lower()
