"""Records to articles: language, what is the report and what is boilerplate."""

from stemmata.clean.cleaning import clean

__all__ = ["clean"]
