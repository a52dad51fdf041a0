"""Numbers that are hours and minutes: "10 Uhr 30", "dopo le 2.30"."""

from __future__ import annotations

import re

from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.quantity import Quantity
from stemmata.text import fold

_MINUTES = 60
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")


def is_minute(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether two digits follow the word of the hour ("10 Uhr 30", "2 h 30")."""
    if not quantity.number.digits or quantity.low >= _MINUTES:
        return False
    hour = passage.before(passage.lexicon.clock, passage.skip_back(quantity.start))
    if hour is None:
        return False
    return passage.char(passage.skip_back(hour[1]) - 1).isdecimal()


def is_clock_time(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether an article of hours makes a time of day of a decimal ("dopo le 2.30")."""
    articles = passage.lexicon.clock_articles
    index = passage.ends.get(passage.skip_back(quantity.start)) if articles else None
    if index is None or fold(passage.tokens[index].form) not in articles:
        return False
    return _TIME.fullmatch(passage.text, quantity.start, quantity.end) is not None
