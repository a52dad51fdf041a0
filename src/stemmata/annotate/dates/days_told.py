"""Steps from a day that the text has named: "on Tuesday ..., la veille" is Monday.

A language file writes such words as steps of the unit `B` ("B-1"), others as steps from the day of
writing ("D-1"). Where no day is named shortly before, they count from the day of writing, too.
"""

from __future__ import annotations

from datetime import date

from stemmata.annotate.dates.expression import Expression
from stemmata.model import DateMention
from stemmata.settings import DateSettings

FROM_DAY_TOLD = "B"


def day_told(
    expression: Expression, named: DateMention | None, settings: DateSettings
) -> date | None:
    """Return the day that a step counts from, if it is one that the text has named.

    Args:
        expression: the step.
        named: the day named last.
        settings: how far back that may be.
    """
    told = expression.shift is not None and expression.shift.unit == FROM_DAY_TOLD
    if not told or named is None:
        return None
    near = expression.start - named.end <= settings.comparison_characters
    return named.earliest if near else None


def is_past_day(mention: DateMention, reference: date | None) -> bool:
    """Tell whether a date is one day up to that of writing: of others nothing is the eve.

    Example:
        >>> day = date(2026, 3, 3)
        >>> eve = DateMention(0, 9, "on Monday", "2026-03-02", "DATE", "mention", day, day)
        >>> is_past_day(eve, date(2026, 3, 4)), is_past_day(eve, date(2026, 3, 1))
        (True, False)
    """
    if reference is None or mention.type != "DATE" or mention.latest is None:
        return False
    return mention.earliest == mention.latest <= reference
