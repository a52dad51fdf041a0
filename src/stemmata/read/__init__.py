"""Sources of every kind to records: nothing is judged here, everything declared is kept."""

from stemmata.read.reading import read, read_answer

__all__ = ["read", "read_answer"]
