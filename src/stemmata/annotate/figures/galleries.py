"""Lines that count the pictures of a gallery: "1 / 12", "Photo 3 of 10"."""

from __future__ import annotations

import re

from stemmata.annotate.figures.passage import Passage
from stemmata.text import fold

_LONGEST = 40  # characters of such a line
_COUNT = re.compile(
    r"\W*(?:[^\W\d_]+\s+){0,2}(?P<one>\d{1,3})\s*(?P<link>[/|]|[^\W\d_]{1,9})\s*(?P<all>\d{1,3})\W*"
)


# What may stand between the place of a picture and the number of all ("1 of / 6").
PICTURED = frozenset(("of", "de", "von", "van", "di", "sur", "из", "з", "z", "dari", "/", "|"))


def is_in_gallery(passage: Passage, first: int, last: int) -> bool:
    """Tell whether some tokens count pictures inside of a line: "Image 1 of / 6 Caption".

    Args:
        passage: what they stand in.
        first: the first token of a number.
        last: the token after it.
    """
    tokens, pictures = passage.tokens, passage.lexicon.pictures
    place = first
    while place and fold(tokens[place - 1].form) in PICTURED:
        place -= 1
    if place < first and place and tokens[place - 1].form.isdecimal():
        place -= 1
    before = fold(tokens[place - 1].form) if place else ""
    if before in pictures:
        return True
    behind = {fold(token.form) for token in tokens[last : last + 3]}
    return "/" in passage.text[tokens[first].start : tokens[last - 1].end] and bool(
        behind & pictures
    )


def counts_pictures(passage: Passage) -> bool:
    """Tell whether a line of a longer text holds nothing but a place in a row, and its length."""
    if passage.end - passage.start > _LONGEST:
        return False
    if passage.start == 0 and passage.end == len(passage.text):  # a text of one line says more
        return False
    found = _COUNT.fullmatch(passage.text, passage.start, passage.end)
    if found is None or int(found["one"]) > int(found["all"]):
        return False
    link = fold(found["link"])
    return link not in passage.lexicon.range_words and link not in passage.lexicon.link
