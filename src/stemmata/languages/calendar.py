"""What CLDR knows of a language's calendar, inverted: written form to value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from stemmata.languages.tables import table
from stemmata.model import Frozen


class CalendarWords(Frozen, frozen=True):
    """The calendar words of one language; months count from 1, weekdays from Monday as 1.

    `short_months` and `short_weekdays` are abbreviations, which need a number beside them to be
    trusted. `order` is that of day, month and year in the short numeric form: `dmy`, `mdy`, `ymd`.
    `ago` and `ahead` are pairs of the words before and after a span ("vor", "" or "", "ago").
    """

    order: str
    months: Mapping[str, int]
    short_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    units: Mapping[str, str]
    ago: tuple[str, str]
    ahead: tuple[str, str]


@cache
def calendar_words(code: str) -> CalendarWords:
    """Return the calendar words of a language; English ones for a language CLDR does not have.

    Example:
        >>> words = calendar_words("de")
        >>> words.months["Mai"], words.weekdays["Mittwoch"], words.order, words.ago
        (5, 3, 'dmy', ('vor', ''))
    """
    found = table(code, "calendar")
    return CalendarWords(
        order=found["order"],
        months=MappingProxyType(found["months"]),
        short_months=MappingProxyType(found["short_months"]),
        weekdays=MappingProxyType(found["weekdays"]),
        short_weekdays=MappingProxyType(found["short_weekdays"]),
        units=MappingProxyType(found["units"]),
        ago=tuple(found["ago"]),
        ahead=tuple(found["ahead"]),
    )
