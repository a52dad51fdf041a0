"""The language of a text: its script decides first, then byte n-grams, then what was declared.

Byte n-grams with naive Bayes as in Lui and Baldwin (2012), langid.py, in its fork py3langid, held
to the languages that news comes in. A declared language is evidence: it settles near ties between
languages that share most of their words, and stands where the text says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from stemmata.clean.ngrams import rank
from stemmata.settings import CleanSettings

UNKNOWN = "und"
_LATIN = (
    *("af", "az", "bs", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga"),
    *("gl", "ha", "hr", "hu", "id", "is", "it", "lt", "lv", "ms", "mt", "nl", "no", "pl", "pt"),
    *("ro", "sk", "sl", "so", "sq", "sr", "sv", "sw", "tl", "tr", "uz", "vi"),
)
_CYRILLIC = ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk")
_ARABIC = ("ar", "fa", "ku", "ps", "ug", "ur")
_DEVANAGARI = ("hi", "mr", "ne")
_LANGUAGES_OF_SCRIPT: dict[str, tuple[str, ...]] = {
    "latin": _LATIN,
    "cyrillic": _CYRILLIC,
    "arabic": _ARABIC,
    "devanagari": _DEVANAGARI,
    "bengali": ("bn", "as"),
    **{
        script: (code,)
        for script, code in (
            ("greek", "el"), ("armenian", "hy"), ("hebrew", "he"), ("gurmukhi", "pa"),
            ("gujarati", "gu"), ("oriya", "or"), ("tamil", "ta"), ("telugu", "te"),
            ("kannada", "kn"), ("malayalam", "ml"), ("sinhala", "si"), ("thai", "th"),
            ("lao", "lo"), ("myanmar", "my"), ("georgian", "ka"), ("hangul", "ko"),
            ("ethiopic", "am"), ("khmer", "km"), ("kana", "ja"), ("han", "zh"),
        )
    },
}  # fmt: skip
# First code point of each block that matters, in order; "" is punctuation, digits and the rest.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, ""), (0x0041, "latin"), (0x005B, ""), (0x0061, "latin"), (0x007B, ""),
    (0x00C0, "latin"), (0x02B0, ""), (0x0370, "greek"), (0x0400, "cyrillic"), (0x0530, "armenian"),
    (0x0590, "hebrew"), (0x0600, "arabic"), (0x0700, ""), (0x0750, "arabic"), (0x0780, ""),
    (0x0900, "devanagari"), (0x0980, "bengali"), (0x0A00, "gurmukhi"), (0x0A80, "gujarati"),
    (0x0B00, "oriya"), (0x0B80, "tamil"), (0x0C00, "telugu"), (0x0C80, "kannada"),
    (0x0D00, "malayalam"), (0x0D80, "sinhala"), (0x0E00, "thai"), (0x0E80, "lao"), (0x0F00, ""),
    (0x1000, "myanmar"), (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"),
    (0x13A0, ""), (0x1780, "khmer"), (0x1800, ""), (0x1E00, "latin"), (0x1F00, "greek"),
    (0x2000, ""), (0x3040, "kana"), (0x3100, ""), (0x31F0, "kana"), (0x3200, ""),
    (0x3400, "han"), (0x4DC0, ""), (0x4E00, "han"), (0xA000, ""), (0xAC00, "hangul"),
    (0xD7B0, ""), (0xF900, "han"), (0xFB00, ""), (0xFB1D, "hebrew"), (0xFB50, "arabic"),
    (0xFE00, ""), (0xFE70, "arabic"), (0xFEFF, ""), (0xFF66, "kana"), (0xFFA0, ""),
)  # fmt: skip
_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u2e80-\ufeff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_FIRSTS = [first for first, _ in _BLOCKS]
# Languages that share most of their words: the declared one of a pair is believed.
_NEAR = (
    frozenset({"hr", "sr", "bs"}),
    frozenset({"id", "ms"}),
    frozenset({"no", "da"}),
    frozenset({"cs", "sk"}),
    frozenset({"gl", "pt"}),
)
_SAME = {
    **dict.fromkeys(("nb", "nn", "nor"), "no"),
    **dict.fromkeys(("cmn", "yue", "zho", "chi"), "zh"),
    **dict.fromkeys(("deu", "ger"), "de"),
    **dict.fromkeys(("fra", "fre"), "fr"),
    "iw": "he",
    "in": "id",
    "fil": "tl",
    "eng": "en",
    "spa": "es",
    "rus": "ru",
}


class Identified(NamedTuple):
    """A language with the probability that it is the right one."""

    code: str
    probability: float


def normal_tag(declared: str | None) -> str | None:
    """Return the primary tag of a declared language, or None if it is not one.

    Example:
        >>> normal_tag("pt-BR"), normal_tag("nb"), normal_tag("English, please")
        ('pt', 'no', None)
    """
    if not declared:
        return None
    tag = declared.strip().lower().replace("_", "-").split("-", 1)[0]
    tag = _SAME.get(tag, tag)
    return tag if tag.isascii() and tag.isalpha() and 2 <= len(tag) <= 3 else None


def script_of(text: str, sample: int = 200) -> str:
    """Return the script that most letters are in; empty where there are none.

    A text with one kana letter in twelve is Japanese, however many Han letters it has.

    Example:
        >>> script_of("Rain fell."), script_of("雨が降った"), script_of("12:30")
        ('latin', 'kana', '')
    """
    if is_latin(text):
        return "latin" if any(map(str.isalpha, text[:4000])) else ""
    step = max(1, len(text) // sample)
    counts = Counter(map(_script_of_character, text[::step]))
    counts.pop("", None)
    if not counts:
        return ""
    if counts["kana"] * 12 > counts["kana"] + counts["han"]:
        counts["kana"] += counts["han"]
        counts["han"] = 0
    return max(counts, key=lambda script: (counts[script], script))


def is_latin(text: str) -> bool:
    """Return whether a text has no letters but Latin ones."""
    return text.isascii() or _BEYOND_LATIN.search(text) is None


@lru_cache(maxsize=20_000)
def _script_of_character(character: str) -> str:
    return _BLOCKS[bisect_right(_FIRSTS, ord(character)) - 1][1]


def identify(text: str, declared: str | None, settings: CleanSettings) -> Identified:
    """Return the language of a text, or `und` with its probability below the floor.

    Args:
        text: a few sentences are enough.
        declared: a language tag from the source, believed only where the text leaves it open.
        settings: the floors.

    Example:
        >>> identify("La lluvia cayó sobre la ciudad.", "pt", CleanSettings()).code
        'es'
    """
    tag = normal_tag(declared)
    possible = _LANGUAGES_OF_SCRIPT.get(script_of(text), ())
    if not possible:
        return Identified(tag or UNKNOWN, 0.0)
    if len(possible) == 1:
        return Identified(possible[0], 1.0)
    ranked = rank(text, possible)
    best = Identified(*ranked[0])
    declared_share = dict(ranked).get(tag) if tag and tag != best.code else None
    if tag and declared_share is not None and _may_be(tag, best.code, declared_share, settings):
        return Identified(tag, declared_share)
    short = len(text) < settings.shortest_telling_line
    floor = settings.short_text_floor if short else settings.language_floor
    return best if best.probability >= floor else Identified(tag or UNKNOWN, best.probability)


def _may_be(tag: str, best: str, probability: float, settings: CleanSettings) -> bool:
    return are_near(tag, best) or probability >= settings.declared_language_floor


def are_near(one: str, other: str) -> bool:
    """Return whether two languages are one or share most of their words."""
    return one == other or any(one in group and other in group for group in _NEAR)


def has_one_language(script: str) -> bool:
    """Return whether a script is told apart from all languages but one by its letters alone."""
    return len(_LANGUAGES_OF_SCRIPT.get(script, ())) == 1


def fits_script(code: str, script: str) -> bool:
    """Return whether a language is written in a script (unknown languages fit all)."""
    if not script or code == UNKNOWN:
        return True
    if code == "ja":
        return script in {"kana", "han"}
    return code in _LANGUAGES_OF_SCRIPT[script] or code not in _known()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(code for codes in _LANGUAGES_OF_SCRIPT.values() for code in codes)
