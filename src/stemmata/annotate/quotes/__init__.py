"""What is said in an article, by whom, with which cue."""

from stemmata.annotate.quotes.find import find_quotes
from stemmata.annotate.quotes.resolve import is_pronoun, person_meant, resolve_speakers

__all__ = ["find_quotes", "is_pronoun", "person_meant", "resolve_speakers"]
