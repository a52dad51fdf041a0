"""The one grammar of time expressions, over the classes of `vocabulary`, for all languages.

A shape is a pattern on the string of classes. Shapes are tried in order at each place; a language
only sets whether the day or the month is tried first and whether a dot makes an ordinal. Spans
follow TimeML (Saurí et al. 2006): with the determiner where the language wants it, without the
preposition.
"""

from __future__ import annotations

import re
from functools import cache

_DAY = r"(?:d{dot}s?|o(?!Q)|w)"
_MONTH = r"(?:K?[Mm](?:/[Mm])?\.?)"
_YEAR = r"(?:[,/]?f?f?(?:[YU4]?y4?Y?g?|a?[LNC]a?Y|a?Y[LNC]|U|z)(?!s|-?[0-9dnwyO]?[KVDh]))"
_WEEKDAY = r"(?:a?[LNC]?[WvD]?[Wv][LNC]?\.?[,(]?\)?a?t?)"
_UNIT = r"[YKVDQZ#h8456]"
_NUMBER = r"(?:[dnwy](?:f?-?w)*(?:-?f?x)?|O|\$)"
_SPREAD = r"(?:[dnw](?:-?w)?-?r[dnw](?:-?w)?|0(?=[YKVDQZ#](?![LNC])))"
_EDGE = r"(?:a?E-?f?f?a?)"

_BY_DAY_FIRST = (
    (
        "day_range",
        rf"{_WEEKDAY}?a?(?:{_DAY}[-rb]a?{_DAY}|(?<=u)a?{_DAY}\+a?{_DAY}|0)f?{_MONTH}{_YEAR}?",
    ),
    ("day_month", rf"{_WEEKDAY}?a?D?{_DAY}[-f/]?a?{_MONTH}[-]?{_YEAR}?(?:,?W|[(]?[Wv]\)?)?"),
    ("month_day_range", rf"{_WEEKDAY}?{_MONTH}(?:d[-r]d|0)(?!\d){_YEAR}?"),
    ("month_day", rf"{_WEEKDAY}?{_MONTH}a?(?:d{{dot}}s?|o(?!Q))(?![-]?[YKVDh%]){_YEAR}?"),
)
_BY_MONTH_FIRST = (*_BY_DAY_FIRST[2:], *_BY_DAY_FIRST[:2])

_NUMERIC = (
    ("numeric", rf"{_WEEKDAY}?[D56]?F"),
    ("dashed", r"d-[Mm]\.?-[dny]"),
    ("numeric_pair", r"(?:[Wv][,(]?t?a?|6)?9(?![YKVDh%c])"),
)
_HOLIDAYS = (("holiday", rf"a?[LNC]?\*(?:t?{_YEAR})?"),)
# Only where a dot makes an ordinal: "am 27. 11.", "am siebten vierten", "Dienstag, der 25.".
_ORDINAL_DATES = (
    ("ordinal_pair", r"(?:W[,]?a?|(?<=[tu]))(?:d\.|o)/?[do]\.?y?(?![YKVDhM])"),
    ("weekday_day", r"W,?ad\.?(?![MYKVDh])"),
)
_LABELS_AFTER = (
    ("labelled", r"(?:(?:g?[ywd]4|gy4?|U|1)f?)?(?:[dw]5f?)?[LNC]?[dw]6(?!>)(?:\(?[Wv]\)?)?"),
    ("labelled", r"(?:(?:g?[ywd]4|gy4?|U)f?)[dw]5E?"),
    ("labelled", r"(?:(?:g?y4|g[wd]4|U)(?=E))E"),
    ("labelled", r"(?:g?y4|g[wd]4)(?![dw]?Q)"),
    ("labelled", r"[LNC]?[dw]5E?"),
)
_LABELS_BEFORE = (
    ("label_first", r"(?:[W],?t?)?6[dw](?:[,/-]?5[dw]|(?=9))?(?:[,/-]?f?4?y)?"),
    ("label_first", r"E?5[dw](?:[,/-]?f?4?y|/y)?"),
    ("label_first", r"E?4y"),
)
_YEAR_MONTH = (("year_first", rf"yY?[.,]?f?M\.?(?:{_DAY}\.?)?"),)
_PERIODS = (
    ("month_year", rf"{_EDGE}?a?[CLN]?{_MONTH}[-]?{_YEAR}(?:f?E)?"),
    (
        "quarter",
        rf"{_EDGE}?a?(?:¤-?)?f?(?:o-?f?[Q8]|d{{dot}}Q|yo-?Q|[LNC][Q8]|q[dw]|dq){_YEAR}?",
    ),
    ("quarter", r"(?:a?U|a?[LNC]Y)s?(?:o-?Q|o8)|(?:y4?|U)[ow]?d?[Q]"),
    ("season_in", r"(?<=t)a?S(?![LNCyz])"),
    ("season", rf"{_EDGE}?a?[LNC]?-?S[LNC]?{_YEAR}?"),
    (
        "decade",
        r"a?E?-?f?a?(?:y-?s-?Y?|y-?s?Zs?|z-?s|(?:Z|f|Y)?z?f?7|[dn]s?Z|[dn]-?sY|Ya?[dn](?!\d))",
    ),
    ("century", rf"{_EDGE}?a?(?:o-?#|d{{dot}}s?-?#|#f?[od])"),
)
_RELATIVE = (
    ("duration", rf"(?<=u)BX?{_NUMBER}{_UNIT}"),  # "desde hacía un año" is a span, no day
    ("ago", rf"a?X?{_NUMBER}?-?{_UNIT}x?≈?-?(?:f?[AJ])(?:{_UNIT}|¶|o-?Q)?"),
    ("ago", rf"[BI]X?{_NUMBER}{_UNIT}[JA]?|[BI]X?ª|ª[JA]"),
    ("span", rf"a?(?:X?[LNliCo]a?)(?:{_SPREAD}|{_NUMBER}){_UNIT}≈?|a?{_NUMBER}[LNli]{_UNIT}"),
    ("span", rf"a?{_NUMBER}{_UNIT}[lLNi]|X?ª[lLNi]|{_UNIT}w[LNli](?!{_UNIT})"),
    (
        "weekday",
        rf"{_EDGE}?(?:2t?f?[Wv]|[LNC]Vt?f?W|a?[LNC]a?[Wv]|D?[Wv][LNCJA]|W,?f?a?(?:[LNC]V|V[LNC]|2)|D?W)",
    ),
    ("relative_month", rf"{_EDGE}?(?:[LNC]f?[Mm]|(?<=[IEuflLNCbrt])m|[Mm][LNC](?![VYKDQ]))E?"),
    ("shift", r"(?:a?E-?f?f?a?)?a?(?:[LNCli]a?[YKVDQZ#8]≈?|(?:[KVDQZ#8][LNCli]|Y[LNCli](?!Y)))E?"),
    ("shift", r"(?:a?E-?f?f?a?)?[TU123]E?"),
    ("edge", r"a?E-?f?a?(?:[YKVQ])(?![a-zA-Z])"),
)
_SETS = (
    ("every", rf"e(?:a?{_NUMBER}|o)?a?f?a?(?:{_UNIT}|W|M|P|!|S)"),
    ("recurring", r"@"),
)
_TIMES = (
    ("clock_range", r"[P!]?f?u?(?:[dw][-rb]a?[dw]|(?<=u)[dw]\+[dw]|0)(?:c|h(?=[!P]))"),
    (
        "clock",
        r"a?X?P?[,]?f?(?:H(?:c|h(?!d))*\.?|9c+\.?|[dw](?:hd(?:h|x)?|hx|h)(?=[P!])|[dw]c(?:d(?!\d))?\.?c?\.?)",
    ),
    ("clock", r"(?<=t)[dw]h"),
    ("clock", r"P(?:[dw]h(?:[dw]h|x)?|H)"),
    ("clock", r"(?<=[tX])[dw](?=!)|&[dw]c?(?![KVDYhQ%])"),
    ("part", r"(?:C|(?<=[TWUItuX]))a?f?P|CP|!|E-?P"),
)
_REST = (
    ("month", rf"{_EDGE}?a?K?M(?:f?E)?"),
    ("year", r"y-?s?Y"),
    ("duration", rf"a?X?(?:{_SPREAD}|d9|{_NUMBER})f?-?{_UNIT}[x≈¶]?|\${_NUMBER}-?{_UNIT}¶|X?ª"),
    ("year_range", r"R"),
    ("year", r"a?y¶|aYww(?:\+?w)?"),
    ("year", rf"{_EDGE}?a?[Y¤]?(?:y|f?(?<=[IuEb])z)g?"),
    ("reference", r"G"),
    ("definite", r"a[YQ]"),
    ("vague", r"a[li](?![A-Za-z0-9])"),
)

_CORE_AHEAD = (
    r"(?![_|,.\-/()jprbkst+])(?=[^_|]{0,24}?[FMmWvSYKVDQZ#h8456Tq7U123G@PHR09yzc*!&ª]|a[li])"
)


@cache
def grammar(order: str, *, ordinal_dot: bool) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return the compiled grammar and the shape of each of its groups."""
    dates: tuple[tuple[str, str], ...] = _BY_MONTH_FIRST if order == "mdy" else _BY_DAY_FIRST
    dates = (*_YEAR_MONTH, *dates) if order == "ymd" else dates
    labels: tuple[tuple[str, str], ...] = _LABELS_AFTER if order == "ymd" else _LABELS_BEFORE
    ordinals = _ORDINAL_DATES if ordinal_dot else ()
    dates = (*dates, *_HOLIDAYS, *ordinals)
    rules = (*_NUMERIC, *dates, *labels, *_SETS, *_PERIODS, *_RELATIVE, *_TIMES, *_REST)
    dot = r"\.?" if ordinal_dot else ""
    # Most places cannot begin anything: look for a word that carries time before trying the rules.
    pattern = _CORE_AHEAD + "(?:" + "|".join(f"({rule})" for _, rule in rules) + ")"
    pattern = pattern.replace("{dot}", dot)
    return re.compile(pattern), tuple(shape for shape, _ in rules)
