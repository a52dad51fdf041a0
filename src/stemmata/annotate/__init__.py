"""Articles to mentions: names, figures, dates, quotes, attributions, each at a span."""

from stemmata.annotate.mentions import (
    Acts,
    annotate,
    annotate_all,
    begin,
    find_acts,
    find_all_acts,
)
from stemmata.annotate.names import (
    Gathered,
    gather,
    is_foreign,
    resolve_names,
    sound_marks,
    spelling_marks,
)
from stemmata.annotate.resolution import expect, resolve, resolve_acts

__all__ = [
    "Acts",
    "Gathered",
    "annotate",
    "annotate_all",
    "begin",
    "expect",
    "find_acts",
    "find_all_acts",
    "gather",
    "is_foreign",
    "resolve",
    "resolve_acts",
    "resolve_names",
    "sound_marks",
    "spelling_marks",
]
