"""What a token or a phrase gives to a number, and whether a number can go on with it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from stemmata.annotate.figures.compounds import expand
from stemmata.annotate.figures.digits import Digits, read_digits
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.numerals import Atom
from stemmata.annotate.figures.passage import HYPHENS, Passage
from stemmata.annotate.figures.phrases import Phrases, Table
from stemmata.annotate.figures.shares import share_of
from stemmata.annotate.figures.tokens import Token
from stemmata.text import fold

_CONTINUING = frozenset(HYPHENS + "/⁄x×*·^")  # signs of fractions, powers and compounds
_FILLED = 12  # digits behind a scale, noughts and all
_REMEMBERED = 50_000  # forms that a language's memory may hold
_NEAR = 30  # characters before a K in which a temperature makes it kelvin
_UNITS_TOO = frozenset(("MM",))  # a scale only of money: a 9 MM pistol
_UNIT_LETTERS = "mbtмгт"  # "5m", "5г" are metres and grams before they are millions


class _Continuers(dict[str, bool]):
    """Remembers of each form whether a number can go on with it, so that most end at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        tables: tuple[Table, ...] = (lexicon.atoms, lexicon.scales, lexicon.halves, lexicon.over)
        tables += (lexicon.parted, lexicon.over_alone, lexicon.parted_alone)
        tables += (lexicon.over_small, lexicon.over_parts, lexicon.over_closing)
        heads = [table.heads for table in tables if isinstance(table, Phrases)]
        words = lexicon.link | lexicon.decimals | set(lexicon.joiners) | lexicon.parts
        words |= lexicon.share_links
        self.words = words.union(*heads)

    def __missing__(self, form: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        self[form] = found = self.can_continue(form)
        return found

    def can_continue(self, form: str) -> bool:
        """Tell whether a form is a sign, digits, a joiner, or begins a phrase of some table."""
        lexicon, word = self.lexicon, fold(form)
        if (
            form[0] in _CONTINUING
            or form[-1].isnumeric()
            or form.startswith(lexicon.joined or "\0")
        ):
            return True
        if word in self.words:
            return True
        if lexicon.stemmer.stem(word) in lexicon.scale_stems or bool(expand(form, lexicon)):
            return True
        return share_of(form, lexicon) is not None


@cache
def _continuers(code: str) -> _Continuers:
    return _Continuers(lexicon_of(code))


def may_continue(passage: Passage, place: int) -> bool:
    """Tell at little cost whether a number can go on at a token."""
    return place < len(passage.tokens) and (
        passage.lexicon.glued or _continuers(passage.lexicon.code)[passage.tokens[place].form]
    )


def atoms_at(passage: Passage, place: int, *, after_digits: bool) -> tuple[tuple[Atom, ...], int]:
    """Return the parts that a token (or a phrase) gives, and the next token."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if place >= len(tokens):
        return (), place
    form = tokens[place].form
    if form[-1].isdecimal():
        found = read_digits(form, passage.decimal)
        if found is None and after_digits and lexicon.glued:
            found = _read_filled(form)
        return ((Atom("digits", found.value, Decimal(0)),) if found else ()), place + 1
    short = lexicon.scales.after(tokens, place) if after_digits else None
    if short is not None and _may_abbreviate(passage, place):
        return (short[0],), short[1]
    phrase = lexicon.atoms.after(tokens, place) or _joined_at(passage, place)
    if phrase is not None:
        return (phrase[0],), phrase[1]
    inflected = lexicon.scale_stems.get(lexicon.stemmer.stem(fold(form)))
    if inflected is not None:
        return (inflected,), place + 1
    atoms = expand(form, lexicon)
    share = None if atoms else share_of(form, lexicon)
    return atoms if share is None else (share,), place + 1


def _read_filled(form: str) -> Digits | None:
    """Return the value of digits behind a scale that noughts fill up: "1万0363", "1万0363.18"."""
    whole, point, rest = form.replace("．", ".").partition(".")
    told = whole.isdecimal() and len(whole) <= _FILLED and (not point or rest.isdecimal())
    return Digits(Decimal(f"{whole}{point}{rest}")) if told else None


def _joined_at(passage: Passage, place: int) -> tuple[Atom, int] | None:
    """Return a number word that its joiner is written together with ("وعشرون")."""
    joined, token = passage.lexicon.joined, passage.tokens[place]
    if not joined or not token.form.startswith(joined) or len(token.form) <= len(joined) + 1:
        return None
    bare = Token(token.start + len(joined), token.end, token.form[len(joined) :])
    inner = passage.lexicon.atoms.after([bare, *passage.tokens[place + 1 : place + 3]], 0)
    return None if inner is None else (inner[0]._replace(joined=True), place + inner[1])


def _may_abbreviate(passage: Passage, place: int) -> bool:
    """Tell whether a single letter can be a scale: "40k", "$3m", "3 M€", but not "3 m"."""
    tokens, signs = passage.tokens, passage.lexicon.money_prefixes
    form = tokens[place].form
    start = tokens[place].start
    if form == "K" and "°" in passage.text[max(passage.start, start - _NEAR) : start]:
        return False  # "300 °C (573.15K)"
    long = len(form) > 1 and form not in _UNITS_TOO
    if long or form == "k" or (passage.lexicon.glued and not form.isascii()):
        return True
    beside = [other for other in (place - 2, place + 1) if 0 <= other < len(tokens)]
    if any(signs.get(tokens, other, other + 1) is not None for other in beside):
        return True
    return tokens[place].start == tokens[place - 1].end and form not in _UNIT_LETTERS
