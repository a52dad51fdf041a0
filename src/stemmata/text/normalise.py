"""Normal forms for comparing words; the written form is always kept beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

# Marks that scripts add without changing the word (Arabic vowels and tatweel, Hebrew points), and
# invisible formatting characters that extraction leaves behind.
_DROPPED = dict.fromkeys(
    [
        *range(0x0610, 0x061B),
        *range(0x064B, 0x0660),
        0x0670,
        0x0640,
        *range(0x0591, 0x05C8),
        0x00AD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
# Letters that one and the same word is written with in either form.
_UNIFIED = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ё": "е", "’": "'"}
)

_ALTERED = re.compile(f"[{''.join(map(chr, [*_DROPPED, *_UNIFIED]))}]")


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
    normal = unicodedata.normalize("NFKC", text)
    if _ALTERED.search(normal) is not None:  # translating costs more than all the rest
        normal = normal.translate(_DROPPED)
    folded = normal.casefold()
    if _ALTERED.search(folded) is not None:
        folded = folded.translate(_UNIFIED)
    return unicodedata.normalize("NFC", folded.replace("i̇", "i"))


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
