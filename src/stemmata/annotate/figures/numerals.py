"""Number words: one stack grammar for all languages.

The idea is that of text2num and of Recognizers-Text made language-free: a number is a stack of
terms, each with a *step* below which the next term must stay ("two hundred" leaves room below 100,
"twenty" below 10); a word of scale multiplies the terms on top that are smaller than itself. What
a language adds (its words, its joiners, units before tens) is data.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

AtomKind = Literal["digits", "word", "scale", "article", "fraction", "vague", "serial"]
Term = tuple[Decimal, Decimal]
Stack = tuple[Term, ...]

ONE = Decimal(1)
TEN = Decimal(10)
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
_MYRIAD = Decimal(10_000)
_BY_COUNT = frozenset(
    map(Decimal, (12, 15, 20))
)  # dozens multiply all before them that has no room for them


class Atom(NamedTuple):
    """One token's part in a number.

    `step` bounds what may be added after it, `rival` is another admissible value of a scale word,
    `weak` marks words that are a number only before what they count, `joined` a joiner written
    together with the word (Arabic).
    """

    kind: AtomKind
    value: Decimal
    step: Decimal = ONE
    rival: Decimal | None = None
    weak: bool = False
    joined: bool = False


class State(NamedTuple):
    """A number as far as it is read: its terms, the token after it, its last part, how many.

    A size of zero means that nothing but digits was read.
    """

    stack: Stack
    last: int
    atom: Atom | None = None
    size: int = 0


def step_of(value: Decimal, *, ten_opens: bool) -> Decimal:
    """Return the room that a number word leaves for what is added after it.

    Example:
        >>> step_of(Decimal(20), ten_opens=False), step_of(Decimal(200), ten_opens=False)
        (Decimal('10'), Decimal('100'))
    """
    if value == TEN:
        return TEN if ten_opens else ONE
    step = ONE
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def push(stack: Stack, atom: Atom) -> Stack | None:
    """Return the stack with a term added or scaled; None where the grammar forbids it.

    Example:
        >>> stack = push(push((), Atom("word", Decimal(3))), Atom("scale", Decimal(100)))
        >>> total(push(stack, Atom("word", Decimal(20), TEN)))
        Decimal('320')
    """
    if atom.kind == "scale":
        return _scale(stack, atom.value)
    if stack and not 0 < atom.value < stack[-1][1]:
        return None
    step = atom.step if atom.value == atom.value.to_integral_value() else Decimal(0)
    return (*stack, (atom.value, step))


def _scale(stack: Stack, scale: Decimal) -> Stack | None:
    dozens = stack and scale in _BY_COUNT
    if dozens and not (len(stack) > 1 and stack[-1][0] * scale < stack[-2][1]):
        return ((total(stack) * scale, ONE),)
    if len(stack) == 1 and _multiplies_all(stack[0], scale):
        return ((stack[0][0] * scale, scale),)
    cut = len(stack)
    factor = Decimal(0)
    if stack and scale == stack[-1][1] >= _MYRIAD and stack[-1][0] >= scale:  # "四万万"
        return (*stack[:-1], (stack[-1][0] * scale, scale))
    while cut and stack[cut - 1][0] < scale:
        factor += stack[cut - 1][0]
        cut -= 1
    factor = factor if cut < len(stack) else ONE
    value = factor * scale
    if scale == TEN and not 1 <= factor <= 9:
        return None
    if cut and not value < stack[cut - 1][1]:
        return None
    step = scale if factor == factor.to_integral_value() else Decimal(0)
    return (*stack[:cut], (value, step))


def _multiplies_all(term: Term, scale: Decimal) -> bool:
    """Tell whether a scale takes even a greater number in digits ("12000万", "105千万")."""
    value, step = term
    return value >= scale and (not step or (step == THOUSAND and scale == _MYRIAD))


def add_tens(stack: Stack, atom: Atom) -> Stack | None:
    """Return the stack with tens added to the unit before them ("drei und zwanzig").

    Example:
        >>> total(add_tens(((Decimal(3), ONE),), Atom("word", Decimal(20), TEN)))
        Decimal('23')
    """
    if not stack or not 0 < stack[-1][0] < 10 or not 20 <= atom.value <= 90 or atom.value % 10:
        return None
    return (*stack[:-1], (stack[-1][0] + atom.value, ONE))


def over_hundreds(upper: Decimal, lower: Decimal) -> Decimal:
    """Return a number over another one; over a hundred or thousand its rest alone is.

    Nobody says an improper fraction of hundredths: "two hundred and fifty-four hundredths".

    Example:
        >>> over_hundreds(Decimal(254), Decimal(100)), over_hundreds(Decimal(7), Decimal(2))
        (Decimal('200.54'), Decimal('3.5'))
    """
    if lower not in (HUNDRED, THOUSAND) or upper <= lower:
        return upper / lower
    rest = upper % lower
    return upper - rest + rest / lower


def is_whole(value: Decimal) -> bool:
    """Tell whether a value is an integer, however great it is.

    Example:
        >>> is_whole(Decimal("2.50")), is_whole(Decimal("1e40"))
        (False, True)
    """
    return value == value.to_integral_value()


def total(stack: Stack) -> Decimal:
    """Return the sum of the terms."""
    return sum((value for value, _ in stack), Decimal(0))
