"""The five categories of a form: shape, commonness, parts of persons' names, places, cue class.

Word lists are asked for many forms at once; a form is sought as written and without its ending.
"""

from __future__ import annotations

from zlib import crc32

from stemmata.annotate.names import cues as cue
from stemmata.annotate.names.cues import Cues
from stemmata.annotate.names.shapes import DIGIT, LOWER, MARK, UNCASED, shape_of
from stemmata.annotate.names.wordlists import encoded, form_hash, language_seed, load_word_lists
from stemmata.languages import load
from stemmata.text import fold

Categories = tuple[int, int, int, int, int]
SHAPE, COMMON, PERSON, PLACE, CUE = range(5)
COMPOUND = 8  # a commonness beside the seven of the word lists
SIZES = (8, 9, 4, 5, 9)  # how many values each category has
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

    def of(self, forms: list[str]) -> list[Categories]:
        """Return the categories of forms; marks and numbers are in no list."""
        shapes = list(map(shape_of, forms))
        words = [form for form, shape in zip(forms, shapes, strict=True) if shape not in _UNLISTED]
        listed = iter(self._listed(words))
        return [
            (shape, 0, 0, 0, cue.NO_CUE)
            if shape in _UNLISTED
            else self._of_word(shape, *next(listed))
            for shape in shapes
        ]

    def _listed(self, words: list[str]) -> list[tuple[str, str, int, int]]:
        """Return words folded and stripped, and what the lists of words and of names say."""
        folded = list(map(fold, words))
        bare = list(map(self._cues.stripped, folded))
        differing = [at for at, form in enumerate(folded) if bare[at] is not form]
        common, proper = self._levels(folded)
        bare_common, bare_proper = self._levels([bare[at] for at in differing])
        for at, level, kinds in zip(differing, bare_common, bare_proper, strict=True):
            common[at] = common[at] or max(0, level - 1)
            proper[at] = proper[at] or kinds
        return list(zip(folded, bare, common, proper, strict=True))

    def _levels(self, folded: list[str]) -> tuple[list[int], list[int]]:
        """Return the numbers of words in the list of everyday words and in that of names."""
        letters = list(map(encoded, folded))
        seed = self._seed
        common = self._lists.common.find_all([crc32(each, seed) for each in letters])
        proper = self._lists.proper.find_all(list(map(crc32, letters)))
        return common.tolist(), proper.tolist()

    def _of_word(self, shape: int, folded: str, bare: str, common: int, proper: int) -> Categories:
        if not common and self._compounds and len(folded) > _SHORTEST_COMPOUND:
            common = COMPOUND if self._is_compound(folded) else 0
        place = 0
        if shape != LOWER or not self._lexical:
            place = self._place(folded, bare, proper >> 2)
        return shape if self._lexical else UNCASED, common, proper & 3, place, self._cue(folded)

    def _is_compound(self, folded: str) -> bool:
        """Tell whether a word ends in an everyday word, as most long German nouns do."""
        tails = [folded[cut:] for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1)]
        parts = {
            tail.removesuffix(end) for end in _JOINTS if folded.endswith(end) for tail in tails
        }
        return bool(self._lists.common.find_all([form_hash(p, self._seed) for p in parts]).any())

    def _place(self, folded: str, bare: str, listed: int) -> int:
        if self._cues.territory(folded, bare):
            return 4
        return max(3 if self._cues.city(folded, bare) else 0, min(listed, 2))

    def _cue(self, folded: str) -> int:
        classes = self._cues.classes
        found = classes.get(folded)
        if found is None and self._cues.proclitics:
            found = classes.get(self._cues.without_proclitic(folded))
        return found or cue.NO_CUE


_UNLISTED = frozenset((MARK, DIGIT))
