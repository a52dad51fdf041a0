"""Whether two words stand in one sentence, near enough to say what is counted with whom.

Cutting every sentence of every article would cost more than all else that an affair needs.
"""

from __future__ import annotations

import re

NEAR = 8  # names to either side of a figure that are asked about
_BREAK = re.compile(r"[.!?][\"'”’»)\]]*\s|[。！？؟।\n]")
_ABBREVIATED = 3  # letters before a full stop that an abbreviation has fewer of


def is_sentence_between(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence ends somewhere in a stretch of text.

    Example:
        >>> text = "It rained. Mr. Boll counted 12 boats."
        >>> is_sentence_between(text, 0, 28), is_sentence_between(text, 11, 28)
        (True, False)
    """
    for found in _BREAK.finditer(text, start, end):
        place = found.start()
        before = text[max(0, place - _ABBREVIATED) : place]
        if text[place] != "." or (len(before) == _ABBREVIATED and before.isalnum()):
            return True
    return False
