"""Time expressions as TIMEX3 with intervals of days, and the publication date."""

from stemmata.annotate.dates.find import find_dates, find_dates_in

__all__ = ["find_dates", "find_dates_in"]
