"""What the word taggers see of a form by itself, computed once a form and remembered.

A feature of a form is a bucket of the tagger's weights. Features that say nothing of the language
(shape, endings in Latin letters, word lists, cues) carry over to languages without training text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from zlib import crc32

import numpy as np

from stemmata.annotate.names import cues as cue
from stemmata.annotate.names.crf import BUCKETS, LABELS, Floats, Integers, Weights
from stemmata.annotate.names.cues import Cues, load_cues
from stemmata.annotate.names.wordlists import (
    WordLists,
    form_hash,
    language_seed,
    load_word_lists,
)
from stemmata.languages import load
from stemmata.text import fold, romanise

LOWER, CAPITAL, UPPER, MIXED, DIGIT, MARK, INITIAL, UNCASED = range(8)
SHAPE, COMMON, PERSON, PLACE, CUE = range(5)
COMPOUND = 8  # a commonness beside the seven of the word lists
_SELF, _NEAR, _FAR = 13, 6, 2
_NEAR_EDGES = (0, _NEAR, 2 * _NEAR, 2 * _NEAR + _FAR, 2 * _NEAR + 2 * _FAR)
_SHORTEST_COMPOUND, _SHORTEST_PART = 7, 4
_LARGEST = 60_000


@lru_cache(maxsize=100_000)
def shape_of(form: str) -> int:
    """Return the shape of a word or mark.

    Example:
        >>> [shape_of(f) for f in ("the", "Rome", "UN", "iPhone", "12", ",", "J", "中")]
        [0, 1, 2, 3, 4, 5, 6, 7]
    """
    first = form[0]
    if not (first.isalnum() or len(form) > 1):
        return MARK
    if first.isdigit():
        return DIGIT
    if form.islower():
        return LOWER
    if form.isupper():
        return INITIAL if len(form.rstrip(".")) == 1 else UPPER
    if first.isupper():
        return CAPITAL if form[1:].islower() else MIXED
    return MIXED if form.upper() != form.lower() else UNCASED


class FormTable:
    """The features of forms of one language, and what a tagger makes of them.

    What a form says of itself is worked out only where it may be part of a name; most forms are
    met as neighbours only.
    """

    def __init__(self, language: str, weights: Weights | None, *, lexical: bool) -> None:
        """Begin with no forms; `lexical` features are of the words themselves, not their class."""
        self.cues: Cues = load_cues(language)
        self.lexical = lexical
        self._language = language
        self._seed = language_seed(language)
        self._compounds = bool(load(language).section("names").get("compounds"))
        space = "u" if lexical else "c"
        self._leads = {"s": crc32(_encoded(f"{space}:s:"))} | {
            f"{at}:{name}": crc32(_encoded(f"{space}:{at}:{name}={language}:"))
            for at in "pn"
            for name in ("word", "end")
        }
        self._lists: WordLists = load_word_lists()
        self._own = _Rows(_SELF, 1, weights)
        self._near = _Rows(2 * _NEAR + 2 * _FAR, 4, weights)
        self.clear()

    def clear(self) -> None:
        """Forget all forms."""
        self._categories: Integers = np.zeros((1024, 5), dtype=np.int64)
        self._near_of_class: dict[tuple[int, ...], list[int]] = {}
        self._own_of_class: dict[tuple[int, ...], list[int]] = {}
        self._own.clear()
        self._near.clear()
        self.near_rows([""])

    def near_rows(self, forms: list[str]) -> Integers:
        """Return the rows of forms as neighbours; row 0 stands for the edge of the text."""
        if len(self._near.known) > _LARGEST and forms != [""]:
            self.clear()
        return self._near.rows(forms, self._add_near)

    def own_rows(self, forms: list[str]) -> Integers:
        """Return the rows of forms that may be in a name; `near_rows` must have seen them."""
        return self._own.rows(forms, self._own_features)

    def categories(self, rows: Integers) -> Integers:
        """Return shape, commonness, person, place and cue class of rows of neighbours."""
        found: Integers = self._categories[rows]
        return found

    def own_sums(self, rows: Integers) -> Floats:
        """Return what forms say of their own label: forms by labels."""
        sums: Floats = self._own.sums[rows, 0]
        return sums

    def near_sums(self, rows: Integers, place: int) -> Floats:
        """Return what forms say of the label next to them; `place` 0 before, 1 after, 2, 3 far."""
        sums: Floats = self._near.sums[rows, place]
        return sums

    def own_ids(self, rows: Integers) -> Integers:
        """Return the buckets of forms by themselves."""
        return self._own.ids(rows)

    def near_ids(self, rows: Integers, place: int) -> Integers:
        """Return the buckets of forms as a neighbour in a place."""
        start, end = _NEAR_EDGES[place], _NEAR_EDGES[place + 1]
        return self._near.ids(rows)[:, start:end]

    def _add_near(self, form: str) -> list[int]:
        categories = self._categorise(form) if form else (MARK, 0, 0, 0, 0)
        row = len(self._near.known)
        if row == len(self._categories):
            self._categories = np.concatenate([self._categories, np.zeros_like(self._categories)])
        self._categories[row] = categories
        return self._near_features(form, categories)

    def _categorise(self, form: str) -> tuple[int, ...]:
        shape = shape_of(form)
        if shape in (MARK, DIGIT):
            return (shape, 0, 0, 0, 0)
        folded = fold(form).replace("’", "'")
        common = self._common(folded)
        proper = self._lists.proper.find(form_hash(folded))
        bare = self.cues.stripped(folded)
        if bare != folded:
            common = common or max(0, self._common(bare) - 1)
            proper = proper or self._lists.proper.find(form_hash(bare))
        if not common and self._compounds and len(folded) > _SHORTEST_COMPOUND:
            common = COMPOUND if self._is_compound(folded) else 0
        place = self._place(folded, bare, proper >> 2) if shape != LOWER or not self.lexical else 0
        shape = shape if self.lexical else UNCASED
        return (shape, common, proper & 3, place, self._cue(folded))

    def _common(self, folded: str) -> int:
        return self._lists.common.find(form_hash(folded, self._seed))

    def _is_compound(self, folded: str) -> bool:
        """Tell whether a word ends in an everyday word, as most long German nouns do."""
        for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1):
            tail = folded[cut:]
            for ending in ("", "n", "en", "s", "e", "er"):
                if tail.endswith(ending) and self._common(tail.removesuffix(ending)):
                    return True
        return False

    def _place(self, folded: str, bare: str, listed: int) -> int:
        if self.cues.territory(folded, bare):
            return 4
        return max(3 if self.cues.city(folded, bare) else 0, min(listed, 2))

    def _cue(self, folded: str) -> int:
        classes = self.cues.classes
        found = classes.get(folded)
        if found is None and self.cues.proclitics:
            found = classes.get(self.cues.without_proclitic(folded))
        return found or cue.NO_CUE

    def _near_features(self, form: str, categories: tuple[int, ...]) -> list[int]:
        shape, common, person, place, kind = categories
        buckets = self._near_of_class.get(categories)
        if buckets is None:
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
            buckets = self._near_of_class[categories] = self._buckets(named)
        if not self.lexical:
            return buckets
        low = form.lower()
        word, end = _encoded(low), _encoded(low[-3:])
        lead = self._leads
        return [
            *buckets[: _NEAR - 2],
            crc32(word, lead["p:word"]) % BUCKETS,
            crc32(end, lead["p:end"]) % BUCKETS,
            *buckets[_NEAR : 2 * _NEAR - 2],
            crc32(word, lead["n:word"]) % BUCKETS,
            crc32(end, lead["n:end"]) % BUCKETS,
            *buckets[2 * _NEAR :],
        ]

    def _own_features(self, form: str) -> list[int]:
        categories = tuple(self._categories[self._near.known[form]].tolist())
        shape, common, person, place, kind = categories
        buckets = self._own_of_class.get(categories)
        if buckets is None:
            own = [f"shape={shape}", f"{shape}|{common}", f"{shape}|{kind}"]
            own += [f"{shape}|{person}{place}", f"all={shape}|{common}|{person}|{place}|{kind}"]
            own += [] if self.lexical else ["none"] * (_SELF - 5)
            buckets = self._own_of_class[categories] = self._buckets([f"s:{f}" for f in own])
        return [*buckets, *self._own_lexical(form, shape)] if self.lexical else buckets

    def _buckets(self, named: list[str]) -> list[int]:
        space = "u" if self.lexical else "c"
        return [crc32(_encoded(f"{space}:{f}")) % BUCKETS for f in named]

    def _own_lexical(self, form: str, shape: int) -> list[int]:
        plain = romanise(form)
        named = [
            f"word={self._language}:{form}",
            f"plain={plain}",
            f"end2={shape}:{plain[-2:]}",
            f"end3={plain[-3:]}",
            f"end4={plain[-4:]}",
            f"end3={self._language}:{form[-3:]}",
            f"begin={plain[:3]}",
            f"length={min(len(form), 9)}|{shape}",
        ]
        lead = self._leads["s"]
        return [crc32(_encoded(feature), lead) % BUCKETS for feature in named]


def _encoded(feature: str) -> bytes:
    return feature.encode("utf-8", "surrogatepass")


class _Rows:
    """Rows of buckets for forms, with the sums of their weights by group of features."""

    def __init__(self, width: int, groups: int, weights: Weights | None) -> None:
        self._edges = (0,) if groups == 1 else _NEAR_EDGES[:-1]
        self._width = width
        self._weights = weights
        self.clear()

    def clear(self) -> None:
        self.known: dict[str, int] = {}
        self._ids: list[list[int]] = []
        self._counted = 0
        self.sums: Floats = np.zeros((0, len(self._edges), LABELS), dtype=np.float32)

    def rows(self, forms: list[str], features: Callable[[str], list[int]]) -> Integers:
        known = self.known
        found = [known.get(form, -1) for form in forms]
        if -1 in found:
            for place, row in enumerate(found):
                if row < 0:
                    form = forms[place]
                    if form not in known:
                        self._ids.append(features(form))
                        known[form] = len(self._ids) - 1
                    found[place] = known[form]
            if self._weights is not None:
                self._sum_up(self._weights)
        return np.array(found, dtype=np.int64)

    def ids(self, rows: Integers) -> Integers:
        chosen = [self._ids[row] for row in rows.tolist()]
        return np.array(chosen, dtype=np.int64).reshape(len(chosen), self._width)

    def _sum_up(self, weights: Weights) -> None:
        total = len(self._ids)
        if total > len(self.sums):
            grown = np.zeros((max(total * 2, 1024), *self.sums.shape[1:]), dtype=np.float32)
            grown[: self._counted] = self.sums[: self._counted]
            self.sums = grown
        ids = np.array(self._ids[self._counted :], dtype=np.int64)
        self.sums[self._counted : total] = np.add.reduceat(
            weights.emissions[ids], self._edges, axis=1
        )
        self._counted = total
