"""Articles to mentions: names, figures, dates, quotes, attributions, each at a span."""

from stemmata.annotate.mentions import annotate, annotate_all
from stemmata.annotate.names import Gathered, gather, is_foreign, sound_marks, spelling_marks
from stemmata.annotate.resolution import expect, resolve

__all__ = [
    "Gathered",
    "annotate",
    "annotate_all",
    "expect",
    "gather",
    "is_foreign",
    "resolve",
    "sound_marks",
    "spelling_marks",
]
