"""A time expression as it was understood, before it is placed on the calendar."""

from __future__ import annotations

from typing import Literal

from stemmata.annotate.dates.vocabulary import Shift
from stemmata.model import Frozen

Kind = Literal["calendar", "shift", "duration", "set", "reference", "time"]


class Expression(Frozen, frozen=True):
    """What the words say, with what they leave open left open.

    `shift` places the expression relative to the report; a `calendar` expression may carry one for
    its year ("June last year") or its week ("Tuesday last week"). `direction` is -1, 0, 1 for
    last, this, next. `swapped` is the other reading of an ambiguous numeric date (month, day).
    `future` says that the sentence so far looks ahead; `deadline` that the expression is a limit;
    `announced` that words like "published" stand before it; `after` that
    it counts from what follows; `beyond` that it bounds from below ("after June 30");
    `compares` that it is told in years from some other period; `until` is the other end of a range.
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_year: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str = ""
    holiday: str = ""
    decade: int | None = None
    century: int | None = None
    shift: Shift | None = None
    direction: int | None = None
    modifier: str = ""
    part: str = ""
    clock: tuple[int, int, int | None] | None = None
    unit: str = ""
    amount: float | None = None
    timex: str = ""
    swapped: tuple[int, int] | None = None
    future: bool = False
    deadline: bool = False
    announced: bool = False
    after: bool = False
    beyond: bool = False
    compares: bool = False
    until: Expression | None = None
