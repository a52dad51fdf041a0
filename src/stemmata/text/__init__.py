"""Text before any meaning: normal forms, words, sentences, shingles."""

from stemmata.text.normalise import fold, romanise
from stemmata.text.segment import Token, sentences, word_forms, word_spans, words
from stemmata.text.shingles import shingle_hashes

__all__ = [
    "Token",
    "fold",
    "romanise",
    "sentences",
    "shingle_hashes",
    "word_forms",
    "word_spans",
    "words",
]
