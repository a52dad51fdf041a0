"""The cross-lingual concept lexicon: words of many languages to weighted English concepts."""

from stemmata.lexicon.background import (
    Background,
    WeighedConcepts,
    load_background,
    open_background,
)
from stemmata.lexicon.lookup import ConceptVector, Lexicon, load_lexicon, open_lexicon

__all__ = [
    "Background",
    "ConceptVector",
    "Lexicon",
    "WeighedConcepts",
    "load_background",
    "load_lexicon",
    "open_background",
    "open_lexicon",
]
