"""Text before any meaning: normal forms, words, sentences, shingles."""

from stemmata.text.normalise import fold, fold_all, romanise, romanise_all
from stemmata.text.numbering import (
    FormKinds,
    FormTable,
    NumberedWords,
    Vocabulary,
    number_words,
    numbered_columns,
)
from stemmata.text.segment import (
    Token,
    Words,
    cut_words,
    in_columns,
    places_within,
    sentence_bounds,
    sentences,
    word_columns,
    word_forms,
    word_spans,
    words,
)
from stemmata.text.shingles import shingle_hashes

__all__ = [
    "FormKinds",
    "FormTable",
    "NumberedWords",
    "Token",
    "Vocabulary",
    "Words",
    "cut_words",
    "fold",
    "fold_all",
    "in_columns",
    "number_words",
    "numbered_columns",
    "places_within",
    "romanise",
    "romanise_all",
    "sentence_bounds",
    "sentences",
    "shingle_hashes",
    "word_columns",
    "word_forms",
    "word_spans",
    "words",
]
