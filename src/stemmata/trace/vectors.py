"""Sentences as weighted terms that survive rewording and translation.

Two views of one report. Words: folded beginnings of words, for rewording within one language.
Senses: concepts of the cross-lingual lexicon, figures in digits, and names as romanised
consonants, for translation. A common term weighs little in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon import Lexicon, load_lexicon
from stemmata.model import Frozen
from stemmata.text import fold_all, number_words
from stemmata.trace.reports import Report
from stemmata.trace.signatures import Hashes, Integers, count_equal, solid_words
from stemmata.trace.word_hashes import FIGURE, NAME, hash_texts

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


class SentenceVectors(Frozen, frozen=True, eq=False):
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


def meet_words(reports: Iterable[Report]) -> None:
    """Look up the words of reports together, which costs half as much as one by one."""
    lexicon = _lexicon()
    if lexicon is not None:
        spaced = {report.id: report for report in reports if not report.unspaced}.values()
        lexicon.meet((report.numbered, report.language) for report in spaced)


def word_vectors(report: Report) -> SentenceVectors:
    """Return the sentences of a report as beginnings of words, for one language."""
    beginnings = [form[:_BEGINNING] for form in fold_all(report.written)]
    terms = np.array(hash_texts(beginnings), dtype=np.uint64)
    if _unspaced_share(report) > 0.5:
        terms = terms[:-1] * _MULTIPLIER + terms[1:]
        return _vectors(report, terms, np.ones(len(terms)), report.sentence_of[: len(terms)])
    return _vectors(report, terms, _word_weights(report), report.sentence_of)


def _unspaced_share(report: Report) -> float:
    if not report.unspaced:
        return 0.0
    single = sum(len(form) == 1 and form >= "\u0e00" for form in report.written)
    return single / max(1, len(report))


def _word_weights(report: Report) -> NDArray[np.float64]:
    """Return how much each word tells: a figure everything, a common word next to nothing."""
    lexicon = _lexicon()
    if lexicon is not None:
        words = number_words(report.written) if report.unspaced else report.numbered
        _, commonness = lexicon.read(words, report.language)
        weights = 1.0 - commonness.astype(np.float64)
    else:
        lengths = np.array(list(map(len, report.written)), dtype=np.float64)
        weights = np.clip(lengths - 2, 0.5, 6.0) / 6.0
    signature = report.signature
    weights[signature.places[signature.solid >= np.uint64(FIGURE)]] = _FIGURE_WEIGHT
    return weights


def sense_vectors(report: Report) -> SentenceVectors:
    """Return the sentences of a report as concepts, figures and names, for any two languages."""
    forms, sentence_of, terms, solid = _words_of_sentences(report)
    kept = _no_capitals_of_sentences(forms, sentence_of, solid)
    terms, places = terms[kept], sentence_of[solid[kept]]
    weights = np.where(terms >= np.uint64(FIGURE), _FIGURE_WEIGHT, _NAME_WEIGHT)
    lexicon = _lexicon()
    if lexicon is not None and len(forms):
        senses, _ = lexicon.read(report.numbered, report.language)
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


def _words_of_sentences(
    report: Report,
) -> tuple[Sequence[str], Integers, Hashes, Integers]:
    """Return the words and the sentence of each; the hashes of figures and names, and their places.

    Runs of scripts without spaces are whole.
    """
    if not report.unspaced:
        own = report.signature
        return report.written, report.sentence_of, own.solid, own.places
    starts, forms = report.whole
    return forms, report.sentences_at(starts), *solid_words(forms)


def _no_capitals_of_sentences(
    forms: Sequence[str], sentence_of: Integers, places: Integers
) -> NDArray[np.bool_]:
    """Return which places hold no mere capital that begins a sentence: it makes no name."""
    kept: NDArray[np.bool_] = np.diff(sentence_of, prepend=-1)[places] == 0
    for number in np.flatnonzero(~kept).tolist():
        kept[number] = not forms[places[number]][0].isupper()
    return kept


def _vectors(
    report: Report, terms: Hashes, weights: NDArray[np.float64], sentence_of: Integers
) -> SentenceVectors:
    order = np.argsort(terms)
    ordered = terms[order]
    begins, counts = count_equal(ordered)
    size = len(begins), len(report.sentences)
    cells = np.repeat(np.arange(0, size[0] * size[1], size[1]), counts) + sentence_of[order]
    summed = np.bincount(cells, weights[order], size[0] * size[1])
    matrix = np.zeros(size, dtype=np.float32)
    matrix.ravel()[cells] = summed[cells].astype(np.float32) ** _DAMPING
    squares = np.einsum("ij,ij->j", matrix, matrix)
    products = np.einsum("ij,ij->j", matrix[:, :-1], matrix[:, 1:])
    return SentenceVectors(
        ordered[begins],
        matrix,
        (0, *accumulate(end - start for start, end in report.sentences)),
        np.sqrt(squares) + _LEAST_NORM,
        np.sqrt(squares[:-1] + squares[1:] + 2 * products) + _LEAST_NORM,
    )


def is_filed(form: str, language: str) -> bool:
    """Tell whether the lexicon holds a word as it stands; without a lexicon none."""
    lexicon = _lexicon()
    return lexicon is not None and lexicon.knows(form, language)


def _lexicon() -> Lexicon | None:
    try:
        return load_lexicon()
    except LexiconError:
        return None
