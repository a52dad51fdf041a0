"""Where the words of a bound say something else: a difference, what is reached, those among.

"82 % more than 780 million" is a difference from 780 million and no bound of it; what "rose to 47"
is 47, though the word also means "up to"; "unter 47 großen Werken" are among 47, told by the case.
"""

from __future__ import annotations

from stemmata.annotate.figures.bound_words import BoundSenses
from stemmata.annotate.figures.passage import Passage
from stemmata.model import Span
from stemmata.text import fold

_NEAR = 9  # tokens before a goal in which the word of change stands
_STOPS = frozenset(".!?;:")


def is_no_bound(passage: Passage, bound: Span, end: int) -> bool:
    """Tell whether the words before a number, which may bound it, say something else.

    Args:
        passage: that holds the number.
        bound: the words, with an article where one stands before the number.
        end: where the number with its unit ends.
    """
    senses, first = passage.lexicon.bound_senses, passage.begins.get(bound.start)
    if senses is None or first is None:
        return False
    words = [fold(token.form) for token in passage.tokens[first:] if token.end <= bound.end]
    if words and words[-1] in passage.lexicon.definite and len(words) > 1:
        words.pop()
    if words[-1:] and words[-1] in senses.than:
        return _follows_share(passage, first)
    if " ".join(words) in senses.goals:
        return _follows_change(passage, first, senses)
    ending = senses.among.get(words[0]) if len(words) == 1 else None
    return ending is not None and _precedes_adjective(passage, end, ending)


def _follows_share(passage: Passage, place: int) -> bool:
    """Tell whether a number of per cent ends before a token, or before its link ("% de plus")."""
    lexicon, tokens = passage.lexicon, passage.tokens
    if place and fold(tokens[place - 1].form) in lexicon.linkers:
        place -= 1
    for first in range(max(1, place - 2), place):
        unit = passage.after(lexicon.units, tokens[first].start)
        said = unit is not None and unit[0].kind == "percent" and unit[1] == tokens[place - 1].end
        if said and tokens[first - 1].form[-1].isdecimal():
            return True
    return False


def _follows_change(passage: Passage, place: int, senses: BoundSenses) -> bool:
    """Tell whether a word of change stands before a token in its sentence."""
    for token in reversed(passage.tokens[max(0, place - _NEAR) : place]):
        if token.form in _STOPS:
            return False
        if fold(token.form).startswith(senses.changes):
            return True
    return False


def _precedes_adjective(passage: Passage, end: int, ending: str) -> bool:
    """Tell whether an adjective with an ending of a case, and its noun, follow a number."""
    index = passage.begins.get(passage.skip(end))
    if index is None or index + 1 >= len(passage.tokens):
        return False
    form, noun = passage.tokens[index].form, passage.tokens[index + 1].form
    return form.islower() and form.endswith(ending) and noun[:1].isupper()
