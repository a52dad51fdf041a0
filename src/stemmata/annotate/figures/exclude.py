"""Numbers that are no quantities: dates, clock times, names, labels, scores, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from stemmata.annotate.figures.atoms import atoms_at
from stemmata.annotate.figures.clock_times import is_clock_time, is_minute
from stemmata.annotate.figures.counted import Thing
from stemmata.annotate.figures.galleries import is_in_gallery
from stemmata.annotate.figures.mixed import VULGAR
from stemmata.annotate.figures.neighbours import NAME, Sides
from stemmata.annotate.figures.numerals import is_whole
from stemmata.annotate.figures.passage import HYPHENS, SPACES, Passage
from stemmata.annotate.figures.quantity import Quantity
from stemmata.annotate.figures.weak import is_weak
from stemmata.settings import FigureSettings
from stemmata.text import fold

_GROUPED = 1000
_GOALS = 10
_MYRIAD = 10_000
_DAYS = 31
_HOURS = 24
_INTRODUCING = 8  # letters of a foreign word that a number may follow
_LINKS_BEFORE, _LINKS_AFTER = HYPHENS + "－−:/.", HYPHENS + "－:/"
_EXCHANGE = 3  # digits of a number before its letters
_DIALED = 12  # characters of a number in letters, which may follow in digits in brackets
_LETTERED = re.compile(r"-[A-Z]{4,8}(?![a-z])")
_SPELLED = re.compile(r"\d-[A-Z]{3,8} \($")
_JOINS = "@#/_\\=&^"


def is_no_quantity(
    passage: Passage,
    quantity: Quantity,
    thing: Thing | None,
    sides: Sides,
    settings: FigureSettings,
) -> bool:
    """Tell whether what was read as a quantity is something else."""
    excluded = _is_year(passage, quantity, thing, settings)
    if not excluded and not _is_unnamed(passage, quantity, sides):
        for test in _tests_of(quantity, thing):
            excluded = test(passage, quantity)
            if excluded:
                break
    return excluded and not (
        is_whole_text(passage, quantity) and not _is_lone_scale(passage, quantity)
    )


def _is_lone_scale(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the words are but a scale ("万"), which is no number even on its own."""
    number = quantity.number
    lone = passage.lexicon.glued and number.weak and number.factor >= _MYRIAD
    return lone and quantity.low == number.factor


def _is_unnamed(passage: Passage, quantity: Quantity, sides: Sides) -> bool:
    """Tell whether a number in digits stands between two words of which neither can exclude it."""
    number = quantity.number
    if (sides.before | sides.after) & NAME or not number.digits or quantity.ranged:
        return False
    first, last = passage.tokens[number.first], passage.tokens[number.last - 1]
    whole = first.start == quantity.start and last.end == quantity.end
    lone = number.last - number.first == 1  # "1 / 6 Back to Gallery" is three tokens
    return whole and lone and passage.char(first.start - 1) == passage.char(last.end) == " "


def _tests_of(quantity: Quantity, thing: Thing | None) -> tuple[_Test, ...]:
    tests = _ALWAYS
    if quantity.unit is None or quantity.unit.kind == "counter":
        tests += _WITHOUT_UNIT
        tests += (is_weak, _is_telephone) if thing is None or not thing.known else ()
        tests += _BARE if thing is None else ()
    return tests


def is_whole_text(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a passage holds nothing but the quantity, as a cell of a table does."""
    return passage.opens_with(quantity.start) and passage.closes_with(quantity.end, " .!\n")


def _is_part_of_word(passage: Passage, quantity: Quantity) -> bool:
    before, after = passage.char(quantity.start - 1), passage.char(quantity.end)
    signed = before == "=" and quantity.bound is not None  # "<=5"
    if signed or _is_between_strokes(passage, quantity):
        return False
    compared = before == "=" and passage.char(quantity.start - 2) in "<> "
    if before and (
        (before in _JOINS and not compared) or (before.isalnum() and not _is_cjk(before))
    ):
        return not _follows_particle(passage, quantity.start)
    if after and after in "@_\\&":
        return True
    if after and after in "'’ʼ" and not quantity.number.digits:
        return passage.char(quantity.end + 1).isalpha()
    if not after.isalpha() or _is_cjk(after) or not quantity.number.digits:
        return False
    index = passage.begins.get(quantity.end)
    cut = None if index is None else passage.tokens[index].form
    return (
        cut not in passage.lexicon.case_endings or quantity.number.last - quantity.number.first < 2
    )


def _is_between_strokes(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether strokes enclose a number, as Arab agencies write them ("/306/")."""
    if passage.char(quantity.start - 1) != "/" or passage.char(quantity.end) != "/":
        return False
    outer = passage.char(quantity.start - 2) + passage.char(quantity.end + 1)
    return not any(char.isalnum() or char == "/" for char in outer)


def _follows_particle(passage: Passage, place: int) -> bool:
    """Tell whether what is written together with a number is a particle ("ال20", "و21")."""
    index = passage.ends.get(place)
    prefixes, attached = passage.lexicon.stemmer.prefixes, passage.lexicon.attached
    if not prefixes or index is None:
        return False
    form = passage.tokens[index].form
    return form in prefixes or form in attached


def _is_cjk(letter: str) -> bool:
    return letter > "\u2e7f" and not letter.isdecimal()


def _is_chained(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the number is one link of a chain: 15:30, 3-2, 398-4493, 2026/05, Covid-19."""
    if not quantity.number.digits:
        return False
    start, end = quantity.start, quantity.end
    before = passage.char(start - 1)
    if before and before in _LINKS_BEFORE:
        outer = passage.char(start - 2)
        if (outer.isalnum() and not _is_cjk(outer)) or (before == "-" and outer == ")"):
            return True
    after = passage.char(end)
    if not after or after not in _LINKS_AFTER:
        return False
    return passage.char(end + 1).isdecimal() or _dials(passage, quantity)


def _dials(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether three digits go on in letters, as telephone numbers do ("222-TIPS")."""
    digits = quantity.end - quantity.start == _EXCHANGE and quantity.unit is None
    return digits and _LETTERED.match(passage.text, quantity.end) is not None


def _is_date(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the number is a day or an hour, by the word beside it."""
    lexicon = passage.lexicon
    number_end = passage.tokens[quantity.number.last - 1].end
    if quantity.ranged:
        number_end = _last_number_end(passage, quantity)
    clock = passage.after(lexicon.clock, passage.skip(number_end))
    if clock is not None and clock[1] >= quantity.end:
        return not _is_beyond_clock(passage, quantity, number_end)
    bounded = quantity.bound in ("above", "below")  # "ultrapassaram as 31"
    before = passage.skip_back(quantity.start)
    if not bounded and passage.before(lexicon.clock_before, before) is not None:
        return quantity.unit is None or quantity.unit.kind == "time"
    return False


def _is_beyond_clock(passage: Passage, quantity: Quantity, number_end: int) -> bool:
    """Tell whether a number is too great or too fine for a day or an hour ("90日", "2.123 pm").

    Chinese counts the points of an index by the word for the hour ("3052.78点", "300点").
    """
    number, unit = quantity.number, quantity.unit
    if unit is None:
        hour = passage.after(passage.lexicon.hours, passage.skip(number_end)) is not None
        return hour and (quantity.low > _HOURS or not is_whole(quantity.low))
    if unit.symbol == "day":
        return quantity.low > _DAYS
    _, point, rest = passage.tokens[number.first].form.partition(".")
    return bool(point) and unit.kind == "measure" and len(rest) != 2


def _last_number_end(passage: Passage, quantity: Quantity) -> int:
    for index in range(quantity.next - 1, quantity.number.last - 1, -1):
        if passage.tokens[index].form[0].isdecimal():
            return passage.tokens[index].end
    return quantity.end


def _is_year(
    passage: Passage, quantity: Quantity, thing: Thing | None, settings: FigureSettings
) -> bool:
    """Tell whether a number of four digits is a year."""
    number, unit = quantity.number, quantity.unit
    form = passage.tokens[number.first].form
    if not (number.digits and len(form) == 4 and form.isdecimal()):
        return False
    if not settings.earliest_year <= abs(quantity.low) <= settings.latest_year:
        return False
    if number.last - number.first > 1:
        return False
    if _follows_day(passage, number.first):
        return True
    if unit is not None:
        return unit.symbol == "year" or passage.text[quantity.unit_start : quantity.end] == "s"
    return thing is None or not thing.known


def _follows_day(passage: Passage, index: int) -> bool:
    """Tell whether a month, or a day of one, stands before a number ("May 3, 2026")."""
    tokens, months = passage.tokens, passage.lexicon.months
    for back in range(index - 1, max(-1, index - 4), -1):
        form = tokens[back].form
        if fold(form) in months:
            return True
        day = form.isdecimal() and len(form) <= 2
        if not day and form not in (",", ".") and fold(form) not in passage.lexicon.linkers:
            return False
    return False


def _is_labelled(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a word before the number makes it a name or a number in a series."""
    index = passage.ends.get(_before_marks(passage, quantity.start))
    if index is None:
        return False
    if passage.char(quantity.end - 1) in VULGAR:  # "a 2½ inch pipe"
        return False
    form = passage.tokens[index].form
    word, lexicon = fold(form), passage.lexicon
    number = quantity.number
    if len(word) == 1 and number.last - number.first > 2 and quantity.low < 1:
        return False  # "a 1 in 4 chance"
    if form == word and len(word) == 1 and word in lexicon.stop and word not in lexicon.articles:
        return False  # "a 30 persone" is no motorway, "a .22" is a name
    if quantity.ranged and word in lexicon.origins:  # "desde 20 hasta 100"
        return False
    return word in lexicon.labels


def _before_marks(passage: Passage, place: int) -> int:
    place = passage.skip_back(place)
    while place > passage.start and passage.char(place - 1) in ".-–#°º":
        place = passage.skip_back(place - 1)
    return place


def _is_month_day(passage: Passage, quantity: Quantity) -> bool:
    lexicon, tokens = passage.lexicon, passage.tokens
    index = passage.begins.get(_after_marks(passage, quantity.end))
    for _ in range(2):
        if index is None or index >= len(tokens):
            break
        word = fold(tokens[index].form)
        if word in lexicon.months:
            return True
        if word not in lexicon.linkers:
            break
        index += 1
    before = passage.ends.get(_before_marks(passage, quantity.start))
    if before is None or quantity.low > 31:
        return False
    return fold(tokens[before].form) in lexicon.months


def _after_marks(passage: Passage, place: int) -> int:
    while place < passage.end and passage.char(place) in ".,ªº°-" + SPACES:
        place += 1
    return place


def _is_list_number(passage: Passage, quantity: Quantity) -> bool:
    if not quantity.number.digits or passage.char(quantity.end) not in (".", ")"):
        return False
    place = passage.skip_back(quantity.start)
    opens = place == passage.start or passage.char(place - 1) == "\n"
    return opens and passage.char(quantity.end + 1) in SPACES


def _is_telephone(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether other digits stand beside the number with nothing but a space between."""
    number = quantity.number
    if not number.digits or quantity.ranged or number.last - number.first > 1:
        return False
    if quantity.unit is not None:  # "3승 2패", three won and two lost
        return False
    before, after = passage.skip_back(quantity.start), passage.skip(quantity.end)
    left = passage.char(before - 1)
    if left == "+" or (left == ")" and passage.char(before - 2).isdecimal()):
        return True
    right = passage.char(after)
    if right.isdecimal() and _opens_scaled(passage, after):
        return False
    spaced = after > quantity.end
    inner = passage.skip(after + 1) + (passage.char(after + 1) == "-")
    closed = right == ")" and passage.char(inner).isdecimal()
    if right == ")" and _SPELLED.search(passage.text, max(0, before - _DIALED), before):
        return True
    return (
        closed or (spaced and right.isdecimal()) or (before < quantity.start and left.isdecimal())
    )


def _opens_scaled(passage: Passage, place: int) -> bool:
    """Tell whether a scale follows the digits at a place: "4000, 3 hundred" are no one's number."""
    index = passage.begins.get(place)
    atoms, _ = ((), 0) if index is None else atoms_at(passage, index + 1, after_digits=True)
    return bool(atoms) and atoms[0].kind == "scale"


def _is_named(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a capitalised word before a bare number makes the two a name ("Boeing 737")."""
    if quantity.bound is not None or quantity.ranged or not quantity.number.digits:
        return False
    place = passage.skip_back(quantity.start)
    index = passage.ends.get(place)
    if index is None or place == quantity.start or quantity.number.factor > 1:
        return False
    if quantity.low >= _GROUPED and not passage.tokens[quantity.number.first].form.isdecimal():
        return False  # "2,400 people live in Bad Ems, 1 414 021 in all": no name is grouped
    form = passage.tokens[index].form
    if not form[0].isupper() or _opens_sentence(passage, index):
        return False
    return not _closes_amount(passage, quantity, index)


def _closes_amount(passage: Passage, quantity: Quantity, index: int) -> bool:
    """Tell whether a number behind money closes a clause and so is its cents ("15 Dollar 50.")."""
    following = passage.char(quantity.end)
    if index == 0 or not passage.tokens[index - 1].form[-1].isdecimal():
        return False
    unit = passage.after(passage.lexicon.units, passage.tokens[index].start)
    closed = following == "" or following in ".,;:!?)"
    return closed and unit is not None and unit[0].kind == "money"


def _opens_sentence(passage: Passage, index: int) -> bool:
    if index == 0:
        return True
    previous = passage.tokens[index - 1].form
    return (
        previous in '.!?:;"“„»«'
        or "\n" in passage.text[passage.tokens[index - 1].end : passage.tokens[index].start]
    )


def _is_short_year(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether an apostrophe before two digits makes them a year ("'11")."""
    before = passage.char(quantity.start - 1)
    return bool(before) and before in "'’" and quantity.end - quantity.start == 2


def _is_glued_name(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether digits belong to the foreign word before them ("オメガ3")."""
    before = passage.char(quantity.start - 1)
    if quantity.unit is not None or not "\u30a0" <= before <= "\u30ff":
        return False
    start = max(passage.start, quantity.start - _INTRODUCING)
    return not passage.text[start : quantity.start].endswith(passage.lexicon.introducing)


def _is_score(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether two digits of which nothing is counted are goals ("lost 1-3", "２－５")."""
    if not quantity.ranged or not quantity.number.digits or quantity.bound is not None:
        return False
    if quantity.high >= _GOALS or quantity.unit is not None:
        return False
    inner = passage.text[passage.tokens[quantity.number.last - 1].end : quantity.end]
    mark = inner[:-1].strip()
    return len(mark) == 1 and mark in HYPHENS


def _is_picture(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the number is the place of a picture in a gallery, or how many there are."""
    number = quantity.number
    return number.digits and is_in_gallery(passage, number.first, number.last)


_Test = Callable[[Passage, Quantity], bool]
_ALWAYS: tuple[_Test, ...] = (_is_part_of_word, _is_chained, _is_date)
_WITHOUT_UNIT: tuple[_Test, ...] = (_is_labelled, _is_month_day, _is_list_number, _is_picture)
_BARE: tuple[_Test, ...] = (
    _is_score,
    _is_named,
    is_minute,
    is_clock_time,
    _is_short_year,
    _is_glued_name,
)
