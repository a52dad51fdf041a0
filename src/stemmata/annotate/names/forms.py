"""What the word taggers see of a form by itself, computed once a form and remembered.

A feature of a form is a bucket of the tagger's weights. Features that say nothing of the language
(shape, endings in Latin letters, word lists, cues) carry over to languages without training text.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names import cues as cue
from stemmata.annotate.names.crf import BUCKETS, LABELS, Floats, Integers, Weights
from stemmata.annotate.names.cues import Cues, load_cues
from stemmata.annotate.names.wordlists import (
    WordLists,
    form_hash,
    language_seed,
    load_word_lists,
)
from stemmata.text import fold, romanise

LOWER, CAPITAL, UPPER, MIXED, DIGIT, MARK, INITIAL, UNCASED = range(8)
SHAPE, COMMON, PERSON, PLACE, CUE = range(5)
_SELF, _NEAR, _FAR = 13, 6, 2
_LARGEST = 60_000


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
    """The features of forms of one language, and what a tagger makes of them."""

    def __init__(self, language: str, weights: Weights | None, *, lexical: bool) -> None:
        """Begin with no forms; `lexical` features are of the words themselves, not their class."""
        self.cues: Cues = load_cues(language)
        self._language = language
        self.lexical = lexical
        self._weights = weights
        self._lists: WordLists = load_word_lists()
        self.clear()

    def clear(self) -> None:
        """Forget all forms."""
        self._rows: dict[str, int] = {}
        self._categories: list[tuple[int, ...]] = []
        self._ids: list[list[int]] = []
        self._counted = 0
        self.categories: Integers = np.zeros((0, 5), dtype=np.int64)
        self.sums: Floats = np.zeros((0, 5, LABELS), dtype=np.float32)
        self.rows([""])

    def rows(self, forms: list[str]) -> NDArray[np.int64]:
        """Return the rows of forms; row 0 stands for the edge of the text."""
        known = self._rows
        if len(known) > _LARGEST and forms != [""]:
            self.clear()
            known = self._rows
        found = [known.get(form, -1) for form in forms]
        if -1 in found:
            for place, row in enumerate(found):
                if row < 0:
                    found[place] = self._add(forms[place])
            self._bring_up_to_date()
        return np.array(found, dtype=np.int64)

    def ids(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return all buckets of rows: of the form itself, then as a neighbour in four places."""
        return np.array([self._ids[row] for row in rows.tolist()], dtype=np.int64)

    def _add(self, form: str) -> int:
        row = self._rows.get(form)
        if row is None:
            row = self._rows[form] = len(self._ids)
            categories = self._categorise(form) if form else (MARK, 0, 0, 0, 0)
            self._categories.append(categories)
            self._ids.append(self._features(form, categories))
        return row

    def _bring_up_to_date(self) -> None:
        total = len(self._ids)
        if total > len(self.categories):
            room = max(total * 2, 1024)
            grown = np.zeros((room, 5), dtype=np.int64)
            grown[: self._counted] = self.categories[: self._counted]
            sums = np.zeros((room, 5, LABELS), dtype=np.float32)
            sums[: self._counted] = self.sums[: self._counted]
            self.categories, self.sums = grown, sums
        fresh = slice(self._counted, total)
        self.categories[fresh] = self._categories[fresh]
        if self._weights is not None:
            ids = np.array(self._ids[fresh], dtype=np.int64)
            weights = self._weights.emissions[ids]
            edges = (0, _SELF, _SELF + _NEAR, _SELF + 2 * _NEAR, _SELF + 2 * _NEAR + _FAR)
            self.sums[fresh] = np.add.reduceat(weights, edges, axis=1)
        self._counted = total

    def _categorise(self, form: str) -> tuple[int, ...]:
        folded = fold(form).replace("’", "'")
        shape = shape_of(form)
        if shape in (MARK, DIGIT):
            return (shape, 0, 0, 0, 0)
        shape = shape if self.lexical else UNCASED
        bare = self.cues.stripped(folded)
        common = self._common(folded) or max(0, self._common(bare) - 1)
        proper = self._proper(folded) or self._proper(bare)
        return (shape, common, proper & 3, self._place(folded, proper >> 2), self._cue(folded))

    def _common(self, folded: str) -> int:
        return self._lists.common.find(form_hash(folded, language_seed(self._language)))

    def _proper(self, folded: str) -> int:
        return self._lists.proper.find(form_hash(folded))

    def _place(self, folded: str, listed: int) -> int:
        if self.cues.territory(folded):
            return 4
        return max(3 if self.cues.city(folded) else 0, min(listed, 2))

    def _cue(self, folded: str) -> int:
        classes = self.cues.classes
        found = classes.get(folded)
        if found is None:
            found = classes.get(self.cues.without_proclitic(folded), cue.NO_CUE)
        return found

    def _features(self, form: str, categories: tuple[int, ...]) -> list[int]:
        shape, common, person, place, kind = categories
        space = "u" if self.lexical else "c"
        known = f"{common}|{person}|{place}|{kind}"
        near = [
            f"shape={shape}",
            f"cue={kind}|{shape}",
            f"common={common}",
            f"list={person}{place}",
        ]
        near += self._near_lexical(form) if self.lexical else [f"all={known}", "none"]
        own = [f"shape={shape}", f"{shape}|{common}", f"{shape}|{kind}", f"{shape}|{person}{place}"]
        own.append(f"all={shape}|{known}")
        own += self._own_lexical(form, shape) if self.lexical else ["none"] * (_SELF - 5)
        far = [f"far={shape}|{kind}", f"far={person}{place}"]
        named = [f"s:{f}" for f in own]
        named += [f"{place}:{f}" for place in ("p", "n") for f in near]
        named += [f"{place}:{f}" for place in ("pp", "nn") for f in far]
        return [
            crc32(f"{space}:{name}".encode("utf-8", "surrogatepass")) % BUCKETS for name in named
        ]

    def _near_lexical(self, form: str) -> list[str]:
        language = self._language
        return [f"word={language}:{form.lower()}", f"end={language}:{form[-3:].lower()}"]

    def _own_lexical(self, form: str, shape: int) -> list[str]:
        plain = romanise(form)
        return [
            f"word={self._language}:{form}",
            f"plain={plain}",
            f"end2={shape}:{plain[-2:]}",
            f"end3={plain[-3:]}",
            f"end4={plain[-4:]}",
            f"end3={self._language}:{form[-3:]}",
            f"begin={plain[:3]}",
            f"length={min(len(form), 9)}|{shape}",
        ]


def neighbours(rows: NDArray[np.int64], positions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each position the rows of the token, the one before, after, two before, after."""
    padded = np.concatenate([[0, 0], rows, [0, 0]])
    at = positions + 2
    return np.stack(
        [padded[at], padded[at - 1], padded[at + 1], padded[at - 2], padded[at + 2]], axis=1
    )
