"""What a sentence encoder makes of sentences, as part of how alike two of them are.

Cosines of an encoder and of words lie on different scales: that of unrelated sentences is taken
for nothing alike, one for the same. Two neighbours together have the mean of their vectors.
"""

from __future__ import annotations

import numpy as np

from stemmata.plugins import Encoder, Vectors
from stemmata.settings import EncoderSettings
from stemmata.trace.alignment import Cosines
from stemmata.trace.reports import Report
from stemmata.trace.vectors import Matrix


def encode_sentences(report: Report, encoder: Encoder | None) -> Vectors | None:
    """Return a vector for each sentence of a report, None where the encoder is not asked."""
    if encoder is None or not encoder.settings.sentence_share or not encoder.reads(report.language):
        return None
    text = report.annotated.text
    return encoder.encode([text[start:end] for start, end in report.sentences])


def blend(cosines: Cosines, a: Vectors, b: Vectors, settings: EncoderSettings) -> Cosines:
    """Return how alike sentences are in words, with what an encoder says of them.

    Args:
        cosines: what `likeness` returned for the two reports.
        a: vectors of the sentences of the one.
        b: vectors of the sentences of the other.
        settings: which part is the encoder's.
    """
    one, one_two, two_one = cosines
    if one.shape != (len(a), len(b)):
        return cosines  # sentences without a word have no place in the vectors of words
    both_a, both_b = _together(a), _together(b)
    return (
        _mixed(one, a @ b.T, settings),
        _mixed(one_two, a @ both_b.T, settings),
        _mixed(two_one, both_a @ b.T, settings),
    )


def _together(vectors: Vectors) -> Vectors:
    summed = vectors[:-1] + vectors[1:]
    norms = np.linalg.norm(summed, axis=1, keepdims=True)
    unit: Vectors = summed / np.maximum(norms, 1e-9)
    return unit


def _mixed(words: Matrix, cosines: Vectors, settings: EncoderSettings) -> Matrix:
    alike = np.clip((cosines - settings.mean) / (1.0 - settings.mean), 0.0, 1.0)
    share = np.float32(settings.sentence_share)
    mixed: Matrix = (1 - share) * words + share * alike.astype(np.float32)
    return mixed
