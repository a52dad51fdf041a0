"""A written name taken apart: its words without endings, in Latin letters, and as skeletons.

Spelling skeletons make equal what only spelling habits tell apart (Zelensky, Zelenskyy, Zelenskij);
sound skeletons keep classes of consonants, so that names meet over scripts (Soundex and its kin).
"""

from __future__ import annotations

import re
from functools import lru_cache

from stemmata.annotate.names.cues import Cues, load_cues
from stemmata.model import Frozen
from stemmata.text import fold, romanise

_WORD = re.compile(r"[^\W_][\w\u0900-\u0dff\u200c]*(?:['’ʼ][^\W_]+)*")
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"shch|tsch|tch|sch|sh|ch|cz|sz|tj", "c"),
        (r"kh|gh|q|ck|k", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dzh|dsch|dj|zh|j(?=[aeou])", "j"),
        (r"ts|tz|z", "z"),
        (r"w", "v"),
        (r"ks", "x"),
        (r"ou|oo", "u"),
        (r"[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)
# Whether any of them would alter a word: most are left as they are.
_RESPELLED = re.compile(r"[cskgptz]h|cz|sz|tj|q|ck|j|y|t[sz]|w|ks|o[ou]|(.)\1")
_DOUBLED = re.compile(r"(.)\1+")
# Vowels fall out, consonants are told by class.
_SOUNDS = str.maketrans("bvwfdgqcxszjlm", "pppptkkkksssrn", "aeiouyh'")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SEPARATORS = re.compile(r"[·•‧・＝=]")


class Written(Frozen, frozen=True):
    """One written form of a name in one language.

    `stems` are its words in Latin letters without endings; `spelling` and `sound` their skeletons.
    """

    text: str
    language: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    spelling: tuple[str, ...]
    latin: bool

    @property
    def sound(self) -> tuple[str, ...]:
        """The consonant classes of its words."""
        return tuple(sound_skeleton(stem) for stem in self.stems)

    @property
    def bare(self) -> tuple[str, ...]:
        """The spelling of its words with their endings."""
        return tuple(spelling_skeleton(word) for word in self.words)


@lru_cache(maxsize=100_000)
def write_out(text: str, language: str) -> Written:
    """Take a written form apart; articles, and words that say it is a company, are left out.

    Example:
        >>> write_out("Ангелы Меркель", "ru").stems, write_out("Zelenskyy", "en").spelling
        (('angel', 'merkel'), ('zelenski',))
        >>> write_out("Baukonzern Keller", "de").words
        ('keller',)
    """
    cues = load_cues(language)
    named = without_legal_ending(text, language) if cues.legal_endings else text
    spaced = named if text.isascii() and "=" not in text else _SEPARATORS.sub(" ", named)
    folded = fold(spaced).replace("’", "'")
    every = _WORD.findall(folded)
    every = _without_legal_forms(every, cues) or every
    kept = [_part(part, language) for part in every if part not in cues.articles]
    kept = kept or [_part(part, language) for part in every or [folded]]
    words, stems, spelling = zip(*kept, strict=True)
    latin = text.isascii() or all(ord(each) < 0x250 or not each.isalpha() for each in text)
    return Written(text, language, words, stems, spelling, latin)


def without_legal_ending(text: str, language: str) -> str:
    """Return a name without the word for a company that is written to it.

    Example:
        >>> without_legal_ending("华为公司", "zh"), without_legal_ending("公司", "zh")
        ('华为', '公司')
    """
    for ending in load_cues(language).legal_endings:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text[: -len(ending)]
    return text


def _without_legal_forms(words: list[str], cues: Cues) -> list[str]:
    """Return words without those that only say it is a company."""
    if len(words) < 2 or not cues.legal_forms:
        return words
    forms, joined = cues.legal_forms, cues.legal_compounds
    return [word for word in words if word not in forms and not word.endswith(joined)]


@lru_cache(maxsize=100_000)
def _part(part: str, language: str) -> tuple[str, str, str]:
    """Return a word in Latin letters, without its ending, and the skeleton of that."""
    stem = _plain(load_cues(language).stripped(part))
    return _plain(part), stem, spelling_skeleton(stem)


def _plain(word: str) -> str:
    return romanise(word).replace("'", "") or word


@lru_cache(maxsize=100_000)
def spelling_skeleton(word: str) -> str:
    """Return a romanised word as spelled by one habit.

    Example:
        >>> spelling_skeleton("zelenskij") == spelling_skeleton("zelenskyy")
        True
    """
    if _RESPELLED.search(word) is None:
        return word
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=100_000)
def sound_skeleton(word: str) -> str:
    """Return the classes of a romanised word's consonants, led by whether it begins with a vowel.

    Example:
        >>> sound_skeleton("merkel") == sound_skeleton("merkel'")
        True
    """
    lead = "a" if word[:1] in "aeiouy" else ""
    return lead + _DOUBLED.sub(r"\1", spelling_skeleton(word).translate(_SOUNDS))


@lru_cache(maxsize=100_000)
def slug(text: str) -> str:
    """Return a form in small Latin letters and hyphens, for keys.

    Example:
        >>> slug("Angela Merkel"), slug("Меркель")
        ('angela-merkel', 'merkel')
    """
    spaced = _SEPARATORS.sub(" ", text)
    plain = " ".join(romanise(word) for word in spaced.split())
    return _NOT_SLUG.sub("-", plain.replace("'", "").replace("’", "")).strip("-") or "unnamed"


def is_initial(word: str) -> bool:
    """Tell whether a word of a name is only its first letter."""
    return len(word) == 1


def compatible(one: Written, other: Written) -> bool:
    """Tell whether two names of persons may be one's: last words alike, first words or initials.

    Example:
        >>> compatible(write_out("A. Merkel", "en"), write_out("Angela Merkel", "de"))
        True
        >>> compatible(write_out("Ulrike Merkel", "de"), write_out("Angela Merkel", "de"))
        False
    """
    if not _same_word(one.spelling[-1], other.spelling[-1]):
        return False
    first, second = one.spelling[:-1], other.spelling[:-1]
    if not first or not second:
        return True
    return _same_word(first[0], second[0]) or (
        (is_initial(first[0]) or is_initial(second[0])) and first[0][0] == second[0][0]
    )


def _same_word(one: str, other: str) -> bool:
    return one == other
