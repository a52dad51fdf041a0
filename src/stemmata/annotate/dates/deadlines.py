"""Where a span with a limit ends: "within 30 days" counts from the act, not from the report.

The day of the act is the day that the same sentence names, if the limit counted from there is not
over when the report is written. Where it names none, the act was as a rule on the day of writing
or the day before: the interval then holds the two days on which the span may end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.periods import stepped
from stemmata.model import DateMention, replace

_DAYS_OF_UNITS = {"D": 1, "W": 7, "FN": 14}
_MONTHS_OF_UNITS = {"M": 1, "Q": 3, "8": 6, "Y": 12, "E": 120, "C": 1200}
_IN_A_DAY = {"H": 24, "MIN": 1440, "S": 86_400}
_WIDEST_SENTENCE = 300  # characters between the day of an act and the limit
# A dot after a figure or a lone letter ends no sentence: "am 3. Mai", "J. Smith".
_SENTENCE_END = re.compile(r"(?<!\d)(?<!\b\w)[.!?…]\s|[。！？؟।\n]")


def end_of_span(expression: Expression, begin: date | None) -> date | None:
    """Return the day on which a span that begins on a day ends."""
    if begin is None or expression.amount is None:
        return None
    unit, amount = expression.unit, expression.amount
    per_day = _IN_A_DAY.get(unit)
    try:
        if per_day is not None:
            return begin + timedelta(days=ceil(amount / per_day))
        if unit in _DAYS_OF_UNITS:
            return begin + timedelta(days=round(amount * _DAYS_OF_UNITS[unit]))
        first, last = stepped("M", round(amount * _MONTHS_OF_UNITS[unit]), begin)[1]
        return first.replace(day=min(begin.day, last.day))
    except (KeyError, ValueError, OverflowError):
        return None


def count_from_acts(
    text: str,
    expressions: Sequence[Expression],
    mentions: Sequence[DateMention],
    reference: date | None,
) -> tuple[DateMention, ...]:
    """Return the mentions, spans with a limit counted from the day of the act.

    Args:
        text: that was read.
        expressions: one for each mention.
        mentions: of the text, spans with a limit counted from the day of writing.
        reference: the day of writing.
    """
    if reference is None:
        return tuple(mentions)
    return tuple(
        _counted(text, place, expression, mentions, reference)
        if mention.role == "deadline" and mention.type == "DURATION" and expression.direction != 1
        else mention
        for place, (expression, mention) in enumerate(zip(expressions, mentions, strict=True))
    )


def _counted(
    text: str,
    place: int,
    expression: Expression,
    mentions: Sequence[DateMention],
    reference: date,
) -> DateMention:
    mention = mentions[place]
    if mention.latest is None:
        return mention
    for beside in (*mentions[max(0, place - 2) : place][::-1], *mentions[place + 1 : place + 2]):
        act = beside.earliest
        if act is None or not _may_be_act(text, beside, mention, reference):
            continue
        end = end_of_span(expression, act)
        if end is not None and end >= reference:
            return replace(mention, earliest=act, latest=end)
    return replace(mention, earliest=mention.latest - timedelta(days=1))


def _may_be_act(text: str, day: DateMention, limit: DateMention, reference: date) -> bool:
    """Tell whether a mention is one past day of the sentence that a limit stands in."""
    if day.type not in ("DATE", "TIME") or day.role != "mention" or day.earliest is None:
        return False
    if day.earliest != day.latest or day.earliest > reference:
        return False
    between = (day.end, limit.start) if day.end <= limit.start else (limit.end, day.start)
    if between[1] - between[0] > _WIDEST_SENTENCE:
        return False
    return _SENTENCE_END.search(text, *between) is None
