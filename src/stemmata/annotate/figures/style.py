"""Which mark groups digits and which one is decimal, where the number alone does not say.

Three signs beside the language's custom: the other numbers of the text ("1,234,567" shows a comma
that groups), the thing counted (nobody counts 3.4 people), and money, whose third decimal would be
a nought ("€3.400").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from stemmata.annotate.figures.counted import Thing
from stemmata.annotate.figures.numerals import ONE
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.quantity import Quantity
from stemmata.text import fold

# A digit comes first, since a search runs over what cannot begin a match.
_MARKED = re.compile(r"\d(?<![\d.,:/-]\d)\d*(?:[.,]\d+)+(?![.:/-]|,\d)")
_MARKS = re.compile(r"[.,]")
_CERTAIN = 2  # votes; one short fraction alone may be a date, an hour, a heading
_OTHER = {".": ",", ",": "."}
_GROUP = Decimal(1000)


@lru_cache(maxsize=8)  # an article is read paragraph by paragraph
def written_mark(text: str, custom: str) -> str:
    """Return the decimal mark that the numbers of a text show, or the language's custom.

    Example:
        >>> written_mark("Hubo 3,400 personas; costó 1,234,567 pesos.", ",")
        '.'
        >>> written_mark("Hubo 3,400 personas.", ",")
        ','
    """
    votes = {".": 0, ",": 0}
    for match in _MARKED.finditer(text):
        mark, weight = _vote(match.group())
        if weight:
            votes[mark] += weight
    other = _OTHER.get(custom, custom)
    certain = votes.get(other, 0) >= _CERTAIN and not votes.get(custom, 0)
    return other if certain else custom


def _vote(form: str) -> tuple[str, int]:
    """Return the decimal mark that one number shows, and how surely it does."""
    marks, groups = _MARKS.findall(form), _MARKS.split(form)
    last = marks[-1]
    if len(marks) == 1:
        return last, int(len(groups[1]) == 1)
    whole = groups[1:] if len(set(marks)) == 1 else groups[1:-1]
    if len(groups[0]) > 3 or groups[0][0] == "0" or any(len(group) != 3 for group in whole):
        return last, 0
    if len(set(marks)) == 1:
        return _OTHER[last], _CERTAIN
    return last, _CERTAIN * (len(set(marks[:-1])) == 1)


def regroup(passage: Passage, quantity: Quantity, thing: Thing | None) -> Quantity:
    """Return the quantity with its two readings exchanged where only whole numbers make sense."""
    number = quantity.number
    if len(quantity.rivals) != 1 or not number.digits or number.factor != ONE or quantity.ranged:
        return quantity
    (rival,) = quantity.rivals
    if quantity.low * _GROUP != rival or not _is_whole_only(passage, quantity, thing):
        return quantity
    return quantity._replace(low=rival, high=rival, rivals=(quantity.low,))


def _is_whole_only(passage: Passage, quantity: Quantity, thing: Thing | None) -> bool:
    """Tell whether what is counted or paid has no third decimal."""
    unit = quantity.unit
    if unit is not None and unit.kind == "money":
        return passage.tokens[quantity.number.first].form.endswith("0")
    if thing is not None:
        return fold(thing.span.quote(passage.text)) not in passage.lexicon.divisible
    if unit is None or unit.kind != "counter":
        return False
    return passage.text[quantity.unit_start : quantity.end] not in passage.lexicon.divisible
