"""How Han letters sound where they write foreign names: 基 of 基辛格 stands for "ki", not for "ji".

What each letter stands for is learned from name pairs of Wikidata, beside the costs of letter
groups (Wan and Verspoor 1998 split names into syllables that have a letter each; here the split is
learned).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stemmata.annotate.names.beginnings import Words
from stemmata.annotate.names.sounding import stored_soundings
from stemmata.annotate.names.written import Written, without_legal_ending
from stemmata.text import romanise

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_PART = re.compile(r"[^\s·•‧・＝=]+")


@cache
def han_spellings() -> Mapping[int, str]:
    """Return the Latin letters that each Han letter stands for, by its code point.

    Raises:
        StageError: the file is missing or damaged.
    """
    letters, spellings = stored_soundings("han_letters", "han_spellings")
    return {
        code: spelling.decode()
        for code, spelling in zip(letters.tolist(), spellings.tolist(), strict=True)
    }


@lru_cache(maxsize=20_000)
def foreign_spelling(written: Written) -> Words:
    """Return the words of a name in Han letters as a foreign name; nothing for other scripts.

    Example:
        >>> from stemmata.annotate.names.written import write_out
        >>> foreign_spelling(write_out("亨利·基辛格", "zh"))[1][:2]
        'ki'
    """
    if written.latin or not _HAN.search(written.text):
        return ()
    words = tuple(
        romanise(part.translate(han_spellings())).replace("'", "")
        for part in _PART.findall(without_legal_ending(written.text, written.language))
    )
    return words if len(words) == len(written.words) and all(words) else ()
