"""Words as numbers, each worked out once a process; new words of an article all at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.text import FormTable, NumberedWords, fold_all, romanise_all

FIGURE = 1 << 63  # set in the hash of a figure
NAME = 1 << 62  # set in the hash of what may be a name
_UP = 30  # bits below: free for the place of an article beside the hash

_LEAST_SKELETON = 3
_LONGEST_SKELETON = 12
_MOST_DIGITS = 30
_NOT_DIGITS = re.compile(r"[^\d\n]+")
_TWIN = re.compile(r"(.)\1")
# Romanisation writes these sounds in several ways, and vowels in more.
_SOUNDS = str.maketrans("cqxvfzmj", "kkkbpsng", "aeiouyhw'")


def known_hashes(words: NumberedWords) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Return the hashes of words, and a second one of those that may be figures or names.

    A figure's second hash is of its digits, a name's of its skeleton; other words have 0.
    """
    hashes, solid = _HASHES.read(words)
    return hashes, solid


def _hash_forms(forms: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    found = _solid_hashes(forms)
    solid = [found.get(form, 0) for form in forms]
    hashes = np.array(hash_texts(fold_all(forms)), np.uint32)
    return hashes, np.array(solid, np.uint64)


_HASHES = FormTable(_hash_forms)


def hash_texts(texts: Sequence[str]) -> list[int]:
    """Return 32 bits that stand for each text, the same on every machine; no text breaks a line."""
    parts = "\n".join(texts).encode("utf-8", "surrogatepass").split(b"\n")
    return list(map(crc32, parts)) if texts else []


def _solid_hashes(forms: Sequence[str]) -> dict[str, int]:
    figures = [form for form in forms if form[:1].isdigit()]
    names = [form for form in forms if form and not (form[0].islower() or form[0].isdigit())]
    digits = hash_texts(_digits(figures))
    found = {form: FIGURE | number << _UP for form, number in zip(figures, digits, strict=True)}
    skeletons = name_skeletons(names)
    for form, skeleton, number in zip(names, skeletons, hash_texts(skeletons), strict=True):
        if len(skeleton) >= _LEAST_SKELETON:
            found[form] = NAME | number << _UP
    return found


def _digits(figures: Sequence[str]) -> list[str]:
    """Return the digits of figures, whatever their script."""
    found = _NOT_DIGITS.sub("", "\n".join(figures)).split("\n") if figures else []
    found = [digits[:_MOST_DIGITS] for digits in found]
    return [digits if digits.isascii() else str(int(digits)) for digits in found]


def name_skeletons(forms: Sequence[str]) -> list[str]:
    """Return the consonants of names as romanised, what alphabets write alike.

    Example:
        >>> name_skeletons(["Меркель", "Merkel", "ميركل"])
        ['nrkl', 'nrkl', 'nrkl']
    """
    plain = "\n".join(romanise_all(forms)).translate(_SOUNDS)
    for twin in set(_TWIN.findall(plain)):  # far fewer than the places where they stand
        while twin * 2 in plain:
            plain = plain.replace(twin * 2, twin)
    return [skeleton[:_LONGEST_SKELETON] for skeleton in plain.split("\n")] if forms else []
