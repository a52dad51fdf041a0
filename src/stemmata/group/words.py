"""Words as grouping compares them: by stem within a language, by sound across languages.

The sound key keeps classes of consonants only, as Soundex (Russell 1918) does: vowels are what
scripts and inflections change first. It is sought for names and rare words alone, so that chance
agreements stay few, and each key is weighed by how rare its word is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.text import FormTable, NumberedWords, fold_all, romanise_all

Keys = NDArray[np.uint32]
Nats = NDArray[np.float32]

NATS = 22.0  # what the lexicon's commonness of 0 stands for: -log probability of an unseen word
ARTICLE_WORDS = 300  # a word of probability p stands in about this many times p of the articles
UNSEEN_NATS = 13.0  # a word missing from a list of 50,000 is about as rare as this
SHORTEST_SOUND = 3
LONGEST_SOUND = 5
LEAST_SOUND_RARITY = 3.0  # nats: commoner words are left to the lexicon
_STEM = 6  # letters kept of a longer word: inflection stands behind them
_SOUNDED = b"bcdfgjkpqstvxzlmnr"
_CLASSES = bytes.maketrans(_SOUNDED, b"pktpkskpkstpsslmnr")
_SILENT = bytes(set(range(128)) - set(_SOUNDED) - set(b"\n"))
_REPEATED = re.compile(rb"(.)\1+")
_HAN = ("\u3400", "\u9fff")


def read_keys(words: NumberedWords) -> tuple[Keys, Keys]:
    """Return the stem and the sound of words, 0 where one has none.

    Example:
        >>> from stemmata.text import number_words
        >>> stems, sounds = read_keys(number_words(["Merkel", "Меркель", "Merkels", "12"]))
        >>> bool(sounds[0] == sounds[1] > 0), bool(stems[0] == stems[2]), stems[3].item()
        (True, True, 0)
    """
    stems, sounds = _KEYS.read(words)
    return stems, sounds


def rarity_of(commonness: NDArray[np.float32]) -> Nats:
    """Return how rare words are over articles, in nats.

    Args:
        commonness: as the lexicon gives it, 0 to 1.
    """
    nats = np.minimum(UNSEEN_NATS, NATS * (1.0 - commonness.astype(np.float64)))
    return np.maximum(0.0, nats - math.log(ARTICLE_WORDS)).astype(np.float32)


def _key_forms(forms: Sequence[str]) -> tuple[Keys, Keys]:
    folded = fold_all(forms)
    stems = [
        0 if word.isdigit() or not word else crc32(word[:_STEM].encode("utf-8", "replace"))
        for word in folded
    ]
    sounded = [place for place, word in enumerate(folded) if _is_sounded(forms[place], word)]
    sounds = np.zeros(len(forms), np.uint32)
    sounds[sounded] = _sounds([forms[place] for place in sounded])
    return np.array(stems, np.uint32), sounds


_KEYS = FormTable(_key_forms)


def _is_sounded(form: str, folded: str) -> bool:
    """Tell whether a word may be a name: it has a capital, or its script has none."""
    first = form[:1]
    if first.islower() or not folded or _HAN[0] <= folded[0] <= _HAN[1]:
        return False
    return first.isupper() or first.lower() == first.upper()


def _sounds(forms: Sequence[str]) -> list[int]:
    letters = "\n".join(romanise_all(forms)).encode("ascii", "replace")
    sounds = _REPEATED.sub(rb"\1", letters.translate(_CLASSES, _SILENT)).split(b"\n")
    return [
        crc32(sound[:LONGEST_SOUND]) if len(sound) >= SHORTEST_SOUND else 0
        for sound in sounds[: len(forms)]
    ]
