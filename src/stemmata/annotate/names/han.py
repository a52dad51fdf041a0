"""Names in Chinese, letter by letter, tagged in one batch.

Beside the letters and their neighbours, the tagger sees where listed words, place names and
transliterated names begin and end, what is a surname, and the endings of organisations and places.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.crf import (
    BUCKETS,
    KINDS,
    OUTSIDE,
    Integers,
    decode,
    hash_numbers,
    load_weights,
    spans_of,
)
from stemmata.annotate.names.cues import Cues, load_cues
from stemmata.annotate.names.wordlists import (
    HashTable,
    form_hash,
    language_seed,
    load_word_lists,
    window_hashes,
)
from stemmata.annotate.names.words import Tagged
from stemmata.model import Frozen

_LONGEST_WORD = 7
_LONGEST_STRETCH = 60
_STRETCH = re.compile(r"[\w·•‧・＝.&\-]+")
_FOREIGN = 0x250


class HanReading(Frozen, frozen=True):
    """Letters to label, the stretches they form, and their buckets (letters by features)."""

    positions: Integers
    lengths: Integers
    ids: Integers


def tag_han(text: str, language: str, *, caution: float = 0.0) -> list[Tagged]:
    """Return the names of a text in Han script.

    Args:
        text: any text.
        language: BCP 47 primary tag.
        caution: added to the score of "no name" for each letter.
    """
    reading = read(text, language)
    if not len(reading.positions):
        return []
    weights = load_weights("han")
    emissions = weights.sums(reading.ids)
    emissions[:, OUTSIDE] += caution
    labels = decode(emissions, reading.lengths, weights).tolist()
    places = reading.positions.tolist()
    return [
        Tagged(places[first], places[after - 1] + 1, KINDS[kind])
        for first, after, kind in spans_of(labels)
    ]


def read(text: str, language: str) -> HanReading:
    """Return the letters of a text that may be in a name, with their features."""
    stretches = _stretches(text)
    positions = np.array([at for a, b in stretches for at in range(a, b)], dtype=np.int64)
    lengths = np.array([b - a for a, b in stretches], dtype=np.int64)
    if not len(positions):
        return HanReading(positions, lengths, np.zeros((0, 1), dtype=np.int64))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return HanReading(positions, lengths, _features(codes, language)[positions])


def _stretches(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _STRETCH.finditer(text):
        start, end = match.span()
        cuts = range(start, end, _LONGEST_STRETCH)
        found += [(cut, min(end, cut + _LONGEST_STRETCH)) for cut in cuts]
    return found


def _features(codes: NDArray[np.uint32], language: str) -> Integers:
    letters = _generalised(codes)
    before, two_before = _shifted(letters, 1), _shifted(letters, 2)
    after, two_after = _shifted(letters, -1), _shifted(letters, -2)
    begins, ends = _listed_words(codes, language)
    kinds = _letter_kinds(language)
    kind = kinds[np.minimum(codes, len(kinds) - 1)].astype(np.int64)
    kind_before, kind_after = _shifted(kind, 1), _shifted(kind, -1)
    cover = begins[:, 0] * 8 + ends[:, 0]
    person = begins[:, 1] * 8 + ends[:, 1]
    place = begins[:, 2] * 8 + ends[:, 2]
    tables = [
        (letters,),
        (before,),
        (after,),
        (two_before, before),
        (before, letters),
        (letters, after),
        (after, two_after),
        (before, after),
        (before, letters, after),
        (letters, after, two_after),
        (kind_before, kind, kind_after),
        (cover, kind),
        (cover, _shifted(cover, 1), _shifted(cover, -1)),
        (person, kind),
        (person, _shifted(person, 1), _shifted(person, -1)),
        (place, kind),
        (place, _shifted(place, 1), _shifted(place, -1)),
        (person, cover),
        (place, cover),
        (before, kind),
        (kind, two_before, before),
        (kind, kind_after, _shifted(kind, -2), _shifted(kind, -3)),
        (_shifted(letters, -1), cover, person),
    ]
    return np.stack(
        [hash_numbers(100 + n, *some, buckets=BUCKETS["han"]) for n, some in enumerate(tables)],
        axis=1,
    )


def _generalised(codes: NDArray[np.uint32]) -> Integers:
    """Return code points with all Latin letters taken as one, and all digits as one."""
    letters = codes.astype(np.int64)
    letters[(letters > 0x40) & (letters < _FOREIGN)] = 0x41
    letters[(letters >= 0x30) & (letters < 0x3A)] = 0x30
    return letters


def _shifted(column: Integers, by: int) -> Integers:
    moved = np.zeros_like(column)
    if by > 0:
        moved[by:] = column[:-by]
    else:
        moved[:by] = column[-by:]
    return moved


def _listed_words(codes: NDArray[np.uint32], language: str) -> tuple[Integers, Integers]:
    """Return the longest everyday word, person's and place's name beginning and ending at each."""
    begins = np.zeros((len(codes), 3), dtype=np.int64)
    ends = np.zeros((len(codes), 3), dtype=np.int64)
    lists = load_word_lists()
    gazetteer = _gazetteer(language)
    plain_hashes = window_hashes(codes, _LONGEST_WORD)
    own_hashes = window_hashes(codes, _LONGEST_WORD, language_seed(language))
    for width, (plain, own) in enumerate(zip(plain_hashes, own_hashes, strict=True), start=1):
        if width == 1:
            continue
        proper = lists.proper.find_all(plain)
        everyday = lists.common.find_all(own)
        place = (proper >> 2 > 0) | (gazetteer.find_all(plain) > 0)
        for column, found in enumerate((everyday > 0, proper & 3 > 0, place)):
            starts = np.flatnonzero(found)
            begins[starts, column] = width
            last = starts + width - 1
            ends[last, column] = np.maximum(ends[last, column], width)
    return begins, ends


@lru_cache(maxsize=8)
def _gazetteer(language: str) -> HashTable:
    cues = load_cues(language)
    keys = np.array(
        sorted({form_hash(name) for name in (*cues.territories, *cues.cities)}), dtype=np.uint32
    )
    return HashTable(keys, np.ones(len(keys), dtype=np.uint8))


@lru_cache(maxsize=8)
def _letter_kinds(language: str) -> NDArray[np.uint8]:
    """Return for each code point: surname, letter of transliterations, ending, or none (bits)."""
    cues: Cues = load_cues(language)
    kinds = np.zeros(0x10000, dtype=np.uint8)
    endings = (cues.organisation_endings, 2), (cues.place_endings, 4)
    for words, bit in endings:
        for word in words:
            kinds[min(ord(word[-1]), 0xFFFF)] |= bit
    for word in cues.surnames:
        if len(word) == 1:
            kinds[min(ord(word), 0xFFFF)] |= 1
    for letter in cues.name_characters:
        kinds[min(ord(letter), 0xFFFF)] |= 8
    kinds[0xFFFF] = 0
    return kinds
