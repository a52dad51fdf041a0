"""Sentences as weighted terms that survive rewording and translation.

Two views of one report. Words: folded beginnings of words, for rewording within one language.
Senses: concepts of the cross-lingual lexicon, figures in digits, and names as romanised
consonants, for translation. A common term weighs little in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import LexiconError
from stemmata.lexicon import Lexicon, load_lexicon
from stemmata.text import romanise, shingle_hashes, word_forms
from stemmata.trace.reports import Hashes, Integers, Report

Matrix = NDArray[np.float32]

_BEGINNING = 6  # letters of a word that stand for it, as a rough stem in any language
_FIGURE_WEIGHT = 1.0
_SENSE_WEIGHT = 4.0
_COMMON = 1.0  # rarity (natural logarithm of odds) of concepts that tell nothing
_SPREAD = 6.0
_POWER = 0.8
_DAMPING = 0.6
_NAME_WEIGHT = 0.8
_LEAST_SKELETON = 3
_SENSE_SPACE = np.uint64(1) << np.uint64(40)
_FIGURE_SPACE = np.uint64(1) << np.uint64(63)
_MOST_DIGITS = 30
_VOWELS = re.compile(r"[aeiouyhw']+")
_NOT_DIGITS = re.compile(r"\D")
_REPEAT = re.compile(r"(.)\1+")
# Romanisation writes these sounds in several ways.
_SOUNDS = str.maketrans(
    {"c": "k", "q": "k", "x": "k", "v": "b", "f": "p", "z": "s", "m": "n", "j": "g"}
)


@dataclass(frozen=True, slots=True, eq=False)
class SentenceVectors:
    """One row a sentence: `terms` are sorted hashes, `weights` the matrix [sentences, terms]."""

    terms: Hashes
    weights: Matrix
    lengths: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def plain(self) -> NDArray[np.bool_]:
        """Which terms are concepts of the lexicon, not figures or names."""
        return self.terms < 2 * _SENSE_SPACE

    @property
    def figures(self) -> NDArray[np.bool_]:
        """Which terms are figures."""
        return self.terms >= _FIGURE_SPACE


def word_vectors(report: Report) -> SentenceVectors:
    """Return the sentences of a report as beginnings of words, for one language."""
    terms = shingle_hashes([form[:_BEGINNING] for form in report.forms], 1)
    if _unspaced_share(report) > 0.5:
        terms = _pairs(terms)
        return _vectors(report, terms, np.ones(len(terms)), report.sentence_of[: len(terms)])
    lexicon, language = _lexicon(), report.language
    weight = {form: _word_weight(form, language, lexicon) for form in report.held}
    weights = np.array([weight[form] for form in report.forms])
    return _vectors(report, terms, weights, report.sentence_of)


def _pairs(terms: Hashes) -> Hashes:
    with np.errstate(over="ignore"):
        return terms[:-1] * np.uint64(0x9E3779B97F4A7C15) + terms[1:]


def _unspaced_share(report: Report) -> float:
    single = sum(len(form) == 1 and form >= "\u0e00" for form in report.forms)
    return single / max(1, len(report.forms))


@lru_cache(maxsize=200_000)
def _word_weight(form: str, language: str, lexicon: Lexicon | None) -> float:
    if form[:1].isdigit():
        return _FIGURE_WEIGHT
    if lexicon is not None:
        return 1.0 - lexicon.commonness(form, language)
    return min(max(len(form) - 2, 0.5), 6.0) / 6.0


def sense_vectors(report: Report) -> SentenceVectors:
    """Return the sentences of a report as concepts, figures and names, for any two languages."""
    hashes: list[Hashes] = []
    weights: list[NDArray[np.float64]] = []
    places: list[Integers] = []
    lexicon = _lexicon()
    forms, sentence_of = _words_of_sentences(report)
    if lexicon is not None and forms:
        senses = lexicon.concepts(forms, report.language)
        hashes.append(senses.ids.astype(np.uint64) + _SENSE_SPACE)
        rarity = np.clip((lexicon.rarity[senses.ids] - _COMMON) / _SPREAD, 0.02, 1.0) ** _POWER
        weights.append(_SENSE_WEIGHT * senses.weights.astype(np.float64) * rarity)
        places.append(sentence_of[senses.positions])
    found_solid, held = _solid_terms(forms, sentence_of)
    hashes.append(found_solid)
    weights.append(np.where(found_solid >= _FIGURE_SPACE, _FIGURE_WEIGHT, _NAME_WEIGHT))
    places.append(held)
    return _vectors(report, np.concatenate(hashes), np.concatenate(weights), np.concatenate(places))


def _words_of_sentences(report: Report) -> tuple[Sequence[str], Integers]:
    """Return the words, runs of scripts without spaces whole, and the sentence of each."""
    if not report.unspaced:
        return report.written, report.sentence_of
    text = report.annotated.text
    found = [word_forms(span.quote(text)) for span in report.sentences]
    rows = np.repeat(np.arange(len(found)), [len(forms) for forms in found])
    return [form for forms in found for form in forms], rows


def _solid_terms(forms: Sequence[str], rows: Integers) -> tuple[Hashes, Integers]:
    """Return the figures and the skeletons of names, hashed, and the sentence of each.

    A capital at the beginning of a sentence makes no name.
    """
    terms = np.fromiter(map(_solid_hash, forms), dtype=np.uint64, count=len(forms))
    for place in np.flatnonzero(np.diff(rows, prepend=-1)).tolist():
        if forms[place][0].isupper():
            terms[place] = 0
    kept = np.flatnonzero(terms)
    return terms[kept], rows[kept]


@lru_cache(maxsize=200_000)
def _solid_term(form: str) -> str:
    """Return a figure's digits, or the skeleton of what may be a name, else nothing."""
    if form[0].isdigit():
        digits = _NOT_DIGITS.sub("", form)[:_MOST_DIGITS]
        return "#" + (digits if digits.isascii() else str(int(digits)))
    if form[0].islower():
        return ""
    skeleton = name_skeleton(form)
    return skeleton if len(skeleton) >= _LEAST_SKELETON else ""


def solid_hashes(report: Report) -> Hashes:
    """Return the figures and the skeletons of names of a report, hashed, each once, in order."""
    found = set(map(_solid_hash, set(report.written)))
    found.discard(0)
    return np.sort(np.fromiter(found, dtype=np.uint64, count=len(found)))


@lru_cache(maxsize=200_000)
def _solid_hash(form: str) -> int:
    term = _solid_term(form)
    if not term:
        return 0
    plain = int.from_bytes(blake2b(term.encode("utf-8", "replace"), digest_size=8).digest())
    figure = int(_FIGURE_SPACE)
    return plain | figure if term[0] == "#" else plain % figure


@lru_cache(maxsize=100_000)
def name_skeleton(form: str) -> str:
    """Return the consonants of a name as romanised, what alphabets write alike.

    Example:
        >>> name_skeleton("Меркель") == name_skeleton("Merkel") == name_skeleton("ميركل")
        True
    """
    plain = _VOWELS.sub("", romanise(form)).translate(_SOUNDS)
    return _REPEAT.sub(r"\1", plain)[:12]


def _vectors(
    report: Report, terms: Hashes, weights: NDArray[np.float64], rows: Integers
) -> SentenceVectors:
    unique, columns = np.unique(terms, return_inverse=True)
    size = len(report.sentences), len(unique)
    cells = np.bincount(rows * size[1] + columns, weights=weights, minlength=size[0] * size[1])
    held = np.flatnonzero(cells)
    matrix = np.zeros(size, dtype=np.float32)
    matrix.ravel()[held] = cells[held].astype(np.float32) ** _DAMPING
    lengths = np.array([span.end - span.start for span in report.sentences], dtype=np.float32)
    return SentenceVectors(unique, matrix, lengths)


def _lexicon() -> Lexicon | None:
    try:
        return load_lexicon()
    except LexiconError:
        return None
