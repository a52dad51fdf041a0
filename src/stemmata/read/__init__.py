"""Sources of every kind to records: nothing is judged here, everything declared is kept."""

from stemmata.read.reading import read

__all__ = ["read"]
