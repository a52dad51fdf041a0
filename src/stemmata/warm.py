"""Imported by the process that workers are forked from: what each would load for itself.

The one module that works when it is imported, and nothing else imports it.
"""

import gc
from threading import Thread

from stemmata.clean.ngrams import load_model

# The first time it is decompressed, which takes a third of all the time, and no interpreter.
beside = Thread(target=load_model)
beside.start()

from stemmata import pipeline, publish  # noqa: E402 # meanwhile
from stemmata.annotate.names.words import load_taggers  # noqa: E402
from stemmata.lexicon import load_background, load_lexicon  # noqa: E402

__all__ = ["pipeline", "publish"]

load_taggers()
load_lexicon()
load_background()
beside.join()
gc.freeze()  # all of this stays: no worker has to look through it, or to copy the pages it is on
