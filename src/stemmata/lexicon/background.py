"""The background: what any two reports share because of their languages, not their event.

Some concepts turn up in every report of a language, through its grammar or through a lexicon
entry that is too wide. Taking each language's mean vector away leaves what a report is about;
dividing by the spread of scores for the two languages makes scores comparable (the score
normalisation of speaker verification, Auckenthaler et al. 2000). The means and scales that come
with the package are a start: a stream that runs should blend in its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon.checking import ADVICE, Checked
from stemmata.lexicon.layout import describe, map_arrays
from stemmata.lexicon.lookup import ConceptVector, load_lexicon
from stemmata.model import Frozen
from stemmata.settings import ConceptSettings

BACKGROUND_FORMAT = 1
GENERAL = "und"  # the mean over languages: for one the background has not seen
_CHOSEN = ConceptSettings()


class _About(Frozen, frozen=True):
    languages: tuple[str, ...]
    articles: dict[str, int]
    scales: dict[str, tuple[float, float]]


class WeighedConcepts(Frozen, frozen=True):
    """A text as a sparse vector of unit length.

    Args:
        ids: int32, distinct concepts in ascending order.
        values: float32, their weights.
    """

    ids: NDArray[np.int32]
    values: NDArray[np.float32]


class Background:
    """Language means, score scales and concept rarity; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Map a background file.

        Raises:
            LexiconError: the file is missing, damaged or of another version.
        """
        said, arrays = map_arrays(path)
        if said.get("format") != BACKGROUND_FORMAT:
            raise LexiconError(
                "is of another version",
                where=str(path),
                advice="build it anew with python -m stemmata.lexicon.build.background",
            )
        about = describe(path, said, _About)
        self.languages = about.languages
        self.articles = about.articles
        self._arrays = Checked(path, arrays)
        self.rarity = self._arrays.rarity()
        self._scales = about.scales
        if not {"same", "cross"} <= about.scales.keys():
            raise LexiconError("is damaged (scales)", where=str(path), advice=ADVICE)
        self._mean = lru_cache(maxsize=128)(self._read_mean)

    def __reduce__(self) -> tuple[Callable[[], Background], tuple[()]]:
        return load_background, ()

    def weigh(self, vector: ConceptVector) -> WeighedConcepts:
        """Return a text's concepts as a unit vector: how much is said of each times its rarity.

        Example:
            >>> from stemmata.lexicon import load_lexicon
            >>> vector = load_lexicon().concepts(["earthquake", "earthquake"], "en")
            >>> load_background().weigh(vector).values.tolist()
            [1.0]
        """
        order = vector.ids.astype(np.uint16).argsort(kind="stable")  # so few bits go by radix
        ids = vector.ids[order]
        new = np.ones(len(ids), np.bool_)
        np.not_equal(ids[1:], ids[:-1], out=new[1:])
        firsts = new.nonzero()[0]
        ids, values = ids[firsts], dampen(np.add.reduceat(stress(vector)[order], firsts))
        values *= self.rarity[ids]
        length = float(np.sqrt(np.square(values).sum())) or 1.0
        return WeighedConcepts(ids, (values / length).astype(np.float32))

    def mean(self, language: str) -> NDArray[np.float32]:
        """Return the mean `weigh` vector of a language, dense; the general one if unseen."""
        return self._mean(language if language in self.languages else GENERAL)

    def scale(self, language_a: str, language_b: str) -> tuple[float, float]:
        """Return mean and spread of the centred cosine of unrelated reports in two languages."""
        first, second = sorted((language_a, language_b))
        kind = "same" if first == second else "cross"
        return self._scales.get(f"{first}-{second}") or self._scales[kind]

    def _read_mean(self, language: str) -> NDArray[np.float32]:
        dense = np.zeros(len(self.rarity), dtype=np.float32)
        mean = self._arrays.mean(language, len(dense))
        dense[mean["ids"]] = mean["values"].astype(np.float32) * mean["unit"][0]
        dense.setflags(write=False)
        return dense


def stress(vector: ConceptVector) -> NDArray[np.float64]:
    """Return the weights of a text's entries, those of later words lessened.

    News says first what matters; what stands further down is told of other events, too.

    Example:
        >>> each = np.ones(2, np.float32)
        >>> stress(ConceptVector(np.arange(2), each, np.array([0, 200]))).tolist()
        [1.0, 0.5]
    """
    weights: NDArray[np.float64] = vector.weights / (1.0 + vector.positions / _CHOSEN.half_heard)
    return weights


def dampen(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much is said of concepts, from how often they are expected to be meant."""
    said: NDArray[np.float64] = np.log1p(_CHOSEN.loudness * counts)
    return said


@lru_cache(maxsize=4)
def open_background(path: Path) -> Background:
    """Return the background of a file, mapped once."""
    return Background(path)


@cache
def load_background() -> Background:
    """Return the background that comes with the package.

    Raises:
        LexiconError: the file is missing, damaged or of another version.
    """
    path = Path(str(files("stemmata.lexicon") / "data" / "background.bin"))
    found = open_background(path)
    if len(found.rarity) != len(load_lexicon()):
        raise LexiconError("is of another lexicon", where=str(path), advice=ADVICE)
    return found
