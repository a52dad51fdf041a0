"""Names of people, organisations, places and others: found in an article, keyed over a run."""

from stemmata.annotate.names.cues import load_all_cues
from stemmata.annotate.names.finding import find_names, find_names_in
from stemmata.annotate.names.gathering import Gathered, gather
from stemmata.annotate.names.marks import is_foreign, sound_marks, spelling_marks
from stemmata.annotate.names.resolving import resolve_names
from stemmata.annotate.names.sources import key_speakers

__all__ = [
    "Gathered",
    "find_names",
    "find_names_in",
    "gather",
    "is_foreign",
    "key_speakers",
    "load_all_cues",
    "resolve_names",
    "sound_marks",
    "spelling_marks",
]
