"""Words that look like numbers and are none: "one" as an article, "third" as a place in a row.

In scripts without spaces a sign for a number is part of many words: it counts where it stands free,
between particles or marks, or before what it counts.
"""

from __future__ import annotations

from decimal import Decimal

from stemmata.annotate.figures.atoms import atoms_at
from stemmata.annotate.figures.passage import SPACES, Passage
from stemmata.annotate.figures.quantity import Quantity
from stemmata.text import fold

_TEN, _HUNDRED = 10, 100
_SHORT = 2  # signs that may be part of a word
_LONG = 3  # signs of digits in a row that are no word
_YEAR, _YEARS = 4, (1500, 2100)
_QUOTES = "“”「」『』《》〈〉"  # each with its partner
_OPENING = ("", "、", "。", "，", "「", "\n", " ")
_CLOSING = "。，、！？\n"
_HALF = Decimal("0.5")
_PRICE = Decimal("0.125")  # the word for an eighth is that for a price in Arabic


def is_weak(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the words are a number only before what they count ("one", "ein", "三")."""
    number = quantity.number
    if (
        (quantity.ranged and number.upper is None)
        or number.vague
        or quantity.low < 0
        or _is_bounded(quantity)
    ):
        return False
    if 0 < number.value < 1 and not number.digits:
        dozen = quantity.unit is not None and quantity.unit.factor > 1  # half a dozen
        known = passage.lexicon.atoms.folded.get(fold(passage.tokens[number.first].form))
        if known is not None and known.kind == "word":  # "dreiviertel"
            return False
        sure = dozen or (number.last - number.first > 1 and quantity.bound is not None)
        return not sure and _is_ordinal_share(passage, quantity)
    if number.value == _TEN and _is_ordinal_tail(passage, number.first):
        return True
    if number.weak or number.serial:
        return not any(test(passage, quantity) for test in _SURE)
    return passage.lexicon.glued and not number.digits and _is_short(passage, quantity)


def _is_ordinal_tail(passage: Passage, place: int) -> bool:
    """Tell whether an ordinal unit stands before ten ("الخامس عشر", the fifteenth)."""
    ordinals = passage.lexicon.ordinal_units
    return bool(ordinals) and place > 0 and fold(passage.tokens[place - 1].form) in ordinals


def _is_zero_said(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a line says of nought what it is ("Zero is a number")."""
    if quantity.number.value or not passage.opens_with(quantity.start):
        return False
    index = passage.begins.get(passage.skip(quantity.end))
    return index is not None and passage.tokens[index].form in passage.lexicon.copulas


def _is_result(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a clause ends with what something is ("The sum is eight.")."""
    following, place = passage.char(quantity.end), quantity.number.first - 1
    if quantity.number.value <= 1 or place < 0 or (following and following not in ".!?\n"):
        return False
    return passage.tokens[place].form in passage.lexicon.copulas


def _counts_many(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a noun in the plural follows a weak word ("six wagons", "hundert Häuser")."""
    lexicon, place = passage.lexicon, quantity.end
    index = passage.begins.get(passage.skip(place)) if passage.char(place) in SPACES else None
    if index is None or not lexicon.counted_endings or quantity.number.value <= 1:
        return False
    form = passage.tokens[index].form
    word = fold(form)
    if word in lexicon.stop or word in lexicon.atoms.folded or len(form) <= _SHORT + 1:
        return False
    named = form[0].isupper() == (lexicon.nouns == "capital")
    return named and word.endswith(lexicon.counted_endings)


def _is_short(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether one or two signs without a unit may be part of a word."""
    number = quantity.number
    start, end = passage.tokens[number.first].start, passage.tokens[number.last - 1].end
    if quantity.unit is not None or end - start > _SHORT:
        return False
    if end - start < _SHORT:
        bounded = quantity.bound in ("above", "below") and number.value >= _TEN
        return not (bounded or _is_predicate(passage, start, end))
    if _is_followed(passage, start, end):
        return False
    return quantity.bound is None and not _stands_free(passage, start, end)


def _is_followed(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a number with a ten or hundred stands before a particle ("백육은")."""
    lexicon = passage.lexicon
    sure = any(sign in lexicon.sure_signs for sign in passage.text[start:end])
    if not sure or passage.char(start - 1).isalpha():
        return False
    particles = (one for one in lexicon.copulas if passage.text.startswith(one, end))
    return any(not passage.char(end + len(particle)).isalpha() for particle in particles)


def _stands_free(passage: Passage, start: int, end: int) -> bool:
    """Tell whether two signs stand between particles or marks, and so belong to no longer word."""
    if passage.lexicon.style != "han":
        return False
    around = passage.char(start - 1) + passage.char(end)
    return not any("\u3400" <= char <= "\u9fff" for char in around)


def _is_said(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether what stands beside a weak word in a script without spaces makes it a number."""
    if passage.lexicon.style != "han":
        return False
    number, unit = quantity.number, quantity.unit
    start, end = passage.tokens[number.first].start, passage.tokens[number.last - 1].end
    if unit is not None:
        return quantity.bound in ("above", "below") or _opens_range(passage, quantity)
    if number.serial:
        return end - start >= _LONG and _is_long_serial(passage, quantity, start, end)
    return end - start < 2 and _is_predicate(passage, start, end)


def _is_long_serial(passage: Passage, quantity: Quantity, start: int, end: int) -> bool:
    """Tell whether three and more signs for digits are a number: no year, no word, no name."""
    around = passage.char(start - 1) + passage.char(end)
    if not _stands_free(passage, start, end) or any(mark in _QUOTES for mark in around):
        return False
    year = end - start == _YEAR and _YEARS[0] <= quantity.low <= _YEARS[1]
    return not year and len(str(int(quantity.low))) == end - start


def _opens_range(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether another number closes a range that a weak word opens ("一個から五個まで")."""
    link = passage.after(passage.lexicon.ranges, quantity.end)
    index = None if link is None else passage.begins.get(link[1])
    return index is not None and bool(atoms_at(passage, index, after_digits=False)[0])


def _is_predicate(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a sign is all that a clause says of something ("答えは五です")."""
    before, after, lexicon = passage.char(start - 1), passage.char(end), passage.lexicon
    said = before != "" and before in lexicon.subjects
    if not said and before not in _OPENING:
        return before in _QUOTES[::2] and after in _QUOTES[1::2] and after != ""
    if lexicon.copulas and passage.text.startswith(lexicon.copulas, end):
        return True
    return said and (after == "" or after in _CLOSING)


def _is_free_half(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a word of a script without spaces says half of something ("半分", "절반")."""
    if passage.lexicon.style == "hangul":
        return quantity.end - quantity.start >= _SHORT
    return _stands_free(passage, quantity.start, passage.end)


def _is_bounded(quantity: Quantity) -> bool:
    """Tell whether a bound before a hundred or more makes it a number ("less than a thousand")."""
    return quantity.bound is not None and quantity.number.value >= _HUNDRED


def _is_counted_person(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a measure word after "one" counts people and is more than an article."""
    if not passage.lexicon.glued or quantity.unit is None:
        return False
    if quantity.unit.factor > 1:  # a dozen
        return True
    if passage.tokens[quantity.number.first].form in passage.lexicon.ambiguous:
        return False  # "이 병", this bottle
    counter = passage.text[quantity.unit_start : quantity.end]
    return counter in passage.lexicon.things.folded or quantity.number.value > 1


def _is_ordinal_share(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether "third", "fifth" is an ordinal: no article before it, no "of" after it."""
    number, lexicon = quantity.number, passage.lexicon
    pure = fold(passage.tokens[number.last - 1].form) in lexicon.pure_shares
    if number.last - number.first < 2:
        linked = _is_linked(passage, quantity.end)
        if number.value == _HALF and _is_free_half(passage, quantity):
            return False
        if number.value == _HALF or pure:
            doubted = fold(passage.tokens[number.first].form) in lexicon.stop
            return not linked and (doubted or quantity.bound in (None, "about"))
        if lexicon.definite_prefix == "\0" or number.value == _PRICE:
            return True
        return not linked and quantity.bound in (None, "about")
    if pure or lexicon.nouns == "capital" or lexicon.glued or lexicon.joined:
        return False
    following = passage.char(passage.skip(quantity.end))
    return following.isalpha() and not _is_linked(passage, quantity.end)


def _is_linked(passage: Passage, place: int) -> bool:
    index = passage.begins.get(passage.skip(place))
    if index is None:
        return False
    form, lexicon = passage.tokens[index].form, passage.lexicon
    return fold(form) in lexicon.linkers or form.startswith(lexicon.definite_prefix)


# What makes a number of a weak word.
_SURE = (_is_counted_person, _is_said, _is_zero_said, _is_result, _counts_many)
