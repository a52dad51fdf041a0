"""Who does what to whom: ties typed by PLOVER, each with its spans."""

from stemmata.annotate.ties.find import find_ties
from stemmata.annotate.ties.resolve import resolve_ties

__all__ = ["find_ties", "resolve_ties"]
