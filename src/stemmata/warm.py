"""Imported by the process that workers are forked from: what each would load for itself.

The one module that works when it is imported, and nothing else imports it.
"""

from stemmata import pipeline, publish
from stemmata.annotate.names.words import load_taggers
from stemmata.clean.ngrams import load_model
from stemmata.lexicon import load_background, load_lexicon

__all__ = ["pipeline", "publish"]

load_model()
load_taggers()
load_lexicon()
load_background()
