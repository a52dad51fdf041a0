"""Which reader understands which shape of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from stemmata.annotate.dates import calendar_readings as on_calendar
from stemmata.annotate.dates import relative_readings as relative
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.reading import Reading

READERS: Mapping[str, Callable[[Reading], Expression | None]] = MappingProxyType(
    {
        "numeric": on_calendar.read_numeric,
        "holiday": on_calendar.read_holiday,
        "ordinal_pair": on_calendar.read_ordinal_pair,
        "weekday_day": on_calendar.read_weekday_day,
        "numeric_pair": on_calendar.read_numeric_pair,
        "dashed": on_calendar.read_dashed,
        "day_range": on_calendar.read_day_range,
        "month_day_range": on_calendar.read_day_range,
        "day_month": on_calendar.read_day_month,
        "month_day": on_calendar.read_day_month,
        "labelled": on_calendar.read_labelled,
        "label_first": on_calendar.read_label_first,
        "year_first": on_calendar.read_year_first,
        "month_year": on_calendar.read_month,
        "relative_month": on_calendar.read_month,
        "month": on_calendar.read_month,
        "quarter": on_calendar.read_quarter,
        "season": on_calendar.read_season,
        "season_in": on_calendar.read_season_in,
        "decade": on_calendar.read_decade,
        "century": on_calendar.read_century,
        "ago": relative.read_ago,
        "span": relative.read_span,
        "weekday": relative.read_weekday,
        "shift": relative.read_shift,
        "edge": relative.read_edge,
        "every": relative.read_every,
        "recurring": relative.read_recurring,
        "clock": relative.read_clock,
        "clock_range": relative.read_clock_range,
        "part": relative.read_part,
        "duration": relative.read_duration,
        "vague": relative.read_vague,
        "definite": relative.read_definite,
        "year_range": on_calendar.read_year_range,
        "year": on_calendar.read_bare_year,
        "reference": relative.read_reference,
    }
)
