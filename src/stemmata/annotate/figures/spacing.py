"""Spaces inside of numbers that are written without: "三 百 五 十 万", "百 分 之 20".

Texts cut into words and some headlines have them. The line is read once more without them, and what
is found is carried back to the places as written.
"""

from __future__ import annotations

import re

from stemmata.model import Figure, Span, replace

_DIGITS = "〇零一二三四五六七八九两兩壹贰叁肆伍陆柒捌玖"
_SCALES = "十百千万萬亿億兆拾佰仟分之点點折成余餘几幾"
_OTHERS = "个個又%％"
_SIGNS = f"0-9０-９{_DIGITS}{_SCALES}{_OTHERS}"
_HAN = f"{_DIGITS}{_SCALES}{_OTHERS}"
_GAP = r"[ \u3000]{1,4}"
_APART = re.compile(rf"[{_SIGNS}]{_GAP}[{_HAN}]|[{_HAN}]{_GAP}[{_SIGNS}]")
_NEXT = rf"(?:{_GAP})?[{_HAN}]|(?<=[{_HAN}]){_GAP}[{_SIGNS}]|[0-9０-９.]"
_RUN = re.compile(rf"[{_SIGNS}](?:{_NEXT}){{1,60}}")
_SURE = re.compile(rf"[{_SCALES}]")


def close_numbers(line: str) -> tuple[str, list[int]] | None:
    """Return a line without the spaces inside of numbers, and where each sign stood; or None.

    Example:
        >>> close_numbers("约 三 百 人")
        ('约 三百 人', [0, 1, 2, 4, 5, 6, 7])
    """
    if _APART.search(line) is None:
        return None
    dropped = {
        place
        for run in _RUN.finditer(line)
        if _SURE.search(run.group())
        for place in range(*run.span())
        if line[place] in " \u3000"
    }
    kept = [place for place in range(len(line)) if place not in dropped]
    return ("".join(line[place] for place in kept), [*kept, len(line)]) if dropped else None


def carry_back(figure: Figure, text: str, offset: int, places: list[int]) -> Figure:
    """Return a figure of a closed line at its places in the text.

    Args:
        figure: with places in the closed line.
        text: the whole text.
        offset: where the line begins in the text.
        places: where each sign of the closed line stood in the line.
    """
    start, end = offset + places[figure.start], offset + places[figure.end - 1] + 1
    subject = figure.subject
    if subject is not None:
        subject = Span(offset + places[subject.start], offset + places[subject.end - 1] + 1)
    return replace(figure, start=start, end=end, text=text[start:end], subject=subject)
