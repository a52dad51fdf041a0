"""The five categories of a form: shape, commonness, parts of persons' names, places, cue class.

Word lists are asked for many forms at once; a form is sought as written and without its ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import repeat
from zlib import crc32

import numpy as np

from stemmata.annotate.names import cues as cue
from stemmata.annotate.names.crf import Integers
from stemmata.annotate.names.cues import Cues, load_cues
from stemmata.annotate.names.shapes import DIGIT, LOWER, MARK, UNCASED
from stemmata.annotate.names.wordlists import CODE_POINTS, language_seed, load_word_lists
from stemmata.languages import load
from stemmata.text import fold_all

SHAPE, COMMON, PERSON, PLACE, CUE = range(5)
COMPOUND = 8  # a commonness beside the seven of the word lists
CITY, TERRITORY = 3, 4  # places beside the two of the word lists
SIZES = (8, 9, 4, 5, 9)  # how many values each category has
_OF_SHAPE = int(np.prod(SIZES[1:]))
_SHORTEST_COMPOUND, _SHORTEST_PART = 7, 4
_JOINTS = ("", "n", "en", "s", "e", "er")


class Categoriser:
    """Tells the categories of forms of one language."""

    def __init__(self, cues: Cues, *, lexical: bool) -> None:
        """Make ready; without `lexical` features the shape of words is not told."""
        self._cues = cues
        self._lexical = lexical
        self._lists = load_word_lists()
        self._seed = language_seed(cues.language)
        self._compounds = bool(load(cues.language).section("names").get("compounds"))

    def of(self, forms: list[str], shapes: Integers) -> Integers:
        """Return the classes of forms: their categories as one number.

        Args:
            forms: words and marks as written; marks and numbers are in no list.
            shapes: of each.
        """
        classes = shapes * _OF_SHAPE
        listed = np.flatnonzero((shapes != MARK) & (shapes != DIGIT))
        if len(listed):
            words = [forms[at] for at in listed.tolist()]
            classes[listed] += self._of_words(fold_all(words), shapes[listed])
        if not self._lexical:
            classes[listed] += (UNCASED - shapes[listed]) * _OF_SHAPE
        return classes

    def _of_words(self, folded: list[str], shapes: Integers) -> Integers:
        """Return the part of classes that says no shape."""
        bare = self._stripped(folded)
        common, proper = self._levels(folded, bare)
        if self._compounds:
            self._mark_compounds(folded, common)
        place = np.minimum(proper >> 2, 2)
        naming = np.flatnonzero(shapes != LOWER) if self._lexical else np.arange(len(folded))
        whole, stems = _known_places(self._cues.language)
        known = [max(whole.get(folded[at], 0), stems.get(bare[at], 0)) for at in naming.tolist()]
        places = np.zeros_like(place)
        places[naming] = np.maximum(place[naming], known)
        parts = (common, proper & 3, places, np.array(self._cue_classes(folded)))
        return class_of(np.zeros_like(shapes), *parts)

    def _stripped(self, folded: list[str]) -> list[str]:
        cues = self._cues
        if cues.proclitics:
            folded = list(map(cues.without_proclitic, folded))
        endings = cues.endings
        return [cues.without_ending(form) if form.endswith(endings) else form for form in folded]

    def _levels(self, folded: list[str], bare: list[str]) -> tuple[Integers, Integers]:
        """Return the numbers of words in the list of everyday words and in that of names."""
        differing = [at for at, form in enumerate(folded) if bare[at] is not form]
        sought = [*folded, *map(bare.__getitem__, differing)]
        letters = [form.encode(CODE_POINTS, "surrogatepass") for form in sought]
        own = np.fromiter(map(crc32, letters, repeat(self._seed)), np.uint32, len(letters))
        plain = np.fromiter(map(crc32, letters), np.uint32, len(letters))
        common, proper = self._lists.common.find_all(own), self._lists.proper.find_all(plain)
        common[len(folded) :] -= common[len(folded) :] > 0  # a form without its ending says less
        for level in (common, proper):
            level[differing] = np.where(level[differing], level[differing], level[len(folded) :])
        return common[: len(folded)].astype(np.int64), proper[: len(folded)].astype(np.int64)

    def _mark_compounds(self, folded: list[str], common: Integers) -> None:
        """Mark the words that end in an everyday word, as most long German nouns do."""
        owners: list[int] = []
        hashes: list[int] = []
        for at in np.flatnonzero(common == 0).tolist():
            if len(folded[at]) > _SHORTEST_COMPOUND:
                parts = [
                    crc32(part.encode(CODE_POINTS, "surrogatepass"), self._seed)
                    for part in _last_parts(folded[at])
                ]
                hashes += parts
                owners += [at] * len(parts)
        found = self._lists.common.find_all(hashes) > 0
        common[np.array(owners, dtype=np.int64)[found]] = COMPOUND

    def _cue_classes(self, folded: list[str]) -> list[int]:
        classes = self._cues.classes
        if not self._cues.proclitics:
            return list(map(classes.get, folded, repeat(cue.NO_CUE)))
        shorter = map(self._cues.without_proclitic, folded)
        return [
            classes.get(form) or classes.get(short, cue.NO_CUE)
            for form, short in zip(folded, shorter, strict=True)
        ]


def class_of(*categories: Integers) -> Integers:
    """Return the classes of forms, from their five categories in order."""
    classes = categories[0]
    for size, category in zip(SIZES[1:], categories[1:], strict=True):
        classes = classes * size + category
    return classes


def place_of(classes: Integers) -> Integers:
    """Return the category of places that classes are of."""
    places: Integers = classes // SIZES[CUE] % SIZES[PLACE]
    return places


def _last_parts(folded: str) -> set[str]:
    tails = [folded[cut:] for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1)]
    return {tail.removesuffix(end) for end in _JOINTS if folded.endswith(end) for tail in tails}


@cache
def _known_places(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the categories of the places that CLDR names: whole, and without endings."""
    cues = load_cues(language)
    cities, territories = cues.stems("city"), cues.stems("")
    return (
        dict.fromkeys(cues.cities, CITY) | dict.fromkeys(cues.territories, TERRITORY),
        dict.fromkeys(cities, CITY) | dict.fromkeys(territories, TERRITORY),
    )
