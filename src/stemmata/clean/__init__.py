"""Records to articles: language, what is the report and what is boilerplate."""

from stemmata.clean.cleaning import clean
from stemmata.clean.language import script_of

__all__ = ["clean", "script_of"]
