"""Normal forms for comparing words; the written form is always kept beside them."""

from __future__ import annotations

import re
import unicodedata
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
    if form.isascii():
        return form.lower()
    normal = unicodedata.normalize("NFKC", form)
    if _ALTERED.search(normal) is not None:  # translating costs more than all the rest
        normal = normal.translate(_DROPPED)
    folded = normal.casefold()
    if _ALTERED.search(folded) is not None:
        folded = folded.translate(_UNIFIED)
    return unicodedata.normalize("NFC", folded.replace("i̇", "i"))


@lru_cache(maxsize=200_000)
def romanise(form: str) -> str:
    """Return a word in lower-case ASCII letters, whatever its script.

    Example:
        >>> romanise("Меркель"), romanise("Müller")
        ('merkel', 'muller')
    """
    return form.lower() if form.isascii() else anyascii(fold(form)).lower().strip("'")
