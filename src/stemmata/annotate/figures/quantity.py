"""A number with its unit: ranges, signs, units before and after, bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.atoms import atoms_at
from stemmata.annotate.figures.bound_senses import is_no_bound
from stemmata.annotate.figures.lexicon import Bound
from stemmata.annotate.figures.neighbours import BOUND, PREFIX, RANGE, UNIT, Sides
from stemmata.annotate.figures.number import Number
from stemmata.annotate.figures.numerals import ONE, TEN, THOUSAND
from stemmata.annotate.figures.passage import HYPHENS, SPACES, Passage
from stemmata.annotate.figures.phrases import Table
from stemmata.annotate.figures.ranges import Opened, find_range
from stemmata.annotate.figures.signs import negative_before, sign_before, sign_bound, unit_before
from stemmata.annotate.figures.subunits import read_rest
from stemmata.annotate.figures.units import Unit
from stemmata.annotate.figures.units_after import unit_after
from stemmata.model import Span
from stemmata.text import fold

_LEAST_AFTER = 1_000_000
_YEARS = (1500, 2100)
_MINUS_SIGNS = ("-", "−", "–", "－")


class Quantity(NamedTuple):
    """A number, or a range of them, with its unit where one stands beside it.

    `next` is the token to read on from; `bound` says on which side the value is open.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    number: Number
    next: int
    unit: Unit | None = None
    bound: Bound | None = None
    rivals: tuple[Decimal, ...] = ()
    ranged: bool = False
    bound_start: int = -1
    unit_start: int = -1


def read_quantity(passage: Passage, number: Number, sides: Sides) -> Quantity:
    """Return a number with all that belongs to it: its unit, its sign, the range it opens.

    Args:
        passage: what the number stands in.
        number: as read.
        sides: what the words beside it may say to it.
    """
    tokens = passage.tokens
    start, end = tokens[number.first].start, tokens[number.last - 1].end
    high = number.value if number.upper is None else number.upper
    ranged = number.upper is not None
    quantity = Quantity(
        start, end, number.value, high, number, number.last, rivals=number.rivals, ranged=ranged
    )
    before, after = sides
    if before & PREFIX:
        quantity = _add_one_over(passage, _add_shift(passage, quantity))
        quantity = _add_leading(passage, quantity)
        quantity = _add_prefix(passage, quantity)
    if after & RANGE and not ranged:
        quantity = _add_range(passage, quantity)
    if after & UNIT or quantity.ranged:
        quantity = _add_unit(passage, quantity)
    if number.first and tokens[number.first - 1].form in _MINUS_SIGNS and quantity.low > 0:
        quantity = _add_lone_minus(passage, quantity)
    if quantity.unit is not None and quantity.unit.kind == "money":
        quantity = _add_brackets(passage, quantity)
    grown = quantity.start < start or quantity.end > end  # and has other words beside it
    return add_bound(passage, quantity) if grown or (before | after) & BOUND else quantity


def _add_lone_minus(passage: Passage, quantity: Quantity) -> Quantity:
    """Return "- 10 %" as negative where a line says nothing else, as a cell of a table does."""
    place = passage.skip_back(quantity.start) - 1
    if (
        quantity.ranged
        or passage.char(place) not in _MINUS_SIGNS
        or not passage.opens_with(place)
        or not passage.closes_with(quantity.end, " .\n")
    ):
        return quantity
    return quantity._replace(start=place, low=-quantity.low, high=-quantity.low)


def _add_brackets(passage: Passage, quantity: Quantity) -> Quantity:
    """Return "was ($4 million)" as negative: so accounts write a loss where an amount is due."""
    start, end = quantity.start - 1, quantity.end
    if quantity.ranged or passage.char(start) != "(" or passage.char(end) != ")":
        return quantity
    index = passage.ends.get(passage.skip_back(start))
    if index is None or passage.tokens[index].form not in passage.lexicon.copulas:
        return quantity
    low = -quantity.low
    return quantity._replace(start=start, end=end + 1, low=low, high=low)


def _add_shift(passage: Passage, quantity: Quantity) -> Quantity:
    """Return "साढ़े तीन करोड़": a word before the number that adds a part of its last scale."""
    found = passage.before(passage.lexicon.shift_before, passage.skip_back(quantity.start))
    if found is None or quantity.number.value == quantity.number.factor:
        return quantity
    value = quantity.low + quantity.number.factor * found[0]
    number = quantity.number._replace(value=value, weak=False)
    return quantity._replace(start=found[1], low=value, high=value, number=number)


def _add_leading(passage: Passage, quantity: Quantity) -> Quantity:
    """Return "milioni 3": a scale that stands before its number."""
    found = passage.before(passage.lexicon.leading, passage.skip_back(quantity.start))
    if found is None or quantity.number.factor > ONE:
        return quantity
    value = quantity.low * found[0]
    number = quantity.number._replace(value=value, factor=found[0], weak=False)
    return quantity._replace(start=found[1], low=value, high=value, number=number, rivals=())


def _add_one_over(passage: Passage, quantity: Quantity) -> Quantity:
    """Return "one in three", "un sur vingt": a share of one."""
    near, number = passage.skip_back(quantity.start), quantity.number
    found = passage.before(passage.lexicon.one_over, near)
    if found is None and number.factor >= THOUSAND:  # "one of a billion" is no one of a group
        found = passage.before(passage.lexicon.one_over_great, near)
    year = number.digits and _YEARS[0] <= number.value <= _YEARS[1]
    if found is None or number.value <= ONE or number.vague or year:
        return quantity
    share = ONE / number.value
    number = number._replace(value=share, weak=False, digits=True, factor=ONE)
    return quantity._replace(start=found[1], low=share, high=share, number=number, rivals=())


def _add_prefix(passage: Passage, quantity: Quantity) -> Quantity:
    """Return the quantity with the money sign or unit word before it, and its minus."""
    negative = negative_before(passage, quantity.start)
    place, low = quantity.start, quantity.low
    if negative is not None:
        place, low = negative, -low
        quantity = quantity._replace(start=place, low=low, high=low)
    unit, start = unit_before(passage, place)
    if unit is None:
        return quantity
    outer = negative_before(passage, start)
    if outer is not None and negative is None:
        return quantity._replace(start=outer, unit=unit, low=-low, high=-low)
    low *= unit.factor
    return quantity._replace(start=start, unit=unit, low=low, high=low)


def _add_range(passage: Passage, quantity: Quantity) -> Quantity:
    opened = Opened(quantity.end, quantity.low, quantity.number, quantity.unit)
    found = find_range(passage, opened)
    if found is None:
        return quantity
    low, other, unit = found
    return quantity._replace(
        low=low,
        high=other.value,
        end=passage.tokens[other.last - 1].end,
        next=other.last,
        unit=unit,
        rivals=(),
        ranged=True,
        number=quantity.number._replace(weak=False, factor=other.factor, vague=False),
    )


def _add_unit(passage: Passage, quantity: Quantity) -> Quantity:
    found = unit_after(passage, quantity.end, quantity.number)
    rate = quantity.unit is not None and quantity.unit.symbol.startswith("/")
    if rate and (found is None or found[0].kind != "measure"):  # "every hour 20 people"
        start = passage.tokens[quantity.number.first].start
        quantity = quantity._replace(unit=None, start=min(start, quantity.end))
    if found is None:
        return quantity
    unit, end = found
    if unit.kind == "money" and _opens_next(passage, quantity, end):
        return quantity
    if quantity.unit is not None and not _completes(quantity.unit, unit):
        return quantity
    if quantity.unit is not None and unit.kind == "percent":
        return quantity
    tenths = unit.kind == "percent" and unit.factor == TEN
    factor = ONE if tenths and quantity.low > TEN else unit.factor  # "85折" is 85 per cent
    quantity = quantity._replace(
        unit=_narrow(quantity.unit, unit),
        end=end,
        unit_start=_unit_start(passage, quantity.end),
        low=quantity.low * factor,
        high=quantity.high * factor,
    )
    if unit.kind == "money" and quantity.number.factor == ONE:
        quantity = _add_scale_after(passage, quantity)
    rest = read_rest(passage, quantity.low / factor, unit, end) if not quantity.ranged else None
    if rest is not None:
        low = quantity.low + rest.value * factor
        quantity = quantity._replace(low=low, high=low, end=rest.end)
    half = passage.after(passage.lexicon.halves, passage.skip(end))
    if half is not None and unit.kind in ("time", "measure", "percent"):
        plus = Decimal("0.5") * unit.factor
        quantity = quantity._replace(
            low=quantity.low + plus, high=quantity.high + plus, end=half[1]
        )
    return quantity._replace(next=token_from(passage, quantity.end, quantity.next))


def _opens_next(passage: Passage, quantity: Quantity, end: int) -> bool:
    """Tell whether a sign of money belongs to the number behind it ("1 $10 bill", "$ 5 $ 7")."""
    if passage.char(end - 1).isalpha():
        return False
    place = end if quantity.unit is None else passage.skip(end)
    return passage.char(quantity.end) in SPACES and passage.char(place).isdecimal()


def _add_scale_after(passage: Passage, quantity: Quantity) -> Quantity:
    """Return "75 USD million": a scale that stands behind the code of a currency."""
    last = passage.ends.get(quantity.end)
    if last is None or not passage.tokens[last].form.isupper():
        return quantity
    atoms, after = atoms_at(passage, last + 1, after_digits=True)
    if not atoms or atoms[0].kind != "scale" or atoms[0].value < _LEAST_AFTER:
        return quantity
    scale = atoms[0].value
    return quantity._replace(
        end=passage.tokens[after - 1].end,
        low=quantity.low * scale,
        high=quantity.high * scale,
        number=quantity.number._replace(factor=scale),
    )


def _unit_start(passage: Passage, place: int) -> int:
    place = passage.skip(place)
    return place + 1 if passage.char(place) in HYPHENS else place


def token_from(passage: Passage, place: int, least: int) -> int:
    """Return the first token at or after a place."""
    index = least
    while index < len(passage.tokens) and passage.tokens[index].start < place:
        index += 1
    return index


def _completes(before: Unit, after: Unit) -> bool:
    """Tell whether "$ 40 million dollars", "摄氏 5 度" name one unit twice."""
    alike = before.kind == after.kind
    return alike or after.symbol == "deg" or before.symbol.startswith("/")


def _narrow(before: Unit | None, after: Unit) -> Unit:
    if before is not None and before.symbol.startswith("/"):
        return Unit(after.symbol + before.symbol, "measure")
    if before is None or (before.symbol == "USD" and after.kind == "money"):
        return after
    return before


def add_bound(passage: Passage, quantity: Quantity) -> Quantity:
    """Return a quantity with the bound that words beside it give it."""
    number = quantity.number
    bounds, several = passage.lexicon.bounds, passage.lexicon.several
    near = passage.skip_back(quantity.start)
    great = number.vague or (number.factor > ONE and number.value.as_tuple().digits[0] == 1)
    great = great and not quantity.ranged
    many = passage.before(several, near) if great else None
    if many is not None:
        number = number._replace(vague=True, weak=False)
        quantity = quantity._replace(start=many[1], number=number)
        near = passage.skip_back(many[1])
    found = passage.before(bounds, near) or _bound_before_article(passage, quantity, near)
    if found is None and passage.lexicon.compared is not None:
        found = _bound_around(passage, quantity, near, passage.lexicon.compared)
    if found is not None and is_no_bound(passage, Span(found[1], near), quantity.end):
        found = None
    signed = sign_before(passage, near) if found is None and near > passage.start else near
    if signed < near:
        return quantity._replace(bound=sign_bound(passage.char(signed)), bound_start=signed)
    if found is not None:
        if quantity.ranged and found[0] != "about":
            return quantity
        quantity = quantity._replace(bound=found[0], bound_start=found[1])
        if found[0] != "about":
            return quantity
    after = passage.after(passage.lexicon.bounds_after, passage.skip(quantity.end))
    if after is None or (quantity.bound is not None and after[0] == "about"):
        return quantity
    bound, end = after
    inner = unit_after(passage, end, number) if quantity.unit is None else None
    if inner is not None and not _begins_word(passage, end, inner[1]):
        start = _unit_start(passage, end)
        quantity = quantity._replace(unit=inner[0], end=inner[1], unit_start=start)
    end = max(end, quantity.end)
    return quantity._replace(bound=bound, next=token_from(passage, end, quantity.next))


def _bound_around(
    passage: Passage, quantity: Quantity, place: int, compared: Table
) -> tuple[Bound, int] | None:
    """Return the bound in "比三十大": what is compared stands before, and how behind."""
    before = passage.before(compared, place)
    if before is None:
        return None
    after = passage.after(passage.lexicon.compared_after, passage.skip(quantity.end))
    return None if after is None else (after[0], before[1])


def _begins_word(passage: Passage, bound: int, unit: int) -> bool:
    """Tell whether a sign behind a bound and a space is no unit but begins a word ("주민")."""
    apart = passage.lexicon.style == "hangul" and passage.char(bound) in SPACES
    return apart and passage.char(unit).isalpha()


def _bound_before_article(
    passage: Passage, quantity: Quantity, place: int
) -> tuple[Bound, int] | None:
    """Return the bound in "más de la mitad", "more than the 50 planned"; none in "over the 50"."""
    index = passage.ends.get(place)
    if index is None or passage.lexicon.glued:
        return None
    token = passage.tokens[index]
    word = fold(token.form)
    definite = word in passage.lexicon.definite
    if not definite and word not in passage.lexicon.articles:
        return None
    found = passage.before(passage.lexicon.bounds, passage.skip_back(token.start))
    if found is None or (not definite and found[0] == "about"):
        return found
    if not definite:  # held under a $500,000 bond
        return None
    unit, share = quantity.unit, quantity.number.weak and quantity.number.value < ONE
    attached = token.end == quantity.start  # "فوق الثلاثين"
    sure = share or attached or (unit is not None and unit.kind == "percent")
    worded = len(passage.text[found[1] : token.start].split()) > 1
    return found if sure or worded else None
