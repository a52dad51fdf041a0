"""Words as grouping compares them: by stem within a language, by sound across languages.

The sound key keeps classes of consonants only, as Soundex (Russell 1918) does: vowels are what
scripts and inflections change first. It is sought for names and rare words alone, so that chance
agreements stay few, and each key is weighed by how rare its word is.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from stemmata.lexicon import load_lexicon
from stemmata.text import fold, romanise

NATS = 22.0  # what the lexicon's commonness of 0 stands for: -log probability of an unseen word
ARTICLE_WORDS = 300  # a word of probability p stands in about this many times p of the articles
UNSEEN_NATS = 13.0  # a word missing from a list of 50,000 is about as rare as this
SHORTEST_SOUND = 3
LONGEST_SOUND = 5
LEAST_SOUND_RARITY = 3.0  # nats: commoner words are left to the lexicon
_STEM = 6  # letters kept of a longer word: inflection stands behind them
_CLASSES = str.maketrans("bcdfgjkpqstvxzlmnr", "pktpkskpkstpsslmnr")
_HAN = ("\u3400", "\u9fff")


class Word(NamedTuple):
    """A word's keys (0 where it has none) and its rarity in nats over articles."""

    stem: int
    sound: int
    rarity: float


@lru_cache(maxsize=400_000)
def read_word(form: str, language: str) -> Word:
    """Return the keys of a word.

    Example:
        >>> read_word("Merkel", "en").sound == read_word("Меркель", "ru").sound
        True
    """
    folded = fold(form)
    if folded.isdigit() or not folded:
        return Word(0, 0, 0.0)
    rarity = _rarity(form, language)
    unspaced = _HAN[0] <= folded[0] <= _HAN[1]
    stem = crc32(folded[:_STEM].encode("utf-8", "replace"))
    cased = form[0].lower() != form[0].upper()
    sounded = not unspaced and rarity >= LEAST_SOUND_RARITY and (form[0].isupper() or not cased)
    return Word(stem, _sound(form) if sounded else 0, rarity)


def _rarity(form: str, language: str) -> float:
    commonness = load_lexicon().commonness(form, language)
    nats = min(UNSEEN_NATS, NATS * (1.0 - commonness))
    return max(0.0, nats - math.log(ARTICLE_WORDS))


def _sound(form: str) -> int:
    letters = [c for c in romanise(form).translate(_CLASSES) if c in "pktslmnr"]
    kept = [c for place, c in enumerate(letters) if not place or letters[place - 1] != c]
    if len(kept) < SHORTEST_SOUND:
        return 0
    return crc32("".join(kept[:LONGEST_SOUND]).encode())
