"""Shares said as so many among so many: "one child in five", "jeder Fünfte", 每五人中有一人.

A number is read first; the words around it tell whether it is the whole of such a share. A share
without a numerator is an ordinal behind "every".
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from stemmata.annotate.figures.among_words import AmongWords
from stemmata.annotate.figures.counted import Thing, noun_from
from stemmata.annotate.figures.number import Number, read_number
from stemmata.annotate.figures.numerals import ONE, is_whole
from stemmata.annotate.figures.passage import Passage
from stemmata.annotate.figures.phrases import is_filled
from stemmata.annotate.figures.quantity import Quantity, add_bound, token_from
from stemmata.model import Span
from stemmata.text import fold

_APOSTROPHES = frozenset("'’ʼ")
_MOST = Decimal(100_000)
_LEAST = Decimal(2)
_BETWEEN = 3  # words between a part and its whole
_LETTERS = 2  # of a unit that may be another word
_BEHIND = 5  # words between a whole and its part
_SIGNS = 8  # characters between them in a script without spaces
_SPELLED = frozenset(map(Decimal, (3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)))


class Share(NamedTuple):
    """A share as a quantity, and the noun that it is a share of."""

    quantity: Quantity
    thing: Thing | None


def read_share_among(passage: Passage, number: Number) -> Share | None:
    """Return the share whose whole a number is, or None."""
    words = passage.lexicon.among
    if words is None or not _LEAST <= number.value <= _MOST or not is_whole(number.value):
        return None
    if number.vague or number.upper is not None:
        return None
    if words.same:
        return _part_of_same(passage, number, words)
    before = _part_before(passage, number, words) if words.leads else None
    return before or _part_behind(passage, number, words)


def read_every(passage: Passage, index: int) -> tuple[Share | None, int] | None:
    """Return the share in "fünfte Kind" behind a token for "every", and the token after it.

    "Every third day" holds none; where no ordinal follows, there is nothing to return.
    """
    words, tokens = passage.lexicon.among, passage.tokens
    if words is None or index + 1 >= len(tokens):
        return None
    word, last = _word_from(passage, index + 1)
    whole = _place_of(word, words)
    if whole is None:
        return None
    following = tokens[last].form if last < len(tokens) else ""
    start, end = tokens[index].start, tokens[last - 1].end
    unit = passage.after(passage.lexicon.units, passage.skip(end))
    if fold(following) in words.never or (unit is not None and unit[0].kind != "counter"):
        return None, last
    thing = _thing_behind(passage, last)
    share = _share(passage, (start, end), ONE / whole, (index, last), thing)
    return share, share.quantity.next


def _word_from(passage: Passage, index: int) -> tuple[str, int]:
    """Return the folded word at a token, with what an apostrophe ties to it, and the next token."""
    tokens, last = passage.tokens, index + 1
    if last + 1 < len(tokens) and tokens[last].form in _APOSTROPHES:
        last = last + 2 if tokens[last].end == tokens[last + 1].start else last
    return fold("".join(token.form for token in tokens[index:last])), last


def _place_of(word: str, words: AmongWords) -> Decimal | None:
    """Return what an ordinal is the place of: a stem and an ending of three letters at most."""
    for stem, value in words.places:
        if word.startswith(stem) and len(word) <= len(stem) + 3:
            return value
    return None


def _thing_behind(passage: Passage, place: int) -> Thing | None:
    """Return the noun at a token, in the singular where the language asks for it."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if place >= len(tokens) or not tokens[place].form[0].isalpha():
        return None
    if passage.text[tokens[place - 1].end : tokens[place].start] != " ":
        return None
    if lexicon.nouns == "capital":
        return noun_from(passage, place)
    word = fold(tokens[place].form)
    if word in lexicon.stop or word in lexicon.linkers:
        return None
    return Thing(Span(*tokens[place][:2]), known=False)


def _share(
    passage: Passage,
    span: tuple[int, int],
    value: Decimal,
    tokens: tuple[int, int],
    thing: Thing | None,
) -> Share:
    start, end = span
    first, last = tokens
    if thing is not None:
        end = max(end, thing.span.end) if passage.skip(end) == thing.span.start else end
    number = Number(first, last, value, digits=True)
    after = token_from(passage, end, last)
    quantity = Quantity(start, end, value, value, number, after)
    return Share(add_bound(passage, quantity), thing)


def _part_before(passage: Passage, number: Number, words: AmongWords) -> Share | None:
    """Return "one child in five", "طفل من كل خمسة": the part stands before the whole."""
    near = passage.skip_back(passage.tokens[number.first].start)
    sure = passage.before(words.sure, near)
    found = sure or passage.before(words.doubted, near)
    link = None if found is None else passage.ends.get(passage.skip_back(found[1]))
    if link is None:
        return None
    if sure is None and not _is_whole(passage, number, words):
        return None
    part = _part_at(passage, link, words, implied=words.implied and sure is not None)
    if part is None or not 0 < part[0] < number.value:
        return None
    value, first, noun = part
    if noun is None and sure is None:
        return None  # the language reads it as one number over another
    thing = _thing_behind(passage, number.last) if noun is None else Thing(noun, known=False)
    span = passage.tokens[first].start, passage.tokens[number.last - 1].end
    return _share(passage, span, value / number.value, (first, number.last), thing)


def _is_whole(passage: Passage, number: Number, words: AmongWords) -> bool:
    """Tell whether nothing behind a number is counted by it ("one report on three murders")."""
    if number.value not in _SPELLED:
        return False
    place = passage.skip(passage.tokens[number.last - 1].end)
    unit = passage.after(passage.lexicon.units, place)
    index = passage.begins.get(place)
    if unit is not None and unit[1] - place > _LETTERS:  # "su quattro ha" is a verb
        return False
    if index is None or not passage.char(place).isalpha():
        return True
    word = fold(passage.tokens[index].form)
    return word in passage.lexicon.stop or not word.endswith(words.plurals)


def _part_at(
    passage: Passage, last: int, words: AmongWords, *, implied: bool
) -> tuple[Decimal, int, Span | None] | None:
    """Return the part that ends at a token or before its noun there: value, token, noun."""
    tokens, lexicon = passage.tokens, passage.lexicon
    noun = last + 1
    for index in range(last, max(-1, last - _BETWEEN), -1):
        form = tokens[index].form
        value = _small_number(form, passage, words)
        if value is not None:
            span = Span(tokens[noun].start, tokens[last].end) if noun <= last else None
            return value, index, span
        if not form[0].isalpha() or fold(form) in lexicon.stop:
            break
        if index < last and passage.text[tokens[index].end : tokens[index + 1].start] != " ":
            break
        noun = index
    if implied and noun <= last:
        return ONE, last, Span(*tokens[last][:2])
    return None


def _small_number(form: str, passage: Passage, words: AmongWords) -> Decimal | None:
    """Return the number that a token says alone: digits, a word, an article, a part."""
    if form.isdecimal():
        return Decimal(int(form)) if len(form) <= len(str(_MOST)) else None
    word = fold(form)
    part = words.parts.get(word)
    if part is not None:
        return part
    atom = passage.lexicon.atoms.folded.get(word)
    return atom.value if atom is not None and atom.kind in ("word", "article") else None


def _part_behind(passage: Passage, number: Number, words: AmongWords) -> Share | None:
    """Return "her beş çocuktan biri", 每五名儿童中就有一名: the part stands behind the whole."""
    near = passage.skip_back(passage.tokens[number.first].start)
    opened = passage.before(words.opens, near)
    unit = passage.after(passage.lexicon.units, passage.skip(passage.tokens[number.last - 1].end))
    if opened is None or (unit is not None and unit[0].kind != "counter"):
        return None  # "her 37 dakikada bir", once in 37 minutes
    found = _next_part(passage, number, words)
    if found is None or not 0 < found[0] < number.value:
        return None
    value, last, noun = found
    span = opened[1], _with_counter(passage, passage.tokens[last - 1].end)
    thing = None if noun is None else Thing(noun, known=False)
    return _share(passage, span, value / number.value, (number.first, last), thing)


def _next_part(
    passage: Passage, number: Number, words: AmongWords
) -> tuple[Decimal, int, Span | None] | None:
    """Return the part behind a whole, its link and its noun: value, the token after it, noun."""
    tokens, place = passage.tokens, number.last
    begins = tokens[place - 1].end
    if passage.lexicon.glued:
        return _next_part_glued(passage, begins, words)
    linked = not is_filled(words.links)
    while place < len(tokens) and place <= number.last + _BEHIND:
        link = None if linked else passage.after(words.links, tokens[place].start)
        if link is not None:
            linked = True
            place = token_from(passage, link[1], place)
            continue
        part = words.parts.get(fold(tokens[place].form))
        if linked and part is not None:
            return part, place + 1, _noun_between(passage, begins, tokens[place].start)
        inner = read_number(passage, place) if linked else None
        if inner is not None and is_whole(inner.value):
            return inner.value, inner.last, _noun_between(passage, begins, tokens[place].start)
        if not tokens[place].form[0].isalpha():
            return None
        place += 1
    return None


def _next_part_glued(
    passage: Passage, end: int, words: AmongWords
) -> tuple[Decimal, int, Span | None] | None:
    """Return the part behind a whole and its link in a script without spaces."""
    for place in range(end, min(end + _SIGNS, passage.end)):
        link = passage.after(words.links, place)
        if link is None:
            continue
        index = passage.begins.get(link[1])
        inner = None if index is None else read_number(passage, index)
        whole = inner is not None and is_whole(inner.value)
        return (inner.value, inner.last, None) if inner is not None and whole else None
    return None


def _noun_between(passage: Passage, start: int, end: int) -> Span | None:
    """Return the word right behind a whole, if one stands there."""
    index = passage.begins.get(passage.skip(start))
    if passage.lexicon.glued or index is None or passage.tokens[index].end > end:
        return None
    token = passage.tokens[index]
    return Span(token.start, token.end) if fold(token.form) not in passage.lexicon.stop else None


def _with_counter(passage: Passage, end: int) -> int:
    """Return the end of the measure word behind a number, or of the number."""
    unit = passage.after(passage.lexicon.units, passage.skip(end))
    return unit[1] if unit is not None and unit[0].kind == "counter" else end


def _part_of_same(passage: Passage, number: Number, words: AmongWords) -> Share | None:
    """Return 5人に1人: two numbers of one measure word."""
    end = passage.tokens[number.last - 1].end
    counter = passage.after(passage.lexicon.units, passage.skip(end))
    if counter is None or counter[0].kind != "counter":
        return None
    link = next((word for word in words.same if passage.text.startswith(word, counter[1])), None)
    index = None if link is None else passage.begins.get(counter[1] + len(link))
    part = None if index is None else read_number(passage, index)
    if part is None or not 0 < part.value < number.value:
        return None
    last = passage.tokens[part.last - 1].end
    written = passage.text[end : counter[1]].strip()
    place = passage.skip(last)
    if not passage.text.startswith(written, place):
        return None
    last = place + len(written)
    if words.closes and not passage.text.startswith(words.closes, passage.skip(last)):
        return None
    if passage.text.startswith(tuple(words.never), last):  # 50人に一人ずつ, one for each of 50
        return None
    span = passage.tokens[number.first].start, last
    return _share(passage, span, part.value / number.value, (number.first, part.last), None)
