"""What the word taggers see of a form by itself, computed once a form and remembered.

A feature of a form is a bucket of the tagger's weights. Features that say nothing of the language
(shape, endings in Latin letters, word lists, cues) carry over to languages without training text.
New forms are worked out together, an article's at once, and no further than a text asks for: most
words are no part of a name and far from any.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.categories import CITY, SIZES, Categoriser, place_of
from stemmata.annotate.names.classes import (
    AFTER,
    BEFORE,
    ITSELF,
    PLACES,
    Classes,
    Shares,
)
from stemmata.annotate.names.crf import LABELS, Integers
from stemmata.annotate.names.cues import load_cues, long_territories
from stemmata.annotate.names.gazetteer import may_begin
from stemmata.annotate.names.rows import Numbering, distinct, summed
from stemmata.annotate.names.shapes import Sights, first_sights, shapes_of
from stemmata.text import fold_all, romanise_all
from stemmata.text.growing import Growing

_MET, _NEAR, _OWN = range(3)  # how far a form is worked out: at first sight, as a neighbour, itself
# Languages with marked text to learn from: what counts as a name differs from one to the next, so
# that some features of classes are of one language alone. All others share one set of these.
_MARKED = frozenset({"da", "de", "en", "fr", "hr", "id", "nl", "pt", "sr"})
ANY_LANGUAGE = "und"
_EACH_PLACE = np.arange(PLACES)
_LONGEST = 9  # letters that are told apart by number
_LARGEST = 60_000


class FormTable:
    """What the forms of one language say of labels to a tagger, by the number of each form.

    What a form says of itself is worked out only where it may be part of a name; most forms are
    met as neighbours only. Features are of the words themselves (`lexical`) or their class alone.
    """

    def __init__(self, language: str, classes: Classes, convention: str = "") -> None:
        """Begin with no forms; `convention` is whose idea of a name is followed, if not its own."""
        own = language if language in _MARKED else ANY_LANGUAGE
        self._convention = convention or own
        self.cues = load_cues(language)
        self.surroundings = classes.surroundings
        self.lexical = self.surroundings.lexical
        self._classes = classes
        self._categoriser = Categoriser(self.cues, lexical=self.lexical)
        self._leads = _leads(language)
        self._long_places = long_territories(language).keys()
        self._clear()

    def _clear(self) -> None:
        """Forget all forms; number 0 stands for the edge of the text."""
        self._numbering = Numbering()
        self._known_buckets: dict[tuple[int, int], list[int]] = {}
        self._levels_by_class: dict[int, NDArray[np.int16]] = {}
        self._sights = Growing(np.uint16)
        self._stages = Growing(np.uint8)
        self._class = Growing(np.uint16)
        self._naming = Growing(np.bool_)
        self._shares = Growing(np.int16, PLACES, self.surroundings.count + LABELS)
        self.numbers([""])

    def numbers(self, forms: list[str]) -> Integers:
        """Return the numbers of the words and marks of a text; 0 is the edge of a text."""
        if len(self._numbering.forms) > _LARGEST:
            self._clear()
        numbers = self._numbering.of(forms)
        fresh = self._numbering.fresh()
        if fresh:
            known = len(self._numbering.forms)
            for column in (self._sights, self._stages, self._class, self._naming, self._shares):
                column.grow(known)
            self._sights.values[known - len(fresh) : known] = first_sights(fresh, self.cues)
        return numbers

    def sights(self, numbers: Integers) -> Sights:
        """Return what forms are at first sight."""
        sights: Sights = self._sights.values[numbers]
        return sights

    def names_place(self, numbers: Integers) -> NDArray[np.bool_]:
        """Tell of forms that `shares` knows of themselves if they may name or begin a place."""
        naming: NDArray[np.bool_] = self._naming.values[numbers]
        return naming

    def shares(self, around: Integers) -> tuple[Shares, Shares]:
        """Return what forms add up to: rows of combinations, and scores of labels in steps.

        Args:
            around: tokens by places: the numbers of the form itself and of its neighbours.
        """
        stages = self._stages.values[around]
        if not stages.all():
            self._learn_near(distinct(around[stages == _MET]))
        if not (stages[:, ITSELF] == _OWN).all():
            self._learn_own(distinct(around[stages[:, ITSELF] != _OWN, ITSELF]))
        by_place = self._shares.values.reshape(-1, self._shares.values.shape[-1])
        every = summed(by_place.take(around * PLACES + _EACH_PLACE, axis=0))
        return every[:, : self.surroundings.count], every[:, self.surroundings.count :]

    def buckets(self, around: Integers) -> Integers:
        """Return the buckets that `shares` adds up for labels: tokens by features."""
        columns = []
        for place in range(PLACES):
            numbers, rows = np.unique(around[:, place], return_inverse=True)
            found = np.array([self._buckets(number, place) for number in numbers.tolist()])
            columns.append(found[rows.ravel()])
        return np.concatenate(columns, axis=1)

    def _buckets(self, number: int, place: int) -> list[int]:
        """Return the buckets of what a form says at a place; asked for by training alone."""
        known = self._known_buckets.get((number, place))
        if known is not None:
            return known
        found = list(self._classes.buckets(int(self._class.values[number]))[place])
        form = self._numbering.forms[number]
        if self.lexical and place <= AFTER:
            found += self._convention_buckets(int(self._class.values[number]))[place]
        if self.lexical and place == ITSELF:
            found += self._own_buckets([form], self._shapes(np.array([number])))[0].tolist()
        elif self.lexical and place in (BEFORE, AFTER):
            found += self._near_buckets([form])[0, place - BEFORE].tolist()
        self._known_buckets[number, place] = found
        return found

    def _shapes(self, numbers: Integers) -> Integers:
        return shapes_of(self._sights.values[numbers])

    def _learn_near(self, fresh: Integers) -> None:
        forms = [self._numbering.forms[number] for number in fresh.tolist()]
        classes = self._categoriser.of(forms, self._shapes(fresh))
        shares = self._classes.shares(classes)
        if self.lexical:
            levels = self.surroundings.weights.emissions[self._near_buckets(forms)]
            labels = shares[:, BEFORE : AFTER + 1, self.surroundings.count :]
            labels += levels.sum(axis=2, dtype=np.int16)
            own = [self._class_levels(one) for one in classes.tolist()]
            shares[:, : AFTER + 1, self.surroundings.count :] += np.array(own)
        self._class.values[fresh] = classes
        self._shares.values[fresh] = shares
        self._stages.values[fresh] = _NEAR

    def _learn_own(self, fresh: Integers) -> None:
        forms = [self._numbering.forms[number] for number in fresh.tolist()]
        if self.lexical:
            buckets = self._own_buckets(forms, self._shapes(fresh))
            levels = self.surroundings.weights.emissions[buckets].sum(axis=1, dtype=np.int16)
            self._shares.values[fresh, ITSELF, self.surroundings.count :] += levels
        naming = place_of(self._class.values[fresh]) >= CITY
        folded = fold_all(forms)
        naming |= np.array([form in self._long_places for form in folded])
        # Without capitals, a known name of one word counts too.
        naming |= may_begin(folded, self.cues.language, least=1 + self.lexical)
        self._naming.values[fresh] = naming | bool(self.cues.particles_after)
        self._stages.values[fresh] = _OWN

    def _class_levels(self, one: int) -> NDArray[np.int16]:
        """Return what a class says of labels by one convention alone: places by labels."""
        known = self._levels_by_class.get(one)
        if known is None:
            emissions = self.surroundings.weights.emissions
            sums = [emissions[b].sum(axis=0, dtype=np.int16) for b in self._convention_buckets(one)]
            known = self._levels_by_class[one] = np.array(sums)
        return known

    def _convention_buckets(self, one: int) -> tuple[list[int], ...]:
        """Return the buckets of a class's features by one convention: itself, before, after."""
        shape, common, person, place, cue = (int(each) for each in np.unravel_index(one, SIZES))
        own = [f"all={one}", f"{shape}|{common}", f"{shape}|{cue}", f"{shape}|{person}{place}"]
        near = [f"all={one}", f"{cue}|{shape}", f"{common}"]
        count, whose = self.surroundings.weights.buckets, self._convention
        return tuple(
            [crc32(f"l:{whose}:{at}:{each}".encode()) % count for each in features]
            for at, features in zip("spn", (own, near, near), strict=True)
        )

    def _near_buckets(self, forms: list[str]) -> Integers:
        """Return the buckets of the words themselves: forms by before and after by features."""
        low = list(map(str.lower, forms))
        words = list(map(_encoded, low))
        ends = [_encoded(form[-3:]) for form in low]
        columns = [
            list(map(crc32, letters, repeat(lead)))
            for letters, lead in zip((words, ends) * 2, self._leads[:4], strict=True)
        ]
        return np.array(columns).T.reshape(-1, 2, 2) % self.surroundings.weights.buckets

    def _own_buckets(self, forms: list[str], shapes: Integers) -> Integers:
        """Return the buckets of what forms say of themselves: forms by features."""
        word, word_end, plain_word, end2, end3, end4, begin, length = self._leads[4:]
        plain = [letters.encode() for letters in romanise_all(forms)]
        shaped_ends = [crc32(b"%d:" % shape, end2) for shape in range(8)]
        lengths = [min(len(form), _LONGEST) for form in forms]
        columns = (
            map(crc32, map(_encoded, forms), repeat(word)),
            map(crc32, plain, repeat(plain_word)),
            map(crc32, [p[-2:] for p in plain], map(shaped_ends.__getitem__, shapes.tolist())),
            map(crc32, [p[-3:] for p in plain], repeat(end3)),
            map(crc32, [p[-4:] for p in plain], repeat(end4)),
            map(crc32, [_encoded(form[-3:]) for form in forms], repeat(word_end)),
            map(crc32, [p[:3] for p in plain], repeat(begin)),
            map(_length_bucket, lengths, shapes.tolist(), repeat(length)),
        )
        return np.array(list(map(list, columns))).T % self.surroundings.weights.buckets


@lru_cache(maxsize=64)
def _leads(language: str) -> tuple[int, ...]:
    """Return the hashes of what the features of the words themselves begin with."""
    leads = [f"u:{at}:{name}={language}:" for at in "pn" for name in ("word", "end")]
    leads += [f"u:s:word={language}:", f"u:s:end3={language}:"]
    leads += [f"u:s:{name}=" for name in ("plain", "end2", "end3", "end4", "begin", "length")]
    return tuple(crc32(_encoded(lead)) for lead in leads)


@lru_cache(maxsize=1024)
def _length_bucket(length: int, shape: int, lead: int) -> int:
    return crc32(b"%d|%d" % (length, shape), lead)


def _encoded(feature: str) -> bytes:
    return feature.encode("utf-8", "surrogatepass")
