"""What the word taggers see of a form by itself, computed once a form and remembered.

A feature of a form is a bucket of the tagger's weights. Features that say nothing of the language
(shape, endings in Latin letters, word lists, cues) carry over to languages without training text.
New forms are worked out together, an article's at once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np

from stemmata.annotate.names.categories import Categories, Categoriser
from stemmata.annotate.names.crf import BUCKETS, LABELS, Integers, Sums
from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.rows import Growing, Numbered
from stemmata.annotate.names.shapes import FirstSight
from stemmata.annotate.names.surroundings import Surroundings
from stemmata.text import romanise

_NEAR, _FAR, _OWN = 6, 2, 13  # features of a neighbour, of one two words off, of a form itself
# Where the features begin of a neighbour before, after, two before, two after.
_NEAR_EDGES = (0, _NEAR, 2 * _NEAR, 2 * _NEAR + _FAR, 2 * _NEAR + 2 * _FAR)
_LEXICAL, _CASELESS = "u", "c"  # what keeps the features of one tagger from those of others
_LONGEST = 9  # letters that are told apart by number
_LARGEST = 60_000


class FormTable:
    """The features of forms of one language, and what a tagger makes of them.

    What a form says of itself is worked out only where it may be part of a name; most forms are
    met as neighbours only. Features are of the words themselves (`lexical`) or their class alone.
    """

    def __init__(self, language: str, surroundings: Surroundings) -> None:
        """Begin with no forms."""
        self.cues = load_cues(language)
        self.lexical = surroundings.lexical
        self._space = _LEXICAL if self.lexical else _CASELESS
        self.sights = FirstSight(self.cues)
        self.surroundings = surroundings
        self.weights = surroundings.weights
        self._categoriser = Categoriser(self.cues, lexical=self.lexical)
        self._leads = _leads(language)
        self.clear()

    def clear(self) -> None:
        """Forget all forms; row 0 of neighbours stands for the edge of the text."""
        self._near, self._own = Numbered(), Numbered()
        self._categories: list[Categories] = []
        self._shares = Growing((3, self.surroundings.count), np.int16)
        self._near_ids, self._own_ids = (
            Growing((width,), np.int32) for width in (_NEAR_EDGES[-1], _OWN)
        )
        self._near_sums, self._own_sums = (
            Growing((groups, LABELS), self.weights.sums_kind) for groups in (4, 1)
        )
        self._near.of([""])
        self._learn_near()

    def near_rows(self, forms: list[str]) -> Integers:
        """Return the rows of forms as neighbours, or in a name."""
        if len(self._near) > _LARGEST:
            self.clear()
        rows = self._near.of(forms)
        if self._near.fresh:
            self._learn_near()
        return rows

    def own_rows(self, forms: list[str]) -> Integers:
        """Return the rows of forms that may be in a name; `near_rows` must have seen them."""
        rows = self._own.of(forms)
        if self._own.fresh:
            fresh = self._own.taken()
            categories = [self._categories[self._near[form]] for form in fresh]
            ids = np.array(list(map(self._own_features, fresh, categories))) % BUCKETS
            self._own_ids.extend(ids)
            self._own_sums.extend(self.weights.group_sums(ids, (0,)))
        return rows

    def combinations(self, around: Integers, places: Integers) -> Integers:
        """Return the rows of combined features: tokens by features.

        Args:
            around: rows of each token, of the one before and the one after, as neighbours.
            places: categories of the places, as `Surroundings.of_places` takes them.
        """
        shares: Integers = self._shares.rows[around, np.arange(3)].sum(axis=1)
        return shares + self.surroundings.of_places(places)

    def sums(self, own: Integers, around: Integers) -> Sums:
        """Return what forms and their neighbours say of labels, in steps: tokens by labels.

        Args:
            own: rows of the tokens.
            around: rows of neighbours: before, after, two before, two after.
        """
        near = self._near_sums.rows[around, np.arange(4)].sum(axis=1)
        total: Sums = near + self._own_sums.rows[own, 0]
        return total

    def ids(self, own: Integers, around: Integers) -> Integers:
        """Return the buckets that `sums` adds up: tokens by features."""
        parts = [self._own_ids.rows[own]]
        for place, (start, end) in enumerate(pairwise(_NEAR_EDGES)):
            parts.append(self._near_ids.rows[around[:, place], start:end])
        return np.concatenate(parts, axis=1)

    def _learn_near(self) -> None:
        fresh = self._near.taken()
        categories = self._categoriser.of(fresh)
        self._categories += categories
        self._shares.extend(self.surroundings.of_forms(np.array(categories)))
        ids = np.array(list(map(self._near_features, fresh, categories))) % BUCKETS
        self._near_ids.extend(ids)
        self._near_sums.extend(self.weights.group_sums(ids, _NEAR_EDGES[:-1]))

    def _near_features(self, form: str, categories: Categories) -> list[int]:
        buckets = _near_of_class(categories, self._space)
        if not self.lexical:
            return buckets
        low = form.lower()
        word, end = _encoded(low), _encoded(low[-3:])
        before, before_end, after, after_end = self._leads[:4]
        return [
            *buckets[: _NEAR - 2],
            crc32(word, before),
            crc32(end, before_end),
            *buckets[_NEAR : 2 * _NEAR - 2],
            crc32(word, after),
            crc32(end, after_end),
            *buckets[2 * _NEAR :],
        ]

    def _own_features(self, form: str, categories: Categories) -> list[int]:
        buckets = _own_of_class(categories, self._space)
        if not self.lexical:
            return buckets
        shape = categories[0]
        plain = _encoded(romanise(form))
        word, word_end, plain_word, end2, end3, end4, begin, length = self._leads[4:]
        return [
            *buckets,
            crc32(_encoded(form), word),
            crc32(plain, plain_word),
            crc32(plain[-2:], crc32(b"%d:" % shape, end2)),
            crc32(plain[-3:], end3),
            crc32(plain[-4:], end4),
            crc32(_encoded(form[-3:]), word_end),
            crc32(plain[:3], begin),
            crc32(b"%d|%d" % (min(len(form), _LONGEST), shape), length),
        ]


@lru_cache(maxsize=64)
def _leads(language: str) -> tuple[int, ...]:
    """Return the hashes of what the features of the words themselves begin with."""
    leads = [f"u:{at}:{name}={language}:" for at in "pn" for name in ("word", "end")]
    leads += [f"u:s:word={language}:", f"u:s:end3={language}:"]
    leads += [f"u:s:{name}=" for name in ("plain", "end2", "end3", "end4", "begin", "length")]
    return tuple(crc32(_encoded(lead)) for lead in leads)


@lru_cache(maxsize=20_000)
def _near_of_class(categories: Categories, space: str) -> list[int]:
    shape, common, person, place, kind = categories
    near = [
        f"shape={shape}",
        f"cue={kind}|{shape}",
        f"common={common}",
        f"list={person}{place}",
        f"all={common}|{person}|{place}|{kind}",
        "none",
    ]
    far = [f"far={shape}|{kind}", f"far={person}{place}"]
    named = [f"{at}:{f}" for at in ("p", "n") for f in near]
    named += [f"{at}:{f}" for at in ("pp", "nn") for f in far]
    return _buckets(named, space)


@lru_cache(maxsize=20_000)
def _own_of_class(categories: Categories, space: str) -> list[int]:
    shape, common, person, place, kind = categories
    own = [f"shape={shape}", f"{shape}|{common}", f"{shape}|{kind}"]
    own += [f"{shape}|{person}{place}", f"all={shape}|{common}|{person}|{place}|{kind}"]
    own += [] if space == _LEXICAL else ["none"] * (_OWN - len(own))
    return _buckets([f"s:{feature}" for feature in own], space)


def _buckets(named: list[str], space: str) -> list[int]:
    return [crc32(_encoded(f"{space}:{feature}")) for feature in named]


def _encoded(feature: str) -> bytes:
    return feature.encode("utf-8", "surrogatepass")
