"""Sentences as weighted terms that survive rewording and translation.

Two views of one report. Words: folded beginnings of words, for rewording within one language.
Senses: concepts of the cross-lingual lexicon, figures in digits, and names as romanised
consonants, for translation. A common term weighs little in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon import Lexicon, load_lexicon
from stemmata.text import fold_all, word_forms
from stemmata.trace.reports import Report
from stemmata.trace.signatures import Hashes, Integers, count_equal
from stemmata.trace.word_hashes import FIGURE, NAME, hash_texts, known_hashes

Matrix = NDArray[np.float32]

_BEGINNING = 6  # letters of a word that stand for it, as a rough stem in any language
_FIGURE_WEIGHT = 1.0
_SENSE_WEIGHT = 4.0
_COMMON = 1.0  # rarity (natural logarithm of odds) of concepts that tell nothing
_SPREAD = 6.0
_POWER = 0.8
_DAMPING = 0.6
_NAME_WEIGHT = 0.8
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_LEAST_NORM = np.float32(1e-3)


@dataclass(frozen=True, slots=True, eq=False)
class SentenceVectors:
    """One column a sentence.

    Args:
        terms: sorted hashes; concepts come first, then names, then figures.
        weights: [terms, sentences].
        reach: characters up to the end of each sentence, counted in sentences alone, from 0 on.
        single: [sentences], the norm of each.
        double: [sentences - 1], the norm of each together with the next.
    """

    terms: Hashes
    weights: Matrix
    reach: Sequence[int]
    single: Matrix
    double: Matrix

    def __len__(self) -> int:
        return len(self.single)

    @property
    def first_name(self) -> int:
        """The row of the first term that is no concept of the lexicon."""
        return int(self.terms.searchsorted(np.uint64(NAME)))

    @property
    def first_figure(self) -> int:
        """The row of the first figure."""
        return int(self.terms.searchsorted(np.uint64(FIGURE)))


def word_vectors(report: Report) -> SentenceVectors:
    """Return the sentences of a report as beginnings of words, for one language."""
    forms, places = _distinct(report)
    terms = np.array(hash_texts([f[:_BEGINNING] for f in forms]), dtype=np.uint64)[places]
    if _unspaced_share(report) > 0.5:
        terms = terms[:-1] * _MULTIPLIER + terms[1:]
        return _vectors(report, terms, np.ones(len(terms)), report.sentence_of[: len(terms)])
    weights = _word_weights(forms, report.language)[places]
    return _vectors(report, terms, weights, report.sentence_of)


def _distinct(report: Report) -> tuple[list[str], Integers]:
    """Return the folded words of a report, each once, and which of them stands at each place."""
    number: dict[str, int] = {}
    written = [number.setdefault(form, len(number)) for form in report.written]
    return fold_all(list(number)), np.array(written, dtype=np.int64)


def _unspaced_share(report: Report) -> float:
    if not report.unspaced:
        return 0.0
    single = sum(len(form) == 1 and form >= "\u0e00" for form in report.written)
    return single / max(1, len(report))


def _word_weights(forms: Sequence[str], language: str) -> NDArray[np.float64]:
    """Return how much each word tells: a figure everything, a common word next to nothing."""
    lexicon = _lexicon()
    if lexicon is not None:
        weights = 1.0 - lexicon.commonness_of(forms, language).astype(np.float64)
    else:
        lengths = np.array([len(form) for form in forms], dtype=np.float64)
        weights = np.clip(lengths - 2, 0.5, 6.0) / 6.0
    figures = [place for place, form in enumerate(forms) if form[:1].isdigit()]
    weights[figures] = _FIGURE_WEIGHT
    return weights


def sense_vectors(report: Report) -> SentenceVectors:
    """Return the sentences of a report as concepts, figures and names, for any two languages."""
    forms, sentence_of = _words_of_sentences(report)
    terms, places = _solid_terms(forms, sentence_of)
    weights = np.where(terms >= np.uint64(FIGURE), _FIGURE_WEIGHT, _NAME_WEIGHT)
    lexicon = _lexicon()
    if lexicon is not None and len(forms):
        senses = lexicon.concepts(forms, report.language)
        told = senses.weights * _sense_weights(lexicon)[senses.ids]
        terms = np.concatenate((senses.ids.astype(np.uint64), terms))
        weights = np.concatenate((told, weights))
        places = np.concatenate((sentence_of[senses.positions], places))
    return _vectors(report, terms, weights, places)


@lru_cache(maxsize=2)
def _sense_weights(lexicon: Lexicon) -> NDArray[np.float64]:
    rarity = np.clip((lexicon.rarity - _COMMON) / _SPREAD, 0.02, 1.0)
    weights: NDArray[np.float64] = _SENSE_WEIGHT * rarity.astype(np.float64) ** _POWER
    return weights


def _words_of_sentences(report: Report) -> tuple[Sequence[str], Integers]:
    """Return the words, runs of scripts without spaces whole, and the sentence of each."""
    if not report.unspaced:
        return report.written, report.sentence_of
    text = report.annotated.text
    found = [word_forms(text[start:end]) for start, end in report.sentences]
    rows = np.repeat(np.arange(len(found)), [len(forms) for forms in found])
    return list(chain.from_iterable(found)), rows


def _solid_terms(forms: Sequence[str], rows: Integers) -> tuple[Hashes, Integers]:
    """Return the figures and the skeletons of names, hashed, and the sentence of each.

    A capital at the beginning of a sentence makes no name.
    """
    _, solid = known_hashes(set(forms))
    terms = np.array([solid.get(form, 0) for form in forms], dtype=np.uint64)
    for place in np.flatnonzero(np.diff(rows, prepend=-1)).tolist():
        if forms[place][0].isupper():
            terms[place] = 0
    kept = np.flatnonzero(terms)
    return terms[kept], rows[kept]


def _vectors(
    report: Report, terms: Hashes, weights: NDArray[np.float64], sentence_of: Integers
) -> SentenceVectors:
    order = np.argsort(terms)
    ordered = terms[order]
    begins, counts = count_equal(ordered)
    size = len(begins), len(report.sentences)
    cells = np.repeat(np.arange(0, size[0] * size[1], size[1]), counts) + sentence_of[order]
    summed = np.bincount(cells, weights[order], size[0] * size[1])
    held = np.flatnonzero(summed)
    matrix = np.zeros(size, dtype=np.float32)
    matrix.ravel()[held] = summed[held].astype(np.float32) ** _DAMPING
    squares = np.einsum("ij,ij->j", matrix, matrix)
    products = np.einsum("ij,ij->j", matrix[:, :-1], matrix[:, 1:])
    return SentenceVectors(
        ordered[begins],
        matrix,
        (0, *accumulate(end - start for start, end in report.sentences)),
        np.sqrt(squares) + _LEAST_NORM,
        np.sqrt(squares[:-1] + squares[1:] + 2 * products) + _LEAST_NORM,
    )


def _lexicon() -> Lexicon | None:
    try:
        return load_lexicon()
    except LexiconError:
        return None
