"""What the corpora of quantities hold that a newspaper does not say, or that is wrong in them.

`benchmarks/figures.py` prints each score twice: over all of a corpus, and with these classes set
aside. They are told by rules alone, so that they hold for cases never seen. Nothing here is learned
by `stemmata.annotate.figures`; `docs/method-figures.md` lists the classes with examples.
"""

from __future__ import annotations

import re
from typing import Any

from stemmata.model import Figure

# Telephone numbers, addresses of the net, dates and lists in digits: parts that count nothing.
_CHAIN = re.compile(
    r"(?:\+\s?\d|\d)[\d\s]*(?:[.:/-]\d+){2,}|\d{3} 0\d{3}\b|(?<!\d)\d+(?:,\d+){3,}(?!\d)"
    r"|[\d〇零一二三四五六七八九十百千]+年[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日(?:.{0,12}\d+[時时點点])?"
    r"|(?<=[プラスo\s])[\d一]+の[\d二]+の[\d二]+の[\d二]+"
)
_DISCOUNT = re.compile(r"割引|割り引")  # the corpus gives the price that is left
_SHARE_OF = re.compile(r"(?i)^(?:per ?cents?|percents?|percentage|pourcent\w*|百分率)")
_FROM = re.compile(
    r"(?i)(?<!ranged )(?<!ranging )\bfrom (?:about |some )?$"
)  # it was never between
_WORDLESS = re.compile(r"\d")


def is_set_aside(
    text: str, kind: str, gold: dict[str, Any], figures: tuple[Figure, ...] | list[Figure]
) -> bool:
    """Tell whether a mention of a corpus belongs to a class that is not learned."""
    start, end = gold["start"], gold["end"]
    if any(m.start() <= start and end <= m.end() for m in _CHAIN.finditer(text)):
        return True
    if gold["low"] != gold["high"] and _FROM.search(text[:start]) and kind == "quantulum":
        return True
    if (
        kind in ("NumberModel", "quantulum")
        and _is_grammar(gold)
        and text.strip(" .!?。") != gold["surface"]
    ):
        return True
    if _DISCOUNT.search(text[start : end + 2]) or _SHARE_OF.search(gold["surface"]):
        return True
    return any(_is_end_of(figure, gold) for figure in figures)


def _is_grammar(gold: dict[str, Any]) -> bool:
    """Tell whether a mention is a lone word for nought or one, or a single Han digit."""
    surface = gold["surface"].strip()
    if _WORDLESS.search(surface):
        return False
    small = gold["low"] in (0, 1) or (len(surface) == 1 and surface > "\u2e7f")
    return small and " " not in surface


def _is_end_of(figure: Figure, gold: dict[str, Any]) -> bool:
    """Tell whether a mention is but one end of a range ("50 years" of "40 - 50 years")."""
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return False
    covered = figure.start <= gold["start"] and gold["end"] <= figure.end
    ends = gold["low"] == gold["high"] and gold["low"] in (figure.low, figure.high)
    return covered and ends and gold["end"] - gold["start"] < figure.end - figure.start
