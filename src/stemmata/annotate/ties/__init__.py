"""Who does what to whom: ties typed by PLOVER, each with its spans."""

from stemmata.annotate.ties.find import find_ties, meet_words
from stemmata.annotate.ties.resolve import resolve_ties

__all__ = ["find_ties", "meet_words", "resolve_ties"]
