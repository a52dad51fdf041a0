"""Sources of every kind to records: nothing is judged here, everything declared is kept."""

from stemmata.read.identity import content_digest
from stemmata.read.reading import read, read_again, read_answer

__all__ = ["content_digest", "read", "read_again", "read_answer"]
